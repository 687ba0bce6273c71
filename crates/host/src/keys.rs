//! One key, one deed; none while somebody types.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlInputElement, KeyboardEvent};
use yew::prelude::*;

use crate::kept;
use crate::words;

/// Whether a key belongs to whoever writes, or to the browser; or was done already, and is still held down: nobody decides
/// about a comment that has come under their finger. Walking goes on as long as its key is held.
pub(crate) fn is_no_deed(event: &KeyboardEvent) -> bool {
    let at = event.target().and_then(|at: EventTarget| at.dyn_into::<Element>().ok());
    let typing = at.is_some_and(|at| at.matches("textarea, input:not([type=checkbox]), select").unwrap_or(false));
    let held = event.repeat() && !matches!(event.key().as_str(), "j" | "k");
    typing || held || event.ctrl_key() || event.meta_key() || event.alt_key() || kept::is_marked(OFF)
}

/// Where a browser remembers that single keys do nothing: whoever speaks to their computer would press many (WCAG 2.1.4).
const OFF: &str = "porch-no-keys";

/// The keys, when somebody asks for them, and the switch for all of them.
#[component]
pub(crate) fn Keys() -> Html {
    let lines = [words::KEYS_EVERYWHERE, words::KEYS, words::KEYS_WAITING, words::KEYS_MET];
    let switch = |event: Event| {
        kept::mark(OFF, !event.target_unchecked_into::<HtmlInputElement>().checked());
    };
    html! {
        <section class="room" aria-label={words::KEYS_TITLE}>
            { for lines.iter().map(|line| html! { <p>{ *line }</p> }) }
            <label class="check"><input type="checkbox" checked={!kept::is_marked(OFF)} onchange={switch} />{ words::KEYS_ON }</label>
        </section>
    }
}

/// A key beside what it does. Whoever has it read out hears what the button says, and no letter behind it.
pub(crate) fn cap(key: &'static str) -> Html {
    html! { <>{ " " }<kbd aria-hidden="true">{ key }</kbd></> }
}

/// Hears keys wherever the focus is. What acts is the latest one given.
#[hook]
pub(crate) fn use_keydown(act: impl Fn(&KeyboardEvent) + 'static) {
    let latest = use_mut_ref(|| None::<Box<dyn Fn(&KeyboardEvent)>>);
    *latest.borrow_mut() = Some(Box::new(act));
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            // Not passive: a letter that is a deed must not be typed into the field that it opens.
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                if let (Some(event), Some(act)) = (event.dyn_ref::<KeyboardEvent>(), latest.borrow().as_ref())
                    && !is_no_deed(event)
                {
                    act(event);
                }
            })
        });
        move || drop(listener)
    });
}
