//! Errors on the wire: RFC 9457 problem details with a stable code. The widget and the dashboard word codes and causes,
//! and never show the server's text.

use crate::cause::{Cause, lenient};
use serde::{Deserialize, Serialize};

/// Declares the codes, and the list of all of them.
macro_rules! error_codes {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $code:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$doc])* $code,)*
            /// A code that this client does not know.
            #[serde(other)]
            Unknown,
        }

        impl $name {
            /// All but the unknown one.
            pub const ALL: &[Self] = &[$(Self::$code),*];
        }
    };
}

error_codes! {
    /// Why a request was refused. A code never changes its meaning; a client takes an unknown one for [`ErrorCode::Unknown`].
    pub enum ErrorCode {
        /// No such address on this server.
        NotFound,
        /// No such site, or none for this origin.
        SiteUnknown,
        /// The origin is not on the site's list.
        OriginNotAllowed,
        /// The page's address is not under an origin of the site, or is no address.
        PageNotAllowed,
        /// No such comment, or not yours: the two are not distinguished.
        CommentNotFound,
        /// The comment that is replied to is deleted, held, or in another thread.
        ParentNotFound,
        /// The comment has changed since you saw it.
        VersionConflict,
        /// The cursor or version is too old or unknown: load again.
        CursorGone,
        /// The text is empty.
        BodyEmpty,
        /// The text is too long, or too deeply nested.
        BodyTooLong,
        /// Too many links.
        TooManyLinks,
        /// No name.
        NameEmpty,
        /// The name is too long.
        NameTooLong,
        /// The name belongs to a team member, or looks like one that does.
        NameTaken,
        /// The thread, or the site, is closed for new comments.
        ThreadClosed,
        /// Replies are paused in this branch: `Retry-After` says for how long.
        BranchCooling,
        /// The team has banned this person; `Retry-After` says for how long, unless it is permanent.
        Banned,
        /// No reason was given, or one that is too long.
        ReasonInvalid,
        /// Too many requests: `Retry-After` says when.
        RateLimited,
        /// The request cannot be parsed: malformed JSON, a missing or unknown field.
        Malformed,
        /// The body of the request is too large.
        RequestTooLarge,
        /// `Content-Type` is not what this address takes.
        UnsupportedMediaType,
        /// `Idempotency-Key` is missing or too weak.
        IdempotencyKeyInvalid,
        /// The key was used with another body.
        IdempotencyKeyReused,
        /// No team member is signed in.
        SignInNeeded,
        /// The team member's role does not allow this.
        RoleNotAllowed,
        /// The link was used, or is too old.
        LinkGone,
        /// The passkey is not valid here, or could not be added. The reason is not told.
        PasskeyRefused,
        /// Passkeys need a host name: this server is reached by a bare IP address.
        PasskeysUnavailable,
        /// No such passkey of yours.
        PasskeyNotFound,
        /// No such team member, or not in that role any more.
        MemberNotFound,
        /// A site keeps at least one owner who has signed in.
        LastOwner,
        /// The limit of team members, or of one's passkeys, is reached.
        TooMany,
        /// The page has no comments yet.
        ThreadNotFound,
        /// No author with that id.
        PersonUnknown,
        /// The server cannot do this in its current state: `cause` says why.
        NotPossible,
        /// The rule is invalid: `cause` says why.
        RuleInvalid,
        /// The setting is invalid: `cause` says why.
        SettingInvalid,
        /// This is no mail address.
        MailInvalid,
        /// The code is wrong, used, too old or of another browser, or too many were tried. The reason is not told.
        MailCodeRefused,
        /// For this, the person has to confirm who they are once more: the last time is too long ago.
        SignInAgain,
        /// Nobody is signed in by this token, or by this account of an identity provider. The reason is not told.
        SignInRefused,
        /// This browser is not signed in, or its person has confirmed no mail address.
        MailNotConfirmed,
        /// The method is not allowed here.
        MethodNotAllowed,
        /// An address of the API was opened as a page.
        NotAPage,
        /// Busy: `Retry-After` says when to try again.
        Overloaded,
        /// The server's database cannot be used: its disk is full, say, or it is damaged. `Retry-After` says when to try again,
        /// and `cause` what is wrong.
        StorageUnavailable,
        /// An error in the server.
        Internal,
    }
}

/// The body of an error response, `application/problem+json`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: the code says everything.
    #[serde(rename = "type", default)]
    pub kind: String,
    /// A sentence for developers.
    pub title: String,
    /// What was wrong with this request, where the code alone does not say it: in English, for logs and developers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: ErrorCode,
    /// The same as in `detail`, for clients: a code with its values.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "lenient")]
    pub cause: Option<Cause>,
    /// Seconds to wait before trying again, where that helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}
