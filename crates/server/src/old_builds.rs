//! The widget's files of the two builds before this one, stored beside the database: a page in a proxy's cache was
//! rendered for them, and would not find its widget.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::assets;

/// Stored builds, the present one included.
const MOST: usize = 3;

/// The folder of stored builds: one folder each, named by the build's id.
#[derive(Debug, Default)]
pub struct OldBuilds {
    builds: Vec<PathBuf>,
}

impl OldBuilds {
    /// Adds the present build to `folder` and removes all but those that ran last. Where the folder cannot be written,
    /// only old pages in caches lose their widget.
    pub fn open(folder: &Path) -> Self {
        let folder = folder.join("builds");
        let present = folder.join(assets::build().id);
        if !assets::build().id.is_empty()
            && let Err(error) = write(&present)
        {
            tracing::warn!(%error, "the widget's files could not be kept for later");
        }
        let mut builds: Vec<(SystemTime, PathBuf)> = std::fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        builds.sort();
        builds.reverse();
        for (_, old) in builds.split_off(builds.len().min(MOST)) {
            // What could not be removed is tried again at the next start.
            let _ = std::fs::remove_dir_all(old);
        }
        Self { builds: builds.into_iter().map(|(_, path)| path).collect() }
    }

    /// The file of a chunk named `<hash>.<extension>`, where a stored build has it.
    pub fn find(&self, name: &str) -> Option<PathBuf> {
        let plain =
            name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-' || byte == b'_');
        if !plain || name.starts_with('.') {
            return None;
        }
        self.builds.iter().map(|build| build.join(name)).find(|file| file.is_file())
    }
}

fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let build = assets::build();
    let parts = [&build.css, &build.late_css, &build.later, &build.proof, &build.js, &build.wasm];
    let sheets = [&build.sheets_css, &build.sheets_js, &build.sheets_wasm];
    for part in parts.into_iter().chain(sheets).chain(build.texts) {
        let Some(asset) = assets::find(part.path) else { continue };
        let Some(name) = part.path.strip_prefix("/a/") else { continue };
        let file = folder.join(name);
        if !file.exists() {
            std::fs::write(file, asset.raw)?;
        }
    }
    // A build that ran before and runs again, as after a downgrade, is the newest again.
    std::fs::File::open(folder)?.set_modified(SystemTime::now())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::{MOST, OldBuilds};
    use crate::assets;

    #[test]
    fn three_builds_are_stored_and_older_ones_removed() {
        let folder = tempfile::tempdir().unwrap();
        let builds = folder.path().join("builds");
        // The oldest has the last name.
        for (name, hours) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
            built(&builds.join(name), hours);
        }
        // One of them is this program's own build, where it was built with a widget.
        let own = usize::from(!assets::build().id.is_empty());
        for _restart in 0..2 {
            let old_builds = OldBuilds::open(folder.path());
            let found = ["a", "b", "c", "d"].map(|name| old_builds.find(&format!("{name}.js")).is_some());
            assert_eq!(found, [0, 1, 2, 3].map(|age| age < MOST - own));
            assert_eq!(fs::read_dir(&builds).unwrap().count(), MOST);
        }
    }

    #[test]
    fn a_build_that_runs_again_is_the_newest_again() {
        let own = assets::build().id;
        if own.is_empty() {
            return println!("skipped: no widget");
        }
        let folder = tempfile::tempdir().unwrap();
        let builds = folder.path().join("builds");
        OldBuilds::open(folder.path());
        built(&builds.join(own), 9);
        for (name, hours) in [("a", 1), ("b", 2), ("c", 3)] {
            built(&builds.join(name), hours);
        }
        let old_builds = OldBuilds::open(folder.path());
        assert_eq!(["a", "b", "c"].map(|name| old_builds.find(&format!("{name}.js")).is_some()), [true, true, false]);
        assert!(builds.join(own).is_dir(), "the running build is removed last");
    }

    /// Makes a build folder that was written so long ago.
    fn built(build: &Path, hours: u64) {
        fs::create_dir_all(build).unwrap();
        let name = build.file_name().unwrap().to_string_lossy();
        fs::write(build.join(format!("{name}.js")), &*name).unwrap();
        let then = SystemTime::now() - Duration::from_secs(hours * 3_600);
        fs::File::open(build).unwrap().set_modified(then).unwrap();
    }
}
