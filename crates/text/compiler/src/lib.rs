//! Compiles the Fluent files of `text/`: reads and checks them, and writes tables (`encode`) and typed functions
//! (`rust`). Runs in build scripts and in `cargo xtask assets`; `porch-text` evaluates what it makes.
//!
//! Each fault names its file, its line and its key, and fails the build: a key that English has and another language
//! lacks, or the other way round; an argument that English does not have, or one that is not used; a plural form of the
//! language that is missing.

mod check;
mod encode;
mod fault;
mod languages;
mod pseudo;
mod read;
mod rust;
mod surface;
mod translation;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub use fault::Fault;
pub use languages::Language;
pub use pseudo::{PSEUDO_TAG, PSEUDO_VARIABLE};
pub use rust::Surface;
pub use surface::read_surface;
pub use translation::Translation;

/// What a build script does: writes `<name>.rs` and `<name>.tables.rs` of each surface into `OUT_DIR`, and tells Cargo
/// which files they are made of.
pub fn generate(surfaces: &[Surface]) -> ExitCode {
    let variable = |name: &str| std::env::var_os(name).map(PathBuf::from).unwrap_or_default();
    let (root, out) = (root_above(&variable("CARGO_MANIFEST_DIR")), variable("OUT_DIR"));
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={PSEUDO_VARIABLE}");
    println!("cargo::rerun-if-changed={}", root.join(languages::FILE).display());
    let mut faults = Vec::new();
    for surface in surfaces {
        match read_surface(&root, surface.name) {
            Ok(translations) => {
                for file in translations.iter().flat_map(|translation| &translation.files) {
                    println!("cargo::rerun-if-changed={}", root.join(file).display());
                }
                if let Err(error) = rust::write(&out, surface, &translations) {
                    println!("cargo::error=cannot write the texts: {error}");
                    return ExitCode::FAILURE;
                }
            }
            Err(found) => faults.extend(found),
        }
    }
    for fault in &faults {
        println!("cargo::error={fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The folder above a crate that has the texts.
fn root_above(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.join(languages::FILE).is_file()).unwrap_or(folder).to_owned()
}

#[cfg(test)]
mod tests;
