//! What can be open below a comment: a field for a reply or a change, or the question before taking back.

use yew::prelude::*;

use super::field::Field;
use crate::state::{At, Form, Key};
use crate::store::{Store, Verb, use_store};

/// Which form.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct FormProps {
    /// The conversation's store.
    pub store: Store,
    /// Below which comment; none for the composer.
    #[prop_or_default]
    pub form: Option<Form>,
}

/// A form. The fields are the browser's own: what was typed before we came stays as it is.
#[component]
pub fn FormView(props: &FormProps) -> Html {
    let FormProps { store, form } = props.clone();
    let wrong = use_store(&store, Key::Notice, move |state| {
        state.notice.as_ref().filter(|notice| notice.at == At::Form(form)).map(|notice| notice.said.clone())
    });
    if let Some(Form::Withdraw(id)) = form {
        return withdraw(&store, id, wrong.as_deref());
    }
    html! { <Field {store} {form} /> }
}

fn withdraw(store: &Store, id: porch_protocol::CommentId, wrong: Option<&str>) -> Html {
    let own = &store.config().text.own;
    let yes = {
        let store = store.clone();
        move |_: MouseEvent| store.ask(Verb::Withdraw(id))
    };
    let no = {
        let store = store.clone();
        move |_: MouseEvent| store.ask(Verb::Open(None))
    };
    html! {
        <p class="s w" role="group" aria-label={own.withdraw}>
            { wrong.unwrap_or(own.withdraw_sure) }
            <button type="button" onclick={yes}>{ own.withdraw_yes }</button>
            <button type="button" onclick={no}>{ own.withdraw_no }</button>
        </p>
    }
}
