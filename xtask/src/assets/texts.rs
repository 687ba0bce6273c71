//! The tables of the widget's texts: one file for each language, of which a browser loads one.

use anyhow::bail;

use super::pack::{Packed, short_hash};
use crate::paths;

/// The table of each language, by its tag.
pub(super) fn widget() -> anyhow::Result<Vec<(String, String)>> {
    match porch_text_compiler::read_surface(&paths::root(), "widget") {
        Ok(translations) => Ok(translations.iter().map(|one| (one.language.tag.clone(), one.table())).collect()),
        Err(faults) => bail!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

/// The files, by the language's tag, and where their paths begin: with one hash of all, so that the loader can name each
/// without a list.
pub(super) fn pack(tables: Vec<(String, String)>) -> (String, Vec<(String, Packed)>) {
    let all: Vec<&[u8]> = tables.iter().map(|(_, table)| table.as_bytes()).collect();
    let start = format!("/a/{}.", short_hash(&all));
    let pack = |(tag, table): (String, String)| {
        let path = format!("{start}{tag}.txt");
        let file = Packed::named(path.trim_start_matches('/'), path.clone(), table.into_bytes());
        (tag, file)
    };
    let files = tables.into_iter().map(pack).collect();
    (start, files)
}
