//! What stands at the two ends of the list: how many comments there are, and the way to the rest of a long thread.
//!
//! One component for both: the browser's code pays for each by itself.

use yew::prelude::*;

use crate::state::Key;
use crate::store::{Store, UserAction, use_store};

/// Which end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ListEnd {
    /// The count, which stands in the heading.
    Count,
    /// The link to the next page: to the conversation's own page without a script, in place with one.
    Rest,
}

/// Which end of which conversation.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct ListEndProps {
    /// The conversation's store.
    pub store: Store,
    /// The end.
    pub end: ListEnd,
}

/// An end of the list.
#[component]
pub fn Edge(props: &ListEndProps) -> Html {
    let ListEndProps { store, end } = props.clone();
    let key = if end == ListEnd::Count { Key::Bar } else { Key::Foot };
    let (total, next, count, rest, loading) =
        use_store(&store, key, |s| (s.total, s.next, s.next_count, s.not_here(), s.loading));
    let config = store.config();
    if end == ListEnd::Count {
        return html! { (config.text.comments)(total) };
    }
    let Some(next) = next else { return Html::default() };
    let href = config.own_page(&format!("after={next}"));
    let words = (config.text.more)(count, rest);
    let onclick = move |e: MouseEvent| {
        e.prevent_default();
        store.ask(UserAction::More);
    };
    html! { <a class="g" part="button" {href} aria-busy={loading.then_some("true")} {onclick}>{ words }</a> }
}
