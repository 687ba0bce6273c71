//! What the team says before the first comment: the opening question and the house rules.

use serde::{Deserialize, Serialize};

/// What a page shows around its composer, in the team's words.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Welcome {
    /// The opening question: at most [`crate::limits::QUESTION_CHARS`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The name of the team member who asks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// The house rules: at most [`crate::limits::HOUSE_RULES`], of [`crate::limits::HOUSE_RULE_CHARS`] characters each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// The name of the team member whose rules they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_by: Option<String>,
}

impl Welcome {
    /// Whether there is neither question nor rules.
    pub fn is_empty(&self) -> bool {
        self.question.is_none() && self.rules.is_empty()
    }

    /// The name of the team member: whose rules they are, or who asks.
    pub fn member_name(&self) -> Option<&str> {
        self.rules_by.as_deref().or(self.asked_by.as_deref())
    }
}

/// What is stored for a site or for one of its pages.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WelcomeWords {
    /// The opening question. None: as the site's; empty: none here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The house rules. None: as the site's; empty: none here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<String>>,
    /// The name of the team member who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
