//! The host's desk: what the people of the business do with comments, each deed one function.
//!
//! Below the command line, and below the dashboard that they will sign in to: whoever calls says who it is, and has made sure
//! that they may. The rules are in `moderation`, the rows in `storage`; here they come together, and whoever looks at the
//! page hears of it.

pub mod access;
pub mod decisions;
pub mod external_checks;
pub mod own_comments;
pub mod person_history;
pub mod prompt_and_rules;
pub mod replies;
pub mod review_queue;
pub mod rule_test;
pub mod settings;
pub mod thread_controls;
pub mod webhooks;

use crate::moderation::decide::ReasonError;
use crate::moderation::site_rules::RuleError;
use crate::storage::WriteError;
use porch_protocol::{CommentId, Status};

/// The actor that the command line is.
pub const OPERATOR: &str = "operator";

/// Why a deed was not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No such comment on the site.
    #[error("there is no comment {0}")]
    NoComment(CommentId),
    /// It stands where this cannot be done.
    #[error("the comment {0} {place}, and this cannot be done with it there", place = stands(*.1))]
    NotHere(CommentId, Status),
    /// Its author has changed it since it was read.
    #[error("{0} was changed by its author in the meantime: read it again")]
    Changed(CommentId),
    /// Its words are gone.
    #[error("the words of {0} are gone: there is nothing to show")]
    Wordless(CommentId),
    /// Nothing of this person's to take back.
    #[error("there is nothing to take back about {0}: a decision can be undone for ten seconds")]
    NothingToUndo(CommentId),
    /// Nobody has spoken on that page.
    #[error("there are no comments at {0}")]
    NoThread(String),
    /// A bound was reached, or nothing is there to be changed.
    #[error("{0}")]
    Not(&'static str),
    /// The reason is missing or cannot be shown.
    #[error(transparent)]
    Reason(#[from] ReasonError),
    /// The rule cannot be.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The question or the rules cannot be shown.
    #[error(transparent)]
    Welcome(#[from] crate::domain::prompt_and_rules::WelcomeError),
    /// What visitors are to read of a closed page cannot be shown.
    #[error(transparent)]
    ClosedNote(#[from] crate::domain::closing::ClosedNoteError),
    /// The setting cannot be.
    #[error("{0}")]
    Setting(String),
    /// The words cannot be shown.
    #[error(transparent)]
    Words(#[from] crate::domain::comment::Refusal),
    /// The thread or the site takes no comments.
    #[error("comments are closed")]
    Closed,
    /// The key came before with other words.
    #[error("the key came before with other words")]
    KeyReused,
    /// The system has no randomness to give.
    #[error("the system has no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// The database fails.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The database fails.
    #[error("the database failed: {0}")]
    Read(#[from] sqlx::Error),
}

/// Where a comment stands, as the end of a sentence about it.
fn stands(status: Status) -> &'static str {
    match status {
        Status::Held => "held for review",
        Status::Published => "is published already",
        Status::SentBack => "was sent back to its author",
        Status::Declined => "was declined",
        Status::Removed => "was removed",
        Status::Withdrawn => "was deleted by its author",
        Status::Spam => "is marked as spam",
    }
}

/// What a deed gives.
pub type Result<T> = std::result::Result<T, DeskError>;
