//! Which file of the workspace uses which. Read from the sources with `syn`, as `cargo` would: modules by their `mod`,
//! names by their `use`, re-exports followed to the file that declares the item. Tests inside the sources are left out:
//! they may use everything.
//!
//! Not detected: methods of foreign types, names that macros generate, and `#[cfg]` other than `test`.
#![forbid(unsafe_code)]

mod circles;
mod loader;
mod modules;
mod paths;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub use circles::circles;
pub use loader::loader_uses;

use modules::Modules;

/// The crates that are read: their name in code, and the folder of their sources below the root of the repository.
pub const CRATES: [(&str, &str); 14] = [
    ("porch_protocol", "crates/protocol/src"),
    ("porch_client", "crates/client/src"),
    ("porch_spam", "crates/spam/src"),
    ("porch_domain", "crates/domain/src"),
    ("porch_import", "crates/import/src"),
    ("porch_storage", "crates/storage/src"),
    ("porch_search", "crates/search/src"),
    ("porch_text", "crates/text/src"),
    ("porch_text_compiler", "crates/text/compiler/src"),
    ("porch_widget", "src"),
    ("porch_dashboard", "crates/dashboard/src"),
    ("porch_sheets", "crates/sheets/src"),
    ("porch_server", "crates/server/src"),
    ("xtask", "xtask/src"),
];

/// For each file the files that it uses, both as paths below the root of the repository.
pub type Uses = BTreeMap<String, BTreeSet<String>>;

/// Reads crates, each by its name in code and the folder of its sources below `root`.
///
/// # Errors
/// If a file is missing or does not parse.
pub fn uses(root: &Path, crates: &[(&str, &str)]) -> anyhow::Result<Uses> {
    let mut modules = Modules::default();
    for (name, folder) in crates {
        modules.add_crate(root, name, folder)?;
    }
    Ok(resolve::uses(&modules))
}
