//! A placeholder while something is loading; and, where loading failed, the message with a button that tries again.

use porch_class_macros::html;
use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text;

/// What the placeholder shows.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum LoadingParts {
    /// A grey block while loading, and what to do when loading fails.
    #[default]
    Both,
    /// Only the block: another part of the screen shows the failure.
    Block,
    /// Only the failure: without it there is nothing to wait for.
    Failure,
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LoadingProps {
    pub(crate) context: Context,
    #[prop_or_default]
    pub(crate) shown: LoadingParts,
}

/// Stands in the place of what is loading: a grey block, or what to do when a call has failed meanwhile.
#[component]
pub(crate) fn Loading(props: &LoadingProps) -> Html {
    let LoadingProps { context, shown } = props.clone();
    // How many failures there were when the call began; none once the server is known to be unreachable.
    let since = use_state(|| (!api::is_lost()).then_some(context.failures));
    let is_loading = *since == Some(context.failures);
    match (is_loading, shown) {
        (true, LoadingParts::Both | LoadingParts::Block) => return html! { <p aria-busy="true" /> },
        (true, LoadingParts::Failure) | (false, LoadingParts::Block) => return Html::default(),
        (false, LoadingParts::Both | LoadingParts::Failure) => {}
    }
    let retry = move |_: MouseEvent| {
        since.set(Some(context.failures));
        context.refresh.emit(());
    };
    html! {
        <div class="calm unloaded">
            <p>{ text().not_loaded() }</p>
            <button type="button" class="button edge" onclick={retry}>{ text().try_again() }</button>
        </div>
    }
}
