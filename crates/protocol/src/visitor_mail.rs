//! How a visitor confirms a mail address, and what is stored about a visitor. No address is in a response: scripts of the
//! embedding page can read those.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::people::StatusCount;
use crate::sign_in::SignInProvider;

/// `POST /v1/sites/{site}/me/mail`: asks for a code by mail, which confirms the address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestMailCode {
    /// The address.
    pub mail: String,
    /// The language of the mail, as a tag; none for the browser's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

/// `POST /v1/sites/{site}/me/mail/confirm`: confirms an address by the code that was mailed there, in the browser that
/// asked for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmMail {
    /// The address; empty for the one that this browser asked to confirm last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mail: String,
    /// The code, as it was typed or pasted.
    pub code: String,
}

/// The response to a confirmation: the browser's new cookie stands for the person who has the address.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailConfirmed {
    /// The name that the person used last here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the person had confirmed this address before, in another browser.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// The comments of this browser that are the person's now.
    #[serde(default, skip_serializing_if = "crate::thread::is_zero")]
    pub merged: u32,
    /// Where the browser keeps no cookie: the token that stands for the person, for ten minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// `POST /v1/sites/{site}/me/mail/replies`: whether replies are mailed to the confirmed address of the person who is signed
/// in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetReplyMail {
    /// Whether they are. Turned on, it also goes on in conversations that the person had stopped mail about.
    pub replies: bool,
}

/// `POST /v1/sites/{site}/me/sign-out`: this browser is nobody's any more.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignOut {
    /// Whether the person is signed out of all their browsers.
    #[serde(default)]
    pub everywhere: bool,
}

/// `GET /v1/sites/{site}/me` without a page: what the site stores about the visitor.
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of the person, and is a field on the wire")]
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredAboutMe {
    /// Whether this browser has a visitor's cookie that the site knows.
    pub guest: bool,
    /// Whether the browser has shown a visitor's cookie, or a token: one that never does keeps none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kept: bool,
    /// The name last used here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When the first comment was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// The number of comments, whatever became of them.
    #[serde(default, skip_serializing_if = "crate::thread::is_zero")]
    pub comments: u32,
    /// The line about themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The same by status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_status: Vec<StatusCount>,
    /// The number of earlier texts of them that are stored, because the team's history has something about them.
    #[serde(default, skip_serializing_if = "crate::thread::is_zero")]
    pub earlier_texts: u32,
    /// The number of reports about comments of others.
    #[serde(default, skip_serializing_if = "crate::thread::is_zero")]
    pub reports: u32,
    /// Whether this browser is signed in: it stands for a person who has confirmed something.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signed_in: bool,
    /// The confirmed mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<StoredMail>,
    /// An address that this browser has asked to confirm, masked: it is deleted once the code has expired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_mail: Option<String>,
    /// The accounts that they have signed in with, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<StoredAccount>,
    /// The browsers that are signed in, the latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub browsers: Vec<StoredBrowser>,
    /// Whether the server can send mail.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mail_possible: bool,
    /// The identity providers that visitors may sign in with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub providers: Vec<SignInProvider>,
}

/// An account of the person's somewhere else. Its number there is stored, too, and is in no response: scripts of the embedding
/// page could recognise somebody by it on other sites.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredAccount {
    /// Who vouches for it: the name of an identity provider, or what the site's own server calls itself.
    pub by: String,
    /// The name that was stated when they signed in last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Since when it is known.
    pub since: Timestamp,
}

/// A browser that stands for the person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredBrowser {
    /// How it was signed in, as a word: `mail`; or `guest` where it only has a cookie of its own.
    pub by: String,
    /// Since when.
    pub since: Timestamp,
    /// When it was last here, to the day.
    pub seen_at: Timestamp,
    /// Whether it is the browser that asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub this: bool,
}

/// A stored mail address.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredMail {
    /// As its owner recognises it and nobody can write to it: `a…@b….example`.
    pub masked: String,
    /// When it was confirmed.
    pub confirmed_at: Timestamp,
    /// Whether answers are mailed there.
    pub replies: bool,
}

/// An address that its owner recognises and nobody else can write to: the first letters and the last part of the domain.
pub fn masked(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let last = domain.rsplit_once('.').map_or("", |(_, last)| last);
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    format!("{}…@{}….{last}", first(local), first(domain))
}
