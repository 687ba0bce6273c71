//! Buttons that request an action.

use porch_class_macros::class;
use yew::prelude::*;

use crate::store::{Store, UserAction};

/// A button that requests an action.
pub(super) fn button(store: &Store, label: &'static str, action: UserAction) -> Html {
    button_of(store, label, action, None, None)
}

/// A button for a less likely action.
pub(super) fn secondary_button(store: &Store, label: &'static str, action: UserAction) -> Html {
    button_of(store, label, action, Some(class!("quiet-button")), None)
}

/// A button for the main action.
pub(super) fn filled(store: &Store, label: &'static str, action: UserAction) -> Html {
    button_of(store, label, action, None, Some("button"))
}

/// All buttons are made here, since each kind adds bytes.
fn button_of(
    store: &Store,
    label: &'static str,
    action: UserAction,
    class: Option<&'static str>,
    part: Option<&'static str>,
) -> Html {
    let store = store.clone();
    html! { <button {class} {part} onclick={move |_| store.request(action.clone())}>{ label }</button> }
}
