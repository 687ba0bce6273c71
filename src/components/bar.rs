//! How many comments there are.

use yew::prelude::*;

use super::RootProps;
use crate::state::Key;
use crate::store::use_store;

/// The count, which stands in the heading.
#[component]
pub fn Bar(props: &RootProps) -> Html {
    let total = use_store(&props.store, Key::Bar, |state| state.total);
    html! { (props.store.config().text.comments)(total) }
}
