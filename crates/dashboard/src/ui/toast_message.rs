//! The text of a toast, and what can be undone from it.

use porch_protocol::CommentId;
use yew::prelude::*;

/// The text of a toast, and what can be undone there.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct ToastMessage {
    pub(crate) text: String,
    pub(crate) is_error: bool,
    pub(crate) undo: Vec<CommentId>,
    /// Undoes anything that is not a decision about comments.
    pub(crate) undo_action: Option<Callback<()>>,
}

impl ToastMessage {
    /// An error message.
    pub(crate) fn error(message: String) -> Self {
        Self { text: message, is_error: true, ..Self::default() }
    }

    /// Whether it can be undone.
    pub(crate) fn can_undo(&self) -> bool {
        !self.undo.is_empty() || self.undo_action.is_some()
    }
}
