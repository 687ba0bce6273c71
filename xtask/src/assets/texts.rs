//! The texts that a browser loads: for each language, the table that the widget reads, and the texts of the loader.

use anyhow::{Context, bail};
use porch_text_compiler::{Fault, Translation, read_surface};
use serde_json::{Value, json};

use super::pack::{Packed, short_hash};
use crate::paths;

/// The texts of a language.
pub(super) struct Texts {
    tag: String,
    /// The widget's table.
    pub(super) table: String,
    /// The loader's texts, as JSON.
    pub(super) script: String,
    /// The table of the visitor's sheets.
    pub(super) sheets: String,
    /// What the dashboard reads: its own table, [`BETWEEN`], and the widget's.
    pub(super) dashboard: String,
    direction: String,
    stands_for: String,
}

/// Between the two tables of the dashboard.
const BETWEEN: char = '\u{7}';

/// The texts of all languages, English first.
pub(super) fn read() -> anyhow::Result<Vec<Texts>> {
    let (widget, loader, dashboard) = (surface("widget")?, surface("loader")?, surface("dashboard")?);
    let sheets = surface("sheets")?;
    let of = |(((widget, loader), dashboard), sheets): (((&Translation, &Translation), &Translation), &Translation)| {
        let script = loader.json().map_err(|faults| anyhow::anyhow!(listed(&faults)))?;
        let (language, table) = (&widget.language, widget.table());
        Ok(Texts {
            tag: language.tag.clone(),
            script,
            dashboard: format!("{}{BETWEEN}{table}", dashboard.table()),
            table,
            sheets: sheets.table(),
            direction: language.direction.clone(),
            stands_for: language.stands_for.clone(),
        })
    };
    widget.iter().zip(&loader).zip(&dashboard).zip(&sheets).map(of).collect()
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

/// The texts of a language that the loader asks for, each with the ending of its file.
fn kinds(one: &Texts) -> [(&str, &'static str); 3] {
    [(&one.table, "txt"), (&one.script, "json"), (&one.sheets, "sheets.txt")]
}

/// The files: by the language's tag and the ending, and where their paths begin: with one hash of all, so that the loader
/// can name each without a list of hashes.
pub(super) fn pack(texts: &[Texts]) -> (String, Vec<(String, Packed)>) {
    let all: Vec<&[u8]> = texts.iter().flat_map(kinds).map(|(text, _)| text.as_bytes()).collect();
    let start = format!("/a/{}.", short_hash(&all));
    let pack = |(tag, text, kind): (&str, &str, &str)| {
        let (name, path) = (format!("{tag}.{kind}"), format!("{start}{tag}.{kind}"));
        let file = Packed::named(path.trim_start_matches('/'), path.clone(), text.as_bytes().to_vec());
        (name, file)
    };
    let all = texts.iter().flat_map(|one| kinds(one).map(|(text, kind)| (&*one.tag, text, kind)));
    let files = all.map(pack).collect();
    (start, files)
}

/// The files of the dashboard, by the language's tag and `dashboard`; and the languages as its module lists them. Their
/// addresses are relative to its page, `/host/`: the server may be reached under a sub-path.
pub(super) fn pack_dashboard(texts: &[Texts]) -> (String, Vec<(String, Packed)>) {
    let (mut languages, mut files) = (Vec::new(), Vec::new());
    for one in texts {
        let file = Packed::hashed("txt", one.dashboard.as_bytes().to_vec());
        let stands_for: Vec<_> = one.stands_for.split_whitespace().collect();
        languages.push(json!({
            "tag": one.tag,
            "direction": one.direction,
            "standsFor": stands_for,
            "texts": format!("..{}", file.path),
        }));
        files.push((format!("{}.dashboard", one.tag), file));
    }
    (Value::Array(languages).to_string(), files)
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
