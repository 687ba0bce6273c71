//! What the host says before anybody else does: the opening question and the house rules.

use serde::{Deserialize, Serialize};

/// What a page shows around its composer, in the words of the business.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Welcome {
    /// The opening question: at most [`crate::limits::QUESTION_CHARS`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Who asks it, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// The house rules: at most [`crate::limits::HOUSE_RULES`], of [`crate::limits::HOUSE_RULE_CHARS`] characters each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// Whose rules they are, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_by: Option<String>,
}

impl Welcome {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.question.is_none() && self.rules.is_empty()
    }

    /// Who of the team speaks here, by name: whose rules they are, or who asks.
    pub fn speaker(&self) -> Option<&str> {
        self.rules_by.as_deref().or(self.asked_by.as_deref())
    }
}

/// What is written down for a site or for one of its pages.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WelcomeWords {
    /// The opening question. None: as the site has it; empty: none here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The house rules. None: as the site has them; empty: none here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<String>>,
    /// Who says it, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}
