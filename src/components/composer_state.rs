//! Whether the composer shows more than its field. Name, button and tools come with the first touch and stay until the words
//! are sent or left: what lies below must not move away while somebody presses it.

use std::ops::Range;

use porch_protocol::{CommentId, Tree};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::card_inputs::leave as leave_field;
use crate::config::PlainForm;
use crate::state::Form;
use crate::store::{SavedFields, Store, UserAction};
use crate::value::use_value;

/// How far a field has come.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum FieldStage {
    /// As the server drew it.
    Drawn,
    /// Alive, with its tools.
    Writing,
    /// Showing how the words will look.
    Preview(Tree),
    /// Asking for a second look at the part that stands there, in bytes.
    SecondLook(Range<usize>),
}

/// How far the composer is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ComposerState {
    /// Nobody has touched it: the style opens it while it has the focus.
    Untouched,
    /// It stays open, wherever the focus goes.
    Open,
    /// It was left or sent, and the focus may still be in it.
    Shut,
}

impl ComposerState {
    /// What the style goes by.
    pub(super) fn attribute(self) -> Option<&'static str> {
        match self {
            Self::Untouched => None,
            Self::Open => Some(""),
            Self::Shut => Some("no"),
        }
    }
}

/// The composer's state, and what changes it. All other forms are open as long as they are there.
pub(super) struct Opening {
    pub(super) now: ComposerState,
    /// Somebody touches it.
    pub(super) open: Callback<()>,
    /// The words went out.
    pub(super) shut: Callback<()>,
    /// Somebody leaves it. Their words are kept, and come back when it opens again.
    pub(super) leave: Callback<MouseEvent>,
}

#[hook]
pub(super) fn use_opening(store: &Store, form: Option<Form>, words: &NodeRef) -> Opening {
    // The own page has no script that could open it.
    let standalone = store.config().is_standalone() && store.config().plain_form().is_some_and(|plain| !plain.shut);
    let now = use_value(|| if standalone { ComposerState::Open } else { ComposerState::Untouched });
    {
        let (words, now) = (words.clone(), now.clone());
        // The loader marks what was touched before the widget came.
        use_effect_with((), move |()| {
            let touched = words.cast::<HtmlTextAreaElement>().and_then(|field| field.form());
            if touched.is_some_and(|form| form.matches("[data-open], :focus-within").unwrap_or(false)) {
                now.set(ComposerState::Open);
            }
        });
    }
    let open = {
        let (store, words, now) = (store.clone(), words.clone(), now.clone());
        Callback::from(move |()| {
            if now.get() == ComposerState::Shut {
                bring_back(&store, form, &words);
            }
            now.set(ComposerState::Open);
        })
    };
    let shut = {
        let now = now.clone();
        Callback::from(move |()| now.set(ComposerState::Shut))
    };
    let leave = {
        let (store, words, shut) = (store.clone(), words.clone(), shut.clone());
        Callback::from(move |_: MouseEvent| {
            if form.is_some() {
                return store.ask(UserAction::Open(None));
            }
            if let Some(field) = words.cast::<HtmlTextAreaElement>() {
                store.ask(UserAction::KeepNow(form, field.value()));
                field.set_value("");
            }
            store.ask(UserAction::Hush(form));
            // The button goes.
            leave_field(&words);
            shut.emit(());
        })
    };
    Opening { now: now.get(), open, shut, leave }
}

/// The words that were left are there again, before what was typed since.
fn bring_back(store: &Store, form: Option<Form>, words: &NodeRef) {
    let Some(field) = words.cast::<HtmlTextAreaElement>() else { return };
    let (typed, Some(kept)) = (field.value(), store.recall(SavedFields::Draft(form))) else { return };
    if typed.is_empty() {
        field.set_value(&kept);
    // Looked for by bytes: the library's search is a kilobyte, and nobody waits for this one.
    } else if !typed.as_bytes().windows(kept.len().max(1)).any(|part| part == kept.as_bytes()) {
        field.set_value(&format!("{kept}\n\n{typed}"));
    }
}

/// What the words in the composer answer, after a plain form's reply was refused.
pub(super) fn refused_reply(store: &Store, form: Option<Form>) -> Option<&(CommentId, AttrValue)> {
    plain(store, form)?.reply.as_ref()
}

/// What a plain form left in the composer.
pub(super) fn plain(store: &Store, form: Option<Form>) -> Option<&PlainForm> {
    store.config().plain_form().filter(|_| form.is_none())
}
