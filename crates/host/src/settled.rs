//! The log: who did what, about whose words, why and when.

use std::rc::Rc;

use porch_protocol::host::Settled;
use porch_protocol::{CommentId, Status, Verb};
use web_sys::HtmlSelectElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::met::Look;
use crate::person::PersonView;
use crate::when::{moment, when};
use crate::words;
use crate::words::log as say;

/// Lines that the server answers at most at once.
const LINES: usize = 100;

/// Asks anew at each turn.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SettledProps {
    pub(crate) house: House,
    pub(crate) turn: u32,
}

/// Which lines.
#[derive(Clone, PartialEq, Default)]
struct Asked {
    by: String,
    what: &'static str,
}

/// The lines so far, and whether there are older ones.
#[derive(Clone, PartialEq, Default)]
struct Found {
    lines: Vec<Settled>,
    more: bool,
}

/// What was asked for, what of it is here, and everybody who was seen in it.
#[derive(Clone, PartialEq, Default)]
struct Log {
    asked: Asked,
    found: Option<Found>,
    names: Vec<(String, String)>,
}

/// What happens to it. Lines come with what was asked for.
enum Came {
    /// Another question.
    Asked(Asked),
    /// The latest lines.
    Latest(Asked, Vec<Settled>),
    /// Lines behind the last one.
    Older(Asked, Vec<Settled>),
}

impl Reducible for Log {
    type Action = Came;

    fn reduce(self: Rc<Self>, came: Came) -> Rc<Self> {
        let Self { asked, found, names } = &*self;
        let (found, names) = match came {
            Came::Asked(asked) => return Rc::new(Self { asked, found: None, names: names.clone() }),
            // Something else was asked for meanwhile.
            Came::Latest(of, _) | Came::Older(of, _) if of != *asked => return self,
            Came::Latest(_, lines) => {
                let names = with_names(names, &lines);
                (Some(begun_anew(found.as_ref(), lines)), names)
            }
            Came::Older(_, lines) => (found.as_ref().map(|found| gone_on(found, lines)), names.clone()),
        };
        Rc::new(Self { asked: asked.clone(), found, names })
    }
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
                <ol class="log">{ for found.lines.iter().map(|one| line(one, (&open, &look), &props.house)) }</ol>
                if found.more { <button onclick={older}>{ say::OLDER }</button> }
            } else { <p aria-busy="true" /> }
        </>
    }
}

/// The latest lines, and the older ones that were there already.
fn begun_anew(before: Option<&Found>, mut lines: Vec<Settled>) -> Found {
    let full = lines.len() == LINES;
    let last = lines.last().map(|line| line.seq);
    let Some((before, last)) = before.zip(last).filter(|_| full) else { return Found { lines, more: full } };
    lines.extend(before.lines.iter().filter(|line| line.seq < last).cloned());
    let more = before.more || lines.len() == LINES;
    Found { lines, more }
}

/// The lines so far, and those behind them; what has come already comes no second time.
fn gone_on(before: &Found, mut older: Vec<Settled>) -> Found {
    let more = older.len() == LINES;
    let last = before.lines.last().map(|line| line.seq);
    older.retain(|line| last.is_none_or(|last| line.seq < last));
    Found { lines: before.lines.iter().cloned().chain(older).collect(), more }
}

/// Whose deeds can be asked for: everybody who was seen in the log.
fn with_names(names: &[(String, String)], lines: &[Settled]) -> Vec<(String, String)> {
    let mut names = names.to_vec();
    for line in lines {
        if let Some(id) = &line.by_id
            && !names.iter().any(|(known, _)| known == id)
        {
            names.push((id.clone(), line.by.clone()));
        }
    }
    names
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
        html! {
            <>
                <button class="line" aria-expanded={shown.to_string()} onclick={press}>{ say::ABOUT }{ " " }<bdi>{ name }</bdi></button>
                if shown { <PersonView {person} house={house.clone()} /> }
            </>
        }
    });
    let place = line.page.as_ref().map(|page| match (&line.url, line.comment) {
        (Some(url), Some(id)) => html! { <a href={format!("{url}#{}", id.anchor())} dir="ltr">{ page }</a> },
        _ => html! { <span dir="ltr">{ page }</span> },
    });
    html! {
        <li key={line.seq}>
            <strong><bdi>{ &line.by }</bdi></strong>{ " " }{ words::team::event(line).unwrap_or_else(|| words::event(&line.what)) }
            if let Some(place) = place { { " · " }{ place } }
            { " " }{ when(line.at) }
            if line.outdated && line.excerpt.is_some() { <p class="quiet">{ say::WORDS_NOW }</p> }
            if let Some(said) = &line.excerpt { <blockquote dir="auto">{ said }</blockquote> }
            if let Some(reason) = &line.reason { <q dir="auto">{ reason }</q> }
            if !line.detail.is_empty() { <p class="quiet" dir="auto">{ say::detail(&line.detail, moment) }</p> }
            { about }
            if let Some((id, status)) = line.comment.zip(line.status) { { now(line, (id, status), look, house) } }
        </li>
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn asked(by: &str) -> Asked {
        Asked { by: by.into(), what: "" }
    }

    fn lines(by: &str, seqs: impl IntoIterator<Item = i64>) -> Vec<Settled> {
        let line = |seq: i64| {
            let line = json!({ "seq": seq, "at": seq, "by": by, "by_id": by, "what": "comment_approved" });
            serde_json::from_value(line).unwrap()
        };
        seqs.into_iter().map(line).collect()
    }

    fn after(came: impl IntoIterator<Item = Came>) -> Rc<Log> {
        came.into_iter().fold(Rc::default(), Log::reduce)
    }

    fn shown(log: &Log) -> Option<Vec<i64>> {
        log.found.as_ref().map(|found| found.lines.iter().map(|line| line.seq).collect())
    }

    #[test]
    fn an_answer_that_a_newer_question_has_overtaken_is_not_shown() {
        let of_marta = Came::Latest(asked("marta"), lines("marta", [7, 3]));
        let late = || [Came::Latest(asked(""), lines("jan", [9, 8])), Came::Older(asked(""), lines("jan", [1]))];
        let log = after([Came::Asked(asked("marta"))].into_iter().chain(late()));
        assert_eq!(shown(&log), None, "what was asked for is not here yet");
        let log = after([Came::Asked(asked("marta")), of_marta].into_iter().chain(late()));
        assert_eq!(shown(&log), Some(vec![7, 3]));
    }

    #[test]
    fn older_lines_come_once_and_stay_when_the_latest_come_again() {
        let whole = || lines("jan", (101..=200).rev());
        let log = after([
            Came::Latest(asked(""), whole()),
            Came::Older(asked(""), lines("jan", [100, 99])),
            Came::Older(asked(""), lines("jan", [100, 99])),
            Came::Latest(asked(""), lines("marta", (102..=201).rev())),
        ]);
        assert_eq!(shown(&log), Some((99..=201).rev().collect()));
        assert_eq!(log.names.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["jan", "marta"]);
    }
}
