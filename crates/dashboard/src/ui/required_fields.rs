//! What is said where a field that is needed was left empty, or holds nothing that can be used: our own words under it, in
//! the place of the browser's bubble, which speaks another language, goes by itself and lies over what it is about.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The mark of a field that was refused; the style sheet shows the sentence behind it then.
const REFUSED: &str = "aria-invalid";

/// The sentence behind a field that is needed. Out of sight until the field was refused.
pub(crate) fn missing(words: &'static str) -> Html {
    html! { <span class="missing" role="alert">{ words }</span> }
}

/// Keeps the browser's bubbles away, in all forms: a field that is refused is marked and takes the focus. The mark goes with
/// the next letter.
#[hook]
pub(crate) fn use_own_sentences() {
    use_effect_with((), |()| {
        let document = web_sys::window().and_then(|window| window.document());
        let listeners = document.map(|document| {
            // Neither of the two comes up to the document by itself.
            let early = EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: false };
            let refused = EventListener::new_with_options(&document, "invalid", early, |event| {
                event.prevent_default();
                let Some(field) = event.target().and_then(|at| at.dyn_into::<HtmlElement>().ok()) else { return };
                // An element takes this attribute.
                _ = field.set_attribute(REFUSED, "true");
                if !is_at_refused(&field) {
                    _ = field.focus();
                }
            });
            let typed = EventListener::new_with_options(&document, "input", early, |event| {
                let field = event.target().and_then(|at| at.dyn_into::<Element>().ok());
                if let Some(field) = field.filter(|field| field.has_attribute(REFUSED)) {
                    _ = field.remove_attribute(REFUSED);
                }
            });
            [refused, typed]
        });
        move || drop(listeners)
    });
}

/// Whether the focus is on a field of the same form that was refused, too: the first one keeps it.
fn is_at_refused(field: &HtmlElement) -> bool {
    let at = field.owner_document().and_then(|document| document.active_element());
    let form = field.closest("form").ok().flatten();
    let refused = at.as_ref().is_some_and(|at| at.has_attribute(REFUSED));
    refused && form.is_some_and(|form| form.contains(at.as_deref()))
}
