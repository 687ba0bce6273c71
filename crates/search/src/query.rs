//! What somebody typed: words, phrases in quotes and operators.

use porch_protocol::Timestamp;

use crate::dates::first_moment;

/// A query, taken apart. What is no valid operator is read as plain words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "operators that do not depend on each other")]
pub struct ParsedQuery {
    /// The plain words, with spaces between them.
    pub text: String,
    /// Texts in quotes, which have to occur as they stand.
    pub phrases: Vec<String>,
    /// `from:`: names of authors.
    pub from: Vec<String>,
    /// `on:`: words of the page's title or address.
    pub on: Vec<String>,
    /// `before:`: only comments posted before the first moment of this day, month or year.
    pub before: Option<Timestamp>,
    /// `after:`: only comments posted since the first moment of this day, month or year.
    pub after: Option<Timestamp>,
    /// `is:answered`.
    pub answered: bool,
    /// `is:host`: only comments of the team.
    pub by_host: bool,
    /// `has:link`.
    pub has_link: bool,
    /// Operators that were not understood and have no effect, as they were typed: dates that are none.
    pub ignored: Vec<String>,
    /// Whether the query ends inside of a plain word, which may not be complete.
    pub ends_in_word: bool,
}

/// Quotes that open a phrase, with those that close it.
const QUOTES: [(char, &[char]); 4] =
    [('"', &['"']), ('“', &['”', '“', '"']), ('„', &['“', '”', '"']), ('«', &['»', '"'])];

impl ParsedQuery {
    /// Takes a query apart. Every text is a query.
    pub fn new(typed: &str) -> Self {
        let mut query = Self::default();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            rest = query.take(rest).trim_start();
        }
        let ends_in_word = typed.chars().last().is_some_and(char::is_alphanumeric);
        query.ends_in_word = ends_in_word && query.text.ends_with(last_run(typed)) && !query.text.is_empty();
        query
    }

    /// Whether it restricts what is found, other than by words.
    pub fn has_filters(&self) -> bool {
        self.answered
            || self.by_host
            || self.has_link
            || self.before.is_some()
            || self.after.is_some()
            || !self.from.is_empty()
            || !self.on.is_empty()
    }

    /// Takes what stands first, and returns what follows it.
    fn take<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some((phrase, rest)) = quoted(text) {
            self.phrases.extend(has_word(phrase).then(|| phrase.to_owned()));
            return rest;
        }
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        let Some((name, value)) = token.split_once(':') else {
            self.add_words(token);
            return rest;
        };
        let after_colon = &text[name.len() + 1..];
        let (value, rest) = quoted(after_colon).unwrap_or((value, rest));
        let typed = &text[..text.len() - rest.len()];
        if !self.operator(&name.to_ascii_lowercase(), value, typed) {
            self.add_words(typed);
        }
        rest
    }

    /// Applies an operator. Returns whether it is one.
    fn operator(&mut self, name: &str, value: &str, typed: &str) -> bool {
        match (name, value.to_ascii_lowercase().as_str()) {
            ("is", "answered") => self.answered = true,
            ("is", "host") => self.by_host = true,
            ("has", "link") => self.has_link = true,
            ("from", _) if has_word(value) => self.from.push(value.to_owned()),
            ("on", _) if has_word(value) => self.on.push(value.to_owned()),
            ("before" | "after", date) if !date.is_empty() => match first_moment(date) {
                Some(moment) if name == "before" => {
                    self.before = Some(self.before.map_or(moment, |other| other.min(moment)));
                }
                Some(moment) => self.after = Some(self.after.map_or(moment, |other| other.max(moment))),
                None => self.ignored.push(typed.to_owned()),
            },
            _ => return false,
        }
        true
    }

    fn add_words(&mut self, words: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(words);
    }
}

/// The text between quotes at the beginning of a text, and what follows it; none where a quote is not closed.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let (_, closing) = QUOTES.iter().find(|(opening, _)| *opening == first)?;
    let inside = &text[first.len_utf8()..];
    let (end, close) = inside.char_indices().find(|(_, c)| closing.contains(c))?;
    Some((&inside[..end], &inside[end + close.len_utf8()..]))
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// The letters and digits that a text ends in.
fn last_run(text: &str) -> &str {
    let start = text.char_indices().rev().find(|(_, c)| !c.is_alphanumeric()).map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(typed: &str) -> String {
        ParsedQuery::new(typed).text
    }

    #[test]
    fn words_phrases_and_operators_are_told_apart() {
        let query = ParsedQuery::new(r#"sour "rye bread" from:ada ON:"the oven" is:answered has:link is:host dough"#);
        assert_eq!(query.text, "sour dough");
        assert_eq!(query.phrases, ["rye bread"]);
        assert_eq!((query.from, query.on), (vec!["ada".to_owned()], vec!["the oven".to_owned()]));
        assert!(query.answered && query.has_link && query.by_host && query.ends_in_word);
    }

    #[test]
    fn dates_limit_the_time_and_the_narrower_one_counts() {
        let query = ParsedQuery::new("before:2025 before:2024-06 after:2023 after:2022-01-01");
        assert_eq!(query.before.unwrap().to_string(), "2024-06-01T00:00:00Z");
        assert_eq!(query.after.unwrap().to_string(), "2023-01-01T00:00:00Z");
        assert!(query.text.is_empty() && !query.ends_in_word && query.has_filters());
    }

    #[test]
    fn a_date_that_is_none_is_reported_and_has_no_effect() {
        let query = ParsedQuery::new("bread before:yesterday after:\"last week\" oven");
        assert_eq!(query.ignored, ["before:yesterday", "after:\"last week\""]);
        assert_eq!((query.text.as_str(), query.before, query.after), ("bread oven", None, None));
    }

    #[test]
    fn what_is_no_operator_is_plain_words() {
        assert_eq!(words("https://a.example/b"), "https://a.example/b");
        assert_eq!(words("is:open has:teeth from: on:!! note:this"), "is:open has:teeth from: on:!! note:this");
        assert_eq!(words("before:"), "before:");
    }

    #[test]
    fn a_quote_that_is_not_closed_opens_no_phrase() {
        let query = ParsedQuery::new("\"rye bread");
        assert_eq!((query.text.as_str(), query.phrases.len(), query.ends_in_word), ("\"rye bread", 0, true));
        assert_eq!(ParsedQuery::new("\"\" \"!!\" \""), ParsedQuery { text: "\"".to_owned(), ..ParsedQuery::default() });
    }

    #[test]
    fn quotes_of_other_languages_open_phrases() {
        for typed in ["„rye bread“", "“rye bread”", "«rye bread»", "„rye bread\""] {
            assert_eq!(ParsedQuery::new(typed).phrases, ["rye bread"], "{typed}");
        }
    }

    #[test]
    fn the_last_word_may_be_unfinished_where_it_is_plain() {
        for (typed, expected) in [
            ("rye bre", true),
            ("rye bre ", false),
            ("rye.", false),
            ("from:ad", false),
            ("\"rye bre\"", false),
            ("", false),
        ] {
            assert_eq!(ParsedQuery::new(typed).ends_in_word, expected, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_text_is_a_query(typed in "\\PC*") {
            ParsedQuery::new(&typed);
        }

        #[test]
        fn texts_of_operators_and_quotes_are_queries(typed in "(from:|on:|before:|\"|„| |is:|a|2024|-)*") {
            ParsedQuery::new(&typed);
        }
    }
}
