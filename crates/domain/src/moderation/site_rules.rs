//! The rules of a site: its words and patterns, its bans, its slow mode. Compiled once, kept in memory.

use std::collections::HashMap;

pub use porch_protocol::people::BanKind;
pub use porch_protocol::site_settings::RuleKind;
use porch_protocol::{CommentId, HoldRule, Timestamp};
use regex::{RegexSet, RegexSetBuilder};
use unicode_normalization::UnicodeNormalization;

use super::lookalike;
use super::patterns::{ALL_SIGNS, SIGNS, signs};
pub use super::rule_error::{MOST_RULES, RULE_BYTES, RuleError};
use super::team_names::TeamNames;
use crate::text::is_blank;

/// The most bans of a site.
pub const MOST_BANS: usize = 10_000;
/// The most names of a team.
pub const MOST_NAMES: usize = 200;
/// The most comments of a site with paused replies at a time.
pub const MAX_REPLY_PAUSES: usize = 1_000;
/// Reports of one comment that are stored, and the highest number that a site may require before they hold it.
pub const MOST_REPORTS: u32 = 1_000;
/// Bytes of memory for all compiled patterns of a site.
const COMPILED_BYTES: usize = 8 << 20;
/// The same for a single pattern: `(a{1000}){1000}` is short, and large when compiled.
const ONE_COMPILED_BYTES: usize = 512 << 10;

/// Which comments are held for review.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Hold {
    /// None.
    #[default]
    Off,
    /// The first one of each person.
    First,
    /// Every one.
    All,
}

impl Hold {
    /// The word in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::First => "first",
            Self::All => "all",
        }
    }

    /// The same for the protocol.
    pub fn to_protocol(self) -> HoldRule {
        match self {
            Self::Off => HoldRule::Off,
            Self::First => HoldRule::First,
            Self::All => HoldRule::All,
        }
    }

    /// The value of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Off, Self::First, Self::All].into_iter().find(|hold| hold.word() == word)
    }
}

/// Whether newcomers' browsers must prove that a person writes: by proof of work, and by the time it took.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ProofRule {
    /// Never.
    Off,
    /// Work while many newcomers write; time always.
    #[default]
    On,
    /// Both always.
    Always,
}

impl ProofRule {
    /// The word in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Always => "always",
        }
    }

    /// The value of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Off, Self::On, Self::Always].into_iter().find(|rule| rule.word() == word)
    }
}

/// The words and patterns of a site.
#[derive(Clone, Debug, Default)]
pub struct WordRules {
    /// All of them.
    all: Option<RegexSet>,
    /// The words with letters that are not Latin, as they look in Latin letters.
    foreign: Option<RegexSet>,
}

impl WordRules {
    /// Compiles the rules of a site, all of them or none.
    pub fn new(rules: &[(RuleKind, String)]) -> Result<Self, RuleError> {
        if rules.len() > MOST_RULES {
            return Err(RuleError::TooMany);
        }
        if rules.is_empty() {
            return Ok(Self::default());
        }
        let own = rules.iter().filter(|(kind, _)| *kind == RuleKind::Pattern);
        if own.filter_map(|(_, text)| signs(text)).fold(0, usize::saturating_add) > ALL_SIGNS {
            return Err(RuleError::RepeatTogether);
        }
        let patterns: Vec<String> = rules.iter().map(|(kind, text)| pattern(*kind, text)).collect::<Result<_, _>>()?;
        let words = rules.iter().filter(|(kind, text)| *kind == RuleKind::Word && lookalike::is_foreign(text));
        let foreign = words
            .map(|(_, text)| whole_word(&lookalike::as_latin(&readable(text.trim()))))
            .collect::<Result<Vec<_>, _>>()?;
        let foreign = if foreign.is_empty() { None } else { Some(compile(&foreign, COMPILED_BYTES)?) };
        compile(&patterns, COMPILED_BYTES).map(|all| Self { all: Some(all), foreign })
    }

    /// The words only, for when the patterns among the rules are invalid: one bad pattern must not disable all words.
    pub fn words_of(rules: &[(RuleKind, String)]) -> Self {
        let words: Vec<_> =
            rules.iter().filter(|(kind, _)| *kind == RuleKind::Word).take(MOST_RULES).cloned().collect();
        Self::new(&words).unwrap_or_default()
    }

    /// Checks one rule by itself.
    pub fn check(kind: RuleKind, text: &str) -> Result<(), RuleError> {
        let set = compile(&[pattern(kind, text)?], ONE_COMPILED_BYTES)?;
        if kind == RuleKind::Pattern && signs(text).is_some_and(|signs| signs > SIGNS) {
            return Err(RuleError::Repeats);
        }
        if set.is_match("") {
            return Err(RuleError::MatchesAll);
        }
        Ok(())
    }

    /// Whether a rule matches `text`, as it is written or as it is read: letters of other shapes, marks and letters of
    /// another alphabet hide no word.
    pub fn matches(&self, text: &str) -> bool {
        let Some(all) = &self.all else { return false };
        if all.is_match(text) {
            return true;
        }
        let readable = readable(text);
        all.is_match(&readable)
            || (!readable.is_ascii() && all.is_match(&lookalike::unmasked(&readable)))
            || self.foreign.as_ref().is_some_and(|set| set.is_match(&lookalike::unmasked_foreign(&readable)))
    }
}

fn pattern(kind: RuleKind, text: &str) -> Result<String, RuleError> {
    if text.trim().is_empty() || text.len() > RULE_BYTES {
        return Err(RuleError::Length);
    }
    if kind == RuleKind::Pattern {
        return Ok(text.to_owned());
    }
    whole_word(&readable(text.trim()))
}

/// The expression that finds a whole word; a star at its beginning or end matches more letters.
fn whole_word(text: &str) -> Result<String, RuleError> {
    let word = text.trim_matches('*');
    if word.trim().is_empty() {
        return Err(RuleError::Length);
    }
    // A full word boundary would fail beside a word that ends in a sign.
    let before = if text.starts_with('*') { "" } else { r"\b{start-half}" };
    let after = if text.ends_with('*') { "" } else { r"\b{end-half}" };
    Ok(format!("{before}{}{after}", regex::escape(word)))
}

fn compile(patterns: &[String], bytes: usize) -> Result<RegexSet, RuleError> {
    let set = RegexSetBuilder::new(patterns).case_insensitive(true).size_limit(bytes).dfa_size_limit(bytes).build();
    set.map_err(|error| RuleError::of(&error, patterns))
}

/// A text as it is read: styled letters as plain ones, without invisible characters.
fn readable(text: &str) -> String {
    text.nfkc()
        .map(lookalike::latin)
        .filter(|c| c.is_whitespace() || !is_blank(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// All rules of a site, for the checks.
#[derive(Clone, Debug, Default)]
pub struct SiteRules {
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// How many trusted people must report a comment before it is held; 0 for never.
    pub reports: u32,
    /// Whether repeated texts are held.
    pub repeats: bool,
    /// Whether a newcomer's links do not hold a comment.
    pub links_pass: bool,
    /// Whether likely spam is held.
    pub spam: bool,
    /// Whether newcomers must prove that a person writes.
    pub proof: ProofRule,
    /// The names that no visitor may use.
    pub team: TeamNames,
    /// Words and patterns that hold a comment.
    pub words: WordRules,
    /// Who is banned, and until when; none for a permanent ban.
    pub bans: HashMap<(BanKind, String), Option<Timestamp>>,
    /// Until when replies below a comment are paused.
    pub reply_pauses: HashMap<CommentId, Timestamp>,
}

impl SiteRules {
    /// Until when a person or network is banned at the moment `now`: none outside for no ban, none inside for a
    /// permanent one.
    pub fn ban(&self, kind: BanKind, who: &str, now: Timestamp) -> Option<Option<Timestamp>> {
        if self.bans.is_empty() {
            return None;
        }
        self.bans.get(&(kind, who.to_owned())).copied().filter(|until| until.is_none_or(|until| until > now))
    }
}

#[cfg(test)]
mod tests {
    use super::{ALL_SIGNS, BanKind, RuleError, RuleKind, SIGNS, SiteRules, WordRules};
    use porch_protocol::{PatternFault, Timestamp};

    fn rules(rules: &[(RuleKind, &str)]) -> WordRules {
        WordRules::new(&rules.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_whole_word_is_found_and_a_star_matches_more() {
        let rules = rules(&[(RuleKind::Word, "casino"), (RuleKind::Word, "viagr*"), (RuleKind::Word, "c++ jobs")]);
        for held in ["A CASINO!", "casino", "Viagra", "viagr", "ｃａｓｉｎｏ", "𝒄𝒂𝒔𝒊𝒏𝒐", "cas\u{200B}ino", "C++ jobs"]
        {
            assert!(rules.matches(held), "{held}");
        }
        for held in ["c\u{430}sino", "CАSINO", "cásinò", "c\u{336}a\u{336}sino", "ᴄᴀsɪɴᴏ", "🅲🅰🆂🅸🅽🅾", "ca\u{AD}sino"]
        {
            assert!(rules.matches(held), "{held}");
        }
        for free in ["occasinol", "casinos", "C jobs", ""] {
            assert!(!rules.matches(free), "{free}");
        }
        assert!(!WordRules::default().matches("casino"));
    }

    #[test]
    fn a_word_of_another_alphabet_is_found_with_latin_letters_in_it_and_no_latin_word_matches_it() {
        let rules = rules(&[(RuleKind::Word, "казино"), (RuleKind::Word, "рот"), (RuleKind::Word, "lồn")]);
        for held in ["Казино!", "к\u{61}зино", "лучшее кaзинo", "рoт болит"] {
            assert!(rules.matches(held), "{held}");
        }
        for free in ["a pot of tea", "рота", "lớn", "Kasino"] {
            assert!(!rules.matches(free), "{free}");
        }
    }

    #[test]
    fn a_pattern_matches_in_linear_time_and_bad_ones_are_refused() {
        let rules = rules(&[(RuleKind::Pattern, r"\+?\d[\d ]{8,}"), (RuleKind::Pattern, r"(x+x+)+y")]);
        assert!(rules.matches("call +49 170 1234567"));
        assert!(!rules.matches(&"x".repeat(10_000)), "and soon");
        let check = |text: &str| WordRules::check(RuleKind::Pattern, text);
        assert_eq!(check("(a{900}){900}"), Err(RuleError::TooLarge));
        assert!(matches!(check("("), Err(RuleError::Syntax { fault: PatternFault::GroupUnclosed, at: 1, .. })));
        assert_eq!(check("a*"), Err(RuleError::MatchesAll), "it would hold everything");
        assert_eq!(check(&"a".repeat(201)), Err(RuleError::Length));
        assert_eq!(WordRules::check(RuleKind::Word, " ** "), Err(RuleError::Length));
    }

    #[test]
    fn the_repetitions_of_patterns_are_limited_for_one_and_for_all() {
        let slow = |signs: usize, number: usize| (RuleKind::Pattern, format!("[ab]*a[ab]{{{}}}{number}", signs - 3));
        let check = |(kind, text): (RuleKind, String)| WordRules::check(kind, &text);
        assert!(check(slow(SIGNS, 1)).is_ok());
        assert_eq!(check(slow(SIGNS + 1, 1)), Err(RuleError::Repeats));
        let many = |count: usize| (0..count).map(|number| slow(SIGNS, number)).collect::<Vec<_>>();
        assert!(WordRules::new(&many(ALL_SIGNS / SIGNS)).is_ok());
        let mut too_many = many(ALL_SIGNS / SIGNS + 1);
        assert!(matches!(WordRules::new(&too_many), Err(RuleError::RepeatTogether)));
        too_many.push((RuleKind::Word, "casino*".into()));
        let words = WordRules::words_of(&too_many);
        assert!(words.matches("casinos are open") && !words.matches("aaaa"), "its words still hold");
        // Words are found by their first letters, and do not count.
        let words: Vec<_> = (0..200).map(|i| (RuleKind::Word, format!("{i}{}", "w".repeat(100)))).collect();
        assert!(WordRules::new(&words).is_ok());
    }

    #[test]
    fn the_number_of_rules_is_limited() {
        let many = |count: usize| (0..count).map(|i| (RuleKind::Word, format!("word{i}"))).collect::<Vec<_>>();
        assert!(WordRules::new(&many(200)).is_ok_and(|rules| rules.matches("a word199 here")));
        assert!(matches!(WordRules::new(&many(201)), Err(RuleError::TooMany)));
    }

    #[test]
    fn a_ban_ends_at_its_time() {
        let mut rules = SiteRules::default();
        rules.bans.insert((BanKind::Person, "ada".into()), Some(Timestamp(10)));
        rules.bans.insert((BanKind::Network, "ada".into()), None);
        assert_eq!(rules.ban(BanKind::Person, "ada", Timestamp(9)), Some(Some(Timestamp(10))));
        assert_eq!(rules.ban(BanKind::Person, "ada", Timestamp(10)), None);
        assert_eq!(rules.ban(BanKind::Network, "ada", Timestamp(i64::MAX)), Some(None));
        assert_eq!(rules.ban(BanKind::Person, "bob", Timestamp(0)), None);
    }
}
