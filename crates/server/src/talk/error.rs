//! Why an act of a visitor is not done.

use porch_protocol::ErrorCode;

use crate::visitors::rate_limits::LimitReached;
use porch_domain::comment::Refusal;
use porch_domain::page::PageError;
use porch_storage::{StorageError, WriteError};

/// Why an act is not done. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// A rule refuses it.
    #[error("refused: {0:?}")]
    Refused(ErrorCode),
    /// A rule refuses it for so many seconds.
    #[error("refused for {1} seconds: {0:?}")]
    RefusedFor(ErrorCode, u32),
    /// A rate is used up for so many seconds.
    #[error("too many requests: {0} seconds to wait")]
    RateLimited(u32),
    /// A value cannot be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The system has no randomness to give.
    #[error(transparent)]
    Random(#[from] getrandom::Error),
    /// The database cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The database cannot be read.
    #[error("the database failed: {0}")]
    Read(#[from] StorageError),
}

/// What an act returns.
pub type Result<T> = std::result::Result<T, TalkError>;

impl From<LimitReached> for TalkError {
    fn from(reached: LimitReached) -> Self {
        Self::RateLimited(reached.seconds)
    }
}

impl From<Refusal> for TalkError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.code())
    }
}

impl From<PageError> for TalkError {
    fn from(_: PageError) -> Self {
        Self::Refused(ErrorCode::PageNotAllowed)
    }
}
