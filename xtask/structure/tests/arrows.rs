//! Which file may use which: no circles of files, and modules of the server use only those below them. There are no
//! exceptions.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use porch_structure::{CRATES, Uses, circles, uses};

/// The server's modules in layers, from bottom to top. A module uses those of the lines above its own, and itself.
const ROOMS: [&[&str]; 18] = [
    &["assets", "limits", "clock", "language", "logs", "backoff", "secrets", "sub_path", "site_models"],
    &["config", "install_check", "old_builds", "lock", "open_files"],
    &["visitors"],
    &["smtp"],
    &["proof_of_work"],
    &["live", "outbound", "passkeys", "site_checks"],
    &["read"],
    &["app"],
    &["follow"],
    &["resume_replies", "external_checks", "model_learning", "mail"],
    &["webhooks"],
    &["team", "talk", "delivery"],
    &["http"],
    &["control", "full_disk", "flow_control"],
    &["maintenance", "connection"],
    &["serve"],
    &["command"],
    &["lib", "main"],
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read() -> Uses {
    uses(&root(), &CRATES).unwrap()
}

/// The module of a file of the server.
fn room(file: &str) -> Option<&str> {
    let name = file.strip_prefix("crates/server/src/")?.split('/').next()?;
    Some(name.strip_suffix(".rs").unwrap_or(name))
}

/// The layer of a module, counted from the bottom.
fn height(room: &str) -> usize {
    ROOMS.iter().position(|rooms| rooms.contains(&room)).unwrap_or_else(|| panic!("{room} has no place in ROOMS"))
}

#[test]
fn a_room_of_the_server_uses_only_what_stands_below_it() {
    let mut wrong = Vec::new();
    for (file, used) in &read() {
        for used in used {
            let (Some(from), Some(to)) = (room(file), room(used)) else { continue };
            if from != to && height(from) <= height(to) {
                wrong.push(format!("{file} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "files that use a room above their own: {wrong:#?}");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let circles = circles(&read());
    assert!(circles.is_empty(), "files that use each other: {circles:#?}");
}
