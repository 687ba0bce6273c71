//! What is still on its way; and, where it could not be loaded, that, with the button that asks once more.

use yew::prelude::*;

use crate::api;
use crate::context::Context;
use crate::text;

/// What stands in the place of something that is not here.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A grey block while it is on its way, and what to do when it does not come.
    #[default]
    Both,
    /// Only the block: something else on the screen says the rest.
    Block,
    /// Only what to do: without it there is nothing to wait for.
    Failure,
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LoadingProps {
    pub(crate) context: Context,
    #[prop_or_default]
    pub(crate) shown: Shown,
}

/// Stands in the place of what is loaded until that is here: a grey block, or what to do when the call has failed meanwhile.
#[component]
pub(crate) fn Loading(props: &LoadingProps) -> Html {
    let LoadingProps { context, shown } = props.clone();
    // How many failures were seen when the call went out; none once the server is known to be out of reach.
    let since = use_state(|| (!api::is_lost()).then_some(context.failures));
    let waits = *since == Some(context.failures);
    match (waits, shown) {
        (true, Shown::Both | Shown::Block) => return html! { <p aria-busy="true" /> },
        (true, Shown::Failure) | (false, Shown::Block) => return Html::default(),
        (false, Shown::Both | Shown::Failure) => {}
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

/// How much has been done here as long as something `is_here` not: whoever loads it once asks again when this changes, as the
/// button of [`Loading`] and a server that is back have it. Once it is here, this stays as it is.
#[hook]
pub(crate) fn use_attempts(is_here: bool, context: &Context) -> u32 {
    let attempt = use_mut_ref(|| context.actions_done);
    if !is_here {
        attempt.replace(context.actions_done);
    }
    *attempt.borrow()
}
