//! What visitors looked for and did not find, beside the pages: something to write about. Nobody is named.

use porch_class_macros::html;
use porch_protocol::comment_search::MissedSearch;
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::text::pages as texts;
use crate::ui::load::use_load;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MissedSearchesProps {
    pub(crate) context: Context,
}

/// The list, closed at first; nothing where nobody looked for anything in vain.
#[component]
pub(crate) fn MissedSearches(props: &MissedSearchesProps) -> Html {
    let found = use_load(&props.context, (), || api::request(&to::MISSED_SEARCHES));
    let Some(missed) = (*found).clone().filter(|missed: &Vec<MissedSearch>| !missed.is_empty()) else {
        return Html::default();
    };
    let line = |one: &MissedSearch| {
        html! { <li class="item"><div class="row-label"><bdi>{ &one.term }</bdi>{ " · " }{ texts::looked_for(one) }</div></li> }
    };
    html! {
        <details class="quietline">
            <summary>{ text().pages_missed_searches(missed.len()) }</summary>
            <p class="quiet">{ text().pages_missed_searches_what() }</p>
            <ul class="lines">{ for missed.iter().map(line) }</ul>
        </details>
    }
}
