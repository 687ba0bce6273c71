//! A line of the history: who did what and when, an excerpt of the comment, and why. The comment or the person opens
//! below it.

use porch_class_macros::html;
use porch_protocol::Actor;
use porch_protocol::page_ref::PageRef;
use porch_protocol::team_api::HistoryEntry;
use porch_text::NODES;
use porch_widget::components::body::body;
use yew::prelude::*;

use crate::context::Context;
use crate::pages::page_title;
use crate::people::person::PersonView;
use crate::review::comment_detail::CommentById;
use crate::text;
use crate::text::history::{self as texts, EntrySubject};
use crate::text::names::{sentence, with_node};
use crate::ui::avatar::avatar;
use crate::ui::icons::icon;
use crate::ui::relative_time::{clock, until_text};

/// Which line.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct LineProps {
    pub(super) line: HistoryEntry,
    pub(super) context: Context,
}

/// The line.
#[component]
pub(super) fn Line(props: &LineProps) -> Html {
    let LineProps { line, context } = props;
    let open = use_state(|| false);
    let place = line.page.as_ref().map(|page| {
        let called = line.url.clone().map(|url| page_title::title(&PageRef { url, title: line.title.clone() }));
        let called = called.unwrap_or_else(|| page.clone());
        match (&line.url, line.comment) {
            (Some(url), Some(id)) => html! { <a href={format!("{url}#{}", id.anchor())}><bdi>{ called }</bdi></a> },
            _ => html! { <bdi>{ called }</bdi> },
        }
    });
    // A comment that can be opened shows its page itself.
    let opens = line.comment.is_some() && line.status.is_some();
    let place = place.filter(|_| !opens);
    html! {
        <li>
            { picture(line) }
            <div class="log-row">
                <p class="what">
                    <strong>{ sentence(&texts::who(line)) }</strong>{ " " }{ description(line, &open) }
                    if let Some(place) = place { { " · " }{ place } }
                    if line.outdated { { " · " }<small>{ text().log_outdated() }</small> }
                </p>
                if let Some(excerpt) = &line.excerpt { <q class="excerpt" dir="auto">{ excerpt }</q> }
            </div>
            { clock(line.at) }
            <div class="more">
                // The open comment shows the reason itself where it still holds.
                if let Some(reason) = line.reason.as_ref().filter(|_| !*open || line.outdated || line.comment.is_none()) { <q class="line" dir="auto">{ reason }</q> }
                if !line.detail.is_empty() && line.what != "imported" { <p class="quiet" dir="auto">{ texts::detail(&line.detail, until_text) }</p> }
                if *open { { subject_view(line, &open, context) } }
            </div>
        </li>
    }
}

/// The disc of the actor; an icon where the actor has no name.
fn picture(line: &HistoryEntry) -> Html {
    match line.by {
        Actor::Operator => html! { <span class="disc">{ icon("sliders") }</span> },
        Actor::Readers => html! { <span class="disc">{ icon("people") }</span> },
        Actor::Erased => html! { <span class="disc">{ icon("person") }</span> },
        Actor::Member { .. } | Actor::Author | Actor::Unknown => avatar(&texts::actor(line)),
    }
}

/// The description of the action, with its subject as a button that opens it.
fn description(line: &HistoryEntry, open: &UseStateHandle<bool>) -> Html {
    if let Some(words) = text::team::event(line) {
        return sentence(&words);
    }
    if line.what == "imported" {
        return texts::imported(&line.detail).into();
    }
    let what = line.undid.as_ref().unwrap_or(&line.what);
    let Some((words, subject)) = texts::description(what) else { return texts::event(line).into() };
    let can = match subject {
        EntrySubject::Person => line.person.is_some(),
        _ => line.comment.is_some() && line.status.is_some(),
    };
    let label = texts::label(subject, line.name.as_deref(), line.erased);
    let subject = if can {
        let press = {
            let open = open.clone();
            move |_: MouseEvent| open.set(!*open)
        };
        html! { <button type="button" class="link" aria-expanded={open.to_string()} onclick={press}>{ sentence(&label) }</button> }
    } else {
        sentence(&label)
    };
    let what = words(text(), NODES[0]);
    with_node(&if line.undid.is_some() { text().log_undid(&what) } else { what }, &subject)
}

/// The text of the comment then, where it was changed since, for no other view shows it; and the comment as it is now,
/// with all available actions.
fn subject_view(line: &HistoryEntry, open: &UseStateHandle<bool>, context: &Context) -> Html {
    let label = match &line.words {
        Some(_) => Some(text().log_words_then()),
        None if line.words_unknown => Some(text().log_words_now()),
        None => None,
    };
    let then = label.zip(line.excerpt.as_ref()).map(|(label, excerpt)| {
        html! {
            <>
                <p class="quiet">{ label }</p>
                <blockquote dir="auto">if let Some(words) = &line.words { { body(words) } } else { { excerpt } }</blockquote>
            </>
        }
    });
    match (line.comment, &line.person) {
        (Some(id), _) => html! { <>{ then }<CommentById {id} context={context.clone()} /></> },
        (None, Some(person)) => {
            let open = open.clone();
            let (shown_name, close) =
                (line.name.clone().unwrap_or_default(), Callback::from(move |()| open.set(false)));
            html! { <PersonView person={person.clone()} {shown_name} {close} context={context.clone()} /> }
        }
        (None, None) => Html::default(),
    }
}
