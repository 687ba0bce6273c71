//! The thread around the open comment: its ancestors above it, its replies below, all of them muted.

use porch_class_macros::{class, html};
use porch_protocol::conversation::{ConversationComment, ConversationOfComment};
use porch_protocol::{Comment, CommentId, Status};
use yew::prelude::*;

use crate::context::Context;
use crate::review::comment_actions::{CommentActions, use_comment_actions};
use crate::review::comment_subject::{CommentPlace, Subject};
use crate::review::conversation::use_conversation;
use crate::review::thread_lines::{DEEPEST, ThreadLines, rails};
use crate::review::words::words;
use crate::text;
use crate::text::names;
use crate::ui::avatar::avatar;
use crate::ui::focus_moves;
use crate::ui::loading::{Loading, LoadingParts};
use crate::ui::relative_time::when;

/// The comment's id, and the callback that draws it: as an item of the list, with its key.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ThreadProps {
    pub(crate) id: CommentId,
    pub(crate) context: Context,
    /// Draws the comment as an item with its key; the argument is the mark "reply to …", where the indentation does not
    /// show it.
    pub(crate) this: Callback<Html, Html>,
    /// The content between it and its replies.
    pub(crate) between: Html,
}

/// The thread. The comment is drawn at once, and stays the same element when the rest is loaded: it may have the focus.
#[component]
pub(crate) fn Thread(props: &ThreadProps) -> Html {
    let ThreadProps { id, context, this, between } = props.clone();
    let found = use_conversation(id, &context);
    {
        // The ancestors are loaded later than the comment and stand above it, so they may push it out of view.
        let is_loaded = found.as_ref().is_some_and(|conversation| !conversation.above.is_empty());
        use_effect_with(is_loaded, move |is_loaded| {
            if *is_loaded {
                focus_moves::scroll_to_comment(id);
            }
        });
    }
    let has_thread = found.is_some();
    let ConversationOfComment { above, below, more } =
        found.unwrap_or(ConversationOfComment { above: Vec::new(), below: Vec::new(), more: 0 });
    let depth = above.len().min(DEEPEST);
    let to = above.last().map(|line| name(&line.comment)).filter(|_| above.len() >= DEEPEST);
    let this = this.emit(replies_to(to, above.len()));
    let names: Vec<_> = above.iter().map(|line| name(&line.comment)).collect();
    let drawn = rails(&(0..=above.len()).collect::<Vec<_>>());
    let before = above.into_iter().zip(drawn).enumerate().map(|(place, (line, rails))| {
        let key = line.comment.id.to_string();
        let to = place.checked_sub(1).and_then(|before| names.get(before)).cloned();
        html! { <Line {key} {line} depth={place} {to} {rails} context={context.clone()} /> }
    });
    let after = replies(below, &context);
    html! {
        <>
            <ol class={format!("thread to-{depth}")} aria-label={text().frame_thread()}>{ for before }{ this }</ol>
            { between }
            // The comment is shown already: nothing of it waits for the rest.
            if !has_thread { <Loading context={context.clone()} shown={LoadingParts::Failure} /> }
            if !after.is_empty() {
                <section class="after">
                    <h2>{ text().frame_replies() }</h2>
                    <ol class="thread">{ for after }</ol>
                    if more > 0 { <p class="quiet">{ text().conversation_more(more as usize) }</p> }
                </section>
            }
        </>
    }
}

/// The replies to the open comment, in reading order.
fn replies(below: Vec<ConversationComment>, context: &Context) -> Vec<Html> {
    let depth = |line: &ConversationComment| usize::try_from(line.depth).unwrap_or_default().saturating_sub(1);
    let names: Vec<_> = below.iter().map(|line| (line.comment.id, name(&line.comment))).collect();
    let drawn = rails(&below.iter().map(depth).collect::<Vec<_>>());
    let lines = below.into_iter().zip(drawn).map(|(line, rails)| {
        let (key, depth) = (line.comment.id.to_string(), depth(&line));
        let parent = line.comment.parent;
        let to = names.iter().find(|(id, _)| Some(*id) == parent).map(|(_, name)| name.clone());
        html! { <Line {key} {line} {depth} {to} {rails} context={context.clone()} /> }
    });
    lines.collect()
}

/// The author's name of a comment.
fn name(comment: &Comment) -> AttrValue {
    names::author(comment).to_owned().into()
}

/// The mark "reply to …", where the comment is not indented below its parent: beyond the maximum depth, and on a phone
/// one level before.
fn replies_to(to: Option<AttrValue>, depth: usize) -> Html {
    let Some(to) = to.filter(|_| depth >= DEEPEST) else { return Html::default() };
    let narrow = (depth == DEEPEST).then_some(class!("narrow"));
    html! { <small class={classes!(class!("to"), narrow)}><span class="visually-hidden">{ text().frame_reply_to() }</span><span aria-hidden="true">{ "↩" }</span>{ " " }<bdi>{ to }</bdi></small> }
}

#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    line: ConversationComment,
    /// Its depth here.
    depth: usize,
    /// The author of its parent.
    to: Option<AttrValue>,
    rails: ThreadLines,
    context: Context,
}

/// One comment of the conversation, with its actions behind a button.
#[component]
fn Line(props: &LineProps) -> Html {
    let LineProps { line: ConversationComment { comment, person, .. }, depth, to, rails, context } = props.clone();
    let decides = !person.is_empty();
    let subject = Subject { decides, place: CommentPlace::InThread, ..Subject::of(comment.clone()) };
    let CommentActions { node, keys, view, .. } = use_comment_actions(subject, context, Callback::noop());
    let author = comment.author.as_ref();
    let name = names::author(&comment).to_owned();
    html! {
        <li ref={node} class={classes!(class!("dim"), format!("depth-{}", depth.min(DEEPEST)), rails.classes())} tabindex="-1" onkeydown={keys}>
            { rails.view() }
            { avatar(&name) }
            <p class="person">
                <strong><bdi>{ name }</bdi></strong>
                if let Some(role) = author.and_then(|author| author.role) { <span class="role">{ text::role(role) }</span> }
                { replies_to(to, depth) }
                if comment.status != Status::Published { <span class="chip">{ text::people::status(comment.status) }</span> }
                <small>{ when(comment.posted_at) }</small>
            </p>
            { words(&comment) }
            { view }
        </li>
    }
}
