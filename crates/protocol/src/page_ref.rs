//! A page in the dashboard's lists.

use serde::{Deserialize, Serialize};

/// A page, as the team sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageRef {
    /// Its address.
    pub url: String,
    /// Its title, if one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}
