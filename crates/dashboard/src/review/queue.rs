//! Review: the comments to review before visitors see them.

use porch_class_macros::html;
use porch_protocol::team_api::ReviewQueue;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::changed_notice::ChangedNotice;
use crate::frame::lists::List;
use crate::frame::views::{Address, Navigate};
use crate::review::list_entry::Entry;
use crate::review::list_filters::{QueryState, list_end};
use crate::review::split::{Split, empty_note};
use crate::text;
use crate::text::errors::curly;

/// The list as it was loaded.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ReviewListProps {
    pub(crate) context: Context,
    pub(crate) list: List<ReviewQueue>,
    pub(crate) query_state: QueryState,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list.
#[component]
pub(crate) fn ReviewList(props: &ReviewListProps) -> Html {
    let ReviewListProps { context, list, query_state, address, go } = props.clone();
    let loaded = list.loaded(&context);
    let List { found, request, held_back, .. } = list;
    let trouble = found.as_ref().and_then(|found| found.trouble.clone());
    let filtered = query_state.query.filter.is_on();
    let total = found.as_ref().map(|found| if filtered { found.fitting } else { found.total });
    let fitting = found.as_ref().map_or(0, |found| usize::try_from(found.fitting).unwrap_or_default());
    let alike: usize = found.iter().flat_map(|found| &found.cards).map(|card| card.alike.len()).sum();
    let choices = found.as_ref().and_then(|found| found.choices.clone());
    let entries = found.map(|found| found.cards.into_iter().map(Entry::from).collect::<Vec<_>>());
    let above = html! { <>if let Some(trouble) = trouble { <p class="status-note care" role="alert">{ curly(&trouble) }</p> }<ChangedNotice {loaded} context={context.clone()} /></> };
    let remaining = fitting.saturating_sub(alike + held_back);
    let below = list_end(remaining, &query_state);
    let empty = empty_note("shield", text().frame_nothing_to_review(), &text().frame_all_in().into());
    html! {
        <Split {context} {address} {go} label={text().frame_review()} {entries}{request} {total} order={text().frame_longest_first()} many={true} {query_state} {choices} {remaining} {above} {below} {empty} />
    }
}
