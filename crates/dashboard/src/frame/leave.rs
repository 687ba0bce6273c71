//! Leaving the team, and the confirmation before an action that can't be undone.

use porch_class_macros::html;
use yew::prelude::*;

use crate::api::{self, Failure, to};
use crate::context::Context;
use crate::text;
use crate::text::names::sentence;
use crate::ui::focus_moves::use_autofocus;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ConfirmProps {
    pub(crate) question: String,
    /// The label of the button that confirms.
    pub(crate) label: &'static str,
    pub(crate) confirm: Callback<MouseEvent>,
    pub(crate) cancel: Callback<MouseEvent>,
}

/// Asks for confirmation before an action that can't be undone.
#[component]
pub(crate) fn Confirm(props: &ConfirmProps) -> Html {
    let ConfirmProps { question, label, confirm, cancel } = props.clone();
    let node = use_autofocus();
    html! {
        <div ref={node} tabindex="-1" role="group" aria-label={label}>
            <p>{ sentence(&question) }</p>
            <div class="verbs">
                <button class="main" onclick={confirm}>{ label }</button>
                <button onclick={cancel}>{ text().cancel() }</button>
            </div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LeaveTeamProps {
    pub(crate) context: Context,
}

/// The button with which a guest leaves the team: they see no list of members.
#[component]
pub(crate) fn LeaveTeam(props: &LeaveTeamProps) -> Html {
    let confirming = use_state(|| false);
    let ask = |to: bool| {
        let confirming = confirming.clone();
        Callback::from(move |_: MouseEvent| confirming.set(to))
    };
    let context = props.context.clone();
    let confirm = Callback::from(move |_: MouseEvent| {
        let left = context.clone();
        context.send(api::request(&to::END_MEMBER).at("me"), move |()| left.show_failure(Failure::SignedOut));
    });
    if *confirming {
        return html! { <Confirm question={text().team_leave_sure()} label={text().team_leave()} {confirm} cancel={ask(false)} /> };
    }
    html! { <div class="verbs"><button onclick={ask(true)}>{ text().team_leave() }</button></div> }
}
