//! One error type at the edge: a code and a status on the wire, the cause in the log.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use porch_protocol::{Cause, ErrorCode, Problem};

use crate::read::snapshot::CursorGone;
use crate::talk::TalkError;
use crate::team::TeamError;
use crate::visitors::rate_limits::LimitReached;
use porch_domain::comment::Refusal;
use porch_domain::page::PageError;
use porch_storage::database_fault::DatabaseFault;
use porch_storage::{StorageError, WriteError};

/// Why a request is not answered with what it asked for.
#[derive(Debug)]
pub enum AppError {
    /// A rule said no.
    Refused(ErrorCode),
    /// Too often: how many seconds to wait.
    TooMany(u32),
    /// A rule said no, for so many seconds.
    NotYet(ErrorCode, u32),
    /// A rule said no, for a reason that the people of the business can mend: a code for clients, and a sentence for
    /// developers.
    Explained(ErrorCode, Cause, String),
    /// Busy: come back.
    Overloaded,
    /// The database cannot be used at the moment; the log has the cause, once.
    Unavailable(DatabaseFault),
    /// Something broke here. The text goes to the log, never to the wire.
    Internal(String),
}

/// What a handler gives.
pub type Result<T> = std::result::Result<T, AppError>;

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::TimedOut => Self::Overloaded,
            error => error.fault().map_or_else(|| Self::Internal(error.to_string()), Self::Unavailable),
        }
    }
}

impl From<WriteError> for AppError {
    fn from(error: WriteError) -> Self {
        match error {
            // The server is ending: the same request may work in a moment, with the same key.
            WriteError::Stopped => Self::Overloaded,
            WriteError::Unavailable(trouble) => Self::Unavailable(trouble),
            WriteError::Database(error) => {
                tracing::error!(%error, "a write failed");
                Self::Overloaded
            }
        }
    }
}

/// An error that several readers waited for: each gets one of its own.
impl From<Arc<Self>> for AppError {
    fn from(shared: Arc<Self>) -> Self {
        match &*shared {
            Self::Refused(code) => Self::Refused(*code),
            Self::TooMany(seconds) => Self::TooMany(*seconds),
            Self::NotYet(code, seconds) => Self::NotYet(*code, *seconds),
            Self::Explained(code, cause, why) => Self::Explained(*code, cause.clone(), why.clone()),
            Self::Overloaded => Self::Overloaded,
            Self::Unavailable(fault) => Self::Unavailable(*fault),
            Self::Internal(cause) => Self::Internal(cause.clone()),
        }
    }
}

impl From<LimitReached> for AppError {
    fn from(reached: LimitReached) -> Self {
        Self::TooMany(reached.seconds)
    }
}

impl From<CursorGone> for AppError {
    fn from(_: CursorGone) -> Self {
        Self::Refused(ErrorCode::CursorGone)
    }
}

impl From<serde_json::Error> for AppError {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<getrandom::Error> for AppError {
    fn from(error: getrandom::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<TeamError> for AppError {
    fn from(error: TeamError) -> Self {
        match error {
            TeamError::Write(error) => error.into(),
            TeamError::Text(refusal) => refusal.into(),
            TeamError::Reason(_) => Self::Refused(ErrorCode::ReasonInvalid),
            TeamError::NoComment(_) | TeamError::WrongStatus(..) => Self::Refused(ErrorCode::CommentNotFound),
            TeamError::Changed(_) | TeamError::TextDeleted(_) => Self::Refused(ErrorCode::VersionConflict),
            TeamError::NoThread(_) => Self::Refused(ErrorCode::ThreadNotFound),
            TeamError::Closed => Self::Refused(ErrorCode::ThreadClosed),
            TeamError::KeyReused => Self::Refused(ErrorCode::IdempotencyKeyReused),
            TeamError::Read(error) => error.into(),
            TeamError::NotPossible(cause, why) => Self::Explained(ErrorCode::NotPossible, cause, why.to_owned()),
            TeamError::Setting(cause, why) => Self::Explained(ErrorCode::SettingInvalid, cause, why),
            TeamError::PromptAndRules(why) => Self::Explained(ErrorCode::SettingInvalid, why.cause(), why.to_string()),
            TeamError::ClosedNote(why) => Self::Explained(ErrorCode::SettingInvalid, why.cause(), why.to_string()),
            TeamError::Rule(why) => Self::Explained(ErrorCode::RuleInvalid, why.cause(), why.to_string()),
            error => Self::Internal(error.to_string()),
        }
    }
}

impl From<TalkError> for AppError {
    fn from(error: TalkError) -> Self {
        match error {
            TalkError::Refused(code) => Self::Refused(code),
            TalkError::RefusedFor(code, seconds) => Self::NotYet(code, seconds),
            TalkError::RateLimited(seconds) => Self::TooMany(seconds),
            TalkError::Json(error) => error.into(),
            TalkError::Random(error) => error.into(),
            TalkError::Write(error) => error.into(),
            TalkError::Read(error) => error.into(),
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.code())
    }
}

impl From<PageError> for AppError {
    fn from(_: PageError) -> Self {
        Self::Refused(ErrorCode::PageNotAllowed)
    }
}

/// The status and the sentence of a code.
fn describe(code: ErrorCode) -> (StatusCode, &'static str) {
    match code {
        ErrorCode::NotFound => (StatusCode::NOT_FOUND, "There is nothing at this address."),
        ErrorCode::SiteUnknown => (StatusCode::NOT_FOUND, "No site of this name or origin is known here."),
        ErrorCode::OriginNotAllowed => (StatusCode::FORBIDDEN, "This origin is not on the site's list."),
        ErrorCode::PageNotAllowed => (StatusCode::BAD_REQUEST, "The page is not at one of the site's addresses."),
        ErrorCode::CommentNotFound => (StatusCode::NOT_FOUND, "There is no such comment of yours."),
        ErrorCode::ParentNotFound => (StatusCode::CONFLICT, "The comment to reply to does not exist."),
        ErrorCode::VersionConflict => (StatusCode::CONFLICT, "The comment has changed since you saw it."),
        ErrorCode::CursorGone => (StatusCode::GONE, "This cursor or version is too old: load the thread again."),
        ErrorCode::BodyEmpty => (StatusCode::UNPROCESSABLE_ENTITY, "The comment is empty."),
        ErrorCode::BodyTooLong => (StatusCode::UNPROCESSABLE_ENTITY, "The comment is too long or too deeply nested."),
        ErrorCode::TooManyLinks => (StatusCode::UNPROCESSABLE_ENTITY, "The comment has more than five links."),
        ErrorCode::NameEmpty => (StatusCode::UNPROCESSABLE_ENTITY, "The name is missing."),
        ErrorCode::NameTooLong => (StatusCode::UNPROCESSABLE_ENTITY, "The name is longer than 64 characters."),
        ErrorCode::NameTaken => (StatusCode::UNPROCESSABLE_ENTITY, "The name belongs to the people of the business."),
        ErrorCode::BranchCooling => (StatusCode::CONFLICT, "Replies to this comment are paused."),
        ErrorCode::Banned => (StatusCode::FORBIDDEN, "The team has asked you not to write here."),
        ErrorCode::ReasonInvalid => (StatusCode::UNPROCESSABLE_ENTITY, "Say why, in 1 to 1,000 characters."),
        ErrorCode::ThreadClosed => (StatusCode::CONFLICT, "Comments are closed."),
        ErrorCode::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "Too many requests."),
        ErrorCode::Malformed => (StatusCode::UNPROCESSABLE_ENTITY, "The request cannot be read."),
        ErrorCode::RequestTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "The request is larger than 32 KiB."),
        ErrorCode::UnsupportedMediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json."),
        ErrorCode::IdempotencyKeyInvalid => {
            (StatusCode::BAD_REQUEST, "Send an Idempotency-Key of 22 to 128 random characters.")
        }
        ErrorCode::IdempotencyKeyReused => {
            (StatusCode::UNPROCESSABLE_ENTITY, "This Idempotency-Key came before with another request.")
        }
        ErrorCode::SignInNeeded => (StatusCode::UNAUTHORIZED, "Sign in first: `porch token` makes a link."),
        ErrorCode::RoleNotAllowed => (StatusCode::FORBIDDEN, "Your role is not allowed to do this."),
        ErrorCode::LinkGone => (StatusCode::GONE, "The link was used, or is too old."),
        ErrorCode::PasskeyRefused => (StatusCode::FORBIDDEN, "This passkey does not work here."),
        ErrorCode::PasskeysUnavailable => (StatusCode::CONFLICT, "Passkeys need a domain name in --public-url."),
        ErrorCode::PasskeyNotFound => (StatusCode::NOT_FOUND, "There is no such passkey of yours."),
        ErrorCode::MemberNotFound => (StatusCode::NOT_FOUND, "There is no such person in the team."),
        ErrorCode::LastOwner => (StatusCode::CONFLICT, "A site needs an owner."),
        ErrorCode::TooMany => (StatusCode::CONFLICT, "The limit is reached."),
        ErrorCode::ThreadNotFound => (StatusCode::NOT_FOUND, "There are no comments on that page yet."),
        ErrorCode::PersonUnknown => (StatusCode::NOT_FOUND, "There is no person of this id."),
        ErrorCode::NotPossible => (StatusCode::CONFLICT, "This is not possible at the moment."),
        ErrorCode::RuleInvalid => (StatusCode::UNPROCESSABLE_ENTITY, "This rule cannot be used."),
        ErrorCode::SettingInvalid => (StatusCode::UNPROCESSABLE_ENTITY, "This setting is not valid."),
        ErrorCode::MailInvalid => (StatusCode::UNPROCESSABLE_ENTITY, "This is no mail address."),
        ErrorCode::MailCodeRefused => (StatusCode::FORBIDDEN, "This code does not count here, or not any more."),
        ErrorCode::SignInAgain => {
            (StatusCode::FORBIDDEN, "Sign in once more: this sign-in has ended, or is too long ago.")
        }
        ErrorCode::SignInRefused => (StatusCode::FORBIDDEN, "This does not sign anybody in here, or not any more."),
        ErrorCode::MailNotConfirmed => (StatusCode::CONFLICT, "No mail address is confirmed in this browser."),
        ErrorCode::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "This address does not take this method."),
        ErrorCode::NotAPage => (StatusCode::BAD_REQUEST, "This is an address for programs, not a page."),
        ErrorCode::Overloaded => (StatusCode::SERVICE_UNAVAILABLE, "Busy. Try again in a moment."),
        ErrorCode::StorageUnavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, "The database cannot be used just now. Try again in a moment.")
        }
        ErrorCode::Internal | ErrorCode::Unknown => {
            (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on the server.")
        }
    }
}

impl AppError {
    /// The code on the wire.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused(code) | Self::NotYet(code, _) | Self::Explained(code, ..) => *code,
            Self::TooMany(_) => ErrorCode::RateLimited,
            Self::Overloaded => ErrorCode::Overloaded,
            Self::Unavailable(_) => ErrorCode::StorageUnavailable,
            Self::Internal(_) => ErrorCode::Internal,
        }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        describe(self.code()).0
    }
}

/// After how many seconds it is worth trying again.
fn retry_seconds(trouble: DatabaseFault) -> u32 {
    match trouble {
        DatabaseFault::Transaction => 1,
        // Only a person ends it.
        DatabaseFault::Damaged | DatabaseFault::Displaced => 60,
        DatabaseFault::Full
        | DatabaseFault::Locked
        | DatabaseFault::ReadOnly
        | DatabaseFault::Unopenable
        | DatabaseFault::Io => 5,
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let code = self.code();
        let (status, title) = describe(code);
        let retry_after = match &self {
            Self::TooMany(seconds) | Self::NotYet(_, seconds) => Some(*seconds),
            Self::Overloaded => Some(1),
            Self::Unavailable(trouble) => Some(retry_seconds(*trouble)),
            Self::Refused(_) | Self::Explained(..) => None,
            Self::Internal(cause) => {
                tracing::error!(%cause, "a request failed");
                None
            }
        };
        let status_code = status.as_u16();
        let kind = "about:blank".into();
        let (cause, detail) = match self {
            Self::Explained(_, cause, why) => (Some(cause), Some(why)),
            Self::Unavailable(trouble) => {
                (Some(Cause::Storage { fault: trouble.code() }), Some(trouble.sentence().to_owned()))
            }
            _ => (None, None),
        };
        let problem = Problem { kind, title: title.into(), detail, status: status_code, code, cause, retry_after };
        let mut response = (status, axum::Json(&problem)).into_response();
        // For whoever tells a person of it.
        response.extensions_mut().insert(Arc::new(problem));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
