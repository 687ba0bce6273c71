//! Writes the table of a translation, as `porch-text` reads it (its `table.rs` explains the marks), and its JSON.

use crate::fault::Fault;
use crate::read::{Message, Part};
use crate::translation::{Argument, Translation};

const ARGUMENT: char = '\u{1}';
const SELECT: char = '\u{2}';
const KEY: char = '\u{3}';
const NEXT: &str = "\u{4}";
const END: char = '\u{5}';
const RECORD: &str = "\u{6}";

pub(crate) fn table(translation: &Translation) -> String {
    let language = &translation.language;
    let header = [
        &language.tag,
        &language.direction,
        &language.zero,
        &language.group,
        &language.grouped_from,
        &language.stands_for,
    ];
    let mut records: Vec<String> = header.into_iter().cloned().collect();
    for (message, arguments) in translation.messages.iter().zip(&translation.arguments) {
        let mut record = String::new();
        encode(&message.text, arguments, &mut record);
        records.push(record);
    }
    records.join(RECORD)
}

fn encode(parts: &[Part], arguments: &[Argument], out: &mut String) {
    let place = |name: &str| {
        let place = arguments.iter().position(|argument| argument.name == name).unwrap_or_default();
        char::from(b'0' + u8::try_from(place).unwrap_or_default())
    };
    for part in parts {
        match part {
            // Characters that would be taken for marks have no meaning in a text.
            Part::Text(text) => out.extend(text.chars().filter(|c| *c > '\u{10}' || *c == '\n')),
            Part::Argument(name, _) => out.extend([ARGUMENT, place(name)]),
            Part::Select(name, variants) => {
                out.extend([SELECT, place(name)]);
                let (defaults, others): (Vec<_>, Vec<_>) = variants.iter().partition(|variant| variant.is_default);
                let encoded = others.into_iter().chain(defaults).map(|variant| {
                    let mut text = if variant.is_default { String::new() } else { variant.key.clone() };
                    text.push(KEY);
                    encode(&variant.text, arguments, &mut text);
                    text
                });
                out.push_str(&encoded.collect::<Vec<_>>().join(NEXT));
                out.push(END);
            }
        }
    }
}

pub(crate) fn json(translation: &Translation) -> Result<String, Vec<Fault>> {
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for message in &translation.messages {
        match value(message) {
            Some(value) => entries.push(format!("{}:{value}", string(&camel(&message.key)))),
            None => faults.push(Fault {
                file: message.file.clone(),
                line: message.line,
                message: format!("{}: a script knows one choice by a number, and no more", message.key),
            }),
        }
    }
    if faults.is_empty() { Ok(format!("{{{}}}", entries.join(","))) } else { Err(faults) }
}

/// A key as scripts have names: `copy-link` is `copyLink`.
fn camel(key: &str) -> String {
    let mut parts = key.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let (head, rest) = part.split_at(part.len().min(1));
        name + &head.to_ascii_uppercase() + rest
    })
}

fn value(message: &Message) -> Option<String> {
    if let [Part::Select(_, variants)] = message.text.as_slice() {
        let one = |key: &str, text: &[Part]| Some(format!("{}:{}", string(key), string(&flat(text)?)));
        let all = variants.iter().map(|variant| {
            let key = if variant.is_default { "other" } else { variant.key.as_str() };
            one(key, &variant.text)
        });
        return Some(format!("{{{}}}", all.collect::<Option<Vec<_>>>()?.join(",")));
    }
    flat(&message.text).map(|text| string(&text))
}

fn flat(parts: &[Part]) -> Option<String> {
    let text = |part: &Part| match part {
        Part::Text(text) => Some(text.clone()),
        Part::Argument(name, _) => Some(format!("{{{name}}}")),
        Part::Select(..) => None,
    };
    parts.iter().map(text).collect()
}

/// A JSON string.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
