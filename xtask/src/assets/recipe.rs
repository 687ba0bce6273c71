//! How the assets are made: for shipping, or for development.

use std::path::PathBuf;

use crate::paths;

/// How the assets are made, and where they go.
pub(crate) struct Recipe {
    pub(super) profile: &'static str,
    /// The folder that `crates/server/build.rs` takes them from.
    pub(crate) dist: PathBuf,
    /// Whether names, comments and whitespace are removed, and compression is maximal.
    pub(super) small: bool,
}

impl Recipe {
    /// For shipping: as small as possible.
    pub(crate) fn shipped() -> Self {
        Self { profile: "widget", dist: paths::root().join("dist"), small: true }
    }

    /// For development: fast to build, and readable.
    pub(crate) fn quick() -> Self {
        Self { profile: "dev", dist: paths::target().join("dist"), small: false }
    }
}
