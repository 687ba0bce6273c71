//! The chips: what narrows the list, with the number of hits of each.

use porch_class_macros::html;
use porch_protocol::comment_search::SearchFacets;
use porch_widget::text::isolated;
use yew::prelude::*;

use super::super::state::{Filter, SearchAction};
use super::super::typed;
use super::parts::{SearchScene, chip, count_of};
use crate::text::Text;

/// Years that are offered at most: the newest ones.
const YEARS: usize = 4;

/// The chips that would find something, and those that are on.
pub(super) fn chips(scene: &SearchScene<'_>) -> Html {
    let SearchScene { state, options, text, .. } = *scene;
    let Some(found) = &state.found else { return Html::default() };
    let mut chips: Vec<Html> = Vec::new();
    for filter in offered(scene, &found.facets) {
        let (is_on, count) = (state.is_on(filter), count_of(state, found, filter, options.thread.as_deref()));
        // What all hits have in common narrows nothing.
        if is_on || (count > 0 && count < found.total) {
            chips.push(chip(scene, label(text, filter, count), is_on, SearchAction::Switch(filter)));
        }
    }
    for typed in typed::operators(&state.typed) {
        if !is_filter(typed) {
            chips.push(chip(scene, isolated(typed), true, SearchAction::Remove(typed.to_owned())));
        }
    }
    if chips.is_empty() {
        return Html::default();
    }
    html! { <div class="search-chips" role="group" aria-label={text.narrow_down()}>{ chips }</div> }
}

/// The filters that may narrow the list, in their order. A year that is on is among them in any case.
fn offered(scene: &SearchScene<'_>, facets: &SearchFacets) -> Vec<Filter> {
    let mut filters = vec![Filter::ThisPage, Filter::Answered, Filter::ByHost, Filter::HasLink];
    if facets.years.len() > 1 {
        filters.extend(facets.years.iter().take(YEARS).map(|facet| Filter::Year(facet.year)));
    }
    for filter in &scene.state.filters {
        if !filters.contains(filter) {
            filters.push(*filter);
        }
    }
    filters
}

/// Whether an operator is one that a filter stands for.
fn is_filter(typed: &str) -> bool {
    [Filter::Answered, Filter::ByHost, Filter::HasLink]
        .into_iter()
        .filter_map(Filter::operator)
        .any(|operator| operator.eq_ignore_ascii_case(typed))
}

fn label(text: Text, filter: Filter, count: u64) -> String {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    match filter {
        Filter::ThisPage => text.of_this_page(count),
        Filter::Answered => text.of_answered(count),
        Filter::ByHost => text.of_team(count),
        Filter::HasLink => text.of_links(count),
        Filter::Year(year) => text.of_year(&year.to_string(), count),
    }
}
