//! The class names of style sheets, and the short ones that a browser gets.
//!
//! In the sources a class says what it is, in two words or more (`comment-head`). Browsers get a letter for it: in style
//! sheets, in what server and widget render, and in the loader. The short names follow from the style sheets alone, so
//! that all agree. A name that begins with `porch-` stays: pages may use it.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The beginning of names that stay.
const PUBLIC: &str = "porch-";

/// The classes of some style sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    short: BTreeMap<String, String>,
}

impl Names {
    /// The classes of the style sheets in a folder and in the folders inside.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read(folder: &Path) -> std::io::Result<Self> {
        let mut css = String::new();
        for file in sheets(folder)? {
            css.push_str(&std::fs::read_to_string(file)?);
        }
        Ok(Self::of(&css))
    }

    /// The classes of a style sheet. Those that it names most often get the shortest names.
    pub fn of(css: &str) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in classes(css).filter(|name| !name.starts_with(PUBLIC)) {
            *counts.entry(name).or_default() += 1;
        }
        let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
        names.sort_by_key(|(name, count)| (usize::MAX - count, *name));
        let short = names.iter().enumerate().map(|(index, (name, _))| ((*name).to_owned(), letters(index)));
        Self { short: short.collect() }
    }

    /// The names as they are in the sources.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.short.keys().map(String::as_str)
    }

    /// The short name of a class; nothing if no style sheet has it.
    pub fn short<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        if word.starts_with(PUBLIC) { Some(word) } else { self.short.get(word).map(String::as_str) }
    }

    /// A text with the short names in place of the others: a style sheet, a script, a selector. Whole names only.
    pub fn shorten(&self, text: &str) -> String {
        let mut shortened = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_of_a_name) {
            let (before, from) = rest.split_at(start);
            let (word, after) = from.split_at(from.find(|c| !is_of_a_name(c)).unwrap_or(from.len()));
            shortened.push_str(before);
            shortened.push_str(self.short.get(word).map_or(word, String::as_str));
            rest = after;
        }
        shortened.push_str(rest);
        shortened
    }

    /// The classes in the selectors of a script that no style sheet has: `.comment-haed`. A name of one word may be a property
    /// (`a.b`).
    pub fn unknown_in<'a>(&self, script: &'a str) -> Vec<&'a str> {
        let is_one = |name: &&str| name.contains('-') && name.split('-').all(|word| !word.is_empty());
        self.unknown_in_selector(script).into_iter().filter(is_one).collect()
    }

    /// The classes of a selector that no style sheet has.
    pub fn unknown_in_selector<'a>(&self, selector: &'a str) -> Vec<&'a str> {
        classes(selector).filter(|name| self.short(name).is_none()).collect()
    }
}

/// The style sheets in a folder and in the folders inside, in alphabetical order.
fn sheets(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut sheets = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sheets.extend(self::sheets(&path)?);
        } else if path.extension().is_some_and(|end| end == "css") {
            sheets.push(path);
        }
    }
    sheets.sort();
    Ok(sheets)
}

/// The names behind a dot, outside of comments and of words: not the `5em` of `.5em`, nor the `b` of `a.b`.
fn classes(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(['.', '/'])?;
            let (_, from) = rest.split_at(start);
            if let Some(comment) = from.strip_prefix("/*") {
                rest = comment.split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            let after = &from[1..];
            rest = after;
            if from.starts_with('.') && after.starts_with(|c: char| c.is_ascii_lowercase()) {
                let (name, after) = after.split_at(after.find(|c| !is_of_a_name(c)).unwrap_or(after.len()));
                rest = after;
                return Some(name);
            }
        }
    })
}

fn is_of_a_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// `a` to `z`, `A` to `Z`, then two letters.
fn letters(index: usize) -> String {
    let letter = |at: usize| char::from(if at < 26 { b'a' } else { b'A' - 26 } + u8::try_from(at).unwrap_or_default());
    if index < 52 { letter(index).into() } else { format!("{}{}", letter(index / 52 - 1), letter(index % 52)) }
}

#[cfg(test)]
mod tests {
    use super::{Names, letters};

    const CSS: &str = "/* .old-name */ .comment-head { margin: .5em } .comment-head > .author-role, .porch-page { --comment-head: 1 }";

    #[test]
    fn the_class_that_is_named_most_has_the_first_letter() {
        let names = Names::of(CSS);
        assert_eq!(names.words().collect::<Vec<_>>(), ["author-role", "comment-head"]);
        assert_eq!((names.short("comment-head"), names.short("author-role")), (Some("a"), Some("b")));
        assert_eq!((names.short("porch-page"), names.short("old-name")), (Some("porch-page"), None));
    }

    #[test]
    fn whole_names_are_shortened_wherever_they_are() {
        let names = Names::of(CSS);
        let css = names.shorten(CSS);
        assert_eq!(css, "/* .old-name */ .a { margin: .5em } .a > .b, .porch-page { --comment-head: 1 }");
        assert_eq!(names.shorten("at(\"li.comment-head:not(.author-role-2)\")"), "at(\"li.a:not(.author-role-2)\")");
        assert_eq!(names.unknown_in("(\".comment-haed, .comment-head\").length"), ["comment-haed"]);
        assert_eq!(names.unknown_in_selector("ul.comment-head > .scrol"), ["scrol"]);
    }

    #[test]
    fn there_are_short_names_enough() {
        assert_eq!([0, 25, 26, 51, 52, 103, 104].map(letters), ["a", "z", "A", "Z", "aa", "aZ", "ba"]);
    }
}
