//! Where the focus is put when something opens, closes or is about to go, so that whoever uses keys is where it is.

use std::cell::Cell;

use porch_protocol::CommentId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// A reference for what takes the focus when it comes.
#[hook]
pub(crate) fn use_focus() -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| rest(&node));
    }
    node
}

/// Puts the focus on what stays when something in it closes. What is gone already needs none.
pub(crate) fn rest(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        to(&element);
    }
}

thread_local! {
    /// Whether the comment that opens next takes the focus.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// The comment that opens next takes the focus: it was opened by a key, or what had the focus goes.
pub(crate) fn want() {
    WANTED.set(true);
}

/// It takes none: it was opened from a row that keeps it.
pub(crate) fn want_none() {
    WANTED.set(false);
}

/// Whether the comment that opens now takes the focus; once.
pub(crate) fn is_wanted() -> bool {
    WANTED.replace(false)
}

/// Whether a comment is open.
pub(crate) fn is_there(id: CommentId) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.get_element_by_id(&id.anchor()).is_some())
}

/// Puts the focus on a comment that is open, or opens just now; not away from somebody who types.
pub(crate) fn on_article(id: CommentId) {
    gloo_timers::callback::Timeout::new(0, move || {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let at = document.active_element();
        let found = document.get_element_by_id(&id.anchor());
        if let Some(article) = found.filter(|article| !is_typing() && !article.contains(at.as_deref())) {
            to(&article);
        }
    })
    .forget();
}

/// Brings a comment that is open into sight, with a little of what stands above it, where it is not whole in sight.
pub(crate) fn show_article(id: CommentId) {
    gloo_timers::callback::Timeout::new(0, move || {
        let document = web_sys::window().and_then(|window| window.document());
        let Some(article) = document.and_then(|document| document.get_element_by_id(&id.anchor())) else { return };
        let Some(around) = article.closest(".scroll").ok().flatten() else { return };
        let (of, within) = (article.get_bounding_client_rect(), around.get_bounding_client_rect());
        if of.top() < within.top() || of.bottom() > within.bottom() {
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Start);
            article.scroll_into_view_with_scroll_into_view_options(&how);
        }
    })
    .forget();
}

/// Whether the focus is on a comment that is open.
pub(crate) fn is_on_article() -> bool {
    let at = web_sys::window().and_then(|window| window.document()?.active_element());
    at.is_some_and(|at| at.closest(".this").ok().flatten().is_some())
}

/// Whether somebody types.
pub(crate) fn is_typing() -> bool {
    let at = web_sys::window().and_then(|window| window.document()?.active_element());
    at.is_some_and(|at| at.matches("textarea").unwrap_or(false))
}

/// Puts the focus beside what is about to go: on the next one of the list, or on the one before it.
pub(crate) fn step_aside(node: &NodeRef) {
    if let Some(place) = node.cast::<Element>().and_then(|element| beside(&element)) {
        to(&place);
    }
}

/// What stands beside it and can have the focus.
pub(crate) fn beside(element: &Element) -> Option<Element> {
    let first = |next: fn(&Element) -> Option<Element>| {
        std::iter::successors(next(element), next).find(|other| other.has_attribute("tabindex"))
    };
    first(Element::next_element_sibling).or_else(|| first(Element::previous_element_sibling))
}

fn to(element: &Element) {
    // What can't have the focus leaves it where it is.
    _ = element.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
}
