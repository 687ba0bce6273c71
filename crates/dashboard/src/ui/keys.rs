//! One key, one deed; none while somebody types.

use std::cell::Cell;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent};
use yew::prelude::*;

use crate::ui::local_flags;

/// Whether a key belongs to whoever writes, or to the browser; or was done already, and is still held down: nobody decides
/// about a comment that has come under their finger. Walking goes on as long as its key is held.
pub(crate) fn is_no_deed(event: &KeyboardEvent) -> bool {
    let at = event.target().and_then(|at: EventTarget| at.dyn_into::<Element>().ok());
    let typing = at.is_some_and(|at| at.matches("textarea, input:not([type=checkbox]), select").unwrap_or(false));
    let held = event.repeat() && !matches!(event.key().as_str(), "j" | "k");
    typing || held || event.ctrl_key() || event.meta_key() || event.alt_key() || local_flags::is_marked(OFF)
}

/// Where a browser remembers that single keys do nothing: whoever speaks to their computer would press many (WCAG 2.1.4).
const OFF: &str = "porch-no-keys";

/// Whether single keys do anything.
pub(crate) fn are_on() -> bool {
    !local_flags::is_marked(OFF)
}

/// Turns all of them on or off, in this browser.
pub(crate) fn turn(on: bool) {
    local_flags::mark(OFF, !on);
}

thread_local! {
    /// Whether the key before this one was `g`: then this one goes to a view, and does nothing else.
    static GOES: Cell<bool> = const { Cell::new(false) };
}

/// A key beside what it does. Whoever has it read out hears what the button says, and no letter behind it.
pub(crate) fn cap(key: &'static str) -> Html {
    html! { <kbd aria-hidden="true">{ key.to_uppercase() }</kbd> }
}

/// What something does about Escape while the focus is in it: it closes, and nothing around it hears the key.
fn on_escape(close: Callback<()>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            close.emit(());
        }
    })
}

/// The same for an open form, which closes wherever else the focus is, too. The form has a `data-panel`: the keys of what is
/// around it wait until it is closed.
#[hook]
pub(crate) fn use_escape(close: Callback<()>) -> Callback<KeyboardEvent> {
    let keys = on_escape(close.clone());
    use_keydown(move |event| {
        if event.key() == "Escape" {
            // What is around it would take the same key: by the time it hears it, the form is closed.
            event.stop_immediate_propagation();
            close.emit(());
        }
    });
    keys
}

/// Hears keys wherever the focus is, but in a dialog. What acts is the latest one given.
#[hook]
pub(crate) fn use_keydown(act: impl Fn(&KeyboardEvent) + 'static) {
    use_keys(move |event| {
        if !GOES.get() {
            act(event);
        }
    });
}

/// The same for whatever goes to views; it is told whether `g` was pressed just before.
#[hook]
pub(crate) fn use_view_keys(act: impl Fn(&KeyboardEvent, bool) + 'static) {
    use_keys(move |event| {
        let goes = GOES.get();
        act(event, goes);
        let next = !goes && event.key() == "g";
        // Not before everybody has heard this one.
        Timeout::new(0, move || GOES.set(next)).forget();
    });
}

#[hook]
fn use_keys(act: impl Fn(&KeyboardEvent) + 'static) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn(&KeyboardEvent)>>);
    *latest.borrow_mut() = Some(Box::new(act));
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            // Not passive: a letter that is a deed must not be typed into the field that it opens.
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                if let (Some(event), Some(act)) = (event.dyn_ref::<KeyboardEvent>(), latest.borrow().as_ref())
                    && !is_no_deed(event)
                    && !is_in_dialog()
                {
                    act(event);
                }
            })
        });
        move || drop(listener)
    });
}

/// Whether a panel is open over the bar of a comment, or a form in it or elsewhere: the keys of the comment and of its list
/// wait until it is closed.
pub(crate) fn is_behind_panel() -> bool {
    is_there("[data-panel]")
}

/// Whether a form is open that closes on Escape before the panel that it stands in.
pub(crate) fn is_behind_form() -> bool {
    is_there("form[data-panel]")
}

fn is_in_dialog() -> bool {
    is_there("dialog[open]")
}

fn is_there(selector: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.query_selector(selector).ok().flatten().is_some())
}
