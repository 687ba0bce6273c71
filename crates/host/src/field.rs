//! A field for words about a comment, with a button that sends them: it keeps what is typed, and hears the keys.

use porch_protocol::CommentId;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::drafts::{self, Kind};
use crate::focus::use_focus;
use crate::words;

/// A field.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FieldProps {
    /// About which comment.
    pub(crate) id: CommentId,
    /// What is written.
    pub(crate) kind: Kind,
    /// What stands over the field.
    pub(crate) label: String,
    /// What stands in it before anything is typed.
    #[prop_or_default]
    pub(crate) begins: String,
    /// What the button says.
    pub(crate) button: &'static str,
    /// Whether the words are on their way.
    pub(crate) busy: bool,
    /// Sends them.
    pub(crate) send: Callback<String>,
    /// Closes the field; what was typed is given up.
    pub(crate) close: Callback<()>,
}

/// The field.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let FieldProps { id, kind, label, begins, button, busy, send, close } = props.clone();
    let field = use_focus();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(&drafts::typed(id, kind).unwrap_or(begins));
            }
        });
    }
    let typed = move |event: InputEvent| {
        drafts::keep(id, kind, event.target_unchecked_into::<HtmlTextAreaElement>().value());
    };
    let submit = {
        let field = field.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlTextAreaElement>().filter(|_| !busy) {
                send.emit(field.value());
            }
        }
    };
    let give_up = Callback::from(move |()| {
        drafts::forget(id, kind);
        close.emit(());
    });
    let keys = {
        let (give_up, field) = (give_up.clone(), field.clone());
        move |event: KeyboardEvent| {
            let Some(field) = field.cast::<HtmlTextAreaElement>() else { return };
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                // A form that is gone sends nothing.
                _ = field.form().map(|form| form.request_submit());
            } else if event.key() == "Escape" && field.value().is_empty() {
                give_up.emit(());
            }
        }
    };
    let leave = give_up.reform(|_: MouseEvent| ());
    html! {
        <form onsubmit={submit} aria-busy={busy.then_some("true")}>
            <label>
                <span>{ label }</span>
                <textarea ref={field} required=true rows="4" dir="auto" oninput={typed} onkeydown={keys} />
            </label>
            <div class="verbs">
                <button class="main">{ button }</button>
                <button type="button" onclick={leave}>{ words::NEVER_MIND }</button>
            </div>
        </form>
    }
}
