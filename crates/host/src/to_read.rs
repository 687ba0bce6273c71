//! The list of what is to be read before others see it, and its keys.

use std::cell::RefCell;
use std::rc::Rc;

use porch_protocol::host::{Card, Decide, ToRead};
use porch_protocol::{CommentId, Verb};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::answer::Way;
use crate::app::House;
use crate::calls;
use crate::card::{Beside, CardView, Decision, name, verbs};
use crate::drafts::{self, Kind};
use crate::foot::Said;
use crate::keys::use_keydown;
use crate::lists::kept;
use crate::met::Look;
use crate::words;

/// The list as it was found.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ToReadProps {
    pub(crate) house: House,
    pub(crate) found: Option<ToRead>,
    /// Which inquiry that answers.
    pub(crate) came: u32,
}

/// What is chosen, and whose reason is being written.
#[derive(Clone, PartialEq, Default)]
struct Desk {
    chosen: Option<CommentId>,
    asking: Option<(CommentId, Verb)>,
    /// Beside which one the history of its author is open.
    known: Option<CommentId>,
    /// Which one is being answered.
    answering: Option<CommentId>,
    /// Around which one the conversation is open.
    around: Option<CommentId>,
    /// What is being decided: a second press means nothing.
    sending: Option<CommentId>,
    /// Decided about, and so out of sight although the list still has them.
    gone: Vec<CommentId>,
    undo: Vec<CommentId>,
}

/// The desk as it is this very moment: keys may come faster than anything is drawn.
#[derive(Clone)]
struct Now {
    desk: Rc<RefCell<Desk>>,
    draw: UseForceUpdateHandle,
}

impl PartialEq for Now {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.desk, &other.desk)
    }
}

impl Now {
    fn get(&self) -> Desk {
        self.desk.borrow().clone()
    }

    fn set(&self, desk: Desk) {
        self.desk.replace(desk);
        self.draw.force_update();
    }
}

/// The comment that the address names: `#comment=ID`, as mails link to it.
pub(crate) fn asked_for() -> Option<CommentId> {
    let hash = web_sys::window()?.location().hash().ok()?;
    hash.strip_prefix("#comment=")?.parse().ok()
}

/// The list.
#[component]
pub(crate) fn ToReadList(props: &ToReadProps) -> Html {
    let now = Now { desk: use_mut_ref(|| Desk { chosen: asked_for(), ..Desk::default() }), draw: use_force_update() };
    {
        let now = now.clone();
        // A list that comes later knows better: what was taken back, wherever, is in it again.
        use_effect_with(props.came, move |_| {
            let desk = now.get();
            if !desk.gone.is_empty() {
                now.set(Desk { gone: Vec::new(), ..desk });
            }
        });
    }
    {
        let now = now.clone();
        // Whoever comes by a link in a mail is led to its comment, once it is there; and whoever was writing an answer when
        // their session ended goes on with it.
        let ids: Vec<_> = props.found.iter().flat_map(|found| &found.cards).map(|card| card.comment.id).collect();
        use_effect_with(props.found.is_some(), move |there| {
            let left = ids.into_iter().find(|id| drafts::typed(*id, Kind::Answer).is_some());
            if let Some(id) = left {
                open_answer(&now, id, true);
            } else if *there && asked_for().is_some() {
                focus(now.get().chosen);
            }
        });
    }
    let desk = now.get();
    // Who was shown: a reason is written to its end, though somebody else decides meanwhile.
    let before = use_mut_ref(Vec::<Card>::new);
    let Some(found) = props.found.clone() else { return html! { <p aria-busy="true" /> } };
    let listed: Vec<CommentId> = found.cards.iter().flat_map(|card| &card.alike).map(|one| one.id).collect();
    let behind = usize::try_from(found.total).unwrap_or_default().saturating_sub(listed.len());
    let writes = |card: &Card| {
        desk.asking.is_some_and(|(id, _)| id == card.comment.id) || desk.answering == Some(card.comment.id)
    };
    let cards = kept(&before.borrow(), found.cards, |card| card.comment.id, writes);
    let cards: Vec<Card> = cards.into_iter().filter(|card| !desk.gone.contains(&card.comment.id)).collect();
    before.replace(cards.clone());
    // A link may lead to a comment that waits for nobody.
    let elsewhere = asked_for().filter(|id| !listed.contains(id));
    html! {
        <>
            if let Some(trouble) = found.trouble { <p role="alert">{ trouble }</p> }
            if let Some(id) = elsewhere { <Look {id} house={props.house.clone()} /> }
            <Cards {cards} {desk} {now} house={props.house.clone()} />
            if behind > 0 { <p class="quiet">{ words::behind(behind) }</p> }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CardsProps {
    cards: Vec<Card>,
    /// As it is drawn.
    desk: Desk,
    now: Now,
    house: House,
}

#[component]
fn Cards(props: &CardsProps) -> Html {
    let CardsProps { cards, desk, now, house } = props.clone();
    let decide = {
        let (now, house, cards) = (now.clone(), house.clone(), cards.clone());
        Callback::from(move |decision: Decision| send(&now, &house, &cards, decision))
    };
    let begin = {
        let (now, cards, decide) = (now.clone(), cards.clone(), decide.clone());
        Callback::from(move |(id, verb): (CommentId, Verb)| {
            let Some(card) = cards.iter().find(|card| card.comment.id == id) else { return };
            if verb.needs_reason() {
                now.set(Desk { chosen: Some(id), asking: Some((id, verb)), answering: None, ..now.get() });
            } else {
                decide.emit((card.clone(), verb, None));
            }
        })
    };
    let never_mind = {
        let now = now.clone();
        Callback::from(move |()| {
            let desk = now.get();
            focus(desk.chosen);
            now.set(Desk { asking: None, ..desk });
        })
    };
    use_keys(&cards, &now, &begin);
    if cards.is_empty() {
        return html! { <p class="quiet">{ words::NOTHING_TO_READ }</p> };
    }
    let chosen = desk.chosen;
    let shown = cards.iter().map(|card| {
        let id = card.comment.id;
        let asking = desk.asking.filter(|(of, _)| *of == id).map(|(_, verb)| verb);
        let (begin, decide, never_mind) = (begin.clone(), decide.clone(), never_mind.clone());
        let known = desk.known == Some(id);
        let look = {
            let now = now.clone();
            Callback::from(move |()| now.set(Desk { known: (!known).then_some(id), chosen: Some(id), ..now.get() }))
        };
        let beside = Beside {
            answering: desk.answering == Some(id),
            answer: {
                let now = now.clone();
                Callback::from(move |open| open_answer(&now, id, open))
            },
            answered: {
                let (now, cards) = (now.clone(), cards.clone());
                Callback::from(move |way| answered(&now, &cards, id, way))
            },
            around: desk.around == Some(id),
            surround: {
                let now = now.clone();
                Callback::from(move |()| surround(&now, id))
            },
        };
        let house = house.clone();
        html! { <CardView key={id.to_string()} card={card.clone()} chosen={chosen == Some(id)} {asking} {begin} {decide} {never_mind} {known} {look} {beside} {house} /> }
    });
    shown.collect()
}

/// Opens the field for an answer, or closes it.
fn open_answer(now: &Now, id: CommentId, open: bool) {
    let desk = now.get();
    if !open {
        focus(desk.chosen);
    }
    now.set(Desk { chosen: Some(id), asking: None, answering: open.then_some(id), ..desk });
}

/// Opens the conversation around a card, or closes it.
fn surround(now: &Now, id: CommentId) {
    let desk = now.get();
    let around = Some(id).filter(|id| desk.around != Some(*id));
    now.set(Desk { chosen: Some(id), around, ..desk });
}

/// An answer is published: what was approved with it is out of sight at once.
fn answered(now: &Now, cards: &[Card], id: CommentId, way: Way) {
    let desk = now.get();
    if way == Way::Answer {
        return now.set(Desk { answering: None, ..desk });
    }
    let next = beside(cards, id);
    let mut gone = desk.gone;
    gone.push(id);
    now.set(Desk { chosen: next, gone, undo: vec![id], ..Desk::default() });
    focus(next);
}

/// The card that is chosen once this one is gone.
fn beside(cards: &[Card], id: CommentId) -> Option<CommentId> {
    let place = cards.iter().position(|one| one.comment.id == id).unwrap_or_default();
    cards.get(place + 1).or_else(|| cards.get(place.checked_sub(1)?)).map(|card| card.comment.id)
}

/// Decides: the card goes at once, and comes back when that fails.
fn send(now: &Now, house: &House, cards: &[Card], (card, verb, reason): Decision) {
    let id = card.comment.id;
    let next = beside(cards, id);
    let decision = Decide { verb, reason, comments: card.alike.clone() };
    let (now, house) = (now.clone(), house.clone());
    let desk = now.get();
    if desk.sending == Some(id) {
        return;
    }
    now.set(Desk { sending: Some(id), ..desk });
    spawn_local(async move {
        match calls::decide(&decision).await {
            Ok(decided) => {
                drafts::forget(id, Kind::Reason);
                let mut gone = now.get().gone;
                gone.push(id);
                now.set(Desk { chosen: next, gone, undo: decided.done.clone(), ..Desk::default() });
                let nothing = decided.done.is_empty();
                let words =
                    if nothing { words::TOO_LATE.into() } else { words::done(verb, name(&card), decided.done.len()) };
                house.say.emit(Said { words, undo: decided.done, ..Said::default() });
                house.refresh.emit(());
                focus(next);
            }
            Err(failure) => {
                now.set(Desk { sending: None, ..now.get() });
                house.failed(failure);
            }
        }
    });
}

/// Puts the focus on a card once it is drawn; but not away from somebody who types, or who is inside of it already.
fn focus(id: Option<CommentId>) {
    let Some(id) = id else { return };
    gloo_timers::callback::Timeout::new(0, move || {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let at = document.active_element();
        if at.as_ref().is_some_and(|at| at.matches("textarea").unwrap_or(false)) {
            return;
        }
        let found = document.get_element_by_id(&id.anchor());
        let card = found.filter(|card| !card.contains(at.as_deref()));
        if let Some(card) = card.and_then(|card| card.dyn_into::<HtmlElement>().ok()) {
            // A card that is gone needs no focus.
            _ = card.focus();
        }
    })
    .forget();
}

/// One key, one deed.
#[hook]
fn use_keys(cards: &[Card], now: &Now, begin: &Callback<(CommentId, Verb)>) {
    let (cards, now, begin) = (cards.to_vec(), now.clone(), begin.clone());
    use_keydown(move |event: &KeyboardEvent| {
        let desk = now.get();
        let at = desk.chosen.and_then(|id| cards.iter().position(|card| card.comment.id == id));
        let key = event.key();
        let to = match key.as_str() {
            "j" => at.map_or(0, |at| at + 1),
            "k" => at.unwrap_or_default().saturating_sub(1),
            // The foot takes back; what it was about is in the list again at once.
            "u" if !desk.undo.is_empty() => {
                return now.set(Desk { gone: Vec::new(), undo: Vec::new(), ..desk });
            }
            "r" | "t" => {
                let Some(card) = cards.get(at.unwrap_or_default()) else { return };
                event.prevent_default();
                let id = card.comment.id;
                return if key == "t" { surround(&now, id) } else { open_answer(&now, id, true) };
            }
            "h" => {
                let id = cards.get(at.unwrap_or_default()).map(|card| card.comment.id);
                return now.set(Desk { chosen: id, known: id.filter(|_| desk.known != id), ..desk });
            }
            _ => {
                let card = cards.get(at.unwrap_or_default());
                let verb = card.and_then(|card| verbs(card).into_iter().find(|(_, of)| *of == key));
                if let (Some((verb, _)), Some(card)) = (verb, card) {
                    event.prevent_default();
                    begin.emit((card.comment.id, verb));
                }
                return;
            }
        };
        if let Some(card) = cards.get(to) {
            now.set(Desk { chosen: Some(card.comment.id), asking: None, ..desk });
            focus(Some(card.comment.id));
        }
    });
}
