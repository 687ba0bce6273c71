//! The two ends of the list: how many comments there are, and the link to the next page of a long thread.
//!
//! One component for both, since each component adds bytes to the widget.

use porch_class_macros::html;
use yew::prelude::*;

use crate::state::Key;
use crate::store::{Store, UserAction, use_store};

/// An end of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListEnd {
    /// The count, in the heading.
    CommentCount,
    /// The link to the next page: without a script to the conversation's own page, with one it loads in place.
    LoadMore,
}

/// An end of the list of a conversation.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct ListEndProps {
    /// The conversation's store.
    pub store: Store,
    /// The end.
    pub end: ListEnd,
}

/// An end of the list.
#[component]
pub fn ListEndView(props: &ListEndProps) -> Html {
    let ListEndProps { store, end } = props.clone();
    let key = if end == ListEnd::CommentCount { Key::Count } else { Key::MoreLink };
    let (total, next, count, rest, loading) =
        use_store(&store, key, |s| (s.total, s.next, s.next_count, s.not_loaded(), s.loading));
    let config = store.config();
    if end == ListEnd::CommentCount {
        return html! { config.text.comment_count(total as usize) };
    }
    let Some(next) = next else { return Html::default() };
    let href = config.own_page(&format!("after={next}"));
    let label = config.text.more(count, rest);
    let onclick = move |e: MouseEvent| {
        e.prevent_default();
        store.request(UserAction::LoadMore);
    };
    html! { <a class="link-button" part="button" {href} aria-busy={loading.then_some("true")} {onclick}>{ label }</a> }
}
