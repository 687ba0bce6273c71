//! A page as the lists of the team name it.

use serde::{Deserialize, Serialize};

/// A page, as the team sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageRef {
    /// Where it is.
    pub url: String,
    /// What it is called, if anyone said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}
