//! The message below a required field that is empty or invalid: our own text instead of the browser's bubble, which
//! speaks another language, disappears by itself and covers what it is about.

use gloo_events::{EventListener, EventListenerOptions};
use porch_class_macros::html;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The attribute of a field that was refused; the style sheet then shows the message behind it.
const REFUSED: &str = "aria-invalid";

/// The message behind a required field. Hidden until the field is refused.
pub(crate) fn required_message(words: &'static str) -> Html {
    html! { <span class="missing" role="alert">{ words }</span> }
}

/// Replaces the browser's bubbles in all forms: a refused field is marked and takes the focus. Typing removes the mark.
#[hook]
pub(crate) fn use_field_errors() {
    use_effect_with((), |()| {
        let document = web_sys::window().and_then(|window| window.document());
        let listeners = document.map(|document| {
            // Neither event bubbles up to the document.
            let early = EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: false };
            let refused = EventListener::new_with_options(&document, "invalid", early, |event| {
                event.prevent_default();
                let Some(field) = event.target().and_then(|at| at.dyn_into::<HtmlElement>().ok()) else { return };
                // Setting an attribute by this name cannot fail.
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

/// Whether the focus is on another refused field of the same form: the first one keeps it.
fn is_at_refused(field: &HtmlElement) -> bool {
    let at = field.owner_document().and_then(|document| document.active_element());
    let form = field.closest("form").ok().flatten();
    let refused = at.as_ref().is_some_and(|at| at.has_attribute(REFUSED));
    refused && form.is_some_and(|form| form.contains(at.as_deref()))
}
