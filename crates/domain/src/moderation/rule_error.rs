//! Why a word rule is refused: a sentence for the operator, and a code for the dashboard.

use porch_protocol::{Cause, PatternFault};

use super::patterns::{SIGNS, fault};

/// The most rules of a site.
pub const MOST_RULES: usize = 200;
/// The most bytes of one rule.
pub const RULE_BYTES: usize = 200;

/// Why a rule is invalid.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum RuleError {
    /// Nothing, or more than [`RULE_BYTES`].
    #[error("a rule has 1 to {RULE_BYTES} bytes")]
    Length,
    /// More than [`MOST_RULES`].
    #[error("a site has at most {MOST_RULES} rules")]
    TooMany,
    /// Not a regular expression.
    #[error("this is not a regular expression: {message}")]
    Syntax {
        /// What is wrong with it.
        fault: PatternFault,
        /// The position of the fault: the first character is 1.
        at: usize,
        /// The same as the parser says it.
        message: String,
    },
    /// It matches every text.
    #[error("this pattern matches everything, even an empty comment")]
    MatchesAll,
    /// It is too large once it is compiled.
    #[error("this pattern takes too much room")]
    TooLarge,
    /// It repeats too much.
    #[error("this pattern is too complex: with its repetitions it is longer than {SIGNS} characters")]
    Repeats,
    /// All patterns of the site repeat too much together.
    #[error("together, the patterns of this site are too complex")]
    RepeatTogether,
}

impl RuleError {
    /// Why one of these patterns cannot be compiled.
    pub(super) fn of(error: &regex::Error, patterns: &[String]) -> Self {
        if matches!(error, regex::Error::CompiledTooBig(_)) {
            return Self::TooLarge;
        }
        // The message shows the position on lines of its own; the last line is the reason.
        let message = error.to_string();
        let message = message.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let (fault, at) = patterns.iter().find_map(|pattern| fault(pattern)).unwrap_or((PatternFault::Other, 1));
        Self::Syntax { fault, at, message }
    }

    /// The same as a code with values.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Length => Cause::RuleLength { most: RULE_BYTES },
            Self::TooMany => Cause::TooManyRules { most: MOST_RULES },
            Self::Syntax { fault, at, message: _ } => Cause::PatternSyntax { fault: *fault, at: *at },
            Self::MatchesAll => Cause::PatternMatchesAll,
            Self::TooLarge => Cause::PatternTooLarge,
            Self::Repeats => Cause::PatternRepeats { most: SIGNS },
            Self::RepeatTogether => Cause::PatternsRepeat,
        }
    }
}
