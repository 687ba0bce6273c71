//! The log: who did what, about whose words, why and when. What of it is here lives in `found`.

mod line;
mod list;

use porch_protocol::team_api::HistoryEntry;
use web_sys::HtmlSelectElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text::history as say;
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::relative_time::day;

use line::Line;
use list::{HistoryAction, HistoryFilter, Log};

/// Asks anew at each turn.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SettledProps {
    pub(crate) context: Context,
    pub(crate) turn: u32,
}

/// The log.
#[component]
pub(crate) fn SettledList(props: &SettledProps) -> Html {
    let log = use_reducer(Log::default);
    {
        let (came, context) = (log.dispatcher(), props.context.clone());
        use_effect_with((log.asked.clone(), props.turn), move |(asked, _)| {
            let asked = asked.clone();
            spawn_local(async move {
                match api::site::settled(&asked.by, asked.what, None).await {
                    Ok(lines) => came.dispatch(HistoryAction::Latest(asked, lines)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let older = {
        let (log, context) = (log.clone(), props.context.clone());
        move |_: MouseEvent| {
            let (came, asked, context) = (log.dispatcher(), log.asked.clone(), context.clone());
            let last = log.found.as_ref().and_then(|found| found.lines.last()).map(|line| line.seq);
            spawn_local(async move {
                match api::site::settled(&asked.by, asked.what, last).await {
                    Ok(lines) => came.dispatch(HistoryAction::Older(asked, lines)),
                    Err(failure) => context.failed(failure),
                }
            });
        }
    };
    let ask = {
        let came = log.dispatcher();
        Callback::from(move |next| came.dispatch(HistoryAction::Asked(next)))
    };
    html! {
        <>
            <Filter asked={log.asked.clone()} names={log.names.clone()} {ask} />
            if let Some(found) = &log.found {
                if found.lines.is_empty() { <div class="calm">{ icon("history") }<p class="muted">{ say::NOTHING }</p></div> }
                { for days(&found.lines).into_iter().map(|(day, lines)| html! {
                    <section class="part" key={day.clone()}>
                        <h2 class="sec">{ day }</h2>
                        <ol class="log history-log">{ for lines.iter().map(|one| html! { <Line key={one.seq} line={one.clone()} context={props.context.clone()} /> }) }</ol>
                    </section>
                }) }
                if found.more { <button onclick={older}>{ say::OLDER }</button> }
            } else { <Loading context={props.context.clone()} /> }
        </>
    }
}

/// The lines of each day, the latest first, under the day's name.
fn days(lines: &[HistoryEntry]) -> Vec<(String, &[HistoryEntry])> {
    lines
        .chunk_by(|one, next| day(one.at) == day(next.at))
        .filter_map(|lines| Some((day(lines.first()?.at), lines)))
        .collect()
}

#[derive(Clone, PartialEq, Properties)]
struct FilterProps {
    asked: HistoryFilter,
    names: Vec<(String, String)>,
    ask: Callback<HistoryFilter>,
}

/// Whose deeds, and which.
#[component]
fn Filter(props: &FilterProps) -> Html {
    let FilterProps { asked, names, ask } = props.clone();
    let place =
        |event: &Event| usize::try_from(event.target_unchecked_into::<HtmlSelectElement>().selected_index()).ok();
    let who = {
        let (asked, ask, names) = (asked.clone(), ask.clone(), names.clone());
        move |event: Event| {
            let id = place(&event).and_then(|place| place.checked_sub(1)).and_then(|place| names.get(place));
            ask.emit(HistoryFilter { by: id.map(|(id, _)| id.clone()).unwrap_or_default(), ..asked.clone() });
        }
    };
    let what = {
        let asked = asked.clone();
        move |event: Event| {
            let part = place(&event).and_then(|place| say::PARTS.get(place)).map(|(part, _)| *part);
            ask.emit(HistoryFilter { what: part.unwrap_or_default(), ..asked.clone() });
        }
    };
    let people = names.iter().map(|(id, name)| html! { <option selected={*id == asked.by}>{ name }</option> });
    let parts =
        say::PARTS.iter().map(|(part, label)| html! { <option selected={*part == asked.what}>{ *label }</option> });
    html! {
        <form class="question" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label><span>{ say::WHO }</span><select onchange={who}><option selected={asked.by.is_empty()}>{ say::EVERYBODY }</option>{ for people }</select></label>
            <label><span>{ say::WHAT }</span><select onchange={what}>{ for parts }</select></label>
        </form>
    }
}
