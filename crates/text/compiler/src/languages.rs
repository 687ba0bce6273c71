//! The list of languages: `text/languages.ftl`, a message for each, with what its numbers and plurals look like.

use std::path::Path;

use crate::fault::Fault;
use crate::read::{read, text_of};

/// The list, below the root of the repository.
pub(crate) const FILE: &str = "text/languages.ftl";

/// The plural forms that there are.
pub(crate) const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Language {
    /// Its tag, as in `lang`, and the name of its folder.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Its digit zero; the others follow it in Unicode.
    pub zero: String,
    /// What stands between groups of three digits.
    pub group: String,
    /// From how many digits on numbers are grouped.
    pub grouped_from: String,
    /// Its plural forms.
    pub plurals: Vec<String>,
    /// The tags of languages that it stands for, where they are not there.
    pub stands_for: String,
}

/// Reads the list. English is first.
pub(crate) fn read_languages(root: &Path) -> Result<Vec<Language>, Vec<Fault>> {
    let source = std::fs::read_to_string(root.join(FILE))
        .map_err(|error| vec![Fault { file: FILE.into(), line: 0, message: error.to_string() }])?;
    let (mut languages, mut faults) = (Vec::new(), Vec::new());
    for message in read(FILE, &source)? {
        let of = |name: &str| {
            let found = message.attributes.iter().find(|(attribute, _)| attribute == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let or = |value: String, default: &str| if value.is_empty() { default.to_owned() } else { value };
        let language = Language {
            tag: message.key.clone(),
            name: message.text.iter().filter_map(text_of).collect(),
            direction: or(of("direction"), "ltr"),
            zero: or(of("zero"), "0"),
            group: of("group"),
            grouped_from: or(of("grouped-from"), "4"),
            plurals: of("plurals").split_whitespace().map(str::to_owned).collect(),
            stands_for: of("stands-for"),
        };
        let known = language.plurals.iter().all(|form| FORMS.contains(&form.as_str()));
        if !known || !language.plurals.iter().any(|form| form == "other") {
            let message = format!("{}: .plurals must list its forms, of {}", message.key, FORMS.join(", "));
            faults.push(Fault { file: FILE.into(), line: 0, message });
        }
        languages.push(language);
    }
    if languages.first().is_none_or(|language| language.tag != "en") {
        faults.push(Fault { file: FILE.into(), line: 0, message: "en must come first".into() });
    }
    if faults.is_empty() { Ok(languages) } else { Err(faults) }
}
