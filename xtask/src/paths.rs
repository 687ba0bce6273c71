//! Paths: the workspace and Cargo's target folder.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The root of the workspace. Cargo sets it at each run: with a shared target folder, this program may have been built
/// for another copy of the workspace.
pub(crate) fn root() -> &'static Path {
    static MANIFEST_DIR: LazyLock<PathBuf> = LazyLock::new(|| {
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
    });
    // The manifest of this crate is one folder below it.
    MANIFEST_DIR.parent().unwrap_or(&MANIFEST_DIR)
}

/// Cargo's target folder, wherever it is set: this program is in `<target>/<profile>/`.
pub(crate) fn target() -> PathBuf {
    let own_target = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.to_owned()));
    own_target.unwrap_or_else(|| root().join("target"))
}

/// A program of this workspace as it is built for development.
pub(crate) fn program(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A path for messages: relative to the workspace if it is inside.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
