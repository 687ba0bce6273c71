//! The texts that a browser loads: for each language, the table that the widget reads, and the texts of the loader.

use anyhow::{Context, bail};
use porch_text_compiler::{Fault, Translation, read_surface};
use serde_json::Value;

use super::pack::{Packed, short_hash};
use crate::paths;

/// The texts of a language.
pub(super) struct Texts {
    tag: String,
    /// The widget's table.
    pub(super) table: String,
    /// The loader's texts, as JSON.
    pub(super) script: String,
}

/// The texts of all languages, English first.
pub(super) fn read() -> anyhow::Result<Vec<Texts>> {
    let (widget, loader) = (surface("widget")?, surface("loader")?);
    let of = |(widget, loader): (&Translation, &Translation)| {
        let script = loader.json().map_err(|faults| anyhow::anyhow!(listed(&faults)))?;
        Ok(Texts { tag: widget.language.tag.clone(), table: widget.table(), script })
    };
    widget.iter().zip(&loader).map(of).collect()
}

fn surface(name: &str) -> anyhow::Result<Vec<Translation>> {
    match read_surface(paths::root(), name) {
        Ok(translations) => Ok(translations),
        Err(faults) => bail!("{}", listed(&faults)),
    }
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The files: by the language's tag and the ending, and where their paths begin: with one hash of all, so that the loader
/// can name each without a list of hashes.
pub(super) fn pack(texts: &[Texts]) -> (String, Vec<(String, Packed)>) {
    let all: Vec<&[u8]> = texts.iter().flat_map(|one| [one.table.as_bytes(), one.script.as_bytes()]).collect();
    let start = format!("/a/{}.", short_hash(&all));
    let pack = |(tag, text, kind): (&str, &str, &str)| {
        let (name, path) = (format!("{tag}.{kind}"), format!("{start}{tag}.{kind}"));
        let file = Packed::named(path.trim_start_matches('/'), path.clone(), text.as_bytes().to_vec());
        (name, file)
    };
    let kinds = texts.iter().flat_map(|one| [(&*one.tag, &*one.table, "txt"), (&*one.tag, &*one.script, "json")]);
    let files = kinds.map(pack).collect();
    (start, files)
}

/// The tags of all languages.
pub(super) fn tags(texts: &[Texts]) -> Vec<String> {
    texts.iter().map(|one| one.tag.clone()).collect()
}

/// English in the loader's two parts: what the first one says without a response of the server, and all for the second.
pub(super) fn built_in(texts: &[Texts]) -> anyhow::Result<[String; 2]> {
    let english = texts.first().context("there are no texts")?;
    let all: Value = serde_json::from_str(&english.script)?;
    let first = ["comments", "notLoaded", "retry", "readElsewhere"].map(|key| (key.to_owned(), all[key].clone()));
    Ok([Value::Object(first.into_iter().collect()).to_string(), english.script.clone()])
}
