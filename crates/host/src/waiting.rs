//! The list of who waits for an answer, and answering from there.

use std::collections::HashSet;

use porch_protocol::CommentId;
use porch_protocol::host::{AnswerComment, Opening, Waiting};
use porch_widget::components::body::body;
use uuid::Uuid;
use web_sys::HtmlTextAreaElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::deeds::{Deeds, Subject, use_deeds};
use crate::foot::Said;
use crate::keys::{cap, is_no_deed};
use crate::lists::kept;
use crate::person::EarlierLine;
use crate::place;
use crate::when::posted;
use crate::words;

/// The list as it was found.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WaitingProps {
    pub(crate) house: House,
    pub(crate) found: Option<Waiting>,
}

/// The list.
#[component]
pub(crate) fn WaitingList(props: &WaitingProps) -> Html {
    // To whom an answer is being written, and who was shown.
    let (written, before) = (use_mut_ref(HashSet::<CommentId>::new), use_mut_ref(Vec::<Opening>::new));
    let draw = use_force_update();
    let Some(found) = &props.found else { return html! { <p aria-busy="true" /> } };
    let writes = |opening: &Opening| written.borrow().contains(&opening.comment.id);
    let openings = kept(&before.borrow(), found.openings.clone(), |opening| opening.comment.id, writes);
    before.replace(openings.clone());
    if openings.is_empty() {
        return html! { <p class="quiet">{ words::NOBODY_WAITS }</p> };
    }
    let shown = openings.into_iter().map(|opening| {
        let id = opening.comment.id;
        let waits = found.openings.iter().any(|one| one.comment.id == id);
        let (written, draw) = (written.clone(), draw.clone());
        let writes = Callback::from(move |writes: bool| {
            if writes {
                written.borrow_mut().insert(id);
            } else if written.borrow_mut().remove(&id) {
                draw.force_update();
            }
        });
        html! { <OpeningView key={id.to_string()} {opening} {waits} {writes} house={props.house.clone()} /> }
    });
    let behind = usize::try_from(found.total).unwrap_or_default().saturating_sub(found.openings.len());
    html! {
        <>
            { for shown }
            if behind > 0 { <p class="quiet">{ words::behind(behind) }</p> }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OpeningProps {
    opening: Opening,
    /// Whether nobody has answered meanwhile.
    waits: bool,
    /// Hears whether an answer is being written.
    writes: Callback<bool>,
    house: House,
}

#[component]
fn OpeningView(props: &OpeningProps) -> Html {
    let open = use_state(|| false);
    let known = use_state(|| false);
    let Opening { comment, place, first_words, answers, person, earlier } = &props.opening;
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let link = format!("{}#{}", place.url, comment.id.anchor());
    let toggle = {
        let (open, writes) = (open.clone(), props.writes.clone());
        Callback::from(move |()| {
            let opens = !*open;
            open.set(opens);
            writes.emit(opens);
        })
    };
    let press = {
        let toggle = toggle.clone();
        move |_: MouseEvent| toggle.emit(())
    };
    let look = {
        let known = known.clone();
        Callback::from(move |()| known.set(!*known))
    };
    // A guest decides nothing, but keeps the pace of their talk.
    let decides = !person.is_empty();
    let subject = Subject { comment: comment.clone(), rules: None, decides, leaves: true, quiet: true };
    let Deeds { node, keys, view } = use_deeds(subject, props.house.clone(), Callback::noop());
    let keys = {
        let (look, open, toggle) = (look.clone(), open.clone(), toggle.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            _ if is_no_deed(&event) => {}
            "h" => look.emit(()),
            "r" if !*open => {
                // The letter is a deed, and no word of the answer.
                event.prevent_default();
                toggle.emit(());
            }
            _ => keys.emit(event),
        }
    };
    html! {
        <article ref={node} tabindex="-1" aria-label={name.clone()} onkeydown={keys}>
            <p class="why">
                { words::answers(*answers) }
                <span class="place"><a href={link}><bdi>{ place::title(place) }</bdi></a>{ " " }{ posted(comment.posted_at, comment.undated) }</span>
            </p>
            <p class="person"><strong><bdi>{ name }</bdi></strong>
                if *first_words { { " " }<em>{ words::FIRST_WORDS }</em> }
            </p>
            // A guest is told nothing of what others decided.
            if decides {
                <EarlierLine person={person.clone()} earlier={earlier.clone()} open={*known} toggle={look} house={props.house.clone()} />
            }
            <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            if *open {
                if !props.waits { <p role="status"><em>{ words::MEANWHILE }</em></p> }
                <AnswerField opening={props.opening.clone()} house={props.house.clone()} close={toggle} />
            } else {
                <div class="verbs"><button class="main" onclick={press}>{ words::ANSWER }{ cap("r") }</button></div>
                { view }
            }
        </article>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AnswerProps {
    opening: Opening,
    house: House,
    close: Callback<()>,
}

/// The field for an answer. Its key stays the same while it is open, so that pressing twice answers once.
#[component]
fn AnswerField(props: &AnswerProps) -> Html {
    let AnswerProps { opening, house, close } = props.clone();
    let field = use_node_ref();
    let key = use_memo((), |()| Uuid::new_v4().to_string());
    let busy = use_state(|| false);
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                // A field that is gone needs no focus.
                _ = field.focus();
            }
        });
    }
    let send = {
        let (field, close, busy, key) = (field.clone(), close.clone(), busy.clone(), key.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(body) = field.cast::<HtmlTextAreaElement>().map(|field| field.value()) else { return };
            if *busy {
                return;
            }
            busy.set(true);
            let words = AnswerComment { parent: opening.comment.id, body };
            let (house, close, busy, key) = (house.clone(), close.clone(), busy.clone(), key.clone());
            spawn_local(async move {
                match calls::answer(&key, &words).await {
                    Ok(_) => {
                        house.say.emit(Said { words: words::ANSWERED.into(), ..Said::default() });
                        close.emit(());
                        house.refresh.emit(());
                    }
                    Err(failure) => {
                        busy.set(false);
                        house.failed(failure);
                    }
                }
            });
        })
    };
    let keys = {
        let (close, form) = (close.clone(), field.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                let form = form.cast::<HtmlTextAreaElement>().and_then(|field| field.form());
                // A form that is gone sends nothing.
                _ = form.map(|form| form.request_submit());
            } else if event.key() == "Escape"
                && form.cast::<HtmlTextAreaElement>().is_some_and(|f| f.value().is_empty())
            {
                close.emit(());
            }
        })
    };
    let leave = move |_: MouseEvent| close.emit(());
    html! {
        <form onsubmit={send} aria-busy={busy.then_some("true")}>
            <label><span>{ words::ANSWER }</span><textarea ref={field} required=true rows="4" dir="auto" onkeydown={keys} /></label>
            <div class="verbs">
                <button class="main">{ words::SHARE }</button>
                <button type="button" onclick={leave}>{ words::NEVER_MIND }</button>
            </div>
        </form>
    }
}
