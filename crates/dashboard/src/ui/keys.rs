//! Keyboard shortcuts: one key does one action, and none while a text field has the focus.

use std::cell::Cell;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use porch_class_macros::html;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent};
use yew::prelude::*;

use crate::ui::local_flags;

/// Whether a shortcut must ignore a key: a text field or the browser needs it, or it is a repeat of a key that is held
/// down, which must not decide about the comment that opens next. Moving through a list repeats while its key is held.
pub(crate) fn ignores_key(event: &KeyboardEvent) -> bool {
    let at = event.target().and_then(|at: EventTarget| at.dyn_into::<Element>().ok());
    let typing = at.is_some_and(|at| at.matches("textarea, input:not([type=checkbox]), select").unwrap_or(false));
    let held = event.repeat() && !matches!(event.key().as_str(), "j" | "k");
    typing || held || event.ctrl_key() || event.meta_key() || event.alt_key() || local_flags::is_set(OFF_FLAG)
}

/// The flag in this browser that turns single-key shortcuts off: speech input could trigger them by accident (WCAG
/// 2.1.4).
const OFF_FLAG: &str = "porch-no-keys";

/// Whether single-key shortcuts are on.
pub(crate) fn are_enabled() -> bool {
    !local_flags::is_set(OFF_FLAG)
}

/// Turns all of them on or off, in this browser.
pub(crate) fn set_enabled(on: bool) {
    local_flags::set(OFF_FLAG, !on);
}

thread_local! {
    /// Whether the previous key was `g`: then this key opens a view, and does nothing else.
    static AFTER_G: Cell<bool> = const { Cell::new(false) };
}

/// A key beside what it does. A screen reader reads the button's label without the letter.
pub(crate) fn key_cap(key: &'static str) -> Html {
    html! { <kbd aria-hidden="true">{ key.to_uppercase() }</kbd> }
}

/// Closes on Escape while the focus is inside; outer listeners do not receive the key.
fn on_escape(close: Callback<()>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close.emit(());
        }
    })
}

/// The same for an open form, which closes wherever the focus is. The form has a `data-panel` attribute: the shortcuts
/// of what is around it wait until it is closed.
#[hook]
pub(crate) fn use_escape(close: Callback<()>) -> Callback<KeyboardEvent> {
    let keys = on_escape(close.clone());
    use_keydown(move |event| {
        if event.key() == "Escape" {
            // Outer listeners would handle the same key: by then the form is closed.
            event.stop_immediate_propagation();
            close.emit(());
        }
    });
    keys
}

/// Listens for keys wherever the focus is, except in a dialog. The latest callback is used.
#[hook]
pub(crate) fn use_keydown(act: impl Fn(&KeyboardEvent) + 'static) {
    use_keys(move |event| {
        if !AFTER_G.get() {
            act(event);
        }
    });
}

/// The same for the keys that open views; the second argument is whether `g` was pressed just before.
#[hook]
pub(crate) fn use_view_keys(act: impl Fn(&KeyboardEvent, bool) + 'static) {
    use_keys(move |event| {
        let after_g = AFTER_G.get();
        act(event, after_g);
        let next = !after_g && event.key() == "g";
        // Only after all listeners have received this key.
        Timeout::new(0, move || AFTER_G.set(next)).forget();
    });
}

#[hook]
fn use_keys(act: impl Fn(&KeyboardEvent) + 'static) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn(&KeyboardEvent)>>);
    *latest.borrow_mut() = Some(Box::new(act));
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            // Not passive: the letter of a shortcut must not be typed into the field that it opens.
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                if let (Some(event), Some(act)) = (event.dyn_ref::<KeyboardEvent>(), latest.borrow().as_ref())
                    && !ignores_key(event)
                    && !is_in_dialog()
                {
                    act(event);
                }
            })
        });
        move || drop(listener)
    });
}

/// Whether a panel is open over the bar of a comment, or a form inside a comment or elsewhere: the shortcuts of the
/// comment and of its list wait until it is closed.
pub(crate) fn is_panel_open() -> bool {
    exists("[data-panel]")
}

/// Whether a form is open that closes on Escape before the panel around it.
pub(crate) fn is_form_open() -> bool {
    exists("form[data-panel]")
}

fn is_in_dialog() -> bool {
    exists("dialog[open]")
}

fn exists(selector: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.query_selector(selector).ok().flatten().is_some())
}
