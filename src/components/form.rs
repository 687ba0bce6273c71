//! What can be open below a comment: a field for a reply, a change or a report, or the question before taking back.

use porch_protocol::CommentId;
use yew::prelude::*;

use super::field::{Field, use_notice};
use crate::state::Form;
use crate::store::{Store, Verb};

/// A form. Not a component: it only chooses one.
pub fn form(store: &Store, form: Form) -> Html {
    match form {
        Form::Withdraw(id) => html! { <Withdraw {store} {id} /> },
        Form::Reply(_) | Form::Edit(_) | Form::Report(_) => html! { <Field {store} form={Some(form)} /> },
    }
}

/// Which comment to take back.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct WithdrawProps {
    /// The conversation's store.
    pub store: Store,
    /// The comment.
    pub id: CommentId,
}

/// The question before a comment is taken back.
#[component]
pub fn Withdraw(props: &WithdrawProps) -> Html {
    let WithdrawProps { store, id } = props.clone();
    let wrong = use_notice(&store, Some(Form::Withdraw(id)));
    let own = &store.config().text.own;
    let yes = {
        let store = store.clone();
        move |_: MouseEvent| store.ask(Verb::Withdraw(id))
    };
    let no = move |_: MouseEvent| store.ask(Verb::Open(None));
    html! {
        <p class="s w" role="group" aria-label={own.withdraw}>
            { wrong.map_or_else(|| own.withdraw_sure.into(), |notice| notice.said) }
            <button onclick={yes}>{ own.withdraw_yes }</button>
            <button onclick={no}>{ own.withdraw_no }</button>
        </p>
    }
}
