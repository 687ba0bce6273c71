//! The log: who did what, about whose words, why and when. What of it is here lives in `found`.

mod found;

use porch_protocol::host::{Place, Settled};
use porch_protocol::{CommentId, Status, Verb};
use porch_widget::components::body::body;
use web_sys::HtmlSelectElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::avatar::avatar;
use crate::calls;
use crate::icons::icon;
use crate::met::Look;
use crate::person::PersonView;
use crate::place;
use crate::when::{clock, day, moment};
use crate::words;
use crate::words::log as say;

use found::{Asked, Came, Log};

/// Asks anew at each turn.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SettledProps {
    pub(crate) house: House,
    pub(crate) turn: u32,
}

/// The log.
#[component]
pub(crate) fn SettledList(props: &SettledProps) -> Html {
    let log = use_reducer(Log::default);
    let open = use_state(|| None::<i64>);
    let look = use_state(|| None::<i64>);
    {
        let (came, house) = (log.dispatcher(), props.house.clone());
        use_effect_with((log.asked.clone(), props.turn), move |(asked, _)| {
            let asked = asked.clone();
            spawn_local(async move {
                match calls::house::settled(&asked.by, asked.what, None).await {
                    Ok(lines) => came.dispatch(Came::Latest(asked, lines)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    let older = {
        let (log, house) = (log.clone(), props.house.clone());
        move |_: MouseEvent| {
            let (came, asked, house) = (log.dispatcher(), log.asked.clone(), house.clone());
            let last = log.found.as_ref().and_then(|found| found.lines.last()).map(|line| line.seq);
            spawn_local(async move {
                match calls::house::settled(&asked.by, asked.what, last).await {
                    Ok(lines) => came.dispatch(Came::Older(asked, lines)),
                    Err(failure) => house.failed(failure),
                }
            });
        }
    };
    let ask = {
        let came = log.dispatcher();
        Callback::from(move |next| came.dispatch(Came::Asked(next)))
    };
    html! {
        <>
            <Filter asked={log.asked.clone()} names={log.names.clone()} {ask} />
            if let Some(found) = &log.found {
                if found.lines.is_empty() { <p class="quiet">{ say::NOTHING }</p> }
                { for days(&found.lines).into_iter().map(|(day, lines)| html! {
                    <section class="part" key={day.clone()}>
                        <h2 class="sec">{ day }</h2>
                        <ol class="log history-log">{ for lines.iter().map(|one| line(one, (&open, &look), &props.house)) }</ol>
                    </section>
                }) }
                if found.more { <button onclick={older}>{ say::OLDER }</button> }
            } else { <p aria-busy="true" /> }
        </>
    }
}

/// The lines of each day, the latest first, under the day's name.
fn days(lines: &[Settled]) -> Vec<(String, &[Settled])> {
    lines
        .chunk_by(|one, next| day(one.at) == day(next.at))
        .filter_map(|lines| Some((day(lines.first()?.at), lines)))
        .collect()
}

/// Where the comment of a line stands now, and the way to all that can be done about it.
fn now(line: &Settled, (id, status): (CommentId, Status), look: &UseStateHandle<Option<i64>>, house: &House) -> Html {
    let shown = **look == Some(line.seq);
    let press = {
        let (look, to) = (look.clone(), (!shown).then_some(line.seq));
        move |_: MouseEvent| look.set(to)
    };
    html! {
        <>
            <button class="line" aria-expanded={shown.to_string()} onclick={press}>
                { say::NOW }{ " " }{ words::people::status(status) }
                if line.outdated { { " · " }<em>{ say::OUTDATED }</em> }
                { ": " }{ words::offered(Verb::offered(status), false) }
            </button>
            if shown { <Look {id} house={house.clone()} /> }
        </>
    }
}

/// The words that a line is about, whole where they were changed since: they are read nowhere else.
fn said(line: &Settled) -> Html {
    let Some(excerpt) = &line.excerpt else { return Html::default() };
    let label = match &line.words {
        Some(_) => Some(say::WORDS_THEN),
        None if line.words_unknown => Some(say::WORDS_NOW),
        None => None,
    };
    html! {
        <>
            if let Some(label) = label { <p class="quiet">{ label }</p> }
            <blockquote dir="auto">
                if let Some(words) = &line.words { { body(words) } } else { { excerpt } }
            </blockquote>
        </>
    }
}

fn line(
    line: &Settled,
    (open, look): (&UseStateHandle<Option<i64>>, &UseStateHandle<Option<i64>>),
    house: &House,
) -> Html {
    let shown = **open == Some(line.seq);
    let about = line.person.clone().zip(line.name.clone()).map(|(person, name)| {
        let press = {
            let (open, to) = (open.clone(), (!shown).then_some(line.seq));
            move |_: MouseEvent| open.set(to)
        };
        let close = {
            let open = open.clone();
            Callback::from(move |()| open.set(None))
        };
        let met_as = name.clone();
        html! {
            <>
                <button class="line" aria-expanded={shown.to_string()} onclick={press}>{ say::ABOUT }{ " " }<bdi>{ name }</bdi></button>
                if shown { <PersonView {person} met_as={met_as} {close} house={house.clone()} /> }
            </>
        }
    });
    let place = line.page.as_ref().map(|page| {
        let called = line.url.clone().map(|url| place::title(&Place { url, title: line.title.clone() }));
        let called = called.unwrap_or_else(|| page.clone());
        match (&line.url, line.comment) {
            (Some(url), Some(id)) => html! { <a href={format!("{url}#{}", id.anchor())}><bdi>{ called }</bdi></a> },
            _ => html! { <bdi>{ called }</bdi> },
        }
    });
    html! {
        <li key={line.seq}>
            { picture(line) }
            <p class="what">
                <strong><bdi>{ say::who(line) }</bdi></strong>{ " " }{ say::done(line) }
                if let Some(place) = place { { " · " }{ place } }
            </p>
            { clock(line.at) }
            <div class="more">
            { said(line) }
            if let Some(reason) = &line.reason { <q dir="auto">{ reason }</q> }
            if !line.detail.is_empty() && line.what != "imported" { <p class="quiet" dir="auto">{ say::detail(&line.detail, moment) }</p> }
            { about }
            if let Some((id, status)) = line.comment.zip(line.status) { { now(line, (id, status), look, house) } }
            </div>
        </li>
    }
}

/// The disc of whoever did it; a drawing where that is nobody by name.
fn picture(line: &Settled) -> Html {
    match line.by_id.as_deref() {
        Some(say::OPERATOR) => html! { <span class="disc">{ icon("sliders") }</span> },
        Some(say::REPORTS) => html! { <span class="disc">{ icon("people") }</span> },
        _ => avatar(&say::who(line)),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FilterProps {
    asked: Asked,
    names: Vec<(String, String)>,
    ask: Callback<Asked>,
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
            ask.emit(Asked { by: id.map(|(id, _)| id.clone()).unwrap_or_default(), ..asked.clone() });
        }
    };
    let what = {
        let asked = asked.clone();
        move |event: Event| {
            let part = place(&event).and_then(|place| say::PARTS.get(place)).map(|(part, _)| *part);
            ask.emit(Asked { what: part.unwrap_or_default(), ..asked.clone() });
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
