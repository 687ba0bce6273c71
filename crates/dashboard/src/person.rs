//! What is known of somebody who writes: one line beside their words, and all of it when asked.

use porch_protocol::Status;
use porch_protocol::people::{PersonHistory, ReportSeen, SaidBefore};
use porch_widget::components::body::body;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::app::Context;
use crate::avatar::avatar;
use crate::ban::Ban;
use crate::comment_actions::{CommentActions, CommentPlace, Subject, use_deeds};
use crate::icons::icon;
use crate::list_entry::capital;
use crate::loading::Loading;
use crate::page_title;
use crate::person_counts::Counts;
use crate::relative_time::{posted, when};
use crate::stale_guard::use_inquiries;
use crate::text::names::{sentence, spoken};
use crate::text::{frame, people as words};

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
    let draws = {
        let context = context.clone();
        Callback::from(move |one: SaidBefore| said(&one, &context))
    };
    html! {
        <>
            if !others.is_empty() {
                <p class="also">{ words::ALSO_AS }{ " " }{ sentence(&words::also_as(&others, known.more_names)) }</p>
            }
            <Counts key={known.person.clone()} known={known.clone()} {draws} context={context.clone()}>
                { list(words::WHY_NOT, known.against.iter().map(|one| with_reason(one, &known.comments, context)).collect()) }
                { list(words::REPORTED, known.reports.iter().map(report).collect()) }
                { list(words::LATEST, known.comments.iter().map(|one| said(one, context)).collect()) }
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
        return said(one, context);
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

/// One of somebody's comments, or of those that they reported.
fn said(one: &SaidBefore, context: &Context) -> Html {
    html! { <SaidView key={one.comment.id.to_string()} said={one.clone()} context={context.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct SaidProps {
    said: SaidBefore,
    context: Context,
}

/// One of somebody's comments, and what can be done about it where it stands.
#[component]
fn SaidView(props: &SaidProps) -> Html {
    let SaidProps { said, context } = props.clone();
    let name = said.comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let subject = Subject { shown: CommentPlace::Quietly, ..Subject::of(said.comment.clone()) };
    let CommentActions { node, keys, view, .. } = use_deeds(subject, context, Callback::noop());
    html! {
        <li ref={node} class="said" tabindex="-1" onkeydown={keys}>
            { avatar(&name) }
            <p class="person"><strong><bdi>{ name }</bdi></strong><small>{ posted(said.comment.posted_at, said.comment.undated) }</small></p>
            { link(&said) }
            <div class="words" dir="auto">{ said.comment.body.as_ref().map(body) }</div>
            if said.comment.reason.is_some() && is_in(said.comment.status) { <p class="quiet">{ words::EARLIER_REASON }</p> }
            if let Some(reason) = &said.comment.reason { <q class="line" dir="auto">{ reason }</q> }
            { view }
        </li>
    }
}

/// Whether a comment in this state was decided about differently before, where a reason comes with it: its author may have
/// mended its words since.
fn is_in(status: Status) -> bool {
    matches!(status, Status::Held | Status::Published)
}

fn report(one: &ReportSeen) -> Html {
    html! {
        <li>
            <q dir="auto">{ &one.reason }</q>{ " " }{ when(one.at) }
            if one.settled { { " · " }{ words::SETTLED } }
        </li>
    }
}

/// Its state, and the way to its place on the page.
fn link(one: &SaidBefore) -> Html {
    let to = format!("{}#{}", one.place.url, one.comment.id.anchor());
    html! {
        <p class="quiet">
            { capital(words::status(one.comment.status)) }{ " · " }<a href={to}><bdi>{ page_title::title(&one.place) }</bdi></a>
        </p>
    }
}
