//! Review: what is to be read before others see it.

use porch_protocol::host::ToRead;
use yew::prelude::*;

use crate::app::House;
use crate::entry::Entry;
use crate::split::{Split, behind, calm};
use crate::views::{Address, Go};
use crate::words::frame as say;
use crate::words::wrong::curly;

/// The list as it was found.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ToReadProps {
    pub(crate) house: House,
    pub(crate) found: Option<ToRead>,
    /// Which inquiry that answers.
    pub(crate) came: u32,
    pub(crate) address: Address,
    pub(crate) go: Go,
}

/// The list.
#[component]
pub(crate) fn ToReadList(props: &ToReadProps) -> Html {
    let ToReadProps { house, found, came, address, go } = props.clone();
    let trouble = found.as_ref().and_then(|found| found.trouble.clone());
    let total = found.as_ref().map(|found| found.total);
    let alike = found.iter().flat_map(|found| &found.cards).map(|card| card.alike.len()).sum();
    let entries = found.map(|found| found.cards.into_iter().map(Entry::from).collect::<Vec<_>>());
    let above = html! { if let Some(trouble) = trouble { <p class="st care" role="alert">{ curly(&trouble) }</p> } };
    let below = behind(total.unwrap_or_default(), alike);
    let empty = calm("shield", say::NOTHING_TO_REVIEW, &say::ALL_IN.into());
    html! {
        <Split {house} {address} {go} label={say::REVIEW} {entries} {came} {total} order={say::LONGEST_FIRST} many={true} {above} {below} {empty} />
    }
}
