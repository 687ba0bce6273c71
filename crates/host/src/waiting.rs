//! Unanswered: what waits for an answer.

use porch_protocol::host::Waiting;
use yew::prelude::*;

use crate::app::House;
use crate::entry::Entry;
use crate::split::{Split, behind, calm};
use crate::views::{Address, Go, View};
use crate::words::{self, frame as say};

/// The list as it was found.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct WaitingProps {
    pub(crate) house: House,
    pub(crate) found: Option<Waiting>,
    /// Which inquiry that answers.
    pub(crate) came: u32,
    /// How many comments wait for review, where whoever looks may review.
    pub(crate) in_review: Option<u32>,
    pub(crate) address: Address,
    pub(crate) go: Go,
}

/// The list.
#[component]
pub(crate) fn WaitingList(props: &WaitingProps) -> Html {
    let WaitingProps { house, found, came, in_review, address, go } = props.clone();
    let (total, here) = found.as_ref().map_or((0, 0), |found| (found.total, found.openings.len()));
    let all_here = here > 0 && usize::try_from(total).is_ok_and(|total| total <= here);
    let below = if all_here {
        html! { <p class="quietline">{ say::NOBODY_ELSE }</p> }
    } else {
        behind(total, here)
    };
    let entries = found.map(|found| found.openings.into_iter().map(Entry::from).collect::<Vec<_>>());
    let empty = calm("waiting", words::NOBODY_WAITS, &rest(in_review, &go));
    html! {
        <Split {house} {address} {go} label={say::UNANSWERED} {entries} {came} total={Some(total)} order={say::NEWCOMERS_FIRST} {below} {empty} />
    }
}

/// What there is to do elsewhere.
fn rest(in_review: Option<u32>, go: &Go) -> Html {
    let Some(count) = in_review.filter(|count| *count > 0) else { return words::ENJOY.into() };
    let to = Address::of(View::Review);
    let href = to.href();
    let press = go.reform(move |event: MouseEvent| {
        event.prevent_default();
        (to.clone(), false)
    });
    html! { <>{ words::ENJOY }{ " " }{ say::in_review(count) }{ " " }<a {href} onclick={press}>{ say::REVIEW }</a>{ "." }</> }
}
