//! A comment that can be acted on: where it is shown, what is offered about it, and which form is open below it.

use porch_protocol::team_api::ReadComment;
use porch_protocol::{Comment, DecisionKind};

/// A verb with its key and what its button says.
pub(crate) type DecisionItem = (DecisionKind, &'static str, &'static str);

/// A comment that is met.
#[derive(Clone, PartialEq)]
pub(crate) struct Subject {
    /// As it was read: nothing is decided about another version.
    pub(crate) comment: Comment,
    /// The house rules of its page, where they are known already.
    pub(crate) rules: Option<Vec<String>>,
    /// Whether whoever looks may decide; a guest expert may not.
    pub(crate) decides: bool,
    /// Whether it leaves the list once it was decided about.
    pub(crate) leaves: bool,
    /// Where it is shown.
    pub(crate) shown: CommentPlace,
    /// The verbs about it, where they are others than those that its status allows.
    pub(crate) verbs: Option<Vec<DecisionItem>>,
    /// All comments that a decision about it is about; empty where it is about this one alone.
    pub(crate) alike: Vec<ReadComment>,
    /// Whether an answer takes it off its list.
    pub(crate) waits: bool,
}

/// Where a comment is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CommentPlace {
    /// With its verbs in sight.
    Plainly,
    /// With the first of what can be done in sight and the rest behind one button, where something else matters more. The
    /// keys work all the same.
    Quietly,
    /// Likewise, and within the conversation around another one, which is not opened once more.
    Within,
    /// Beside a list, with its verbs in a bar of their own and its conversation around it.
    Beside,
}

impl Subject {
    /// One that stays in its list, with its verbs in sight.
    pub(crate) fn of(comment: Comment) -> Self {
        Self {
            comment,
            rules: None,
            decides: true,
            leaves: false,
            shown: CommentPlace::Plainly,
            verbs: None,
            alike: Vec::new(),
            waits: false,
        }
    }
}

/// What stands open below a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OpenForm {
    Nothing,
    /// Why something is decided about it.
    Reason(DecisionKind),
    /// An answer to it.
    Answer,
    /// One's own words, to be edited.
    Edit,
    /// Whether one's own words are to be deleted.
    Delete,
    /// The conversation around it.
    Around,
    /// How fast its branch and its page go.
    Pace,
}

impl OpenForm {
    /// Whether somebody types in it.
    pub(crate) fn is_written(self) -> bool {
        matches!(self, Self::Reason(_) | Self::Answer | Self::Edit)
    }
}
