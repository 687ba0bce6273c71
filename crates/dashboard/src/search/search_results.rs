//! The list below the search field: the results by part, with the selected line.

use std::rc::Rc;

use porch_class_macros::html;
use porch_protocol::search::SearchPart;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::search::search_hits::{Hit, SearchAnswer, cut_off};
use crate::text;
use crate::text::frame as texts;
use crate::text::names::sentence;

/// The results panel.
pub(crate) struct ResultsPanel {
    /// The response; none while the list is closed.
    pub(crate) answer: Option<SearchAnswer>,
    /// Whether it is the response to the text in the field.
    pub(crate) is_known: bool,
    /// The text that is searched for.
    pub(crate) query: String,
    pub(crate) lines: Rc<Vec<Hit>>,
    /// The index of the selected line.
    pub(crate) at: usize,
    /// Whether the typed text is longer than the search text.
    pub(crate) clipped: bool,
}

/// The list, and the number of hits for screen readers.
pub(crate) fn results_panel(panel: ResultsPanel, open: &Callback<Hit>) -> Html {
    let ResultsPanel { answer, is_known, query, lines, at, clipped } = panel;
    let known = answer.as_ref().filter(|_| is_known);
    let status = known.map(|answer| {
        if lines.is_empty() { sentence(&texts::nothing_found(&query)) } else { texts::hits(answer.found.totals).into() }
    });
    let list = answer.as_ref().map(|answer| {
        html! {
            <div class="found">
                if clipped { <p class="quiet">{ text().frame_query_cut() }</p> }
                if lines.is_empty() { <p class="quiet">{ sentence(&texts::nothing_found(&query)) }</p> } else {
                    <Hits {lines} {at} {query} open={open.clone()} />
                }
                if let Some(cut) = cut_off(answer).filter(|_| is_known) { <p class="quiet">{ cut }</p> }
            </div>
        }
    });
    html! { <><p class="visually-hidden" role="status">{ status }</p>{ list }</> }
}

#[derive(Clone, PartialEq, Properties)]
struct HitsProps {
    lines: Rc<Vec<Hit>>,
    at: usize,
    query: String,
    open: Callback<Hit>,
}

/// The hits. The focus stays in the field; the selected line is scrolled into view.
#[component]
fn Hits(props: &HitsProps) -> Html {
    let HitsProps { lines, at, query, open } = props.clone();
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(at, move |at| {
            let found =
                list.cast::<Element>().and_then(|list| list.query_selector(&format!("#hit-{at}")).ok().flatten());
            let how = ScrollIntoViewOptions::new();
            how.set_block(ScrollLogicalPosition::Nearest);
            if let Some(found) = found.filter(|_| *at > 0) {
                found.scroll_into_view_with_scroll_into_view_options(&how);
            }
        });
    }
    let part = |part: SearchPart, title: &'static str| {
        let of_part: Vec<_> = lines.iter().enumerate().filter(|(_, hit)| hit.part() == part).collect();
        if of_part.is_empty() {
            return Html::default();
        }
        let of_part = of_part.into_iter().map(|(place, hit)| line(hit, place, place == at, &query, &open));
        html! { <div role="group" aria-label={title}><h2 role="presentation">{ title }</h2>{ for of_part }</div> }
    };
    html! {
        <div ref={list} role="listbox" id="hits" aria-label={text().frame_hits()}>
            { part(SearchPart::Comments, text().frame_comments()) }{ part(SearchPart::People, text().frame_people()) }{ part(SearchPart::Pages, text().frame_pages()) }
        </div>
    }
}

fn line(hit: &Hit, place: usize, selected: bool, query: &str, open: &Callback<Hit>) -> Html {
    let (id, selected, inside) = (format!("hit-{place}"), selected.to_string(), hit.view(query));
    let press = {
        let (hit, open) = (hit.clone(), open.clone());
        move |event: MouseEvent| {
            // The browser opens the link in another tab or window.
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            event.prevent_default();
            open.emit(hit.clone());
        }
    };
    // The field keeps the focus, which keeps the list open.
    let down = |event: MouseEvent| event.prevent_default();
    match hit.address() {
        Some(to) => {
            html! { <a {id} role="option" aria-selected={selected} tabindex="-1" href={to.href()} onclick={press} onmousedown={down}>{ inside }</a> }
        }
        None => {
            html! { <button {id} type="button" class="show-all" role="option" aria-selected={selected} tabindex="-1" onclick={press} onmousedown={down}>{ inside }</button> }
        }
    }
}
