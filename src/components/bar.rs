//! How much has been said here, and in which order it is read.

use porch_protocol::Order;
use yew::prelude::*;

use super::RootProps;
use crate::state::Key;
use crate::store::use_store;

/// The count and the orders. The orders are links to the conversation's own page: they work without any script.
#[component]
pub fn Bar(props: &RootProps) -> Html {
    let config = props.store.config();
    let total = use_store(&props.store, Key::Bar, |state| state.total);
    let orders = Order::ALL.into_iter().zip(config.text.orders).map(|(order, name)| {
        let href = config.own_page(&format!("order={}", order.word()));
        let current = (order == config.order).then_some("true");
        html! { <a {href} data-o={order.word()} aria-current={current}>{ name }</a> }
    });
    html! {
        <>
            <span>{ (config.text.comments)(total) }</span>
            <nav aria-label={config.text.order}>{ for orders }</nav>
        </>
    }
}
