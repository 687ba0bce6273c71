//! The counts of a person's history, each a button: it opens the very comments that it counts.

use porch_protocol::people::{PersonComments, PersonHistory};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::api::people::Counted;
use crate::context::Context;
use crate::people::person_comment::person_comment;
use crate::review::list_entry::capitalize;
use crate::text::people as texts;
use crate::ui::loading::Loading;
use crate::ui::stale_guard::{GuardedRequest, use_stale_guard};

/// The history, and the content shown while no count is open.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CountsProps {
    pub(crate) history: PersonHistory,
    pub(crate) context: Context,
    pub(crate) children: Html,
}

/// The counts, and below them the comments of the open one.
#[component]
pub(crate) fn Counts(props: &CountsProps) -> Html {
    let CountsProps { history, context, children } = props.clone();
    let open = use_state(|| None::<Counted>);
    let own_counts = history.counts.iter().map(|one| (Counted::Own(one.status), texts::count(*one)));
    let own_counts: Vec<_> = own_counts.collect();
    let reported = (history.reported > 0).then(|| (Counted::Reported, texts::reported(history.reported)));
    let button = |(counted, label): (Counted, String)| {
        let pressed = *open == Some(counted);
        let open = open.clone();
        let press = move |_: MouseEvent| open.set((!pressed).then_some(counted));
        html! { <button type="button" aria-pressed={pressed.to_string()} onclick={press}>{ label }</button> }
    };
    // After a decision there may be nothing left to count.
    let all = own_counts.iter().chain(&reported);
    let shown = all.filter(|(counted, _)| *open == Some(*counted)).map(|(counted, label)| (*counted, label.clone()));
    let shown = shown.last();
    html! {
        <>
            <dl class="key-values">
                <dt>{ texts::COMMENTS }</dt><dd class="chips">{ for own_counts.into_iter().map(button) }</dd>
                if let Some(reported) = reported { <dt>{ texts::REPORTS }</dt><dd class="chips">{ button(reported) }</dd> }
            </dl>
            if let Some((counted, label)) = shown {
                <CountedList key={format!("{counted:?}")} person={history.person} {counted} {label} {context} />
            } else {
                { children }
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CountedProps {
    person: String,
    counted: Counted,
    label: String,
    context: Context,
}

/// The comments of one count; loaded when it is opened and after each action.
#[component]
fn CountedList(props: &CountedProps) -> Html {
    let CountedProps { person, counted, label, context } = props.clone();
    let (found, guard) = (use_state(|| None::<PersonComments>), use_stale_guard());
    {
        let (found, context, guard) = (found.clone(), context.clone(), guard.clone());
        let minimum = found.as_ref().map_or(0, |list| list.comments.len());
        use_effect_with(context.actions_done, move |_| {
            load((person, counted), None, minimum, (found, guard.begin(), context));
        });
    }
    let Some(list) = (*found).clone() else { return html! { <Loading {context} /> } };
    let more = {
        let (person, found, context, list) = (props.person.clone(), found.clone(), context.clone(), list.clone());
        move |_: MouseEvent| {
            let minimum = list.comments.len() + 1;
            let answer = (found.clone(), guard.begin(), context.clone());
            load((person.clone(), counted), Some(list.clone()), minimum, answer);
        }
    };
    let title = if counted == Counted::Reported { format!("{}: {label}", texts::REPORTS) } else { capitalize(&label) };
    html! {
        <>
            <h2 class="section-title">{ title }</h2>
            <ul class="lines">{ for list.comments.iter().map(|one| person_comment(one, &context)) }</ul>
            if list.next.is_some() { <p class="quietline"><button type="button" class="button edge" onclick={more}>{ texts::MORE }</button></p> }
        </>
    }
}

/// Loads further pages of the list until there are so many comments: a list that was long stays long.
fn load(
    (person, counted): (String, Counted),
    before: Option<PersonComments>,
    minimum: usize,
    (found, request, context): (UseStateHandle<Option<PersonComments>>, GuardedRequest, Context),
) {
    spawn_local(async move {
        let (mut comments, mut next) = before.map_or((Vec::new(), None), |list| (list.comments, list.next));
        loop {
            let page = match api::people::counted(&person, counted, next.as_deref()).await {
                Ok(page) => page,
                Err(failure) => return context.show_failure(failure),
            };
            comments.extend(page.comments);
            next = page.next;
            if !request.is_latest() {
                return;
            }
            if next.is_none() || comments.len() >= minimum {
                return found.set(Some(PersonComments { comments, next }));
            }
        }
    });
}
