//! The counts of somebody's history, each a button: it opens the very comments that it counts.

use porch_protocol::people::{PersonComments, PersonHistory};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::api::people::Counted;
use crate::context::Context;
use crate::people::person_comment::person_comment;
use crate::review::list_entry::capital;
use crate::text::people as words;
use crate::ui::loading::Loading;
use crate::ui::stale_guard::{Inquiry, use_inquiries};

/// Whose counts, and what stands in their place while none is open.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CountsProps {
    pub(crate) known: PersonHistory,
    pub(crate) context: Context,
    pub(crate) children: Html,
}

/// The counts, and below them what the one that is open counts.
#[component]
pub(crate) fn Counts(props: &CountsProps) -> Html {
    let CountsProps { known, context, children } = props.clone();
    let open = use_state(|| None::<Counted>);
    let own = known.counts.iter().map(|one| (Counted::Own(one.status), words::count(*one)));
    let own: Vec<_> = own.collect();
    let reported = (known.reported > 0).then(|| (Counted::Reported, words::reported(known.reported)));
    let button = |(counted, label): (Counted, String)| {
        let pressed = *open == Some(counted);
        let open = open.clone();
        let press = move |_: MouseEvent| open.set((!pressed).then_some(counted));
        html! { <button type="button" aria-pressed={pressed.to_string()} onclick={press}>{ label }</button> }
    };
    // After a decision there may be nothing left to count.
    let all = own.iter().chain(&reported);
    let shown = all.filter(|(counted, _)| *open == Some(*counted)).map(|(counted, label)| (*counted, label.clone()));
    let shown = shown.last();
    html! {
        <>
            <dl class="kv">
                <dt>{ words::COMMENTS }</dt><dd class="chips">{ for own.into_iter().map(button) }</dd>
                if let Some(reported) = reported { <dt>{ words::REPORTS }</dt><dd class="chips">{ button(reported) }</dd> }
            </dl>
            if let Some((counted, label)) = shown {
                <CountedList key={format!("{counted:?}")} person={known.person} {counted} {label} {context} />
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

/// What one of the counts counts; asked for when it is opened and after each act.
#[component]
fn CountedList(props: &CountedProps) -> Html {
    let CountedProps { person, counted, label, context } = props.clone();
    let (found, inquiries) = (use_state(|| None::<PersonComments>), use_inquiries());
    {
        let (found, context, inquiries) = (found.clone(), context.clone(), inquiries.clone());
        let so_many = found.as_ref().map_or(0, |list| list.comments.len());
        use_effect_with(context.actions_done, move |_| {
            ask((person, counted), None, so_many, (found, inquiries.ask(), context));
        });
    }
    let Some(list) = (*found).clone() else { return html! { <Loading {context} /> } };
    let more = {
        let (person, found, context, list) = (props.person.clone(), found.clone(), context.clone(), list.clone());
        move |_: MouseEvent| {
            let so_many = list.comments.len() + 1;
            let answer = (found.clone(), inquiries.ask(), context.clone());
            ask((person.clone(), counted), Some(list.clone()), so_many, answer);
        }
    };
    let title = if counted == Counted::Reported { format!("{}: {label}", words::REPORTS) } else { capital(&label) };
    html! {
        <>
            <h2 class="sec">{ title }</h2>
            <ul class="lines">{ for list.comments.iter().map(|one| person_comment(one, &context)) }</ul>
            if list.next.is_some() { <p class="quietline"><button type="button" class="btn edge" onclick={more}>{ words::MORE }</button></p> }
        </>
    }
}

/// Asks for what is behind what was found, until there are so many: a list that was long stays long.
fn ask(
    (person, counted): (String, Counted),
    before: Option<PersonComments>,
    so_many: usize,
    (found, inquiry, context): (UseStateHandle<Option<PersonComments>>, Inquiry, Context),
) {
    spawn_local(async move {
        let (mut comments, mut next) = before.map_or((Vec::new(), None), |list| (list.comments, list.next));
        loop {
            let page = match api::people::counted(&person, counted, next.as_deref()).await {
                Ok(page) => page,
                Err(failure) => return context.failed(failure),
            };
            comments.extend(page.comments);
            next = page.next;
            if !inquiry.counts() {
                return;
            }
            if next.is_none() || comments.len() >= so_many {
                return found.set(Some(PersonComments { comments, next }));
            }
        }
    });
}
