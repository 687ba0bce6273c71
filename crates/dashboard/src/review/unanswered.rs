//! Unanswered: the comments that wait for a reply.

use porch_class_macros::html;
use porch_protocol::team_api::UnansweredList;
use porch_text::NODES;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::changed_notice::ChangedNotice;
use crate::frame::lists::List;
use crate::frame::views::{Address, Navigate, View};
use crate::review::list_entry::Entry;
use crate::review::list_filters::{QueryState, list_end};
use crate::review::split::{Split, empty_note};
use crate::text;
use crate::text::names::with_node;

/// The list as it was loaded.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct UnansweredProps {
    pub(crate) context: Context,
    pub(crate) list: List<UnansweredList>,
    pub(crate) query_state: QueryState,
    /// How many comments wait for review, where the member may review.
    pub(crate) in_review: Option<u32>,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list.
#[component]
pub(crate) fn UnansweredView(props: &UnansweredProps) -> Html {
    let UnansweredProps { context, list, query_state, in_review, address, go } = props.clone();
    let loaded = list.loaded(&context);
    let List { found, request, held_back, .. } = list;
    let filtered = query_state.query.filter.is_on();
    let total = found.as_ref().map_or(0, |found| if filtered { found.fitting } else { found.total });
    let fitting = found.as_ref().map_or(0, |found| usize::try_from(found.fitting).unwrap_or_default());
    let loaded_count = found.as_ref().map_or(0, |found| found.openings.len());
    let choices = found.as_ref().and_then(|found| found.choices.clone());
    let remaining = fitting.saturating_sub(loaded_count + held_back);
    let below = if loaded_count > 0 && remaining == 0 && !filtered {
        html! { <p class="quietline">{ text().frame_nobody_else() }</p> }
    } else {
        list_end(remaining, &query_state)
    };
    let above = html! { <ChangedNotice {loaded} context={context.clone()} /> };
    let entries = found.map(|found| found.openings.into_iter().map(Entry::from).collect::<Vec<_>>());
    let empty = empty_note("waiting", text().nothing_unanswered(), &elsewhere_note(in_review, &go));
    html! {
        <Split {context} {address} {go} label={text().frame_unanswered()} {entries}{request} total={Some(total)} order={text().frame_newcomers_first()} {query_state} {choices} {remaining} {above} {below} {empty} />
    }
}

/// A link to the review list, where it has comments.
fn elsewhere_note(in_review: Option<u32>, go: &Navigate) -> Html {
    let Some(count) = in_review.filter(|count| *count > 0) else { return Html::default() };
    let to = Address::of(View::Review);
    let href = to.href();
    let press = go.reform(move |event: MouseEvent| {
        event.prevent_default();
        (to.clone(), false)
    });
    let link = html! { <a {href} onclick={press}>{ text().frame_review() }</a> };
    with_node(&text().in_review(count as usize, NODES[0]), &link)
}
