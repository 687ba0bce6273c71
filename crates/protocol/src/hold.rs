//! Which comments a site's team reviews before others see them: published to all visitors, so that nobody is surprised.

use serde::{Deserialize, Serialize};

/// The site's rule for new comments. Holds for other reasons are not announced: that would teach a spammer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HoldRule {
    /// Everyone sees them at once.
    #[default]
    Off,
    /// The team reviews the comments of authors without a published one.
    First,
    /// The team reviews every one.
    All,
}

impl HoldRule {
    /// Whether it is the default, which is not sent.
    pub fn is_off(&self) -> bool {
        *self == Self::Off
    }
}
