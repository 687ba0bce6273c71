//! What is known of somebody who writes: one line beside their words, and all of it when asked.

use porch_protocol::people::{PersonHistory, ReportSeen, SaidBefore};
use porch_widget::components::body::body;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::people::ban::Ban;
use crate::people::person_comment::{link, person_comment};
use crate::people::person_counts::Counts;
use crate::text::names::{sentence, spoken};
use crate::text::{frame, people as words};
use crate::ui::icons::icon;
use crate::ui::loading::Loading;
use crate::ui::relative_time::{posted, when};
use crate::ui::stale_guard::use_inquiries;

/// Whose history.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PersonProps {
    pub(crate) person: String,
    /// The name that led here: somebody may have used others since.
    pub(crate) met_as: AttrValue,
    /// Closes it.
    pub(crate) close: Callback<()>,
    pub(crate) context: Context,
}

/// All that is known of somebody, asked for when it is opened and after each act.
#[hook]
pub(crate) fn use_history(person: &str, context: &Context) -> Option<PersonHistory> {
    let (found, inquiries) = (use_state(|| None::<PersonHistory>), use_inquiries());
    {
        let (found, context) = (found.clone(), context.clone());
        use_effect_with((person.to_owned(), context.actions_done), move |(person, _)| {
            let (person, inquiry) = (person.clone(), inquiries.ask());
            spawn_local(async move {
                match api::people::person(&person).await {
                    // A later answer may have come first.
                    Ok(_) if !inquiry.counts() => {}
                    Ok(history) => found.set(Some(history)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    (*found).clone()
}

/// A history beside a comment.
#[component]
pub(crate) fn PersonView(props: &PersonProps) -> Html {
    let Some(known) = use_history(&props.person, &props.context) else {
        return html! { <Loading context={props.context.clone()} /> };
    };
    let name = if props.met_as.is_empty() { known.name.clone() } else { props.met_as.to_string() };
    let leave = props.close.reform(|_: MouseEvent| ());
    html! {
        <section class="history" aria-label={spoken(&words::history_of(&name))}>
            <div class="history-head">
                <h3>{ sentence(&words::history_of(&name)) }</h3>
                <button type="button" class="icon sq" aria-label={frame::CLOSE} onclick={leave}>{ icon("x") }</button>
            </div>
            if let Some(since) = known.since { <p class="quiet">{ words::SINCE }{ " " }{ when(since) }</p> }
            { facts(&known, &name, &props.context) }
            <Ban history={known.clone()} context={props.context.clone()} />
        </section>
    }
}

/// What somebody wrote here and what came of it; `name` is the one of their names that stands over it.
pub(crate) fn facts(known: &PersonHistory, name: &str, context: &Context) -> Html {
    // The name that they use now comes first of the others.
    let all = std::iter::once(&known.name).chain(&known.other_names).map(String::as_str);
    let others: Vec<_> = all.filter(|other| *other != name).collect();
    html! {
        <>
            if !others.is_empty() {
                <p class="also">{ words::ALSO_AS }{ " " }{ sentence(&words::also_as(&others, known.more_names)) }</p>
            }
            <Counts key={known.person.clone()} known={known.clone()} context={context.clone()}>
                { list(words::WHY_NOT, known.against.iter().map(|one| with_reason(one, &known.comments, context)).collect()) }
                { list(words::REPORTED, known.reports.iter().map(report).collect()) }
                { list(words::LATEST, known.comments.iter().map(|one| person_comment(one, context)).collect()) }
            </Counts>
        </>
    }
}

fn list(title: &str, lines: Vec<Html>) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! { <><h2 class="sec">{ title }</h2><ul class="lines">{ for lines }</ul></> }
}

/// Why something was not let in, with its words. What can be done about it stands among the latest, where it is there, too.
fn with_reason(one: &SaidBefore, latest: &[SaidBefore], context: &Context) -> Html {
    if !latest.iter().any(|other| other.comment.id == one.comment.id) {
        return person_comment(one, context);
    }
    let reason = one.comment.reason.clone().unwrap_or_else(|| words::NO_REASON.into());
    html! {
        <li>
            <p class="person"><small>{ posted(one.comment.posted_at, one.comment.undated) }</small></p>
            { link(one) }
            <div class="words" dir="auto">{ one.comment.body.as_ref().map(body) }</div>
            <q class="line" dir="auto">{ reason }</q>
        </li>
    }
}

fn report(one: &ReportSeen) -> Html {
    html! {
        <li>
            <q dir="auto">{ &one.reason }</q>{ " " }{ when(one.at) }
            if one.settled { { " · " }{ words::SETTLED } }
        </li>
    }
}
