//! Signs of how a comment relates to its page.

use std::collections::HashSet;

use crate::facts::CommentFacts;
use crate::fractions::{float, share};
use crate::links::lists;
use crate::ngrams::words;
use crate::normalise::normalise;

/// Earlier comments that are read.
const EARLIER: usize = 20;
/// Characters of each that are read.
const EARLIER_CHARS: usize = 500;
/// Letters of a word that can relate a comment to a page.
const TELLING_WORD: usize = 5;

/// The number of characteristic words from which on two comments that share most of them say the same.
const REPEATED: usize = 4;

/// How much the text has in common with the page: 0 nothing in common or nothing known, 1 three characteristic words or
/// more.
pub(crate) fn tie(facts: &CommentFacts<'_>, comment_words: &[String]) -> f32 {
    let own: HashSet<&str> = comment_words.iter().map(String::as_str).filter(|word| is_telling(word)).collect();
    let mut shared: HashSet<&str> = HashSet::new();
    let earlier = facts.earlier.iter().take(EARLIER).map(|text| (text.as_str(), true));
    for (text, is_comment) in facts.page_title.map(|title| (title, false)).into_iter().chain(earlier) {
        let head: String = text.chars().take(EARLIER_CHARS).collect();
        let of_page: HashSet<String> = words(&normalise(&head)).into_iter().collect();
        let both: Vec<&str> = own.iter().copied().filter(|word| of_page.contains(*word)).collect();
        // A comment that repeats another one does not reply to it.
        let again = is_comment && both.len() >= REPEATED && 3 * both.len() >= 2 * own.len();
        if !again {
            shared.extend(both);
        }
    }
    float(shared.len().min(3)) / 3.0
}

/// Whether a word is long enough to be characteristic, and not a word of generic praise.
fn is_telling(word: &str) -> bool {
    const EVERYWHERE: &str = "about thank thanks great article sharing really would there their these which because could should website \
    information please other where comment people right think using still first after being never always every \
    things online video check learn makes posts share helpful useful looking guide";
    word.chars().count() >= TELLING_WORD && !lists(EVERYWHERE, word)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    EastAsian,
    Indic,
}

fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Script::Latin,
        '\u{370}'..='\u{3ff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{77f}' => Script::Arabic,
        '\u{900}'..='\u{dff}' => Script::Indic,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' => Script::EastAsian,
        _ => return None,
    })
}

/// The script of most letters, when there are enough letters.
fn script_of(text: &str) -> Option<Script> {
    const ALL: [Script; 8] = [
        Script::EastAsian,
        Script::Latin,
        Script::Cyrillic,
        Script::Greek,
        Script::Hebrew,
        Script::Arabic,
        Script::Thai,
        Script::Indic,
    ];
    let found: Vec<Script> = text.chars().filter_map(script).collect();
    let count = |wanted: Script| found.iter().filter(|script| **script == wanted).count();
    let most = ALL.into_iter().max_by_key(|script| count(*script))?;
    (found.len() >= 4 && share(count(most), found.len()) > 0.5).then_some(most)
}

fn script_of_language(tag: &str) -> Script {
    match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "ru" | "uk" | "be" | "bg" | "mk" | "sr" | "kk" | "ky" | "mn" | "tg" => Script::Cyrillic,
        "el" => Script::Greek,
        "he" | "yi" => Script::Hebrew,
        "ar" | "fa" | "ur" | "ps" | "ckb" => Script::Arabic,
        "th" => Script::Thai,
        "zh" | "ja" | "ko" => Script::EastAsian,
        "hi" | "bn" | "ta" | "te" | "mr" | "gu" | "kn" | "ml" | "pa" | "ne" | "si" => Script::Indic,
        _ => Script::Latin,
    }
}

/// Whether a comment is written in another script than its page. English on a Cyrillic page is common, so it counts
/// less.
pub(super) fn foreign_script(facts: &CommentFacts<'_>, prose: &str) -> f32 {
    let talk = facts.page_title.into_iter().chain(facts.earlier.iter().take(EARLIER).map(String::as_str));
    let spoken: String = talk.flat_map(|text| text.chars().take(EARLIER_CHARS)).collect();
    let page = facts.page_language.map(script_of_language).or_else(|| script_of(&spoken));
    match (page, script_of(prose)) {
        (Some(page), Some(own)) if page != own => {
            if own == Script::Latin {
                0.3
            } else {
                1.0
            }
        }
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_script_than_the_pages_is_seen() {
        let page = CommentFacts { page_language: Some("en-GB"), ..CommentFacts::default() };
        assert!(foreign_script(&page, "Купить диплом недорого") > 0.9);
        assert!(foreign_script(&page, "I bake it longer") < 0.1);
        assert!(foreign_script(&CommentFacts::default(), "Купить диплом недорого") < 0.1);
        let earlier = ["Спасибо, очень вкусно", "А сколько муки?"].map(str::to_owned);
        let page = CommentFacts { earlier: &earlier, ..CommentFacts::default() };
        assert!(foreign_script(&page, "Отличный рецепт") < 0.1);
    }

    #[test]
    fn words_of_the_page_tie_a_comment_to_it() {
        let page = CommentFacts { page_title: Some("Baking sourdough bread at home"), ..CommentFacts::default() };
        assert!(tie(&page, &words("my sourdough bread never rises, baking longer")) > 0.9);
        assert!(tie(&page, &words("great article, thanks for sharing")) < 0.1);
    }
}
