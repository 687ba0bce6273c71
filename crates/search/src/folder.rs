//! The folder of the index: opened where it fits this program, made anew where it does not.

use std::fs;
use std::path::Path;

use tantivy::Index;
use tantivy::directory::MmapDirectory;

use crate::cursors::Cursors;
use crate::error::Result;
use crate::schema::{VERSION, schema};

/// The file with the version of the schema. It is written last: an index without it is not complete.
const MARKER: &str = "porch-search-version";

/// Opens the index of a folder with its cursors, or makes an empty one where there is none, where it is of another version or
/// where its files are damaged. Files of an index that does not fit are deleted: the database has everything.
pub(crate) fn open(folder: &Path) -> Result<(Index, Cursors)> {
    fs::create_dir_all(folder)?;
    if fs::read_to_string(folder.join(MARKER)).is_ok_and(|version| version == VERSION.to_string())
        && let Ok(opened) = open_existing(folder)
    {
        return Ok(opened);
    }
    clear(folder)?;
    let index =
        Index::create(MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?, schema().0, settings())?;
    fs::write(folder.join(MARKER), VERSION.to_string())?;
    Ok((index, Cursors::default()))
}

fn settings() -> tantivy::IndexSettings {
    tantivy::IndexSettings::default()
}

/// Opens every file, so that a damaged one is noticed now.
fn open_existing(folder: &Path) -> tantivy::Result<(Index, Cursors)> {
    let index = Index::open(MmapDirectory::open(folder)?)?;
    if index.schema() != schema().0 {
        return Err(tantivy::TantivyError::SchemaError("another schema".to_owned()));
    }
    let payload = index.load_metas()?.payload.unwrap_or_default();
    let damaged = || tantivy::TantivyError::InvalidArgument("the cursors are damaged".to_owned());
    let cursors = Cursors::from_payload(&payload).ok_or_else(damaged)?;
    index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?;
    Ok((index, cursors))
}

/// Deletes the files of an index. Folders are left alone: tantivy makes none.
fn clear(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Makes the next start build the index anew.
pub(crate) fn forget(folder: &Path) -> Result<()> {
    match fs::remove_file(folder.join(MARKER)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
