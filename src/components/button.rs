//! Buttons that ask for an action.

use yew::prelude::*;

use crate::store::{Store, UserAction};

/// A button that asks for something.
pub(super) fn button(store: &Store, label: &'static str, verb: UserAction) -> Html {
    asks(store, label, verb, None, None)
}

/// One that is not what is asked for first.
pub(super) fn quiet(store: &Store, label: &'static str, verb: UserAction) -> Html {
    asks(store, label, verb, Some("qt"), None)
}

/// The one that is.
pub(super) fn filled(store: &Store, label: &'static str, verb: UserAction) -> Html {
    asks(store, label, verb, None, Some("button"))
}

/// All of them go one way, since each way costs bytes.
fn asks(
    store: &Store,
    label: &'static str,
    verb: UserAction,
    class: Option<&'static str>,
    part: Option<&'static str>,
) -> Html {
    let store = store.clone();
    html! { <button {class} {part} onclick={move |_| store.ask(verb.clone())}>{ label }</button> }
}
