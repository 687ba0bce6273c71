//! What every language must have: the messages of English, their arguments, and all plural forms.

use crate::fault::Fault;
use crate::languages::FORMS;
use crate::read::{Message, Part, Variant};
use crate::translation::{Argument, Kind, Translation};

/// A use of an argument: its name, and its kind where the use says one.
type Use<'a> = (&'a str, Option<Kind>);

fn uses<'a>(parts: &'a [Part], found: &mut Vec<Use<'a>>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Argument(name, is_number) => found.push((name, is_number.then_some(Kind::Number))),
            Part::Select(name, variants) => {
                found.push((name, kind_of(variants)));
                for variant in variants {
                    uses(&variant.text, found);
                }
            }
        }
    }
}

/// The kind of an argument by which one of these is selected; none where any word may be.
fn kind_of(variants: &[Variant]) -> Option<Kind> {
    let has_form = |variant: &Variant| FORMS.contains(&variant.key.as_str()) && variant.key != "other";
    if variants.iter().any(|variant| variant.key == "none") {
        Some(Kind::Optional)
    } else if variants.iter().any(|variant| variant.is_number || has_form(variant)) {
        Some(Kind::Number)
    } else {
        None
    }
}

/// The arguments of each message of the English file, in the order of their first use.
pub(crate) fn arguments(messages: &[Message]) -> (Vec<Vec<Argument>>, Vec<Fault>) {
    let mut faults = Vec::new();
    let of = |message: &Message| {
        let (mut found, mut all) = (Vec::new(), Vec::<Argument>::new());
        uses(&message.text, &mut found);
        for (name, kind) in found {
            match all.iter_mut().find(|argument| argument.name == name) {
                None => all.push(Argument { name: name.into(), kind: kind.unwrap_or(Kind::Text) }),
                Some(known) => match (known.kind, kind) {
                    (_, None) => {}
                    (Kind::Text, Some(kind)) => known.kind = kind,
                    (before, Some(kind)) if before == kind => {}
                    _ => faults.push(at(message, &format!("${name} is used as a number and as a text"))),
                },
            }
        }
        all
    };
    let all = messages.iter().map(of).collect();
    (all, faults)
}

fn at(message: &Message, fault: &str) -> Fault {
    Fault { file: message.file.clone(), line: message.line, message: format!("{}: {fault}", message.key) }
}

/// What a language has wrong.
pub(crate) fn check(english: &Translation, other: &Translation) -> Vec<Fault> {
    let has = |translation: &Translation, key: &str| translation.messages.iter().any(|message| message.key == key);
    let missing = english.messages.iter().filter(|message| !has(other, &message.key));
    let mut faults: Vec<_> = missing
        .map(|message| {
            let text = format!("{} is missing: {} line {} has it", message.key, message.file, message.line);
            // The file of the same name in the other language.
            let name = message.file.rsplit('/').next().unwrap_or_default();
            Fault { file: format!("text/{}/{name}", other.language.tag), line: 0, message: text }
        })
        .collect();
    for message in &other.messages {
        let place = english.messages.iter().position(|one| one.key == message.key);
        let Some(known) = place.and_then(|place| english.arguments.get(place)) else {
            faults.push(at(message, "English has no such message"));
            continue;
        };
        let mut found = Vec::new();
        uses(&message.text, &mut found);
        for (name, kind) in &found {
            match known.iter().find(|argument| argument.name == *name) {
                None => faults.push(at(message, &format!("English has no ${name} here"))),
                Some(argument) if kind.is_some_and(|kind| kind != argument.kind) => {
                    faults.push(at(message, &format!("${name} is something else in English")));
                }
                Some(_) => {}
            }
        }
        for argument in known.iter().filter(|argument| !found.iter().any(|(name, _)| *name == argument.name)) {
            faults.push(at(message, &format!("${} is not used", argument.name)));
        }
        plurals(&message.text, &other.language.plurals, &mut |form| {
            faults.push(at(message, &format!("the plural form [{form}] is missing")));
        });
    }
    faults
}

/// Reports the plural forms of the language that a choice by a number lacks. `[0]` is enough for `zero`; `other` is the
/// default.
fn plurals(parts: &[Part], forms: &[String], missing: &mut impl FnMut(&str)) {
    for part in parts {
        let Part::Select(_, variants) = part else { continue };
        let has = |key: &str| variants.iter().any(|variant| variant.key == key);
        if FORMS.iter().any(|form| *form != "other" && has(form)) {
            let is_there = |form: &&String| has(form) || form.as_str() == "other" || (*form == "zero" && has("0"));
            for form in forms.iter().filter(|form| !is_there(form)) {
                missing(form);
            }
        }
        for variant in variants {
            plurals(&variant.text, forms, missing);
        }
    }
}
