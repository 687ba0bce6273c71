//! Which comments a site's team reads before others see them: told to everyone, so that nobody is surprised.

use serde::{Deserialize, Serialize};

/// The site's rule for new comments. What is held for another reason is not foretold: that would teach a spammer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HoldRule {
    /// Everyone sees them at once.
    #[default]
    Off,
    /// The team reads the comments of people of whom nothing is published yet.
    First,
    /// The team reads every one.
    All,
}

impl HoldRule {
    /// Whether it is the rule that needs no mention.
    pub fn is_off(&self) -> bool {
        *self == Self::Off
    }
}
