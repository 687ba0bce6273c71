//! The list of what waits for an answer, and answering from there.

use std::collections::HashSet;

use porch_protocol::CommentId;
use porch_protocol::host::{Opening, Waiting};
use porch_widget::components::body::body;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::deeds::{Deeds, Open, Shown, Subject, use_deeds};
use crate::focus::step_aside;
use crate::foot::Said;
use crate::keys::{cap, is_no_deed};
use crate::lists::kept;
use crate::person::EarlierLine;
use crate::place;
use crate::when::when;
use crate::words::{self, talk as say};

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
    let known = use_state(|| false);
    let OpeningProps { opening, waits, writes, house } = props.clone();
    let Opening { comment, place, first_words, answers, person, earlier, reply_to } = opening;
    let id = comment.id;
    let name = comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let link = format!("{}#{}", place.url, id.anchor());
    let look = {
        let known = known.clone();
        Callback::from(move |()| known.set(!*known))
    };
    // A guest decides nothing, but keeps the pace of their talk.
    let decides = !person.is_empty();
    let subject = Subject { decides, leaves: true, shown: Shown::Quietly, ..Subject::of(comment.clone()) };
    let Deeds { node, keys, view, open, set } = use_deeds(subject, house.clone(), Callback::noop());
    {
        let writes = writes.clone();
        use_effect_with(open.is_written(), move |written| writes.emit(*written));
    }
    let keys = {
        let (look, house) = (look.clone(), house.clone());
        move |event: KeyboardEvent| match event.key().as_str() {
            _ if is_no_deed(&event) => {}
            "h" => look.emit(()),
            "n" => needs_none(id, &house),
            _ => keys.emit(event),
        }
    };
    let answer = set.reform(|_: MouseEvent| Open::Answer);
    let none = {
        let (node, house) = (node.clone(), house.clone());
        move |_: MouseEvent| {
            step_aside(&node);
            needs_none(id, &house);
        }
    };
    html! {
        <article ref={node} tabindex="-1" aria-label={name.clone()} onkeydown={keys}>
            <p class="why">
                { words::answers(answers) }
                <span class="place"><a href={link}><bdi>{ place::title(&place) }</bdi></a>{ " " }{ when(comment.posted_at) }</span>
            </p>
            <p class="person"><strong><bdi>{ name }</bdi></strong>
                if first_words { { " " }<em>{ words::FIRST_WORDS }</em> }
            </p>
            // A guest is told nothing of what others decided.
            if decides {
                <EarlierLine {person} {earlier} open={*known} toggle={look} house={house.clone()} />
            }
            if let Some(host) = &reply_to {
                <blockquote>
                    <small>{ say::REPLIES_TO }{ " " }<bdi>{ host.author.as_ref().map(|author| author.name.clone()) }</bdi></small>
                    { host.body.as_ref().map(body) }
                </blockquote>
            }
            <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            if open.is_written() && !waits { <p role="status"><em>{ words::MEANWHILE }</em></p> }
            if !open.is_written() {
                <div class="verbs">
                    <button class="main" onclick={answer}>{ say::ANSWER }{ cap("r") }</button>
                    <button onclick={none}>{ say::NEEDS_NONE }{ cap("n") }</button>
                </div>
            }
            { view }
        </article>
    }
}

/// Takes a comment off the list that needs no answer, and says so with a way back.
fn needs_none(id: CommentId, house: &House) {
    let house = house.clone();
    let back = {
        let house = house.clone();
        Callback::from(move |()| say_needed(id, true, house.clone(), None))
    };
    say_needed(id, false, house, Some(back));
}

fn say_needed(id: CommentId, needed: bool, house: House, back: Option<Callback<()>>) {
    spawn_local(async move {
        match calls::pages::answer_needed(id, needed).await {
            Ok(()) => {
                let words = if needed { say::NEEDS_AGAIN_DONE } else { say::NEEDS_NONE_DONE };
                house.say.emit(Said { words: words.into(), back, ..Said::default() });
                house.refresh.emit(());
            }
            Err(failure) => house.failed(failure),
        }
    });
}
