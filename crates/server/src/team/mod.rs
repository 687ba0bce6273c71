//! The actions of team members on comments, people and settings: one function each.
//!
//! The command line and the dashboard call these functions. The caller passes the actor and has checked the actor's
//! rights. The rules are in `moderation`, the SQL in `storage`; these functions combine both and notify the open pages.

pub mod access;
pub mod decisions;
pub mod erasing;
pub mod external_checks;
pub mod own_comments;
pub mod person_history;
pub mod prompt_and_rules;
pub mod replies;
pub mod review_queue;
pub mod rule_test;
pub mod settings;
pub mod sign_in_keys;
pub mod thread_controls;
pub mod webhooks;

use std::collections::HashMap;

use porch_domain::moderation::site_rules::RuleError;
use porch_domain::moderation::team_decision::ReasonError;
use porch_protocol::{Actor, Cause, CommentId, Status};
use porch_storage::{StorageError, WriteError};

/// The actor that the log names for the command line.
pub const OPERATOR: &str = "operator";

/// Why an action failed. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum TeamError {
    /// No such comment on the site.
    #[error("there is no comment {0}")]
    NoComment(CommentId),
    /// The comment's status does not allow this action.
    #[error("the comment {0} {place}: this action is not possible there", place = status_clause(*.1))]
    WrongStatus(CommentId, Status),
    /// Its author has changed it since it was read.
    #[error("{0} was changed by its author in the meantime: read it again")]
    Changed(CommentId),
    /// Its text was deleted.
    #[error("the text of {0} was deleted: there is nothing to show")]
    TextDeleted(CommentId),
    /// This person has no decision to undo.
    #[error("there is nothing to undo about {0}: a decision can be undone for ten seconds")]
    NothingToUndo(CommentId),
    /// The page has no comments.
    #[error("there are no comments at {0}")]
    NoThread(String),
    /// A limit was reached, or there is nothing to change.
    #[error("{1}")]
    NotPossible(Cause, &'static str),
    /// The reason is missing or cannot be shown.
    #[error(transparent)]
    Reason(#[from] ReasonError),
    /// The rule is invalid.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The opening question or the house rules cannot be shown.
    #[error(transparent)]
    PromptAndRules(#[from] porch_domain::prompt_and_rules::WelcomeError),
    /// The note on a closed page cannot be shown.
    #[error(transparent)]
    ClosedNote(#[from] porch_domain::closing::ClosedNoteError),
    /// The setting is invalid.
    #[error("{1}")]
    Setting(Cause, String),
    /// The text cannot be shown.
    #[error(transparent)]
    Text(#[from] porch_domain::comment::Refusal),
    /// The thread or the site takes no comments.
    #[error("comments are closed")]
    Closed,
    /// The idempotency key was used before with another text.
    #[error("the key came before with other words")]
    KeyReused,
    /// The system gives no random bytes.
    #[error("the system has no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// A write to the database failed.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A read from the database failed.
    #[error("the database failed: {0}")]
    Read(#[from] StorageError),
}

/// The status of a comment, as the predicate of a sentence about it.
fn status_clause(status: Status) -> &'static str {
    match status {
        Status::Held => "is held for review",
        Status::Published => "is published already",
        Status::SentBack => "was sent back to its author",
        Status::Declined => "was declined",
        Status::Removed => "was removed",
        Status::Withdrawn => "was deleted by its author",
        Status::Spam => "is marked as spam",
    }
}

/// A member of the team by name; anybody else of the team acted by a command.
pub fn actor(names: &HashMap<String, String>, by: &str) -> Actor {
    names.get(by).map_or(Actor::Operator, |name| Actor::Member { name: name.clone() })
}

/// The result of an action.
pub type Result<T> = std::result::Result<T, TeamError>;
