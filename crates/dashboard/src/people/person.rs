//! The history of a person: one line beside a comment, and all of it when opened.

use porch_class_macros::html;
use porch_protocol::people::{CommentWithPage, PersonHistory, ReportLine};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::people::ban::Ban;
use crate::people::identity::{identity, known_since};
use crate::people::person_comment::{link, person_comment};
use crate::people::person_counts::Counts;
use crate::review::words::words;
use crate::text;
use crate::text::names::{plain_text, sentence};
use crate::text::people as texts;
use crate::ui::icons::icon;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::relative_time::{posted, when};

/// The person.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PersonProps {
    pub(crate) person: String,
    /// The name that it was opened by: the person may use another one since.
    pub(crate) shown_name: AttrValue,
    /// Closes it.
    pub(crate) close: Callback<()>,
    pub(crate) context: Context,
}

/// A person's history, loaded when it is opened and after each action.
#[hook]
pub(crate) fn use_history(person: &str, context: &Context) -> Option<PersonHistory> {
    let (id, of) = (person.to_owned(), (person.to_owned(), context.actions_done));
    let found = use_load(context, of, move || api::request(&to::PERSON).at(&id));
    (*found).clone()
}

/// A history beside a comment.
#[component]
pub(crate) fn PersonView(props: &PersonProps) -> Html {
    let Some(history) = use_history(&props.person, &props.context) else {
        return html! { <Loading context={props.context.clone()} /> };
    };
    let name = if props.shown_name.is_empty() { history.name.clone() } else { props.shown_name.to_string() };
    let leave = props.close.reform(|_: MouseEvent| ());
    html! {
        <section class="history" aria-label={plain_text(&texts::history_of(&name))}>
            <div class="history-head">
                <h3>{ sentence(&texts::history_of(&name)) }</h3>
                <button type="button" class="icon square" aria-label={text().frame_close()} onclick={leave}>{ icon("x") }</button>
            </div>
            <p class="quiet">{ known_since(&history) }</p>
            { facts(&history, &name, &props.context) }
            <Ban history={history.clone()} context={props.context.clone()} />
        </section>
    }
}

/// A person's comments and their status; `name` is the name in the heading, which may be an older one.
pub(crate) fn facts(history: &PersonHistory, name: &str, context: &Context) -> Html {
    // The name that they use now is the first of the others.
    let all = std::iter::once(&history.name).chain(&history.other_names).map(String::as_str);
    let others: Vec<_> = all.filter(|other| *other != name).collect();
    html! {
        <>
            if !others.is_empty() {
                <p>{ text().people_also_as() }{ " " }{ sentence(&texts::also_as(&others, history.more_names)) }</p>
            }
            { identity(history, context) }
            <Counts key={history.person.clone()} history={history.clone()} context={context.clone()}>
                { list(text().people_why_not(), history.against.iter().map(|one| with_reason(one, &history.comments, context)).collect()) }
                { list(text().people_reported(), history.reports.iter().map(report).collect()) }
                { list(text().people_latest(), history.comments.iter().map(|one| person_comment(one, context)).collect()) }
            </Counts>
        </>
    }
}

fn list(title: &str, lines: Vec<Html>) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    html! { <><h2 class="section-title">{ title }</h2><ul class="lines">{ for lines }</ul></> }
}

/// A comment that was not published, with the reason. Its actions are with the latest comments, where it is one of
/// them.
fn with_reason(one: &CommentWithPage, latest: &[CommentWithPage], context: &Context) -> Html {
    if !latest.iter().any(|other| other.comment.id == one.comment.id) {
        return person_comment(one, context);
    }
    let reason = one.comment.reason.clone().unwrap_or_else(|| text().people_no_reason().into());
    html! {
        <li>
            <p class="person"><small>{ posted(one.comment.posted_at, one.comment.undated) }</small></p>
            { link(one) }
            { words(&one.comment) }
            <q class="line" dir="auto">{ reason }</q>
        </li>
    }
}

fn report(one: &ReportLine) -> Html {
    html! {
        <li>
            <q dir="auto">{ &one.reason }</q>{ " " }{ when(one.at) }
            if one.settled { { " · " }{ text().people_decided() } }
        </li>
    }
}
