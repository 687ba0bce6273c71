//! The way to the rest of a long thread.

use yew::prelude::*;

use super::RootProps;
use crate::state::Key;
use crate::store::{Verb, use_store};

/// The link to the next page: to the conversation's own page without a script, in place with one.
#[component]
pub fn Foot(props: &RootProps) -> Html {
    let config = props.store.config();
    let (next, count, rest, loading) =
        use_store(&props.store, Key::Foot, |s| (s.next, s.next_count, s.not_here(), s.loading));
    let store = props.store.clone();
    let onclick = Callback::from(move |e: MouseEvent| {
        e.prevent_default();
        store.ask(Verb::More);
    });
    let Some(next) = next else { return Html::default() };
    html! {
        <a class="g" part="button" href={config.own_page(&format!("after={next}"))} aria-busy={loading.then_some("true")} {onclick}>
            { (config.text.more)(count, rest) }
        </a>
    }
}
