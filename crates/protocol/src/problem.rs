//! Errors on the wire: RFC 9457 problem details with a stable code. The widget translates codes and shows no server's prose.

use serde::{Deserialize, Serialize};

/// Why a request was refused. A code never changes its meaning; a client takes an unknown one for [`ErrorCode::Unknown`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// No such address on this server.
    NotFound,
    /// No such site, or none for this origin.
    SiteUnknown,
    /// The origin is not on the site's list.
    OriginNotAllowed,
    /// The page's address does not lie under an origin of the site, or is no address.
    PageNotAllowed,
    /// No such comment, or not yours: the two are not told apart.
    CommentNotFound,
    /// The comment answered is gone, held, or in another thread.
    ParentNotFound,
    /// The comment has changed since you saw it.
    VersionConflict,
    /// The cursor or version is too old or unknown: load again.
    CursorGone,
    /// No words.
    BodyEmpty,
    /// Too many words, or too deeply nested ones.
    BodyTooLong,
    /// Too many links.
    TooManyLinks,
    /// No name.
    NameEmpty,
    /// The name is too long.
    NameTooLong,
    /// The name belongs to the people of the business, or looks like one that does.
    NameTaken,
    /// The thread, or the site, takes no comments now.
    ThreadClosed,
    /// The branch cools down and takes no replies for a while: `Retry-After` says how long.
    BranchCooling,
    /// The host has asked this person to stay away; `Retry-After` says for how long, where it is not for good.
    Banned,
    /// No reason was given, or one that is too long.
    ReasonInvalid,
    /// Too many requests: `Retry-After` says when.
    RateLimited,
    /// The request cannot be read: malformed JSON, a missing or unknown field.
    Malformed,
    /// The body of the request is too large.
    RequestTooLarge,
    /// `Content-Type` is not what this address takes.
    UnsupportedMediaType,
    /// `Idempotency-Key` is missing or too weak.
    IdempotencyKeyInvalid,
    /// The key was used with another body.
    IdempotencyKeyReused,
    /// Nobody of the business is signed in here.
    SignInNeeded,
    /// What somebody of the business is does not let them do this.
    RoleNotAllowed,
    /// The link was used, or is too old.
    LinkGone,
    /// The passkey lets nobody in, or could not be added. Why is not told.
    PasskeyRefused,
    /// Passkeys need a name: this server is reached by a bare IP address.
    PasskeysUnavailable,
    /// No such passkey of yours.
    PasskeyNotFound,
    /// Nobody of the business, or not in that role any more.
    MemberNotFound,
    /// A site keeps one owner who has come in.
    LastOwner,
    /// The bound on people of a business, or on one's passkeys, is reached.
    TooMany,
    /// Nobody has spoken on that page yet.
    ThreadNotFound,
    /// Nobody of that id writes here.
    PersonUnknown,
    /// The server cannot do this as things stand: `detail` says why.
    NotPossible,
    /// The rule cannot be: `detail` says why.
    RuleInvalid,
    /// The setting cannot be: `detail` says why.
    SettingInvalid,
    /// The method is not allowed here.
    MethodNotAllowed,
    /// An address of the API was opened as a page.
    NotAPage,
    /// Busy: `Retry-After` says when to come back.
    Overloaded,
    /// The server's database cannot be used: its disk is full, say, or it is damaged. `Retry-After` says when to try again,
    /// and `detail` what is wrong.
    StorageUnavailable,
    /// Something broke on our side.
    Internal,
    /// A code that this client does not know.
    #[serde(other)]
    Unknown,
}

/// The body of an error answer, `application/problem+json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: the code says it all.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// The sentence for a developer's eyes.
    pub title: String,
    /// What was wrong with just this request, where the code alone does not say it: for the people of the business.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: ErrorCode,
    /// Seconds to wait before trying again, where that helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}
