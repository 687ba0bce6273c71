//! Whether the composer shows more than its field. Name, button and toolbar appear with the first touch and stay until
//! the text is sent or left: what is below must not move while it is being pressed.

use std::ops::Range;

use porch_protocol::{CommentId, Tree};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::card_inputs::leave_field;
use crate::config::PlainForm;
use crate::state::Form;
use crate::store::{SavedValue, Store, UserAction};
use crate::value::use_value;

/// The stage of a form.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum FieldStage {
    /// As the server rendered it.
    Rendered,
    /// Hydrated, with its toolbar.
    Editing,
    /// Shows a preview.
    Preview(Tree),
    /// Suggests a second look at a part of the text, by its range in bytes.
    SecondLook(Range<usize>),
}

/// Whether the composer is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ComposerState {
    /// Not touched yet: the style sheet opens it while it has the focus.
    Untouched,
    /// Open, wherever the focus is.
    Open,
    /// Left or sent; the focus may still be in it.
    Closed,
}

impl ComposerState {
    /// The attribute that the style sheet uses.
    pub(super) fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Untouched => None,
            Self::Open => Some(""),
            Self::Closed => Some("no"),
        }
    }
}

/// The composer's state, and the callbacks that change it. Other forms are always open.
pub(super) struct ComposerControl {
    pub(super) state: ComposerState,
    /// It is touched.
    pub(super) open: Callback<()>,
    /// The text was sent.
    pub(super) close: Callback<()>,
    /// It is left. Its text is saved, and restored when it opens again.
    pub(super) cancel: Callback<MouseEvent>,
}

#[hook]
pub(super) fn use_composer(store: &Store, form: Option<Form>, body: &NodeRef) -> ComposerControl {
    // The own page has no script that could open it.
    let always_open =
        store.config().is_standalone() && store.config().plain_form().is_some_and(|plain| !plain.collapsed);
    let state = use_value(|| if always_open { ComposerState::Open } else { ComposerState::Untouched });
    {
        let (body, state) = (body.clone(), state.clone());
        // The loader marks a composer that was touched before the widget was there.
        use_effect_with((), move |()| {
            let form_element = body.cast::<HtmlTextAreaElement>().and_then(|field| field.form());
            if form_element.is_some_and(|form| form.matches("[data-open], :focus-within").unwrap_or(false)) {
                state.set(ComposerState::Open);
            }
        });
    }
    let open = {
        let (store, body, state) = (store.clone(), body.clone(), state.clone());
        Callback::from(move |()| {
            if state.get() == ComposerState::Closed {
                restore_draft(&store, form, &body);
            }
            state.set(ComposerState::Open);
        })
    };
    let close = {
        let state = state.clone();
        Callback::from(move |()| state.set(ComposerState::Closed))
    };
    let cancel = {
        let (store, body, close) = (store.clone(), body.clone(), close.clone());
        Callback::from(move |_: MouseEvent| {
            if form.is_some() {
                return store.request(UserAction::Open(None));
            }
            if let Some(field) = body.cast::<HtmlTextAreaElement>() {
                store.request(UserAction::SaveDraftNow(form, field.value()));
                field.set_value("");
            }
            store.request(UserAction::ClearNotice(form));
            // The button disappears.
            leave_field(&body);
            close.emit(());
        })
    };
    ComposerControl { state: state.get(), open, close, cancel }
}

/// Restores the text that was left, before what was typed since.
fn restore_draft(store: &Store, form: Option<Form>, body: &NodeRef) {
    let Some(field) = body.cast::<HtmlTextAreaElement>() else { return };
    let (typed, Some(draft)) = (field.value(), store.recall(SavedValue::Draft(form))) else { return };
    if typed.is_empty() {
        field.set_value(&draft);
    // Compared by bytes: the standard library's text search takes a kilobyte, and speed does not matter here.
    } else if !typed.as_bytes().windows(draft.len().max(1)).any(|part| part == draft.as_bytes()) {
        field.set_value(&format!("{draft}\n\n{typed}"));
    }
}

/// The comment that the composer's text replies to, after a reply by a plain form was refused.
pub(super) fn refused_reply(store: &Store, form: Option<Form>) -> Option<&(CommentId, AttrValue)> {
    plain_form(store, form)?.reply.as_ref()
}

/// The values of a plain form for the composer.
pub(super) fn plain_form(store: &Store, form: Option<Form>) -> Option<&PlainForm> {
    store.config().plain_form().filter(|_| form.is_none())
}
