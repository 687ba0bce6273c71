//! What the search looks like: the field, what narrows it, and the list. The field is a combobox and the hits are its options:
//! the focus stays in the field while the arrow keys go through the list.

use porch_class_macros::html;
use porch_protocol::comment_search::FoundComments;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::state::SearchAction;
use super::typed;
use crate::text::Text;

mod chips;
mod field;
mod hit;
mod parts;

pub use hit::address;
pub use parts::SearchScene;
use parts::{chip, edge, press};

/// The whole sheet.
pub fn search(scene: &SearchScene<'_>) -> Html {
    let SearchScene { state, text, .. } = *scene;
    html! {
        <>
            <h2 id="porch-sheet-title" class="search-title">{ text.search_comments() }</h2>
            { field::field(scene) }
            <div class="search-line">
                <p role="status">{ state.found.as_ref().map(|found| number_found(text, found)) }</p>
                if state.found.as_ref().is_some_and(|found| found.total > 1) {
                    { chip(scene, text.newest_first(), state.newest, SearchAction::SwitchOrder) }
                }
            </div>
            { chips::chips(scene) }
            <div class="search-body" aria-busy={state.busy.then_some("true")}>
                { body(scene) }
            </div>
        </>
    }
}

fn body(scene: &SearchScene<'_>) -> Html {
    let SearchScene { state, text, .. } = *scene;
    let hits = state.found.as_ref().map_or(&[][..], |found| &found.hits);
    html! {
        <>
            <p class="sheet-problem" role="alert">{ state.failed.map(|failure| text.failure(failure)) }</p>
            if let Some(found) = &state.found { { notes(scene, found) } } else { <p class="sheet-hint">{ text.search_hint() }</p> }
            <div id={field::LIST} class="search-hits" role="listbox" aria-label={text.search_results()} hidden={hits.is_empty()}>
                { for hits.iter().enumerate().map(|(at, one)| hit::hit(scene, at, one)) }
            </div>
            if state.has_more() {
                <button type="button" class="edge-act" onclick={press(scene, SearchAction::More)}>{ text.more_comments() }</button>
            }
            if state.found.is_some() { { ask(scene) } }
        </>
    }
}

/// How many there are, and what an operator without effect was.
fn number_found(text: Text, found: &FoundComments) -> String {
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    match found.total {
        0 => text.nothing_found().into(),
        _ if found.facets.about => text.about_found(total),
        _ => text.comments_found(total),
    }
}

/// What is said above the list: that it is of fewer words, another spelling, and what there is without the filters.
fn notes(scene: &SearchScene<'_>, found: &FoundComments) -> Html {
    let SearchScene { state, text, .. } = *scene;
    let wider = state.wider.filter(|total| *total > 0).and_then(|total| usize::try_from(total).ok());
    let ignored = found.ignored.join(" ");
    html! {
        <>
            if found.loosened && found.total > 0 { <p class="sheet-hint">{ text.some_words() }</p> }
            if !ignored.is_empty() { <p class="sheet-hint">{ text.not_a_date(&isolated(&ignored)) }</p> }
            if let Some(words) = &found.suggestion {
                { edge(scene, text.did_you_mean(&isolated(words)), SearchAction::Respell) }
            }
            if let Some(total) = wider { { edge(scene, text.without_filters(total), SearchAction::Widen) } }
        </>
    }
}

/// The way out of a list that has no answer: the words become a comment.
fn ask(scene: &SearchScene<'_>) -> Html {
    let SearchScene { state, options, text, .. } = *scene;
    if !options.asks || typed::words(&state.typed).is_empty() {
        return Html::default();
    }
    let is_empty = state.found.as_ref().is_none_or(|found| found.total == 0);
    html! {
        <div class="search-ask">
            <p>{ if is_empty { text.nobody_asked() } else { text.not_meant() } }</p>
            { edge(scene, text.ask_here(options.team.as_deref()), SearchAction::Ask) }
        </div>
    }
}
