//! A field for words about a comment, with a button that sends them: it keeps what is typed, and hears the keys.

use porch_protocol::CommentId;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::drafts::{self, Kind};
use crate::focus::rest;
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
    /// Whether it stands open all the time: then it takes no focus, and is given up only where something was typed.
    #[prop_or_default]
    pub(crate) stands: bool,
    /// What else stands beside its button.
    #[prop_or_default]
    pub(crate) beside: Html,
}

/// The field.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let FieldProps { id, kind, label, begins, button, busy, send, close, stands, beside } = props.clone();
    let field = use_node_ref();
    let written = use_state(|| drafts::typed(id, kind).is_some());
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                field.set_value(&drafts::typed(id, kind).unwrap_or(begins));
            }
            if !stands {
                rest(&field);
            }
        });
    }
    let typed = {
        let written = written.clone();
        move |event: InputEvent| {
            let words = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            written.set(!words.trim().is_empty());
            drafts::keep(id, kind, words);
        }
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
    let give_up = {
        let (written, field) = (written.clone(), field.clone());
        Callback::from(move |()| {
            drafts::forget(id, kind);
            written.set(false);
            if let Some(field) = field.cast::<HtmlTextAreaElement>().filter(|_| stands) {
                field.set_value("");
            }
            close.emit(());
        })
    };
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
                <textarea ref={field} required=true rows={if stands { "2" } else { "4" }} dir="auto" oninput={typed} onkeydown={keys} />
            </label>
            <div class="verbs">
                <button class="main">{ button }</button>
                if !stands || *written { <button type="button" onclick={leave}>{ words::NEVER_MIND }</button> }
                { beside }
            </div>
        </form>
    }
}
