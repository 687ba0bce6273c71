//! A list that is still on its way; and, where it could not be loaded, that, with the button that asks once more.

use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LoadingProps {
    pub(crate) context: Context,
}

/// Stands in the place of the list until that is here: a grey block, or what to do when the call has failed meanwhile.
#[component]
pub(crate) fn Loading(props: &LoadingProps) -> Html {
    let context = props.context.clone();
    // How many failures were seen when the call went out; none once the server is known to be out of reach.
    let since = use_state(|| (!api::is_lost()).then_some(context.failures));
    if *since == Some(context.failures) {
        return html! { <p aria-busy="true" /> };
    }
    let again = move |_: MouseEvent| {
        since.set(Some(context.failures));
        context.refresh.emit(());
    };
    html! {
        <div class="calm unloaded">
            <p>{ text::NOT_LOADED }</p>
            <button type="button" class="btn edge" onclick={again}>{ text::AGAIN }</button>
        </div>
    }
}
