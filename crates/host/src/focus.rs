//! Where the focus is put when something opens, closes or is about to go, so that whoever uses keys is where it is.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
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

/// Puts the focus on the next comment of what is shown, or on the one before.
pub(crate) fn walk(forward: bool) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Ok(found) = document.query_selector_all("main article[tabindex]") else { return };
    let all: Vec<Element> = (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect();
    let here = document.active_element().and_then(|at| at.closest("article[tabindex]").ok().flatten());
    let at = here.and_then(|here| all.iter().position(|one| *one == here));
    let next = match at {
        Some(at) if forward => at + 1,
        Some(at) => at.saturating_sub(1),
        None => 0,
    };
    if let Some(next) = all.get(next) {
        to(next);
    }
}

fn to(element: &Element) {
    // What can't have the focus leaves it where it is.
    _ = element.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
}
