//! The counts of a person's history, each a button: it opens the very comments that it counts.

use porch_class_macros::html;
use porch_protocol::people::{PersonComments, PersonHistory};
use yew::prelude::*;

use crate::api::{self, Counted};
use crate::context::Context;
use crate::people::person_comment::person_comment;
use crate::review::list_entry::capitalize;
use crate::text;
use crate::text::people as texts;
use crate::ui::loading::Loading;
use crate::ui::paged_list::{ListPart, use_paged_list};

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
                <dt>{ text().people_comments() }</dt><dd class="chips">{ for own_counts.into_iter().map(button) }</dd>
                if let Some(reported) = reported { <dt>{ text().people_reports() }</dt><dd class="chips">{ button(reported) }</dd> }
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
    let list = use_paged_list(&context, (), (), move |after: Option<&str>| api::counted(&person, counted, after));
    let (is_more, more) = (list.has_more(), list.more);
    let Some(list) = list.found.map(|found| found.list) else { return html! { <Loading {context} /> } };
    let title =
        if counted == Counted::Reported { format!("{}: {label}", text().people_reports()) } else { capitalize(&label) };
    html! {
        <>
            <h2 class="section-title">{ title }</h2>
            <ul class="lines">{ for list.comments.iter().map(|one| person_comment(one, &context)) }</ul>
            if is_more { <p class="quietline"><button type="button" class="button edge" onclick={more}>{ text().people_more() }</button></p> }
        </>
    }
}

impl ListPart for PersonComments {
    fn count(&self) -> usize {
        self.comments.len()
    }

    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    fn followed_by(self, later: Self) -> Self {
        Self { comments: self.comments.into_iter().chain(later.comments).collect(), ..later }
    }
}
