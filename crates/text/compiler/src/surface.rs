//! Reads and checks one surface in all languages.

use std::path::Path;

use crate::check::{Argument, arguments, check};
use crate::languages::{Language, read_languages};
use crate::read::{Message, read};
use crate::{Fault, encode, pseudo, rust};

/// A surface in one language, checked: each message of the English file, in its order.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// Its file, below the root of the repository.
    pub file: String,
    pub(crate) messages: Vec<Message>,
    /// The arguments of each message, as English has them.
    pub(crate) arguments: Vec<Vec<Argument>>,
}

impl Translation {
    /// The table that `porch-text` evaluates.
    pub fn table(&self) -> String {
        encode::table(self)
    }

    /// The texts as a JSON object, for scripts: a string for each message, with `{name}` for an argument; for a message
    /// that is one choice by a number, an object of such strings by their keys.
    ///
    /// # Errors
    /// Where a message is more than that.
    pub fn json(&self) -> Result<String, Vec<Fault>> {
        encode::json(self)
    }

    /// The same in the pseudo-locale: with accents, longer, in brackets.
    pub fn pseudo(&self) -> Self {
        pseudo::translate(self)
    }
}

/// Reads a surface in all languages, English first; in the last place the pseudo-locale, where the environment asks for
/// it.
///
/// # Errors
/// All faults of the surface's files.
pub fn read_surface(root: &Path, name: &str) -> Result<Vec<Translation>, Vec<Fault>> {
    let (mut translations, mut faults): (Vec<Translation>, _) = (Vec::new(), Vec::new());
    for language in read_languages(root)? {
        let file = format!("text/{}/{name}.ftl", language.tag);
        match read_file(root, &file) {
            Err(found) => faults.extend(found),
            Ok(messages) => match translations.first() {
                None => {
                    let (arguments, found) = arguments(&file, &messages);
                    faults.extend(found);
                    for message in messages.iter().filter(|message| !rust::is_name(message)) {
                        let message_fault = format!("{}: a key needs a name that Rust allows", message.key);
                        faults.push(Fault { file: file.clone(), line: message.line, message: message_fault });
                    }
                    let english = Translation { language, file, messages, arguments };
                    faults.extend(check(&english, &english));
                    translations.push(english);
                }
                Some(english) => {
                    let arguments = english.arguments.clone();
                    let mut translation = Translation { language, file, messages, arguments };
                    faults.extend(check(english, &translation));
                    let place = |message: &Message| english.messages.iter().position(|one| one.key == message.key);
                    translation.messages.sort_by_key(place);
                    translations.push(translation);
                }
            },
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if let Some(english) = translations.first().filter(|_| std::env::var_os(crate::PSEUDO_VARIABLE).is_some()) {
        translations.push(english.pseudo());
    }
    Ok(translations)
}

fn read_file(root: &Path, file: &str) -> Result<Vec<Message>, Vec<Fault>> {
    let source = std::fs::read_to_string(root.join(file))
        .map_err(|error| vec![Fault { file: file.into(), line: 0, message: error.to_string() }])?;
    read(file, &source)
}
