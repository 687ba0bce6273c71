//! A comment in a person's history, with its actions.

use porch_class_macros::html;
use porch_protocol::Status;
use porch_protocol::people::CommentWithPage;
use yew::prelude::*;

use crate::context::Context;
use crate::pages::page_title;
use crate::review::comment_actions::{CommentActions, use_comment_actions};
use crate::review::comment_subject::{CommentPlace, OpenForm, Subject};
use crate::review::conversation::ConversationView;
use crate::review::list_entry::capitalize;
use crate::review::words::words;
use crate::text;
use crate::text::names;
use crate::text::people as texts;
use crate::ui::avatar::avatar;
use crate::ui::relative_time::posted;

/// One of the person's comments, or of those that they reported.
pub(crate) fn person_comment(one: &CommentWithPage, context: &Context) -> Html {
    html! { <PersonCommentView key={one.comment.id.to_string()} written={one.clone()} context={context.clone()} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct PersonCommentProps {
    written: CommentWithPage,
    context: Context,
}

/// A comment of the history, with its actions.
#[component]
fn PersonCommentView(props: &PersonCommentProps) -> Html {
    let PersonCommentProps { written, context } = props.clone();
    let name = names::author(&written.comment).to_owned();
    let subject = Subject { place: CommentPlace::Compact, ..Subject::of(written.comment.clone()) };
    let CommentActions { node, keys, view, open, .. } = use_comment_actions(subject, context.clone(), Callback::noop());
    html! {
        <li ref={node} class="said" tabindex="-1" onkeydown={keys}>
            { avatar(&name) }
            <p class="person"><strong><bdi>{ name }</bdi></strong><small>{ posted(written.comment.posted_at, written.comment.undated) }</small></p>
            { link(&written) }
            { words(&written.comment) }
            if written.comment.reason.is_some() && is_open_or_published(written.comment.status) { <p class="quiet">{ text().people_earlier_reason() }</p> }
            if let Some(reason) = &written.comment.reason { <q class="line" dir="auto">{ reason }</q> }
            { view }
            if open == OpenForm::Conversation { <ConversationView id={written.comment.id} {context} /> }
        </li>
    }
}

/// Whether the reason that comes with a comment of this status is that of an earlier decision: its author may have
/// edited it since.
fn is_open_or_published(status: Status) -> bool {
    matches!(status, Status::Held | Status::Published)
}

/// Its status, and a link to it on its page.
pub(crate) fn link(one: &CommentWithPage) -> Html {
    let to = format!("{}#{}", one.place.url, one.comment.id.anchor());
    html! {
        <p class="quiet">
            { capitalize(texts::status(one.comment.status)) }{ " · " }<a href={to}><bdi>{ page_title::title(&one.place) }</bdi></a>
        </p>
    }
}
