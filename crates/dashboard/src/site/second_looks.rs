//! The outcomes of second looks, when the composer asked authors to reconsider a comment: the counts, and the comments
//! of each.

use porch_class_macros::html;
use porch_protocol::SecondLook;
use porch_protocol::team_api::SecondLookComment;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::page_title;
use crate::text;
use crate::text::rules as texts;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::relative_time::when;

/// The maximum number of comments in a response.
const LINES: usize = 100;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SecondLooksProps {
    pub(crate) context: Context,
}

/// The open count, and its comments so far.
#[derive(Clone, PartialEq, Default)]
struct OpenList {
    outcome: Option<SecondLook>,
    comments: Vec<SecondLookComment>,
    more: bool,
}

/// The section.
#[component]
pub(crate) fn SecondLookCounts(props: &SecondLooksProps) -> Html {
    let found = use_load(&props.context, (), || api::second_looks("", None));
    let open = use_state(OpenList::default);
    let Some(counts) = found.as_ref().map(|found| found.counts) else {
        return html! { <Loading context={props.context.clone()} /> };
    };
    let all = [(SecondLook::Edited, counts.edited), (SecondLook::Kept, counts.kept), (SecondLook::Slept, counts.slept)];
    let buttons = all.into_iter().filter(|(_, count)| *count > 0).map(|(outcome, count)| {
        let pressed = open.outcome == Some(outcome);
        let press = {
            let (open, context) = (open.clone(), props.context.clone());
            move |_: MouseEvent| {
                if pressed { open.set(OpenList::default()) } else { load(outcome, &open, &context, false) }
            }
        };
        html! { <button aria-pressed={pressed.to_string()} onclick={press}>{ texts::paused(outcome, count) }</button> }
    });
    let older = open.outcome.filter(|_| open.more).map(|outcome| {
        let (open, context) = (open.clone(), props.context.clone());
        move |_: MouseEvent| load(outcome, &open, &context, true)
    });
    html! {
        <section class="room" aria-labelledby="pauses">
            <h2 id="pauses">{ text().rules_pauses() }</h2>
            <p class="quiet">{ text().rules_pauses_what() }</p>
            <p>{ text().rules_second_looks((counts.edited + counts.kept + counts.slept) as usize) }</p>
            <div class="verbs">{ for buttons }</div>
            <ul class="lines">{ for open.comments.iter().map(line) }</ul>
            if let Some(older) = older { <button onclick={older}>{ text().log_older() }</button> }
        </section>
    }
}

/// Loads the comments of a count, or those before the last one shown.
fn load(outcome: SecondLook, open: &UseStateHandle<OpenList>, context: &Context, older: bool) {
    let open = open.clone();
    let mut comments = if older { open.comments.clone() } else { Vec::new() };
    let last = comments.last().map(|one| one.seq);
    context.send(api::second_looks(outcome.word(), last), move |found| {
        let more = found.comments.len() == LINES;
        comments.extend(found.comments);
        open.set(OpenList { outcome: Some(outcome), comments, more });
    });
}

fn line(one: &SecondLookComment) -> Html {
    let to = format!("{}#{}", one.place.url, one.comment.anchor());
    let title = page_title::title(&one.place);
    html! {
        <li key={one.seq}>
            <p class="quiet">
                <bdi>{ &one.name }</bdi>{ " · " }{ text::people::status(one.status) }{ " · " }
                <a href={to}><bdi>{ title }</bdi></a>{ " " }{ when(one.at) }
            </p>
            if let Some(excerpt) = &one.excerpt { <blockquote dir="auto">{ excerpt }</blockquote> }
        </li>
    }
}
