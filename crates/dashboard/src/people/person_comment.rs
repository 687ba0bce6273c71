//! A comment in a person's history, and what can be done about it where it stands.

use porch_protocol::Status;
use porch_protocol::people::SaidBefore;
use porch_widget::components::body::body;
use yew::prelude::*;

use crate::context::Context;
use crate::pages::page_title;
use crate::review::comment_actions::{CommentActions, use_deeds};
use crate::review::comment_subject::{CommentPlace, OpenForm, Subject};
use crate::review::conversation::AroundView;
use crate::review::list_entry::capital;
use crate::text::people as words;
use crate::ui::avatar::avatar;
use crate::ui::relative_time::posted;

/// One of somebody's comments, or of those that they reported.
pub(crate) fn person_comment(one: &SaidBefore, context: &Context) -> Html {
    html! { <PersonCommentView key={one.comment.id.to_string()} written={one.clone()} context={context.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct PersonCommentProps {
    written: SaidBefore,
    context: Context,
}

/// One of somebody's comments, and what can be done about it where it stands.
#[component]
fn PersonCommentView(props: &PersonCommentProps) -> Html {
    let PersonCommentProps { written, context } = props.clone();
    let name = written.comment.author.as_ref().map(|author| author.name.clone()).unwrap_or_default();
    let subject = Subject { shown: CommentPlace::Quietly, ..Subject::of(written.comment.clone()) };
    let CommentActions { node, keys, view, open, .. } = use_deeds(subject, context.clone(), Callback::noop());
    html! {
        <li ref={node} class="said" tabindex="-1" onkeydown={keys}>
            { avatar(&name) }
            <p class="person"><strong><bdi>{ name }</bdi></strong><small>{ posted(written.comment.posted_at, written.comment.undated) }</small></p>
            { link(&written) }
            <div class="words" dir="auto">{ written.comment.body.as_ref().map(body) }</div>
            if written.comment.reason.is_some() && is_in(written.comment.status) { <p class="quiet">{ words::EARLIER_REASON }</p> }
            if let Some(reason) = &written.comment.reason { <q class="line" dir="auto">{ reason }</q> }
            { view }
            if open == OpenForm::Around { <AroundView id={written.comment.id} {context} /> }
        </li>
    }
}

/// Whether a comment in this state was decided about differently before, where a reason comes with it: its author may have
/// mended its words since.
fn is_in(status: Status) -> bool {
    matches!(status, Status::Held | Status::Published)
}

/// Its state, and the way to its place on the page.
pub(crate) fn link(one: &SaidBefore) -> Html {
    let to = format!("{}#{}", one.place.url, one.comment.id.anchor());
    html! {
        <p class="quiet">
            { capital(words::status(one.comment.status)) }{ " · " }<a href={to}><bdi>{ page_title::title(&one.place) }</bdi></a>
        </p>
    }
}
