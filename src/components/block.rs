//! What one root renders: a conversation, or a part of a long one.

use porch_class_macros::{class, html};
use porch_protocol::thread::Reply;
use porch_protocol::{CommentId, Order};
use yew::prelude::*;

use super::comment::CommentView;
use super::monogram::monogram;
use crate::state::Key;
use crate::store::{Store, use_store};

/// A block of a conversation.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct BlockProps {
    /// The conversation's store.
    pub store: Store,
    /// The block.
    pub id: CommentId,
}

/// An opening comment and its replies, or the replies alone in a block that continues another.
#[component]
pub fn BlockView(props: &BlockProps) -> Html {
    let (store, id) = (&props.store, props.id);
    let block =
        use_store(store, Key::Block(id), move |state| state.blocks.iter().find(|block| block.id == id).cloned());
    let Some(block) = block else { return Html::default() };
    let replies = match store.config().order {
        _ if block.replies.is_empty() => None,
        Order::Conversation => Some(branches(store, id, &block.replies)),
        Order::Newest | Order::Oldest => Some(list(store, class!("replies-flat"), &block.replies)),
    };
    let Some(head) = block.head else { return replies.unwrap_or_default() };
    html! {
        <>
            <CommentView {store} id={head} opening=true />
            if let Some(below) = replies { { branch(store, block.readable, &block.replies, below) } }
        </>
    }
}

/// The replies to an opening comment, each with all replies below it: two indents, however deep they are. The first
/// replies of a block may belong to the last reply of the block before.
fn branches(store: &Store, block: CommentId, replies: &[Reply]) -> Html {
    // Written without iterators, as `list` is: each would be compiled anew, and add kilobytes to the widget.
    let mut rows = Vec::new();
    let mut index = 0;
    while let Some(first) = replies.get(index) {
        let is_reply_to_opening = first.to.is_none();
        let mut end = index + 1;
        while replies.get(end).is_some_and(|reply| reply.to.is_some()) {
            end += 1;
        }
        let below = replies.get(index + usize::from(is_reply_to_opening)..end).unwrap_or_default();
        let list = list(store, class!("replies-deeper"), below);
        rows.push(if is_reply_to_opening {
            let below = if below.is_empty() { Html::default() } else { branch(store, first.readable, below, list) };
            html! { <li key={first.id.0.as_u128()}><CommentView {store} id={first.id} />{ below }</li> }
        } else {
            html! { <li class="branch-continuation" key={block.0.as_u128()}>{ list }</li> }
        });
        index = end;
    }
    html! { <ol class="replies-indented">{ rows }</ol> }
}

fn list(store: &Store, class: &'static str, replies: &[Reply]) -> Html {
    let mut rows = Vec::new();
    for reply in replies {
        rows.push(html! { <li key={reply.id.0.as_u128()}><CommentView {store} id={reply.id} to={reply.to} /></li> });
    }
    html! { <ol {class}>{ rows }</ol> }
}

/// The replies below a comment, and what collapses them: a summary, so that it works with the keyboard and without a
/// script. While it is open, it covers the line beside the replies; collapsed it is a chip with up to three avatars.
fn branch(store: &Store, readable: usize, replies: &[Reply], list: Html) -> Html {
    let text = store.config().text;
    html! {
        <details open=true>
            <summary>
                <span>{ text.collapse_replies(readable) }</span>
                { reply_avatars(store, replies) }
                <b>{ text.reply_count(readable) }</b>
            </summary>
            { list }
        </details>
    }
}

/// The avatars of up to three authors in a branch; empty elements where the loader fills them in.
fn reply_avatars(store: &Store, replies: &[Reply]) -> Html {
    if !store.config().is_standalone() {
        return html! { <><i /><i /><i /></> };
    }
    let mut names: Vec<String> = Vec::new();
    store.read(|state| {
        for name in replies.iter().filter_map(|reply| state.name_of(reply.id)) {
            if names.len() < 3 && !names.iter().any(|other| other == name) {
                names.push(name.to_owned());
            }
        }
    });
    let faces = names.iter().filter_map(|name| monogram(name));
    faces.map(|(m, h)| html! { <i data-m={m} data-h={h} /> }).collect()
}
