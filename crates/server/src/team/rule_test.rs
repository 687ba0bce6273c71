//! Tries a word or a pattern on existing comments before it is added.

use porch_protocol::site_settings::WordRuleTestResult;

use super::Result;
use crate::App;
use porch_domain::markup::{links, plain_text};
use porch_domain::moderation::site_rules::{RuleKind, WordRules};
use porch_storage::comments::StoredComment;

/// Comments that a rule is tried on.
const LATEST: u32 = 200;
/// Examples that are returned, and characters of each.
const EXAMPLES: usize = 3;
const EXAMPLE_CHARS: usize = 120;

/// Tries a rule on a sentence and on the latest comments of a site. Nothing is changed.
pub async fn test_word_rule(
    app: &App,
    site: &str,
    (kind, text): (RuleKind, String),
    sentence: &str,
) -> Result<WordRuleTestResult> {
    WordRules::check(kind, &text)?;
    let rule = WordRules::new(&[(kind, text)])?;
    let latest = app.storage.latest_comments(site, LATEST).await?;
    let tried = latest.len();
    let held: Vec<_> = latest.iter().filter(|comment| rule.matches(&checked_text(comment))).collect();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(WordRuleTestResult {
        sentence: rule.matches(sentence),
        held: count(held.len()),
        of: count(tried),
        examples: held.iter().take(EXAMPLES).map(|comment| beginning(&plain_text(&comment.tree))).collect(),
    })
}

/// The text of a comment that word rules are matched with.
fn checked_text(comment: &StoredComment) -> String {
    format!("{}\n{}\n{}", comment.name, plain_text(&comment.tree), links(&comment.tree).join("\n"))
}

/// The beginning of a text, on one line.
pub fn beginning(text: &str) -> String {
    let mut chars = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let beginning: String = chars.by_ref().take(EXAMPLE_CHARS).collect();
    if chars.next().is_some() { beginning + "…" } else { beginning }
}
