//! A line of the log: who did what and when, the words that it was about, and why. The comment, or the person, opens below it.

use porch_protocol::page_ref::PageRef;
use porch_protocol::team_api::HistoryEntry;
use porch_widget::components::body::body;
use yew::prelude::*;

use crate::context::Context;
use crate::pages::page_title;
use crate::people::person::PersonView;
use crate::review::comment_detail::Look;
use crate::text;
use crate::text::history::{self as say, EntrySubject};
use crate::text::names::sentence;
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
    // A comment that can be opened says itself where it stands.
    let opens = line.comment.is_some() && line.status.is_some();
    let place = place.filter(|_| !opens);
    html! {
        <li>
            { picture(line) }
            <div class="one">
                <p class="what">
                    <strong><bdi>{ say::who(line) }</bdi></strong>{ " " }{ did(line, &open) }
                    if let Some(place) = place { { " · " }{ place } }
                    if line.outdated { { " · " }<small>{ say::OUTDATED }</small> }
                </p>
                if let Some(excerpt) = &line.excerpt { <q class="bit" dir="auto">{ excerpt }</q> }
            </div>
            { clock(line.at) }
            <div class="more">
                // The comment itself says it once more where it still holds.
                if let Some(reason) = line.reason.as_ref().filter(|_| !*open || line.outdated || line.comment.is_none()) { <q class="line" dir="auto">{ reason }</q> }
                if !line.detail.is_empty() && line.what != "imported" { <p class="quiet" dir="auto">{ say::detail(&line.detail, until_text) }</p> }
                if *open { { opened(line, &open, context) } }
            </div>
        </li>
    }
}

/// The disc of whoever did it; a drawing where that is nobody by name.
fn picture(line: &HistoryEntry) -> Html {
    match line.by_id.as_deref() {
        Some(say::OPERATOR) => html! { <span class="disc">{ icon("sliders") }</span> },
        Some(say::REPORTS) => html! { <span class="disc">{ icon("people") }</span> },
        _ => avatar(&say::who(line)),
    }
}

/// What was done, with what it was about as a button that opens that.
fn did(line: &HistoryEntry, open: &UseStateHandle<bool>) -> Html {
    if let Some(words) = text::team::event(line) {
        return sentence(&words);
    }
    if line.what == "imported" {
        return say::imported(&line.detail).into();
    }
    let what = line.undid.as_ref().unwrap_or(&line.what);
    let Some((before, about, after)) = say::about(what) else { return text::event(&line.what).into() };
    let can = match about {
        EntrySubject::Person => line.person.is_some(),
        _ => line.comment.is_some() && line.status.is_some(),
    };
    let label = say::label(about, line.name.as_deref());
    let what = if can {
        let press = {
            let open = open.clone();
            move |_: MouseEvent| open.set(!*open)
        };
        html! { <button type="button" class="link" aria-expanded={open.to_string()} onclick={press}>{ sentence(&label) }</button> }
    } else {
        sentence(&label)
    };
    let between = |words: &str| if words.is_empty() { "" } else { " " };
    let back = line.undid.as_ref().map(|_| html! { <>{ say::TOOK_BACK }{ " " }</> });
    html! { <>{ back }{ before }{ between(before) }{ what }{ between(after) }{ after }</> }
}

/// The words that a line is about, where they were changed since, for they are read nowhere else; and the comment as it is
/// now, with all that can be done about it.
fn opened(line: &HistoryEntry, open: &UseStateHandle<bool>, context: &Context) -> Html {
    let label = match &line.words {
        Some(_) => Some(say::WORDS_THEN),
        None if line.words_unknown => Some(say::WORDS_NOW),
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
        (Some(id), _) => html! { <>{ then }<Look {id} context={context.clone()} /></> },
        (None, Some(person)) => {
            let open = open.clone();
            let (met_as, close) = (line.name.clone().unwrap_or_default(), Callback::from(move |()| open.set(false)));
            html! { <PersonView person={person.clone()} {met_as} {close} context={context.clone()} /> }
        }
        (None, None) => Html::default(),
    }
}
