//! The conversation around a comment: what it replies to and what replies to it, with what readers do not see marked.

use porch_protocol::around::{Around, AroundLine};
use porch_protocol::{CommentId, Status};
use porch_widget::components::body::body;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::House;
use crate::calls;
use crate::deeds::{Deeds, Shown, Subject, use_deeds};
use crate::latest::use_inquiries;
use crate::when::when;
use crate::words::{self, talk as say};

/// How many replies deep a line is moved in: deeper ones would have no room on a phone.
const DEEPEST: u32 = 4;

/// Around which comment.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct AroundProps {
    pub(crate) id: CommentId,
    pub(crate) house: House,
}

/// The thread around a comment; asked for anew after each act.
#[hook]
pub(crate) fn use_around(id: CommentId, house: &House) -> Option<Around> {
    let (found, inquiries, house) = (use_state(|| None::<Around>), use_inquiries(), house.clone());
    {
        let found = found.clone();
        use_effect_with((id, house.deeds), move |(id, _)| {
            let (id, inquiry) = (*id, inquiries.ask());
            spawn_local(async move {
                match calls::pages::around(id).await {
                    Ok(_) if !inquiry.counts() => {}
                    Ok(around) => found.set(Some(around)),
                    Err(failure) => house.failed(failure),
                }
            });
        });
    }
    (*found).clone()
}

/// The conversation.
#[component]
pub(crate) fn AroundView(props: &AroundProps) -> Html {
    let AroundProps { id, house } = props.clone();
    let Some(Around { above, below, more }) = use_around(id, &house) else { return html! { <p aria-busy="true" /> } };
    let line = |line: AroundLine| {
        let key = line.comment.id.to_string();
        html! { <LineView {key} {line} house={house.clone()} /> }
    };
    let alone = above.is_empty() && below.is_empty();
    html! {
        <section class="around" aria-label={say::AROUND}>
            if alone { <p class="quiet">{ say::ALONE }</p> }
            if !above.is_empty() {
                <h3>{ say::ABOVE }</h3>
                <ul class="lines">{ for above.into_iter().map(line) }</ul>
            }
            if !below.is_empty() {
                <h3>{ say::BELOW }</h3>
                <ul class="lines">{ for below.into_iter().map(line) }</ul>
            }
            if more > 0 { <p class="quiet">{ say::more(more) }</p> }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    line: AroundLine,
    house: House,
}

#[component]
fn LineView(props: &LineProps) -> Html {
    let LineProps { line: AroundLine { comment, person, depth }, house } = props.clone();
    let decides = !person.is_empty();
    let subject = Subject { decides, shown: Shown::Within, ..Subject::of(comment.clone()) };
    let Deeds { node, keys, view, .. } = use_deeds(subject, house, Callback::noop());
    let deep = depth.min(DEEPEST).checked_sub(1).map(|depth| format!("depth-{depth}"));
    let author = comment.author.as_ref();
    html! {
        <li ref={node} class={deep} tabindex="-1" onkeydown={keys}>
            <p class="person">
                <strong><bdi>{ author.map(|author| author.name.clone()) }</bdi></strong>
                if let Some(role) = author.and_then(|author| author.role) { { " " }<em class="role">{ words::role(role) }</em> }
                if comment.status != Status::Published { { " " }<em>{ say::status(comment.status) }</em> }
                { " " }<small>{ when(comment.posted_at) }</small>
            </p>
            <div class="words" dir="auto">{ comment.body.as_ref().map(body) }</div>
            { view }
        </li>
    }
}
