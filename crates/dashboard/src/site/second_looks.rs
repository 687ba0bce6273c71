//! What people did when the composer asked for a second look at their words: the counts, and what each of them counts.

use porch_protocol::SecondLook;
use porch_protocol::team_api::{SecondLookComment, SecondLooks};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::pages::page_title;
use crate::text::{self, rules as say};
use crate::ui::loading::{Loading, use_attempts};
use crate::ui::relative_time::when;

/// Comments that the server answers at most at once.
const LINES: usize = 100;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PausesProps {
    pub(crate) context: Context,
}

/// What was asked for, and what there is of it.
#[derive(Clone, PartialEq, Default)]
struct OpenList {
    pause: Option<SecondLook>,
    comments: Vec<SecondLookComment>,
    more: bool,
}

/// The part of the room.
#[component]
pub(crate) fn PauseCounts(props: &PausesProps) -> Html {
    let (found, open) = (use_state(|| None::<SecondLooks>), use_state(OpenList::default));
    let attempt = use_attempts(found.is_some(), &props.context);
    {
        let (found, context) = (found.clone(), props.context.clone());
        use_effect_with(attempt, move |_| {
            spawn_local(async move {
                match api::site::pauses("", None).await {
                    Ok(pauses) => found.set(Some(pauses)),
                    Err(failure) => context.failed(failure),
                }
            });
        });
    }
    let Some(counts) = found.as_ref().map(|found| found.counts) else {
        return html! { <Loading context={props.context.clone()} /> };
    };
    let all = [(SecondLook::Edited, counts.edited), (SecondLook::Kept, counts.kept), (SecondLook::Slept, counts.slept)];
    let buttons = all.into_iter().filter(|(_, count)| *count > 0).map(|(pause, count)| {
        let pressed = open.pause == Some(pause);
        let press = {
            let (open, context) = (open.clone(), props.context.clone());
            move |_: MouseEvent| {
                if pressed { open.set(OpenList::default()) } else { opens(pause, &open, &context, false) }
            }
        };
        html! { <button aria-pressed={pressed.to_string()} onclick={press}>{ say::paused(pause, count) }</button> }
    });
    let older = open.pause.filter(|_| open.more).map(|pause| {
        let (open, context) = (open.clone(), props.context.clone());
        move |_: MouseEvent| opens(pause, &open, &context, true)
    });
    html! {
        <section class="room" aria-labelledby="pauses">
            <h2 id="pauses">{ say::PAUSES }</h2>
            <p class="quiet">{ say::PAUSES_WHAT }</p>
            <p>{ say::paused_in_all(counts.edited + counts.kept + counts.slept) }</p>
            <div class="verbs">{ for buttons }</div>
            <ul class="lines">{ for open.comments.iter().map(line) }</ul>
            if let Some(older) = older { <button onclick={older}>{ text::history::OLDER }</button> }
        </section>
    }
}

/// Shows the comments of a count, or those before the last that is shown.
fn opens(pause: SecondLook, open: &UseStateHandle<OpenList>, context: &Context, older: bool) {
    let (open, context) = (open.clone(), context.clone());
    spawn_local(async move {
        let mut comments = if older { open.comments.clone() } else { Vec::new() };
        match api::site::pauses(pause.word(), comments.last().map(|one| one.seq)).await {
            Ok(found) => {
                let more = found.comments.len() == LINES;
                comments.extend(found.comments);
                open.set(OpenList { pause: Some(pause), comments, more });
            }
            Err(failure) => context.failed(failure),
        }
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
            if let Some(said) = &one.excerpt { <blockquote dir="auto">{ said }</blockquote> }
        </li>
    }
}
