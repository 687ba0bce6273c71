//! One root's worth of comments: a conversation, or a part of a long one.

use porch_protocol::CommentId;
use yew::prelude::*;

use super::comment::CommentView;
use crate::state::Key;
use crate::store::{Store, use_store};

/// Which block of which conversation.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct BlockProps {
    /// The conversation's store.
    pub store: Store,
    /// The block.
    pub id: CommentId,
}

/// An opening and its replies, or the replies alone where a block goes on.
#[component]
pub fn BlockView(props: &BlockProps) -> Html {
    let (store, id) = (&props.store, props.id);
    let block = use_store(store, Key::Block(id), move |s| s.blocks.iter().find(|block| block.id == id).cloned());
    let Some(block) = block else { return Html::default() };
    let replies = (!block.replies.is_empty()).then(|| {
        let items = block.replies.iter().map(|reply| {
            html! {
                <li key={reply.id.0.as_u128()}>
                    <CommentView {store} id={reply.id} to={reply.to} below={reply.below} readable={reply.readable} />
                </li>
            }
        });
        html! { <ol>{ for items }</ol> }
    });
    let Some(head) = block.head else { return replies.unwrap_or_default() };
    html! {
        <>
            <CommentView {store} id={head} opening=true />
            if let Some(replies) = replies {
                <details open=true>
                    <summary>{ (store.config().text.replies)(block.readable) }</summary>
                    { replies }
                </details>
            }
        </>
    }
}
