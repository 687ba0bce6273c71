//! What can be open below a comment: a field for a reply, a change or a report, or the question before it is deleted.

use porch_protocol::CommentId;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::field::{Field, use_notice};
use super::icon::{Icon, icon};
use crate::state::Form;
use crate::store::{Store, Verb};
use crate::value::use_element;

/// A form. Not a component: it only chooses one.
pub fn form(store: &Store, form: Form) -> Html {
    match form {
        Form::Withdraw(id) => html! { <Withdraw {store} {id} /> },
        Form::Reply(_) | Form::Edit(_) | Form::Report(_) => html! { <Field {store} form={Some(form)} /> },
    }
}

/// Which comment to delete.
#[derive(Clone, PartialEq, Debug, Properties)]
pub struct WithdrawProps {
    /// The conversation's store.
    pub store: Store,
    /// The comment.
    pub id: CommentId,
}

/// The question before a comment is deleted. The focus goes to the button that changes nothing, and Esc does the same.
#[component]
pub fn Withdraw(props: &WithdrawProps) -> Html {
    let WithdrawProps { store, id } = props.clone();
    let wrong = use_notice(&store, Some(Form::Withdraw(id)));
    let own = &store.config().text.own;
    let keep = use_element();
    use_effect_with(keep.clone(), |keep| {
        // Fails only where the button is gone.
        _ = keep.cast::<HtmlElement>().map(|keep| keep.focus());
    });
    let yes = {
        let store = store.clone();
        move |_: MouseEvent| store.ask(Verb::Withdraw(id))
    };
    let no = {
        let store = store.clone();
        move |_: MouseEvent| store.ask(Verb::Open(None))
    };
    let [sure, stays] = own.withdraw_sure;
    let answered = store.read(|state| state.comments.values().any(|comment| comment.parent == Some(id)));
    let said = wrong.map_or_else(
        || html! { <p><b>{ sure }</b>if answered { { " " }{ stays } }</p> },
        |notice| html! { <p role="alert">{ notice.said }</p> },
    );
    let keys = move |e: KeyboardEvent| {
        if e.key() == "Escape" {
            store.ask(Verb::Open(None));
        }
    };
    html! {
        <div class="s care ask" role="group" aria-label={sure} onkeydown={keys}>
            { icon(Icon::Trash) }
            { said }
            <div class="do">
                <button onclick={yes}>{ own.withdraw }</button>
                <button ref={keep} onclick={no}>{ own.withdraw_no }</button>
            </div>
        </div>
    }
}
