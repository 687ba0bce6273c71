//! What can be open below a comment: a field for a reply, a change or a report, or the question before it is deleted.

use porch_protocol::CommentId;
use yew::prelude::*;

use super::button::button;
use super::card::Field;
use super::icon::{Icon, icon};

use crate::state::Form;
use crate::store::{Store, UserAction};

/// A form, and what went wrong where it is a question. Not a component: it only chooses one.
pub fn form(store: &Store, form: Form, wrong: Option<&str>) -> Html {
    match form {
        Form::Withdraw(id) => withdraw(store, id, wrong),
        Form::Reply(_) | Form::Edit(_) | Form::Report(_) => html! { <Field {store} form={Some(form)} /> },
    }
}

/// The question before a comment is deleted. Whoever opens it puts the focus on the last button, which changes nothing, and
/// Esc does the same.
fn withdraw(store: &Store, id: CommentId, wrong: Option<&str>) -> Html {
    let own = &store.config().text.own;
    let [sure, stays] = own.withdraw_sure;
    let answered = store.read(|state| state.comments.values().any(|comment| comment.parent == Some(id)));
    let said = wrong.map_or_else(
        || html! { <p><b>{ sure }</b>if answered { { " " }{ stays } }</p> },
        |wrong| html! { <p role="alert">{ wrong }</p> },
    );
    let keys = {
        let store = store.clone();
        move |e: KeyboardEvent| {
            if e.key() == "Escape" {
                store.ask(UserAction::Open(None));
            }
        }
    };
    html! {
        <div class="s care ask" role="group" aria-label={sure} onkeydown={keys}>
            { icon(Icon::Trash) }
            { said }
            <div class="do">
                { button(store, own.withdraw, UserAction::Withdraw(id)) }
                { button(store, own.withdraw_no, UserAction::Open(None)) }
            </div>
        </div>
    }
}
