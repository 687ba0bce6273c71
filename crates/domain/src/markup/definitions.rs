//! Link definitions (`[bread]: https://…`): one that a link uses is markup, every other one is text and is shown.
//!
//! `CommonMark` removes all of them from the text. Here, a character that no text can have separates `]` from `:` where
//! the definition is text, so that the parser ignores it; the builder removes the character again.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use comrak::options::BrokenLinkReference;
use comrak::{Arena, Options, ResolvedReference, parse_document};

use super::link;

/// A noncharacter: `text::clean_body` removes it from every source, and the builder from every tree.
const GUARD: char = '\u{FFFE}';
/// What every definition has after its label.
const SIGN: &str = "]:";

/// A line that defines a label, with an address that a link may have.
struct Definition {
    /// Where its label begins, after the bracket.
    label_at: usize,
    /// The position of [`SIGN`].
    sign_at: usize,
    label: String,
}

/// The source, in which the parser sees only the definitions that a link uses.
pub(super) fn guarded<'a>(source: &'a str, options: &Options<'_>) -> Cow<'a, str> {
    if !source.contains(SIGN) {
        return Cow::Borrowed(source);
    }
    let defined = definitions(source);
    let mut used = if defined.is_empty() { BTreeSet::new() } else { used(source, &defined, options) };
    // The first of two for one label counts; the second is text, with its brackets.
    let (markup, words): (Vec<_>, Vec<_>) = defined.iter().partition(|definition| used.remove(&definition.label));
    let markup: BTreeSet<usize> = markup.iter().map(|definition| definition.sign_at).collect();
    let words: BTreeSet<usize> = words.iter().map(|definition| definition.label_at).collect();
    Cow::Owned(with_guards(source, &markup, &words))
}

/// An address or text of a guarded source, as it was typed.
pub(super) fn unguarded(text: &str) -> String {
    text.replace(GUARD, "")
}

/// A label, normalised for comparison.
fn normal(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The source with a guard inside each [`SIGN`] except those at `markup`, and at each of `labels`.
fn with_guards(source: &str, markup: &BTreeSet<usize>, labels: &BTreeSet<usize>) -> String {
    let mut out = String::with_capacity(source.len() + 64);
    for (at, c) in source.char_indices() {
        if labels.contains(&at) || (c == ':' && source[..at].ends_with(']') && !markup.contains(&(at - 1))) {
            out.push(GUARD);
        }
        out.push(c);
    }
    out
}

/// The labels that links of the source use, found by parsing it once with all definitions as text.
fn used(source: &str, defined: &[Definition], options: &Options<'_>) -> BTreeSet<String> {
    let labels: BTreeSet<String> = defined.iter().map(|definition| definition.label.clone()).collect();
    let found = Arc::new(Mutex::new(BTreeSet::new()));
    let finds = Arc::clone(&found);
    let mut options = options.clone();
    options.parse.broken_link_callback = Some(Arc::new(move |reference: BrokenLinkReference<'_>| {
        let label = normal(reference.original);
        let known = labels.contains(&label);
        if known {
            finds.lock().unwrap_or_else(PoisonError::into_inner).insert(label);
        }
        known.then(|| ResolvedReference { url: String::new(), title: String::new() })
    }));
    // A definition's own label is no use of it.
    let own: BTreeSet<usize> = defined.iter().map(|definition| definition.label_at).collect();
    parse_document(&Arena::new(), &with_guards(source, &BTreeSet::new(), &own), &options);
    let found = found.lock().unwrap_or_else(PoisonError::into_inner);
    found.clone()
}

/// The definitions of a source: each on a line of its own. Whatever else the parser would take for one is text.
fn definitions(source: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut line_at = 0;
    for line in source.split_inclusive('\n') {
        found.extend(definition(line, line_at));
        line_at += line.len();
    }
    found
}

fn definition(line: &str, line_at: usize) -> Option<Definition> {
    // Quotes and lists may be around it.
    let inside = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')');
    let rest = line.trim_start_matches(inside).strip_prefix('[')?;
    let label_at = line.len() - rest.len();
    let end = rest.find(SIGN)?;
    let label = &rest[..end];
    if label.trim().is_empty() || label.contains(['[', ']', '\\']) {
        return None;
    }
    let target = rest[end + SIGN.len()..].trim();
    let (address, title) = match target.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some(parts) => parts,
        None => target.split_once(char::is_whitespace).unwrap_or((target, "")),
    };
    link::address(address)?;
    is_title(title.trim()).then(|| Definition {
        label_at: line_at + label_at,
        sign_at: line_at + label_at + end,
        label: normal(label),
    })
}

fn is_title(text: &str) -> bool {
    let within = |open: char, close: char| {
        text.strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
            .is_some_and(|inner| !inner.contains([open, close, '\\']))
    };
    text.is_empty() || within('"', '"') || within('\'', '\'') || within('(', ')')
}
