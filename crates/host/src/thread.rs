//! The thread around the comment that is open: what it replies to above it, what replies to it below, all of it muted.

use porch_protocol::around::{Around, AroundLine};
use porch_protocol::{CommentId, Status};
use porch_widget::components::body::body;
use yew::prelude::*;

use crate::app::House;
use crate::around::use_around;
use crate::avatar::avatar;
use crate::deeds::{Deeds, Shown, Subject, use_deeds};
use crate::when::when;
use crate::words::{self, frame as say, talk};

/// How far a reply is moved in at most; deeper ones stand flat.
const DEEPEST: usize = 2;

/// Around which comment, and that comment as it is drawn: an item of the list, with its key.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ThreadProps {
    pub(crate) id: CommentId,
    pub(crate) house: House,
    /// The comment itself, as an item with its key.
    pub(crate) this: Html,
    /// What stands between it and its replies.
    pub(crate) between: Html,
}

/// The thread. The comment itself is there at once, and stays the same element when the rest comes: it may have the focus.
#[component]
pub(crate) fn Thread(props: &ThreadProps) -> Html {
    let ThreadProps { id, house, this, between } = props.clone();
    let found = use_around(id, &house);
    let Around { above, below, more } = found.unwrap_or(Around { above: Vec::new(), below: Vec::new(), more: 0 });
    let depth = above.len().min(DEEPEST);
    let before = above.into_iter().enumerate().map(|(place, line)| {
        let key = line.comment.id.to_string();
        html! { <Line {key} {line} depth={place.min(DEEPEST)} house={house.clone()} /> }
    });
    let after = below.into_iter().map(|line| {
        let key = line.comment.id.to_string();
        let depth = usize::try_from(line.depth).unwrap_or_default().saturating_sub(1).min(DEEPEST);
        html! { <Line {key} {line} {depth} house={house.clone()} /> }
    });
    let after: Vec<Html> = after.collect();
    html! {
        <>
            <ol class={format!("thread to-{depth}")} aria-label={say::WHERE_THEY_STAND}>{ for before }{ this }</ol>
            { between }
            if !after.is_empty() {
                <section class="after">
                    <h2>{ say::REPLIES }</h2>
                    <ol class="thread">{ for after }</ol>
                    if more > 0 { <p class="quiet">{ talk::more(more) }</p> }
                </section>
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    line: AroundLine,
    depth: usize,
    house: House,
}

/// One comment around, and what can be done about it behind one button.
#[component]
fn Line(props: &LineProps) -> Html {
    let LineProps { line: AroundLine { comment, person, .. }, depth, house } = props.clone();
    let decides = !person.is_empty();
    let subject = Subject { decides, shown: Shown::Within, ..Subject::of(comment.clone()) };
    let Deeds { node, keys, view, .. } = use_deeds(subject, house, Callback::noop());
    let author = comment.author.as_ref();
    let name = author.map(|author| author.name.clone()).unwrap_or_default();
    html! {
        <li ref={node} class={format!("dim depth-{depth}")} tabindex="-1" onkeydown={keys}>
            { avatar(&name) }
            <p class="person">
                <strong><bdi>{ name }</bdi></strong>
                if let Some(role) = author.and_then(|author| author.role) { <span class="role">{ words::role(role) }</span> }
                if comment.status != Status::Published { <span class="chip">{ talk::status(comment.status) }</span> }
                <small>{ when(comment.posted_at) }</small>
            </p>
            <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            { view }
        </li>
    }
}
