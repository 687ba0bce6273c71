//! A comment with its actions: where it is shown, which actions are available, and which form is open below it.

use porch_protocol::team_api::ReadComment;
use porch_protocol::{Comment, DecisionKind};

/// A decision with its key and its label.
pub(crate) type DecisionItem = (DecisionKind, &'static str, &'static str);

/// A comment with what its actions need.
#[derive(Clone, PartialEq)]
pub(crate) struct Subject {
    /// The version that was read: decisions are about this one only.
    pub(crate) comment: Comment,
    /// The house rules of its page, where they are known already.
    pub(crate) rules: Option<Vec<String>>,
    /// Whether the member may decide; a guest expert may not.
    pub(crate) decides: bool,
    /// Whether it leaves the list after a decision.
    pub(crate) leaves_list: bool,
    /// Where it is shown.
    pub(crate) place: CommentPlace,
    /// The decisions about it, where they are others than those that its status allows.
    pub(crate) verbs: Option<Vec<DecisionItem>>,
    /// All comments that a decision about it is about; empty where it is about this one alone.
    pub(crate) alike: Vec<ReadComment>,
    /// Whether a reply takes it off its list.
    pub(crate) unanswered: bool,
}

/// Where a comment is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CommentPlace {
    /// With all actions visible.
    Full,
    /// With the first action visible and the rest behind a button. The keys work all the same.
    Compact,
    /// The same, within the conversation around another comment, which cannot be opened again.
    InThread,
    /// Beside a list, with an action bar and its conversation around it.
    InPane,
}

impl Subject {
    /// A comment that stays in its list, with all actions visible.
    pub(crate) fn of(comment: Comment) -> Self {
        Self {
            comment,
            rules: None,
            decides: true,
            leaves_list: false,
            place: CommentPlace::Full,
            verbs: None,
            alike: Vec::new(),
            unanswered: false,
        }
    }
}

/// Which form is open below a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OpenForm {
    Nothing,
    /// The reason for a decision.
    Reason(DecisionKind),
    /// A reply to it.
    Reply,
    /// Editing one's own comment.
    Edit,
    /// The confirmation before one's own comment is deleted.
    Delete,
    /// The reason for which it is erased.
    Erase,
    /// The conversation around it.
    Conversation,
    /// The thread controls of its branch and its page.
    ThreadControls,
}

impl OpenForm {
    /// Whether it has a text field.
    pub(crate) fn has_text_field(self) -> bool {
        matches!(self, Self::Reason(_) | Self::Reply | Self::Edit | Self::Erase)
    }
}
