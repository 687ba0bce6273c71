//! What travels between the host's house and the server.

use serde::{Deserialize, Serialize};

use crate::{Role, ThreadId};

/// Coming in by a link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EnterHouse {
    /// What stood behind `#` in the link: 43 characters of base64url. Works once, and for a day at most.
    pub token: String,
}

/// Somebody of the business, as they see themselves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// The site they belong to.
    pub site: String,
    /// The name that stands over what they write.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The one thread that a guest expert speaks in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<ThreadId>,
}
