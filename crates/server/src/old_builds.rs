//! Chunks of the two builds before this one, kept beside the database: a page that a proxy still holds was rendered for
//! them, and would find its widget gone.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::assets;

/// Builds kept, the present one among them.
const MOST: usize = 3;

/// The folder of kept builds: one folder for each, named by its id.
#[derive(Debug, Default)]
pub struct OldBuilds {
    builds: Vec<PathBuf>,
}

impl OldBuilds {
    /// Adds the present build to `folder` and forgets all but those that ran last. A folder that cannot be written keeps
    /// nothing, which costs an old page its widget and no more.
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
            // What stays is looked at again at the next start.
            let _ = std::fs::remove_dir_all(old);
        }
        Self { builds: builds.into_iter().map(|(_, path)| path).collect() }
    }

    /// The file of a chunk named `<hash>.<extension>`, where a kept build has it.
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
    for part in [&build.css, &build.later, &build.proof, &build.js, &build.wasm] {
        let Some(asset) = assets::find(part.path) else { continue };
        let Some(name) = part.path.strip_prefix("/a/") else { continue };
        let file = folder.join(name);
        if !file.exists() {
            std::fs::write(file, asset.raw)?;
        }
    }
    // A build that ran before and runs again, as after a step back, is a new one again.
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
    fn three_builds_are_kept_and_older_ones_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let builds = folder.path().join("builds");
        // The oldest has the last name.
        for (name, hours) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
            built(&builds.join(name), hours);
        }
        // One of them is what this program was built with, where it was built with a widget.
        let own = usize::from(!assets::build().id.is_empty());
        for _restart in 0..2 {
            let kept = OldBuilds::open(folder.path());
            let found = ["a", "b", "c", "d"].map(|name| kept.find(&format!("{name}.js")).is_some());
            assert_eq!(found, [0, 1, 2, 3].map(|age| age < MOST - own));
            assert_eq!(fs::read_dir(&builds).unwrap().count(), MOST);
        }
    }

    #[test]
    fn a_build_that_was_gone_back_to_is_a_new_one_again() {
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
        let kept = OldBuilds::open(folder.path());
        assert_eq!(["a", "b", "c"].map(|name| kept.find(&format!("{name}.js")).is_some()), [true, true, false]);
        assert!(builds.join(own).is_dir(), "what runs now is forgotten last");
    }

    /// A build that was written so long ago.
    fn built(build: &Path, hours: u64) {
        fs::create_dir_all(build).unwrap();
        let name = build.file_name().unwrap().to_string_lossy();
        fs::write(build.join(format!("{name}.js")), &*name).unwrap();
        let then = SystemTime::now() - Duration::from_secs(hours * 3_600);
        fs::File::open(build).unwrap().set_modified(then).unwrap();
    }
}
