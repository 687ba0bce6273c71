//! How the team knows a person, what the person says about themselves, and the guests whose comments became theirs.

use porch_class_macros::html;
use porch_protocol::people::{MergedGuest, PersonHistory};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::text;
use crate::text::names::{plain_text, sentence};
use crate::text::people as texts;
use crate::ui::relative_time::when;

/// Since when a person is here, and how they are known. Members of the team are known by their role.
pub(crate) fn known_since(history: &PersonHistory) -> Html {
    let since = history.since.map(|since| html! { <>{ text().people_since() }{ " " }{ when(since) }</> });
    let known = history.role.is_none().then(|| sentence(&texts::known_by(&history.confirmed_by)));
    let between = if since.is_some() && known.is_some() { " · " } else { "" };
    html! { <>{ for since }{ between }{ for known }</> }
}

/// The line about oneself, and the merges; nothing where there is neither.
pub(crate) fn identity(history: &PersonHistory, context: &Context) -> Html {
    if history.about.is_none() && history.merges.is_empty() {
        return Html::default();
    }
    html! {
        <dl class="key-values">
            if let Some(about) = &history.about {
                <dt>{ text().people_about() }</dt>
                <dd>
                    <q dir="auto">{ about }</q>{ " " }
                    <button type="button" class="link" onclick={remove_about(&history.person, context)}>{ text().people_about_remove() }</button>
                </dd>
            }
            if !history.merges.is_empty() {
                <dt>{ text().people_merged() }</dt>
                <dd>{ for history.merges.iter().map(|one| merged(one, context)) }</dd>
            }
        </dl>
    }
}

/// A merge, with a button that undoes it.
fn merged(one: &MergedGuest, context: &Context) -> Html {
    let name = one.name.clone().unwrap_or_else(|| text().log_somebody().into());
    let label = plain_text(&texts::undo_merge_of(&name));
    html! {
        <p key={one.id.clone()}>
            { sentence(&texts::merged_guest(&name, one.comments)) }{ " · " }{ when(one.at) }{ " · " }
            if one.undone_at.is_some() {
                { text().people_merge_undone() }
            } else {
                <button type="button" class="link" aria-label={label} onclick={undo_merge(one, name, context)}>{ text().people_merge_undo() }</button>
            }
        </p>
    }
}

fn remove_about(person: &str, context: &Context) -> Callback<MouseEvent> {
    let (person, context) = (person.to_owned(), context.clone());
    Callback::from(move |_| {
        let done = context.clone();
        context.send(api::request(&to::REMOVE_ABOUT).at(&person), move |()| {
            done.notify(text().people_about_removed());
            done.refresh.emit(());
        });
    })
}

fn undo_merge(one: &MergedGuest, name: String, context: &Context) -> Callback<MouseEvent> {
    let (id, context) = (one.id.clone(), context.clone());
    Callback::from(move |_| {
        let (done, name) = (context.clone(), name.clone());
        context.send(api::request(&to::UNDO_MERGE).at(&id), move |()| {
            done.notify(texts::merge_undone(&name));
            done.refresh.emit(());
        });
    })
}
