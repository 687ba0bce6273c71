//! Moves the focus when something opens, closes or is about to be removed, so that keyboard users keep their place.

use std::cell::Cell;

use porch_class_macros::selector;
use porch_protocol::CommentId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// A reference to an element that takes the focus when it is mounted.
#[hook]
pub(crate) fn use_autofocus() -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| focus(&node));
    }
    node
}

/// Puts the focus on an element that stays when something in it closes. An element that is gone is skipped.
pub(crate) fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<Element>() {
        focus_element(&element);
    }
}

thread_local! {
    /// Whether the comment that opens now takes the focus. Clears the request.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// The next comment that opens takes the focus: it was opened by a key, or the element with the focus is removed.
pub(crate) fn focus_next_opened() {
    WANTED.set(true);
}

/// The next comment that opens takes no focus: it was opened from a row, which keeps it.
pub(crate) fn keep_focus() {
    WANTED.set(false);
}

/// Whether the comment that opens now takes the focus; once.
pub(crate) fn take_focus_request() -> bool {
    WANTED.replace(false)
}

/// Whether a comment is open.
pub(crate) fn is_comment_open(id: CommentId) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.get_element_by_id(&id.anchor()).is_some())
}

/// Puts the focus on a comment that is open or opens just now, unless a text field has it.
pub(crate) fn focus_comment(id: CommentId) {
    gloo_timers::callback::Timeout::new(0, move || {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let at = document.active_element();
        let found = document.get_element_by_id(&id.anchor());
        if let Some(article) = found.filter(|article| !is_typing() && !article.contains(at.as_deref())) {
            focus_element(&article);
        }
    })
    .forget();
}

/// Scrolls to a comment that is open, unless all of it is visible.
pub(crate) fn scroll_to_comment(id: CommentId) {
    gloo_timers::callback::Timeout::new(0, move || {
        let document = web_sys::window().and_then(|window| window.document());
        let Some(article) = document.and_then(|document| document.get_element_by_id(&id.anchor())) else { return };
        let Some(scroller) = article.closest(selector!(".scroll")).ok().flatten() else { return };
        let (rect, visible) = (article.get_bounding_client_rect(), scroller.get_bounding_client_rect());
        if rect.top() < visible.top() || rect.bottom() > visible.bottom() {
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Start);
            article.scroll_into_view_with_scroll_into_view_options(&how);
        }
    })
    .forget();
}

/// Whether the focus is on a comment that is open.
pub(crate) fn is_on_comment() -> bool {
    let at = web_sys::window().and_then(|window| window.document()?.active_element());
    at.is_some_and(|at| at.closest(selector!(".this")).ok().flatten().is_some())
}

/// Whether a text field has the focus.
pub(crate) fn is_typing() -> bool {
    let at = web_sys::window().and_then(|window| window.document()?.active_element());
    at.is_some_and(|at| at.matches("textarea").unwrap_or(false))
}

/// Puts the focus beside an element that is about to be removed: on the next one of the list, or on the one before it.
pub(crate) fn focus_neighbor(node: &NodeRef) {
    if let Some(place) = node.cast::<Element>().and_then(|element| neighbor(&element)) {
        focus_element(&place);
    }
}

/// The nearest sibling that can have the focus.
pub(crate) fn neighbor(element: &Element) -> Option<Element> {
    let first = |next: fn(&Element) -> Option<Element>| {
        std::iter::successors(next(element), next).find(|other| other.has_attribute("tabindex"))
    };
    first(Element::next_element_sibling).or_else(|| first(Element::previous_element_sibling))
}

fn focus_element(element: &Element) {
    // An element that can't have the focus is skipped.
    _ = element.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
}
