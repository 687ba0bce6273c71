//! Review: what is to be read before others see it.

use porch_protocol::host::ToRead;
use yew::prelude::*;

use crate::app::House;
use crate::chosen::{Chosen, end};
use crate::entry::Entry;
use crate::lists::List;
use crate::news::News;
use crate::split::{Split, calm};
use crate::views::{Address, Go};
use crate::words::frame as say;
use crate::words::wrong::curly;

/// The list as it was found.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ToReadProps {
    pub(crate) house: House,
    pub(crate) list: List<ToRead>,
    pub(crate) chosen: Chosen,
    pub(crate) address: Address,
    pub(crate) go: Go,
}

/// The list.
#[component]
pub(crate) fn ToReadList(props: &ToReadProps) -> Html {
    let ToReadProps { house, list, chosen, address, go } = props.clone();
    let loaded = list.loaded(&house);
    let List { found, came, held_back, .. } = list;
    let trouble = found.as_ref().and_then(|found| found.trouble.clone());
    let narrowed = chosen.asked.filter.is_on();
    let total = found.as_ref().map(|found| if narrowed { found.fitting } else { found.total });
    let fitting = found.as_ref().map_or(0, |found| usize::try_from(found.fitting).unwrap_or_default());
    let alike: usize = found.iter().flat_map(|found| &found.cards).map(|card| card.alike.len()).sum();
    let choices = found.as_ref().and_then(|found| found.choices.clone());
    let entries = found.map(|found| found.cards.into_iter().map(Entry::from).collect::<Vec<_>>());
    let above = html! { <>if let Some(trouble) = trouble { <p class="st care" role="alert">{ curly(&trouble) }</p> }<News {loaded} house={house.clone()} /></> };
    let behind = fitting.saturating_sub(alike + held_back);
    let below = end(behind, &chosen);
    let empty = calm("shield", say::NOTHING_TO_REVIEW, &say::ALL_IN.into());
    html! {
        <Split {house} {address} {go} label={say::REVIEW} {entries} {came} {total} order={say::LONGEST_FIRST} many={true} {chosen} {choices} {behind} {above} {below} {empty} />
    }
}
