//! What people did when the composer asked for a second look at their words: the counts, and what each of them counts.

use porch_protocol::Pause;
use porch_protocol::host::{Paused, Pauses};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::place;
use crate::when::when;
use crate::words::{self, rules as say};

/// Comments that the server answers at most at once.
const LINES: usize = 100;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PausesProps {
    pub(crate) house: House,
}

/// What was asked for, and what there is of it.
#[derive(Clone, PartialEq, Default)]
struct Open {
    pause: Option<Pause>,
    comments: Vec<Paused>,
    more: bool,
}

/// The part of the room.
#[component]
pub(crate) fn PauseCounts(props: &PausesProps) -> Html {
    let (found, open) = (use_state(|| None::<Pauses>), use_state(Open::default));
    {
        let (found, house) = (found.clone(), props.house.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                match calls::house::pauses("", None).await {
                    Ok(pauses) => found.set(Some(pauses)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    let Some(counts) = found.as_ref().map(|found| found.counts) else { return html! { <p aria-busy="true" /> } };
    let all = [(Pause::Edited, counts.edited), (Pause::Kept, counts.kept), (Pause::Slept, counts.slept)];
    let buttons = all.into_iter().filter(|(_, count)| *count > 0).map(|(pause, count)| {
        let pressed = open.pause == Some(pause);
        let press = {
            let (open, house) = (open.clone(), props.house.clone());
            move |_: MouseEvent| if pressed { open.set(Open::default()) } else { opens(pause, &open, &house, false) }
        };
        html! { <button aria-pressed={pressed.to_string()} onclick={press}>{ say::paused(pause, count) }</button> }
    });
    let older = open.pause.filter(|_| open.more).map(|pause| {
        let (open, house) = (open.clone(), props.house.clone());
        move |_: MouseEvent| opens(pause, &open, &house, true)
    });
    html! {
        <section class="room" aria-labelledby="pauses">
            <h2 id="pauses">{ say::PAUSES }</h2>
            <p class="quiet">{ say::PAUSES_WHAT }</p>
            <p>{ say::paused_in_all(counts.edited + counts.kept + counts.slept) }</p>
            <div class="verbs">{ for buttons }</div>
            <ul class="lines">{ for open.comments.iter().map(line) }</ul>
            if let Some(older) = older { <button onclick={older}>{ words::log::OLDER }</button> }
        </section>
    }
}

/// Shows the comments of a count, or those before the last that is shown.
fn opens(pause: Pause, open: &UseStateHandle<Open>, house: &House, older: bool) {
    let (open, house) = (open.clone(), house.clone());
    spawn_local(async move {
        let mut comments = if older { open.comments.clone() } else { Vec::new() };
        match calls::house::pauses(pause.word(), comments.last().map(|one| one.seq)).await {
            Ok(found) => {
                let more = found.comments.len() == LINES;
                comments.extend(found.comments);
                open.set(Open { pause: Some(pause), comments, more });
            }
            Err(failure) => house.failed(failure),
        }
    });
}

fn line(one: &Paused) -> Html {
    let to = format!("{}#{}", one.place.url, one.comment.anchor());
    let title = place::title(&one.place);
    html! {
        <li key={one.seq}>
            <p class="quiet">
                <bdi>{ &one.name }</bdi>{ " · " }{ words::people::status(one.status) }{ " · " }
                <a href={to}><bdi>{ title }</bdi></a>{ " " }{ when(one.at) }
            </p>
            if let Some(said) = &one.excerpt { <blockquote dir="auto">{ said }</blockquote> }
        </li>
    }
}
