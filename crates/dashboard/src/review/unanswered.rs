//! Unanswered: what waits for an answer.

use porch_protocol::team_api::UnansweredList;
use yew::prelude::*;

use crate::context::Context;
use crate::frame::changed_notice::News;
use crate::frame::lists::List;
use crate::frame::views::{Address, Navigate, View};
use crate::review::list_entry::Entry;
use crate::review::list_filters::{Chosen, end};
use crate::review::split::{Split, calm};
use crate::text::{self, frame as say};

/// The list as it was found.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WaitingProps {
    pub(crate) context: Context,
    pub(crate) list: List<UnansweredList>,
    pub(crate) chosen: Chosen,
    /// How many comments wait for review, where whoever looks may review.
    pub(crate) in_review: Option<u32>,
    pub(crate) address: Address,
    pub(crate) go: Navigate,
}

/// The list.
#[component]
pub(crate) fn WaitingList(props: &WaitingProps) -> Html {
    let WaitingProps { context, list, chosen, in_review, address, go } = props.clone();
    let loaded = list.loaded(&context);
    let List { found, inquiry, held_back, .. } = list;
    let narrowed = chosen.asked.filter.is_on();
    let total = found.as_ref().map_or(0, |found| if narrowed { found.fitting } else { found.total });
    let fitting = found.as_ref().map_or(0, |found| usize::try_from(found.fitting).unwrap_or_default());
    let here = found.as_ref().map_or(0, |found| found.openings.len());
    let choices = found.as_ref().and_then(|found| found.choices.clone());
    let behind = fitting.saturating_sub(here + held_back);
    let below = if here > 0 && behind == 0 && !narrowed {
        html! { <p class="quietline">{ say::NOBODY_ELSE }</p> }
    } else {
        end(behind, &chosen)
    };
    let above = html! { <News {loaded} context={context.clone()} /> };
    let entries = found.map(|found| found.openings.into_iter().map(Entry::from).collect::<Vec<_>>());
    let empty = calm("waiting", text::NOBODY_WAITS, &rest(in_review, &go));
    html! {
        <Split {context} {address} {go} label={say::UNANSWERED} {entries} came={inquiry} total={Some(total)} order={say::NEWCOMERS_FIRST} {chosen} {choices} {behind} {above} {below} {empty} />
    }
}

/// What there is to do elsewhere.
fn rest(in_review: Option<u32>, go: &Navigate) -> Html {
    let Some(count) = in_review.filter(|count| *count > 0) else { return text::ENJOY.into() };
    let to = Address::of(View::Review);
    let href = to.href();
    let press = go.reform(move |event: MouseEvent| {
        event.prevent_default();
        (to.clone(), false)
    });
    html! { <>{ text::ENJOY }{ " " }{ say::in_review(count) }{ " " }<a {href} onclick={press}>{ say::REVIEW }</a>{ "." }</> }
}
