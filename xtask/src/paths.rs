//! Where things lie: the workspace and Cargo's target folder.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The root of the workspace. Cargo says it at each run: where a target folder is shared, this program may have been built
/// for another copy of the workspace.
pub(crate) fn root() -> &'static Path {
    static HERE: LazyLock<PathBuf> = LazyLock::new(|| {
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
    });
    // The manifest of this crate lies one folder below it.
    HERE.parent().unwrap_or(&HERE)
}

/// Cargo's target folder, wherever it was set: this program itself lies in `<target>/<profile>/`.
pub(crate) fn target() -> PathBuf {
    let beside_me = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.to_owned()));
    beside_me.unwrap_or_else(|| root().join("target"))
}

/// A program of this workspace as it is built for development.
pub(crate) fn program(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A path as people read it: relative to the workspace where it lies inside.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
