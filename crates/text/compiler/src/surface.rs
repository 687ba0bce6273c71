//! Reads and checks one surface in all languages.

use std::path::Path;

use crate::check::{arguments, check};
use crate::fault::Fault;
use crate::languages::read_languages;
use crate::read::{Message, read};
use crate::translation::Translation;
use crate::{encode, pseudo, rust};

impl Translation {
    /// The table that `porch-text` evaluates.
    pub fn table(&self) -> String {
        encode::table(self)
    }

    /// The texts as a JSON object, for scripts: a string for each message, by its key in camel case, with `{name}` for
    /// an argument; for a message that is one choice, an object of such strings by their keys.
    ///
    /// # Errors
    /// Where a message is more than that.
    pub fn json(&self) -> Result<String, Vec<Fault>> {
        encode::json(self)
    }

    /// The same in the pseudo-locale: with accents, longer, in brackets.
    #[must_use]
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
        let files = files_of(root, &language.tag, name);
        let (messages, unread) = read_files(root, &files);
        let is_whole = unread.is_empty();
        faults.extend(unread);
        match translations.first() {
            None => {
                let (arguments, found) = arguments(&messages);
                faults.extend(found);
                for message in messages.iter().filter(|message| !rust::is_name(message)) {
                    let fault = format!("{}: a key needs a name that Rust allows", message.key);
                    faults.push(Fault { file: message.file.clone(), line: message.line, message: fault });
                }
                let english = Translation { language, files, messages, arguments };
                faults.extend(check(&english, &english));
                translations.push(english);
            }
            Some(english) => {
                let arguments = english.arguments.clone();
                let mut translation = Translation { language, files, messages, arguments };
                if is_whole {
                    faults.extend(check(english, &translation));
                }
                let place = |message: &Message| english.messages.iter().position(|one| one.key == message.key);
                translation.messages.sort_by_key(place);
                translations.push(translation);
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if let Some(english) = translations.first().filter(|_| std::env::var_os(pseudo::PSEUDO_VARIABLE).is_some()) {
        translations.push(english.pseudo());
    }
    Ok(translations)
}

/// The files of a surface in one language: the one of its name, and those whose names begin with it and a hyphen.
pub(crate) fn files_of(root: &Path, tag: &str, name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("text").join(tag)).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_part = |file: &String| {
        let rest = file.strip_suffix(".ftl").and_then(|file| file.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with('-'))
    };
    let mut parts: Vec<_> = names.filter(is_part).map(|file| format!("text/{tag}/{file}")).collect();
    parts.sort();
    parts.insert(0, format!("text/{tag}/{name}.ftl"));
    parts
}

/// All messages of these files. A key that two files have is a fault.
fn read_files(root: &Path, files: &[String]) -> (Vec<Message>, Vec<Fault>) {
    let (mut messages, mut faults) = (Vec::<Message>::new(), Vec::new());
    for file in files {
        match read_file(root, file) {
            Err(found) => faults.extend(found),
            Ok(found) => {
                for message in &found {
                    if let Some(other) = messages.iter().find(|one| one.key == message.key) {
                        let fault = format!("{}: {} line {} has it, too", message.key, other.file, other.line);
                        faults.push(Fault { file: file.clone(), line: message.line, message: fault });
                    }
                }
                messages.extend(found);
            }
        }
    }
    (messages, faults)
}

fn read_file(root: &Path, file: &str) -> Result<Vec<Message>, Vec<Fault>> {
    let source = std::fs::read_to_string(root.join(file))
        .map_err(|error| vec![Fault { file: file.into(), line: 0, message: error.to_string() }])?;
    read(file, &source)
}
