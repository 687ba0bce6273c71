//! Scans HTML once and splits it into tags, text, code, and hidden parts.

use std::collections::HashSet;
use std::ops::Range;

use super::names;

/// Steps per byte for finding tags. Beyond, every `<` is text: hostile input must not take quadratic time.
const STEPS: usize = 16;

/// The most bytes of a shortcode's opening bracket.
const SHORTCODE_HEAD: usize = 256;

/// A part of HTML.
pub(super) enum Token<'a> {
    /// Text, with entities.
    Text(&'a str),
    /// A tag.
    Tag(Tag<'a>),
    /// Text that looks like a tag or contains some.
    Words(&'a str),
    /// A block that is shown verbatim, and its shown part.
    Code { whole: &'a str, inner: &'a str },
    /// What is never shown: comments, declarations.
    Hidden(&'a str),
}

/// A tag as it is in the source.
pub(super) struct Tag<'a> {
    pub(super) whole: &'a str,
    name: &'a str,
    pub(super) closes: bool,
    /// Names, and the positions of their values in the tag, where they have one.
    pub(super) attributes: Vec<(&'a str, Option<Range<usize>>)>,
}

impl<'a> Token<'a> {
    /// Its text in the source.
    pub(super) fn whole(&self) -> &'a str {
        match self {
            Self::Text(text) | Self::Words(text) | Self::Hidden(text) | Self::Code { whole: text, .. } => text,
            Self::Tag(tag) => tag.whole,
        }
    }
}

impl Tag<'_> {
    /// Whether this is an element, and not a comparison or a word in angle brackets.
    fn is_one(&self) -> bool {
        if !names::is_element(self.name) {
            return false;
        }
        let has_value = self.attributes.iter().any(|(_, value)| value.is_some());
        self.closes || has_value || self.attributes.iter().all(|(name, _)| names::is_valueless(name))
    }

    /// Whether the element's contents are shown verbatim: by programs that highlight code, and by browsers.
    fn is_verbatim(&self) -> bool {
        let of_code = |(name, value): &(&str, Option<Range<usize>>)| {
            let value = value.clone().map(|range| &self.whole[range]).unwrap_or_default();
            matches!(*name, "lang" | "line") || (*name == "class" && value.contains("brush:"))
        };
        let pre = self.name.eq_ignore_ascii_case("pre") && self.attributes.iter().any(of_code);
        !self.closes && (pre || self.name.eq_ignore_ascii_case("xmp"))
    }
}

/// Iterates over the tokens.
pub(super) struct Scan<'a> {
    source: &'a str,
    /// The same in lower case.
    lower: String,
    at: usize,
    /// The open code element.
    literal: Option<&'static str>,
    /// End markers that do not occur any more.
    missing: HashSet<String>,
    /// Steps taken.
    pub(super) steps: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let (lower, missing) = (source.to_ascii_lowercase(), HashSet::new());
        Self { source, lower, at: 0, literal: None, missing, steps: 0 }
    }

    /// The position of `end` after `from`. A search that failed once is not repeated.
    fn find(&mut self, end: &str, from: usize) -> Option<usize> {
        if self.missing.contains(end) {
            return None;
        }
        let found = self.lower[from..].find(end).map(|place| from + place);
        self.steps += found.unwrap_or(self.lower.len()) - from;
        if found.is_none() {
            self.missing.insert(end.to_owned());
        }
        found
    }

    fn take(&mut self, end: usize) -> &'a str {
        let taken = &self.source[self.at..end];
        self.at = end;
        taken
    }

    fn angle(&mut self) -> Token<'a> {
        let rest = &self.lower[self.at..];
        if rest.starts_with("<?") {
            return self.instruction();
        }
        if rest.starts_with("<!") {
            return self.declaration();
        }
        let (literal, at) = (self.literal, self.at);
        let tag = self.tag().filter(Tag::is_one).filter(|tag| literal.is_none() || names::shapes(tag.name));
        let Some(tag) = tag else { return Token::Words(self.take(at + 1)) };
        self.at = at + tag.whole.len();
        if literal.is_none() && tag.is_verbatim() {
            let close = format!("</{}", tag.name.to_ascii_lowercase());
            if let Some(end) = self.find(&close, self.at)
                && let Some(last) = self.lower[end..].find('>')
            {
                let inner = &self.source[self.at..end];
                self.at = end + last + 1;
                return Token::Code { whole: &self.source[at..self.at], inner };
            }
        }
        self.follow(&tag);
        Token::Tag(tag)
    }

    /// Updates the open code element for a tag.
    fn follow(&mut self, tag: &Tag<'a>) {
        let name = tag.name.to_ascii_lowercase();
        match self.literal {
            Some(open) if tag.closes && open == name => self.literal = None,
            None if !tag.closes => {
                let name = names::LITERALS.into_iter().find(|literal| *literal == name);
                // An element that is never closed contains the rest of the comment, which is not code.
                self.literal = name.filter(|name| self.find(&format!("</{name}"), self.at).is_some());
            }
            _ => {}
        }
    }

    /// `<?php … ?>` is code that an author shows; `<?xml …>` is left over by an office program.
    fn instruction(&mut self) -> Token<'a> {
        let leftover = self.literal.is_none() && self.lower[self.at..].starts_with("<?xml");
        let end = if leftover { ">" } else { "?>" };
        let found = self.find(end, self.at + 2).map_or(self.at + 2, |place| place + end.len());
        let taken = self.take(found);
        if leftover && taken.len() > 2 { Token::Hidden(taken) } else { Token::Words(taken) }
    }

    fn declaration(&mut self) -> Token<'a> {
        let rest = &self.lower[self.at..];
        let end = match () {
            () if self.literal.is_some() => None,
            () if rest.starts_with("<!--") => Some("-->"),
            () if ["<!doctype", "<![if", "<![endif"].iter().any(|begin| rest.starts_with(begin)) => Some(">"),
            () => None,
        };
        match end.and_then(|end| Some(self.find(end, self.at + 2)? + end.len())) {
            Some(end) => Token::Hidden(self.take(end)),
            None => Token::Words(self.take(self.at + 1)),
        }
    }

    /// `[code lang="x"]…[/code]`
    fn shortcode(&mut self) -> Option<Token<'a>> {
        let rest = &self.lower[self.at + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
        let name = rest[..length].to_owned();
        if self.literal.is_some() || !names::is_shortcode(&name) || !rest[length..].starts_with([']', ' ', '=', ':']) {
            return None;
        }
        let head = &rest[..rest.floor_char_boundary(SHORTCODE_HEAD)];
        let begin = self.at + 1 + head.find([']', '[', '\n']).filter(|place| head[*place..].starts_with(']'))? + 1;
        let close = format!("[/{name}]");
        let end = self.find(&close, begin)?;
        let (inner, whole) = (&self.source[begin..end], self.take(end + close.len()));
        Some(Token::Code { whole, inner })
    }

    /// The tag that begins here; none when it is cut off or malformed.
    fn tag(&mut self) -> Option<Tag<'a>> {
        let bytes = &self.source.as_bytes()[self.at..];
        let mut steps = 0;
        let tag = (self.steps < STEPS * self.source.len()).then(|| tag(&self.source[self.at..], bytes, &mut steps));
        self.steps += steps;
        tag.flatten()
    }
}

impl<'a> Iterator for Scan<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let rest = &self.source[self.at..];
        match rest.as_bytes().first()? {
            b'<' => Some(self.angle()),
            b'[' => Some(match self.shortcode() {
                Some(code) => code,
                None => Token::Text(self.take(self.at + 1)),
            }),
            _ => {
                let end = rest.find(['<', '[']).unwrap_or(rest.len());
                Some(Token::Text(self.take(self.at + end)))
            }
        }
    }
}

/// A tag by the rules of HTML, except that a `<` between its attributes ends it, since a new one begins there.
fn tag<'a>(text: &'a str, bytes: &[u8], steps: &mut usize) -> Option<Tag<'a>> {
    let closes = bytes.get(1) == Some(&b'/');
    let start = 1 + usize::from(closes);
    if !bytes.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let run = |from: usize, ends: &[u8]| {
        bytes.get(from..).unwrap_or_default().iter().position(|b| ends.contains(b)).map(|place| from + place)
    };
    let past_space = |from: usize, more: &[u8]| {
        let blank = |b: &u8| b.is_ascii_whitespace() || more.contains(b);
        bytes.get(from..).unwrap_or_default().iter().position(|b| !blank(b)).map(|place| from + place)
    };
    let mut at = run(start, b" \t\r\n\x0C/><")?;
    let name = &text[start..at];
    let mut attributes = Vec::new();
    loop {
        at = past_space(at, b"/")?;
        *steps = at;
        match bytes[at] {
            b'>' => return Some(Tag { whole: &text[..=at], name, closes, attributes }),
            b'<' => return None,
            _ => {}
        }
        // A leading equals sign belongs to the name.
        let end = run(at + 1, b" \t\r\n\x0C/><=")?;
        let key = &text[at..end];
        at = past_space(end, b"")?;
        if bytes[at] != b'=' {
            attributes.push((key, None));
            continue;
        }
        at = past_space(at + 1, b"")?;
        let value = match bytes[at] {
            quote @ (b'"' | b'\'') => {
                let found = run(at + 1, &[quote]);
                *steps = found.unwrap_or(bytes.len());
                at + 1..found?
            }
            _ => at..run(at, b" \t\r\n\x0C><")?,
        };
        at = value.end + usize::from(matches!(bytes[value.end], b'"' | b'\''));
        attributes.push((key, Some(value)));
    }
}
