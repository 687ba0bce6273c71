//! The opening question and the house rules: their limits, and which ones a page shows.

use porch_protocol::limits::{HOUSE_RULE_CHARS, HOUSE_RULES, QUESTION_CHARS};
use porch_protocol::{Cause, Welcome, WelcomeWords};

use super::text;

/// Why the texts were refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WelcomeError {
    /// The question is too long.
    #[error("a question has at most {QUESTION_CHARS} characters")]
    LongQuestion,
    /// Too many rules.
    #[error("a site has at most {HOUSE_RULES} rules")]
    ManyRules,
    /// A rule is too long.
    #[error("a rule has at most {HOUSE_RULE_CHARS} characters")]
    LongRule,
    /// The name cannot be shown.
    #[error(transparent)]
    Name(#[from] text::NameError),
}

impl WelcomeError {
    /// The same as a code with values.
    pub fn cause(self) -> Cause {
        match self {
            Self::LongQuestion => Cause::QuestionTooLong { most: QUESTION_CHARS },
            Self::ManyRules => Cause::TooManyHouseRules { most: HOUSE_RULES },
            Self::LongRule => Cause::HouseRuleTooLong { most: HOUSE_RULE_CHARS },
            Self::Name(error) => error.cause(),
        }
    }
}

/// The texts as they are stored: one line each, without control characters, and without empty rules.
pub fn clean(words: WelcomeWords) -> Result<WelcomeWords, WelcomeError> {
    let line = |text: &str| text::one_line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let question = words.question.map(|question| line(&question));
    if question.as_ref().is_some_and(|question| question.chars().count() > QUESTION_CHARS) {
        return Err(WelcomeError::LongQuestion);
    }
    let rules = words.rules.map(|rules| -> Vec<String> {
        let lines = rules.iter().map(|rule| line(rule));
        lines.filter(|rule| !rule.chars().all(text::is_blank)).collect()
    });
    let all = rules.as_deref().unwrap_or_default();
    if all.len() > HOUSE_RULES {
        return Err(WelcomeError::ManyRules);
    }
    if all.iter().any(|rule| rule.chars().count() > HOUSE_RULE_CHARS) {
        return Err(WelcomeError::LongRule);
    }
    let by = words.by.filter(|by| !by.trim().is_empty()).map(|by| text::clean_name(&by)).transpose()?;
    Ok(WelcomeWords { question, rules, by })
}

/// The texts of a page: its own where it has some, the site's otherwise.
pub fn shown(site: WelcomeWords, page: WelcomeWords) -> Welcome {
    let (question, asked_by) = match page.question {
        Some(question) => (question, page.by.clone()),
        None => (site.question.unwrap_or_default(), site.by.clone()),
    };
    let (rules, rules_by) = match page.rules {
        Some(rules) => (rules, page.by),
        None => (site.rules.unwrap_or_default(), site.by),
    };
    let question = (!question.chars().all(text::is_blank)).then_some(question);
    Welcome {
        asked_by: asked_by.filter(|_| question.is_some()),
        question,
        rules_by: rules_by.filter(|_| !rules.is_empty()),
        rules,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(question: Option<&str>, rules: Option<&[&str]>, by: Option<&str>) -> WelcomeWords {
        WelcomeWords {
            question: question.map(Into::into),
            rules: rules.map(|rules| rules.iter().map(ToString::to_string).collect()),
            by: by.map(Into::into),
        }
    }

    #[test]
    fn a_page_s_own_texts_replace_the_site_s_and_an_empty_one_shows_nothing() {
        let site = || words(Some("What did you bake?"), Some(&["be concrete"]), Some("Marta"));
        let shown = |page| shown(site(), page);
        let as_site = shown(WelcomeWords::default());
        assert_eq!(as_site.question.as_deref(), Some("What did you bake?"));
        assert_eq!((as_site.asked_by.as_deref(), as_site.rules_by.as_deref()), (Some("Marta"), Some("Marta")));
        let own = shown(words(Some("Rye or wheat?"), None, Some("Jan")));
        assert_eq!((own.question.as_deref(), own.asked_by.as_deref()), (Some("Rye or wheat?"), Some("Jan")));
        assert_eq!((own.rules, own.rules_by.as_deref()), (vec!["be concrete".to_owned()], Some("Marta")));
        let silent = shown(words(Some(""), Some(&[]), Some("Jan")));
        assert_eq!(silent, Welcome::default());
    }

    #[test]
    fn texts_are_one_line_each_and_bounded() {
        let cleaned = clean(words(Some(" Rye\nor  wheat?\u{202E} "), Some(&["a", " \u{200B}", "b\tc"]), Some(" ")));
        assert_eq!(cleaned, Ok(words(Some("Rye or wheat?"), Some(&["a", "b c"]), None)));
        assert_eq!(clean(words(Some(&"é".repeat(201)), None, None)), Err(WelcomeError::LongQuestion));
        assert_eq!(clean(words(None, Some(&["a", "b", "c", "d"]), None)), Err(WelcomeError::ManyRules));
        assert_eq!(clean(words(None, Some(&[&"é".repeat(121)]), None)), Err(WelcomeError::LongRule));
        assert!(clean(words(Some(&"é".repeat(200)), Some(&[&"é".repeat(120)]), None)).is_ok());
        assert!(matches!(clean(words(None, None, Some("\u{200B}"))), Err(WelcomeError::Name(_))));
    }
}
