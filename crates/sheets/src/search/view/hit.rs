//! A hit: who wrote it, when and where, and the part that fits best, with what was found marked.

use porch_class_macros::html;
use porch_protocol::comment_search::{FoundComment, Snippet};
use yew::prelude::*;

use super::super::bridge::SearchOptions;
use super::super::state::SearchAction;
use super::parts::SearchScene;

/// The id of a hit.
pub(super) fn id(at: usize) -> String {
    format!("porch-hit-{at}")
}

/// An option that is a link, so that it can be opened in another window and its address be copied.
pub(super) fn hit(scene: &SearchScene<'_>, at: usize, one: &FoundComment) -> Html {
    let SearchScene { state, options, text, .. } = *scene;
    let href = address(options, scene.own_pages, one);
    let page = one.page.title.clone().unwrap_or_else(|| shown_address(&one.page.url).to_owned());
    // Where words are marked in the text, they are the reason.
    let reason = match (one.snippet.pieces.len() > 1, one.found_in_name, one.found_in_page) {
        (false, true, _) => Some(text.found_in_name()),
        (false, false, true) => Some(text.found_in_page()),
        _ => None,
    };
    html! {
        <a key={one.id.to_string()} id={id(at)} role="option" tabindex="-1" {href}
            aria-selected={if state.selected == Some(at) { "true" } else { "false" }} onclick={open(scene, at)}>
            <small>
                <bdi>{ &one.author.name }</bdi>
                if let Some(posted_at) = one.posted_at { { " · " }<bdi>{ (scene.day)(posted_at) }</bdi> }
                { " · " }<bdi>{ page }</bdi>
            </small>
            <span dir="auto">{ snippet(&one.snippet) }</span>
            if let Some(reason) = reason { <small>{ reason }</small> }
        </a>
    }
}

/// The text in pieces, every second of which was found.
fn snippet(snippet: &Snippet) -> Html {
    let pieces = snippet.pieces.iter().enumerate();
    let pieces = pieces.map(|(at, piece)| {
        if at % 2 == 1 {
            html! { <mark>{ piece }</mark> }
        } else {
            html! { { piece } }
        }
    });
    html! { <>if snippet.cut_before { { "…" } }{ for pieces }if snippet.cut_after { { "…" } }</> }
}

/// Opens it here. With a key that means another window or tab, the browser does that.
fn open(scene: &SearchScene<'_>, at: usize) -> Callback<MouseEvent> {
    let act = scene.act.clone();
    Callback::from(move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return;
        }
        event.prevent_default();
        act.emit(SearchAction::Open(at));
    })
}

/// The address of a comment: on this page, on its own page, or where that has no address, in its conversation on the server.
pub fn address(options: &SearchOptions, own_pages: &str, one: &FoundComment) -> String {
    let anchor = one.id.anchor();
    if options.thread.as_deref() == Some(one.thread.to_string().as_str()) {
        return format!("{}#{anchor}", options.page);
    }
    let url = &one.page.url;
    if url.starts_with("https://") || url.starts_with("http://") {
        return format!("{}#{anchor}", url.split('#').next().unwrap_or_default());
    }
    format!("{own_pages}/{}?comment={}#{anchor}", one.thread, one.id)
}

/// An address without what all have.
fn shown_address(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}
