//! What the team erases. Nobody can undo it.

use serde::{Deserialize, Serialize};

/// `POST /v1/host/comments/{id}/erase`: erases the words and the name of a comment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EraseComment {
    /// Why, for the history: 1 to 1,000 characters. Readers do not see it.
    pub reason: String,
}
