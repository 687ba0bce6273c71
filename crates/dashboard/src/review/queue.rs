//! Review: what is to be read before others see it.

use porch_protocol::team_api::ReviewQueue;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::changed_notice::News;
use crate::frame::lists::List;
use crate::frame::views::{Address, Navigate};
use crate::review::list_entry::Entry;
use crate::review::list_filters::{Chosen, end};
use crate::review::split::{Split, calm};
use crate::text::errors::curly;
use crate::text::frame as say;

/// The list as it was found.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ToReadProps {
    pub(crate) context: Context,
    pub(crate) list: List<ReviewQueue>,
    pub(crate) chosen: Chosen,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list.
#[component]
pub(crate) fn ToReadList(props: &ToReadProps) -> Html {
    let ToReadProps { context, list, chosen, address, go } = props.clone();
    let loaded = list.loaded(&context);
    let List { found, inquiry, held_back, .. } = list;
    let trouble = found.as_ref().and_then(|found| found.trouble.clone());
    let narrowed = chosen.asked.filter.is_on();
    let total = found.as_ref().map(|found| if narrowed { found.fitting } else { found.total });
    let fitting = found.as_ref().map_or(0, |found| usize::try_from(found.fitting).unwrap_or_default());
    let alike: usize = found.iter().flat_map(|found| &found.cards).map(|card| card.alike.len()).sum();
    let choices = found.as_ref().and_then(|found| found.choices.clone());
    let entries = found.map(|found| found.cards.into_iter().map(Entry::from).collect::<Vec<_>>());
    let above = html! { <>if let Some(trouble) = trouble { <p class="st care" role="alert">{ curly(&trouble) }</p> }<News {loaded} context={context.clone()} /></> };
    let behind = fitting.saturating_sub(alike + held_back);
    let below = end(behind, &chosen);
    let empty = calm("shield", say::NOTHING_TO_REVIEW, &say::ALL_IN.into());
    html! {
        <Split {context} {address} {go} label={say::REVIEW} {entries} came={inquiry} {total} order={say::LONGEST_FIRST} many={true} {chosen} {choices} {behind} {above} {below} {empty} />
    }
}
