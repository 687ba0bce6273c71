//! The field at the top of a conversation, or the line that says it has come to rest.

use yew::prelude::*;

use super::RootProps;
use super::field::Field;
use crate::state::Key;
use crate::store::use_store;

/// The composer.
#[component]
pub fn Composer(props: &RootProps) -> Html {
    let closed = use_store(&props.store, Key::Composer, |state| state.closed);
    if closed {
        let said = props.store.config().text.closed;
        return html! { <p class="x"><slot name="closed">{ said }</slot></p> };
    }
    html! { <Field store={&props.store} /> }
}
