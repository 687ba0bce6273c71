//! The pseudo-locale: English with accents, two fifths longer, in brackets. Pictures in it show which text is not
//! translated, and where a longer language is cut.

use crate::languages::Language;
use crate::read::{Message, Part, Variant, join};
use crate::translation::Translation;

/// The environment variable that adds the pseudo-locale to the languages: English with accents, longer, in brackets.
pub const PSEUDO_VARIABLE: &str = "PORCH_PSEUDO_LOCALE";

/// Its tag.
pub const PSEUDO_TAG: &str = "en-XA";

pub(crate) fn translate(english: &Translation) -> Translation {
    let messages = english.messages.iter().map(|message| Message { text: bracketed(&message.text), ..message.clone() });
    let language = Language {
        tag: PSEUDO_TAG.into(),
        name: "[Pseudo]".into(),
        stands_for: String::new(),
        ..english.language.clone()
    };
    Translation { messages: messages.collect(), language, ..english.clone() }
}

/// A message in brackets; each of its variants, where it is one choice.
fn bracketed(parts: &[Part]) -> Vec<Part> {
    if let [Part::Select(name, variants)] = parts {
        let variant = |one: &Variant| Variant { text: bracketed(&one.text), ..one.clone() };
        return vec![Part::Select(name.clone(), variants.iter().map(variant).collect())];
    }
    let mut text = vec![Part::Text("[".into())];
    text.extend(accented(parts));
    text.push(Part::Text(format!("{}]", "~".repeat(length(parts) * 2 / 5))));
    join(text)
}

/// The longest text that a message can give, without its arguments.
fn length(parts: &[Part]) -> usize {
    let of = |part: &Part| match part {
        Part::Text(text) => text.chars().count(),
        Part::Argument(..) => 0,
        Part::Select(_, variants) => variants.iter().map(|variant| length(&variant.text)).max().unwrap_or_default(),
    };
    parts.iter().map(of).sum()
}

fn accented(parts: &[Part]) -> Vec<Part> {
    let one = |part: &Part| match part {
        Part::Text(text) => Part::Text(text.chars().map(accent).collect()),
        Part::Argument(..) => part.clone(),
        Part::Select(name, variants) => {
            let variant = |one: &Variant| Variant { text: accented(&one.text), ..one.clone() };
            Part::Select(name.clone(), variants.iter().map(variant).collect())
        }
    };
    parts.iter().map(one).collect()
}

fn accent(letter: char) -> char {
    const PLAIN: &str = "aceginorsuyzACEGINORSUYZ";
    const ACCENTED: &str = "åçéĝîñöŕšûýžÅÇÉĜÎÑÖŔŠÛÝŽ";
    PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == letter).map_or(letter, |(_, accented)| accented)
}
