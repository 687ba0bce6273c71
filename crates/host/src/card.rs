//! One comment to decide about: why it waits, whose it is, what it says, and what can be done.

use porch_protocol::host::{Asked, Card};
use porch_protocol::{CommentId, Verb};
use porch_widget::components::body::body;
use yew::prelude::*;

use crate::answer::{AnswerField, Way, way};
use crate::app::House;
use crate::around::AroundView;
use crate::deeds::{PaceButton, key};
use crate::keys::{cap, is_no_deed};
use crate::offers;
use crate::pace::CommentPace;
use crate::person::EarlierLine;
use crate::place;
use crate::reason::Reason;
use crate::when::posted;
use crate::words::{self, talk as say};

/// A decision about a card, with its reason where it has one.
pub(crate) type Decision = (Card, Verb, Option<String>);

/// What stands open beside a card, and what opens it.
#[derive(Clone, PartialEq)]
pub(crate) struct Beside {
    /// Whether an answer is being written.
    pub(crate) answering: bool,
    /// Opens the field for that, or closes it.
    pub(crate) answer: Callback<bool>,
    /// Hears that the answer is published.
    pub(crate) answered: Callback<Way>,
    /// Whether the conversation around it is open.
    pub(crate) around: bool,
    /// Opens and closes that.
    pub(crate) surround: Callback<()>,
}

/// A card of the list.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CardProps {
    pub(crate) card: Card,
    /// Whether the keys act on this one.
    pub(crate) chosen: bool,
    /// The decision whose reason is being written.
    pub(crate) asking: Option<Verb>,
    /// Begins a decision: at once, or by asking why.
    pub(crate) begin: Callback<(CommentId, Verb)>,
    /// Decides.
    pub(crate) decide: Callback<Decision>,
    /// Lets a reason be.
    pub(crate) never_mind: Callback<()>,
    /// Whether the history of its author is open.
    pub(crate) known: bool,
    /// Opens and closes that.
    pub(crate) look: Callback<()>,
    pub(crate) beside: Beside,
    pub(crate) house: House,
}

/// The verbs of a card, with their keys: those that its status allows. What everybody sees already may stand, too, and so
/// may what was decided about whoever asks for a second look.
pub(crate) fn verbs(card: &Card) -> Vec<(Verb, &'static str)> {
    let offered = offers::verbs(&card.comment).into_iter().map(|verb| (verb, key(verb)));
    let up = card.comment.is_published().then_some((Verb::Keep, key(Verb::Keep)));
    let decided = card.second_look.then_some((Verb::Keep, "x"));
    up.into_iter().chain(offered).chain(decided).collect()
}

/// The name on a card.
pub(crate) fn name(card: &Card) -> &str {
    card.comment.author.as_ref().map(|author| author.name.as_str()).unwrap_or_default()
}

/// Whether its author is nobody of the team: of them no more is known than the name.
fn is_visitor(card: &Card) -> bool {
    card.comment.author.as_ref().is_some_and(|author| author.role.is_none())
}

/// What the author was asked before they changed their words: whoever reads them again wants to know whether it was done.
fn asked_before(asked: &Asked) -> Html {
    html! {
        <p class="line"><bdi>{ &asked.by }</bdi>{ " " }{ say::WROTE }
            if let Some(reason) = &asked.reason { { " " }<q dir="auto">{ reason }</q> }
        </p>
    }
}

/// A card.
#[component]
pub(crate) fn CardView(props: &CardProps) -> Html {
    let CardProps { card, chosen, asking, begin, decide, never_mind, known, look, beside, house } = props.clone();
    let comment = &card.comment;
    let at = comment.id;
    let paced = use_state(|| false);
    // What waits has no branch yet; it is the one that it would stand in that may be hot.
    let hot = if comment.is_published() { Some(at) } else { card.answers.as_ref().map(|answers| answers.id) };
    let toggle = {
        let paced = paced.clone();
        Callback::from(move |()| paced.set(!*paced))
    };
    let keys = {
        let toggle = hot.is_some().then(|| toggle.clone());
        move |event: KeyboardEvent| match &toggle {
            Some(toggle) if event.key() == "c" && !is_no_deed(&event) => toggle.emit(()),
            _ => {}
        }
    };
    let send = {
        let (card, decide) = (card.clone(), decide.clone());
        asking.map(|verb| Callback::from(move |reason| decide.emit((card.clone(), verb, Some(reason)))))
    };
    let buttons = verbs(&card).into_iter().map(|(verb, key)| {
        let begin = begin.clone();
        let press = move |_: MouseEvent| begin.emit((at, verb));
        let class = (key == "a").then_some("main");
        html! { <button {class} onclick={press}>{ if card.second_look && verb == Verb::Keep { words::UPHOLD } else { words::verb(verb) } }{ cap(key) }</button> }
    });
    let answer = way(comment.status, true).map(|way| {
        let press = beside.answer.reform(|_: MouseEvent| true);
        html! { <button onclick={press}>{ way.label() }{ cap("r") }</button> }
    });
    let surround = beside.surround.reform(|_: MouseEvent| ());
    html! {
        <article id={at.anchor()} class={chosen.then_some("chosen")} tabindex="-1" aria-label={name(&card).to_owned()} onkeydown={keys}>
            <p class="why">
                { if comment.is_published() { words::UP } else { words::HELD } }{ " " }
                { &card.why }
                if card.second_look { { " · " }{ words::SECOND_LOOK } }
                <span class="place"><a href={card.place.url.clone()} title={words::OPEN_PAGE}><bdi>{ place::title(&card.place) }</bdi></a>{ " " }{ posted(comment.posted_at, comment.undated) }</span>
            </p>
            if let Some(asked) = &card.asked { { asked_before(asked) } }
            <p class="person">
                <strong><bdi>{ name(&card).to_owned() }</bdi></strong>
                <span>if is_visitor(&card) { { " · " }{ words::NAME_ONLY } }if let Some(seconds) = card.sent_after { { " · " }{ words::sent_after(seconds) } }</span>
            </p>
            <EarlierLine person={card.person.clone()} earlier={card.earlier.clone()} open={known} toggle={look} house={house.clone()} />
            if let Some(answers) = &card.answers {
                <blockquote>
                    <small>{ words::IN_ANSWER_TO }{ " " }<bdi>{ answers.author.as_ref().map(|author| author.name.clone()) }</bdi></small>
                    { answers.body.as_ref().map(body) }
                </blockquote>
            }
            <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            if card.alike.len() > 1 { <p class="alike">{ words::alike(card.alike.len(), card.people) }</p> }
            if !card.reports.is_empty() {
                <p class="alike">{ words::REPORTS }</p>
                <ul>{ card.reports.iter().map(|report| html! { <li dir="auto">{ report }</li> }).collect::<Html>() }</ul>
            }
            if let Some((verb, send)) = asking.zip(send) {
                <Reason id={at} {verb} name={name(&card).to_owned()} rules={card.rules.clone()} {send} {never_mind} />
            } else if beside.answering {
                <AnswerField comment={comment.clone()} decides={true} close={beside.answer.reform(|()| false)} done={beside.answered.clone()} house={house.clone()} />
            } else {
                <div class="verbs">
                    { buttons.collect::<Html>() }
                    { answer }
                    <button aria-expanded={beside.around.to_string()} onclick={surround}>{ say::AROUND }{ cap("t") }</button>
                    if hot.is_some() { <PaceButton open={*paced} {toggle} /> }
                </div>
            }
            if beside.around { <AroundView id={at} house={house.clone()} /> }
            if let Some(id) = hot.filter(|_| *paced) { <CommentPace {id} {house} /> }
        </article>
    }
}
