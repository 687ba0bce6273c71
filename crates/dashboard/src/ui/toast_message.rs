//! What a toast says, and what can be taken back from it.

use porch_protocol::CommentId;
use yew::prelude::*;

/// What is said at the foot of the dashboard, and what can be taken back there.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct ToastMessage {
    pub(crate) words: String,
    pub(crate) wrong: bool,
    pub(crate) undo: Vec<CommentId>,
    /// The way back from anything that is no decision about comments.
    pub(crate) back: Option<Callback<()>>,
}

impl ToastMessage {
    /// What a failure says; nothing where the door fell shut, for that is another page.
    pub(crate) fn wrong(why: String) -> Self {
        Self { words: why, wrong: true, ..Self::default() }
    }

    /// Whether it can be taken back.
    pub(crate) fn goes_back(&self) -> bool {
        !self.undo.is_empty() || self.back.is_some()
    }
}
