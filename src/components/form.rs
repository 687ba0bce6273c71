//! The forms below a comment: a reply, an edit, a report, or the question before it is deleted.

use porch_protocol::CommentId;
use yew::prelude::*;

use super::button::button;
use super::card::Field;
use super::icon::{Icon, icon};

use crate::state::Form;
use crate::store::{Store, UserAction};

/// A form; for the question, with its error if there is one. Not a component: it only chooses one.
pub fn form(store: &Store, form: Form, error: Option<&str>) -> Html {
    match form {
        Form::Withdraw(id) => withdraw(store, id, error),
        Form::Reply(_) | Form::Edit(_) | Form::Report(_) => html! { <Field {store} form={Some(form)} /> },
    }
}

/// The question before a comment is deleted. It opens with the focus on the last button, which changes nothing; Esc does
/// the same.
fn withdraw(store: &Store, id: CommentId, error: Option<&str>) -> Html {
    let text = store.config().text;
    let sure = text.delete_question();
    let has_replies = store.read(|state| state.comments.values().any(|comment| comment.parent == Some(id)));
    let message = error.map_or_else(
        || html! { <p><b>{ sure }</b>if has_replies { { " " }{ text.replies_stay() } }</p> },
        |error| html! { <p role="alert">{ error }</p> },
    );
    let keys = {
        let store = store.clone();
        move |e: KeyboardEvent| {
            if e.key() == "Escape" {
                store.request(UserAction::Open(None));
            }
        }
    };
    html! {
        <div class="s care ask" role="group" aria-label={sure} onkeydown={keys}>
            { icon(Icon::Trash) }
            { message }
            <div class="do">
                { button(store, text.delete(), UserAction::Withdraw(id)) }
                { button(store, text.keep(), UserAction::Open(None)) }
            </div>
        </div>
    }
}
