//! The history: who did what, about which comment or person, why and when. `list` has the lines that are loaded.

mod line;
mod list;

use porch_class_macros::html;
use porch_protocol::team_api::HistoryEntry;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text;
use crate::text::history as texts;
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::relative_time::day;

use line::Line;
use list::{HistoryAction, HistoryFilter, Log};

/// Reloads at each turn.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct HistoryProps {
    pub(crate) context: Context,
    pub(crate) turn: u32,
}

/// The history.
#[component]
pub(crate) fn HistoryView(props: &HistoryProps) -> Html {
    let log = use_reducer(Log::default);
    {
        let (dispatcher, context) = (log.dispatcher(), props.context.clone());
        use_effect_with((log.filter.clone(), props.turn), move |(filter, _)| {
            let filter = filter.clone();
            context.send(api::history(&filter.by, filter.what, None), move |lines| {
                dispatcher.dispatch(HistoryAction::Latest(filter, lines));
            });
        });
    }
    let older = {
        let (log, context) = (log.clone(), props.context.clone());
        move |_: MouseEvent| {
            let (dispatcher, filter) = (log.dispatcher(), log.filter.clone());
            let last = log.found.as_ref().and_then(|found| found.lines.last()).map(|line| line.seq);
            context.send(api::history(&filter.by, filter.what, last), move |lines| {
                dispatcher.dispatch(HistoryAction::Older(filter, lines));
            });
        }
    };
    let set_filter = {
        let dispatcher = log.dispatcher();
        Callback::from(move |next| dispatcher.dispatch(HistoryAction::SetFilter(next)))
    };
    html! {
        <>
            <Filter filter={log.filter.clone()} names={log.names.clone()} {set_filter} />
            if let Some(found) = &log.found {
                if found.lines.is_empty() { <div class="calm">{ icon("history") }<p class="muted">{ text().log_nothing() }</p></div> }
                { for lines_by_day(&found.lines).into_iter().map(|(day, lines)| html! {
                    <section class="part" key={day.clone()}>
                        <h2 class="section-title">{ day }</h2>
                        <ol class="log history-log">{ for lines.iter().map(|one| html! { <Line key={one.seq} line={one.clone()} context={props.context.clone()} /> }) }</ol>
                    </section>
                }) }
                if found.more { <button onclick={older}>{ text().log_older() }</button> }
            } else { <Loading context={props.context.clone()} /> }
        </>
    }
}

/// The lines of each day, the latest first, with the day's name.
fn lines_by_day(lines: &[HistoryEntry]) -> Vec<(String, &[HistoryEntry])> {
    lines
        .chunk_by(|one, next| day(one.at) == day(next.at))
        .filter_map(|lines| Some((day(lines.first()?.at), lines)))
        .collect()
}

#[derive(Clone, PartialEq, Properties)]
struct FilterProps {
    filter: HistoryFilter,
    names: Vec<(String, String)>,
    set_filter: Callback<HistoryFilter>,
}

/// Filters by member and by kind of action.
#[component]
fn Filter(props: &FilterProps) -> Html {
    let FilterProps { filter, names, set_filter } = props.clone();
    let place =
        |event: &Event| usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).ok();
    let who = {
        let (filter, set_filter, names) = (filter.clone(), set_filter.clone(), names.clone());
        move |event: Event| {
            let id = place(&event).and_then(|place| place.checked_sub(1)).and_then(|place| names.get(place));
            set_filter.emit(HistoryFilter { by: id.map(|(id, _)| id.clone()).unwrap_or_default(), ..filter.clone() });
        }
    };
    let what = {
        let filter = filter.clone();
        move |event: Event| {
            let part = place(&event).and_then(|place| texts::parts().get(place).map(|(part, _)| *part));
            set_filter.emit(HistoryFilter { what: part.unwrap_or_default(), ..filter.clone() });
        }
    };
    let people = names.iter().map(|(id, name)| html! { <option selected={*id == filter.by}>{ name }</option> });
    let parts = texts::parts()
        .into_iter()
        .map(|(part, label)| html! { <option selected={part == filter.what}>{ label }</option> });
    html! {
        <form class="question" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label><span>{ text().log_who() }</span><select onchange={who}><option selected={filter.by.is_empty()}>{ text().log_everybody() }</option>{ for people }</select></label>
            <label><span>{ text().log_what() }</span><select onchange={what}>{ for parts }</select></label>
        </form>
    }
}
