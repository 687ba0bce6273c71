//! Leaving the team, and the question that is asked before anything that can't be taken back.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::api::{Failure, team as calls};
use crate::context::Context;
use crate::text::names::sentence;
use crate::text::{self, team as said};
use crate::ui::focus_moves::use_focus;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct SureProps {
    pub(crate) question: String,
    /// What the button says that does it.
    pub(crate) label: &'static str,
    pub(crate) yes: Callback<MouseEvent>,
    pub(crate) no: Callback<MouseEvent>,
}

/// Asks once more before something that can't be taken back.
#[component]
pub(crate) fn Sure(props: &SureProps) -> Html {
    let SureProps { question, label, yes, no } = props.clone();
    let node = use_focus();
    html! {
        <div ref={node} tabindex="-1" role="group" aria-label={label}>
            <p>{ sentence(&question) }</p>
            <div class="verbs">
                <button class="main" onclick={yes}>{ label }</button>
                <button onclick={no}>{ text::NEVER_MIND }</button>
            </div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LeaveProps {
    pub(crate) context: Context,
}

/// The way out for a guest, who sees no list that they stand in.
#[component]
pub(crate) fn Leave(props: &LeaveProps) -> Html {
    let asked = use_state(|| false);
    let ask = |to: bool| {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(to))
    };
    let context = props.context.clone();
    let yes = Callback::from(move |_: MouseEvent| {
        let context = context.clone();
        spawn_local(async move {
            context.failed(calls::end_member("me").await.err().unwrap_or(Failure::Out));
        });
    });
    if *asked {
        return html! { <Sure question={said::LEAVE_SURE} label={said::LEAVE} {yes} no={ask(false)} /> };
    }
    html! { <div class="verbs"><button onclick={ask(true)}>{ said::LEAVE }</button></div> }
}
