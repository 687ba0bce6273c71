//! The list below the search field: what was found, in its parts, with the line that is selected.

use std::rc::Rc;

use porch_protocol::search::SearchPart;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::search::search_hits::{Hit, SearchAnswer, cut_off};
use crate::text::frame as say;
use crate::text::names::sentence;

/// What is shown of an answer.
pub(crate) struct ResultsPanel {
    /// The answer; none while the list is closed.
    pub(crate) answered: Option<SearchAnswer>,
    /// Whether it is the one to the words that are in the field.
    pub(crate) is_known: bool,
    /// Those words, as far as they are searched for.
    pub(crate) words: String,
    pub(crate) lines: Rc<Vec<Hit>>,
    /// Which line is selected.
    pub(crate) at: usize,
    /// Whether more was typed than is searched for.
    pub(crate) clipped: bool,
}

/// The list, and how much was found for whoever hears it.
pub(crate) fn show(panel: ResultsPanel, open: &Callback<Hit>) -> Html {
    let ResultsPanel { answered, is_known, words, lines, at, clipped } = panel;
    let known = answered.as_ref().filter(|_| is_known);
    let heard = known.map(|answered| {
        if lines.is_empty() { sentence(&say::nothing_found(&words)) } else { say::hits(answered.found.totals).into() }
    });
    let list = answered.as_ref().map(|answered| {
        html! {
            <div class="found">
                if clipped { <p class="quiet">{ say::BEGINNING_ALONE }</p> }
                if lines.is_empty() { <p class="quiet">{ sentence(&say::nothing_found(&words)) }</p> } else {
                    <Hits {lines} {at} {words} open={open.clone()} />
                }
                if let Some(cut) = cut_off(answered).filter(|_| is_known) { <p class="quiet">{ cut }</p> }
            </div>
        }
    });
    html! { <><p class="vh" role="status">{ heard }</p>{ list }</> }
}

#[derive(Clone, PartialEq, Properties)]
struct HitsProps {
    lines: Rc<Vec<Hit>>,
    at: usize,
    words: String,
    open: Callback<Hit>,
}

/// The hits. The focus stays in the field; the line that is selected is kept in sight.
#[component]
fn Hits(props: &HitsProps) -> Html {
    let HitsProps { lines, at, words, open } = props.clone();
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
        let of_part = of_part.into_iter().map(|(place, hit)| line(hit, place, place == at, &words, &open));
        html! { <div role="group" aria-label={title}><h2 role="presentation">{ title }</h2>{ for of_part }</div> }
    };
    html! {
        <div ref={list} role="listbox" id="hits" aria-label={say::HITS}>
            { part(SearchPart::Comments, say::COMMENTS) }{ part(SearchPart::People, say::PEOPLE) }{ part(SearchPart::Pages, say::PAGES) }
        </div>
    }
}

fn line(hit: &Hit, place: usize, selected: bool, words: &str, open: &Callback<Hit>) -> Html {
    let (id, selected, inside) = (format!("hit-{place}"), selected.to_string(), hit.view(words));
    let press = {
        let (hit, open) = (hit.clone(), open.clone());
        move |event: MouseEvent| {
            // Another tab is the browser's.
            if event.ctrl_key() || event.meta_key() || event.shift_key() {
                return;
            }
            event.prevent_default();
            open.emit(hit.clone());
        }
    };
    // The field keeps the focus, and with it the list.
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
