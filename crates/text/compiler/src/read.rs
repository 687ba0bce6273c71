//! Reads one Fluent file into messages of our own: a small part of Fluent, with its lines.

use std::collections::HashMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern as FluentPattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::fault::Fault;

/// A part of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// Text as it is.
    Text(String),
    /// An argument; and whether it is said to be a number.
    Argument(String, bool),
    /// A choice by an argument.
    Select(String, Vec<Variant>),
}

/// A variant of a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Variant {
    pub(crate) key: String,
    pub(crate) is_number: bool,
    pub(crate) is_default: bool,
    pub(crate) text: Vec<Part>,
}

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Message {
    pub(crate) key: String,
    /// Its file, below the root of the repository.
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) text: Vec<Part>,
    /// The values of its attributes: only the list of languages has some.
    pub(crate) attributes: Vec<(String, String)>,
}

/// Reads a file: its messages, or what is wrong with it.
pub(crate) fn read(file: &str, source: &str) -> Result<Vec<Message>, Vec<Fault>> {
    let resource = match parse(source) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            let fault = |at: usize, message: String| Fault { file: file.into(), line: line_at(source, at), message };
            return Err(errors.into_iter().map(|error| fault(error.pos.start, error.to_string())).collect());
        }
    };
    let (mut parts, mut entries, mut faults) = (HashMap::new(), Vec::new(), Vec::new());
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let values = message.attributes.iter().map(|one| (one.id.name.to_owned(), plain(&one.value))).collect();
                entries.push((message.id.name, values));
                if parts.insert(message.id.name.to_owned(), message.value.as_ref()).is_some() {
                    faults.push(fault(file, source, message.id.name, "is there twice"));
                }
            }
            Entry::Term(term) => _ = parts.insert(format!("-{}", term.id.name), Some(&term.value)),
            _ => {}
        }
    }
    let reader = Reader { parts: &parts };
    let mut messages = Vec::new();
    for (key, attributes) in entries {
        let read = reader.message(key, 0).map(join);
        match read {
            Ok(text) => {
                let line = line_of(source, key);
                messages.push(Message { key: key.into(), file: file.into(), line, text, attributes });
            }
            Err(message) => faults.push(fault(file, source, key, &message)),
        }
    }
    if faults.is_empty() { Ok(messages) } else { Err(faults) }
}

fn fault(file: &str, source: &str, key: &str, message: &str) -> Fault {
    Fault { file: file.into(), line: line_of(source, key), message: format!("{key}: {message}") }
}

fn line_at(source: &str, at: usize) -> usize {
    source.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The last line that begins with a key.
fn line_of(source: &str, key: &str) -> usize {
    let begins = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    source.lines().collect::<Vec<_>>().iter().rposition(|line| begins(line)).map_or(0, |index| index + 1)
}

/// A value without placeables.
fn plain(pattern: &FluentPattern<&str>) -> String {
    let text = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => (*value).to_owned(),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
            unescape_unicode_to_string(value).into_owned()
        }
        PatternElement::Placeable { .. } => String::new(),
    };
    pattern.elements.iter().map(text).collect()
}

/// Joins neighbouring texts.
pub(crate) fn join(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, Part::Text(text)) if text.is_empty() => {}
            (_, part) => joined.push(part),
        }
    }
    joined
}

struct Reader<'a> {
    parts: &'a HashMap<String, Option<&'a FluentPattern<&'a str>>>,
}

impl Reader<'_> {
    fn message(&self, key: &str, depth: usize) -> Result<Vec<Part>, String> {
        if depth > 8 {
            return Err(format!("{key} contains itself"));
        }
        let found = self.parts.get(key).ok_or_else(|| format!("there is no {key}"))?;
        self.pattern(found.ok_or_else(|| format!("{key} has no text"))?, depth)
    }

    fn pattern(&self, pattern: &FluentPattern<&str>, depth: usize) -> Result<Vec<Part>, String> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => parts.push(Part::Text((*value).into())),
                PatternElement::Placeable { expression } => parts.extend(self.expression(expression, depth)?),
            }
        }
        Ok(parts)
    }

    fn expression(&self, expression: &Expression<&str>, depth: usize) -> Result<Vec<Part>, String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline, depth),
            Expression::Select { selector, variants } => {
                let name = match self.inline(selector, depth)?.as_slice() {
                    [Part::Argument(name, _)] => name.clone(),
                    _ => return Err("only an argument can be selected by".into()),
                };
                let read = variants.iter().map(|variant| {
                    let (key, is_number) = match variant.key {
                        VariantKey::Identifier { name } => (name, false),
                        VariantKey::NumberLiteral { value } => (value, true),
                    };
                    let text = join(self.pattern(&variant.value, depth)?);
                    Ok(Variant { key: key.into(), is_number, is_default: variant.default, text })
                });
                Ok(vec![Part::Select(name, read.collect::<Result<_, String>>()?)])
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&str>, depth: usize) -> Result<Vec<Part>, String> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                Ok(vec![Part::Text(unescape_unicode_to_string(value).into_owned())])
            }
            InlineExpression::NumberLiteral { value } => Ok(vec![Part::Text((*value).into())]),
            InlineExpression::VariableReference { id } => Ok(vec![Part::Argument(id.name.into(), false)]),
            InlineExpression::Placeable { expression } => self.expression(expression, depth),
            InlineExpression::MessageReference { id, attribute: None } => self.message(id.name, depth + 1),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.message(&format!("-{}", id.name), depth + 1)
            }
            InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                match (arguments.positional.as_slice(), arguments.named.is_empty()) {
                    ([InlineExpression::VariableReference { id }], true) => {
                        Ok(vec![Part::Argument(id.name.into(), true)])
                    }
                    _ => Err("NUMBER takes one argument, and no options".into()),
                }
            }
            _ => Err("attributes, functions other than NUMBER, and arguments of terms are not supported".into()),
        }
    }
}

/// The text of a part that is only text.
pub(crate) fn text_of(part: &Part) -> Option<&str> {
    if let Part::Text(text) = part { Some(text) } else { None }
}
