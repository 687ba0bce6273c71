//! What the parts of the search are drawn with, and the buttons that they share.

use porch_class_macros::html;
use porch_protocol::Timestamp;
use porch_protocol::comment_search::FoundComments;
use yew::prelude::*;

use super::super::bridge::SearchOptions;
use super::super::state::{Filter, SearchAction, SearchState};
use crate::text::Text;

/// What the search is drawn with.
#[derive(Clone, Copy)]
pub struct SearchScene<'a> {
    /// What it shows.
    pub state: &'a SearchState,
    /// What it was opened with.
    pub options: &'a SearchOptions,
    /// The server and the site, for links to conversations that have no address of their own.
    pub own_pages: &'a str,
    /// The texts.
    pub text: Text,
    /// A day in the page's language.
    pub day: &'a dyn Fn(Timestamp) -> String,
    /// What its fields and buttons do.
    pub act: &'a Callback<SearchAction>,
}

/// A button that is on or off.
pub(super) fn chip(scene: &SearchScene<'_>, label: impl Into<AttrValue>, is_on: bool, action: SearchAction) -> Html {
    let label: AttrValue = label.into();
    html! {
        <button type="button" class="search-chip" aria-pressed={if is_on { "true" } else { "false" }} onclick={press(scene, action)}>
            { label }
        </button>
    }
}

/// A button of its own line.
pub(super) fn edge(scene: &SearchScene<'_>, label: impl Into<AttrValue>, action: SearchAction) -> Html {
    let label: AttrValue = label.into();
    html! { <button type="button" class="edge-act" onclick={press(scene, action)}>{ label }</button> }
}

/// What a press does.
pub(super) fn press(scene: &SearchScene<'_>, action: SearchAction) -> Callback<MouseEvent> {
    scene.act.reform(move |_: MouseEvent| action.clone())
}

/// The number of hits of a filter that is not on.
pub(super) fn count_of(state: &SearchState, found: &FoundComments, filter: Filter, thread: Option<&str>) -> u64 {
    if state.is_on(filter) {
        return found.total;
    }
    match filter {
        Filter::ThisPage => {
            let here = found.facets.pages.iter().find(|page| thread == Some(page.thread.to_string().as_str()));
            here.map_or(0, |page| page.hits)
        }
        Filter::Answered => found.facets.answered,
        Filter::ByHost => found.facets.by_host,
        Filter::HasLink => found.facets.has_link,
        Filter::Year(year) => found.facets.years.iter().find(|one| one.year == year).map_or(0, |one| one.hits),
    }
}
