//! The conversation around a comment: its ancestors and its replies. Comments that visitors do not see are marked.

use porch_class_macros::html;
use porch_protocol::conversation::{ConversationComment, ConversationOfComment};
use porch_protocol::{CommentId, Status};
use yew::prelude::*;

use crate::api::{self, to};
use crate::context::Context;
use crate::review::comment_actions::{CommentActions, use_comment_actions};
use crate::review::comment_subject::{CommentPlace, Subject};
use crate::review::words::words;
use crate::text;
use crate::text::names;
use crate::ui::load::use_load;
use crate::ui::loading::Loading;
use crate::ui::relative_time::when;

/// The maximum indentation of a line, in levels: deeper ones would have no room on a phone.
const DEEPEST: u32 = 4;

/// The comment in the middle.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ConversationProps {
    pub(crate) id: CommentId,
    pub(crate) context: Context,
}

/// The thread around a comment; reloaded after each action.
#[hook]
pub(crate) fn use_conversation(id: CommentId, context: &Context) -> Option<ConversationOfComment> {
    let found = use_load(context, (id, context.actions_done), move || api::request(&to::CONVERSATION).at(id));
    (*found).clone()
}

/// The conversation.
#[component]
pub(crate) fn ConversationView(props: &ConversationProps) -> Html {
    let ConversationProps { id, context } = props.clone();
    let Some(ConversationOfComment { above, below, more }) = use_conversation(id, &context) else {
        return html! { <Loading {context} /> };
    };
    let line = |line: ConversationComment| {
        let key = line.comment.id.to_string();
        html! { <LineView {key} {line} context={context.clone()} /> }
    };
    let alone = above.is_empty() && below.is_empty();
    html! {
        <section class="around" aria-label={text().conversation_conversation()}>
            if alone { <p class="quiet">{ text().conversation_no_conversation() }</p> }
            if !above.is_empty() {
                <h3>{ text().conversation_above() }</h3>
                <ul class="lines">{ for above.into_iter().map(line) }</ul>
            }
            if !below.is_empty() {
                <h3>{ text().conversation_below() }</h3>
                <ul class="lines">{ for below.into_iter().map(line) }</ul>
            }
            if more > 0 { <p class="quiet">{ text().conversation_more(more as usize) }</p> }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    line: ConversationComment,
    context: Context,
}

#[component]
fn LineView(props: &LineProps) -> Html {
    let LineProps { line: ConversationComment { comment, person, depth }, context } = props.clone();
    let decides = !person.is_empty();
    let subject = Subject { decides, place: CommentPlace::InThread, ..Subject::of(comment.clone()) };
    let CommentActions { node, keys, view, .. } = use_comment_actions(subject, context, Callback::noop());
    let deep = depth.min(DEEPEST).checked_sub(1).map(|depth| format!("depth-{depth}"));
    let author = comment.author.as_ref();
    html! {
        <li ref={node} class={deep} tabindex="-1" onkeydown={keys}>
            <p class="person">
                <strong><bdi>{ names::author(&comment).to_owned() }</bdi></strong>
                if let Some(role) = author.and_then(|author| author.role) { { " " }<em class="role">{ text::role(role) }</em> }
                if comment.status != Status::Published { { " " }<em>{ text::people::status(comment.status) }</em> }
                { " " }<small>{ when(comment.posted_at) }</small>
            </p>
            { words(&comment) }
            { view }
        </li>
    }
}
