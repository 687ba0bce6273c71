//! Which file may use which: no circles of files, and modules of the server use only those below them. Today's
//! violations are listed as exceptions. An exception that is no longer needed fails, too: it has to be removed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use porch_structure::{CRATES, Uses, circles, uses};

/// The server's modules in layers, from bottom to top. A module uses those of the lines above its own, and itself.
const ROOMS: [&[&str]; 21] = [
    &["assets", "limits", "clock", "logs", "private_files", "backoff", "secrets", "sub_path", "site_models"],
    &["config", "install_check", "old_builds", "lock", "open_files"],
    &["domain", "visitors"],
    &["smtp"],
    &["moderation"],
    &["proof_of_work"],
    &["archive"],
    &["import"],
    &["storage"],
    &["live", "outbound", "passkeys"],
    &["read"],
    &["app"],
    &["resume_replies", "external_checks", "model_learning", "mail"],
    &["webhooks"],
    &["team", "delivery"],
    &["http"],
    &["control", "full_disk", "flow_control"],
    &["maintenance", "connection"],
    &["serve"],
    &["command"],
    &["lib", "main"],
];

/// Modules that use a layer above them: from, to. Each is to be removed; none is to be added.
const WRONG: [(&str, &str); 1] = [
    // The application state knows its users.
    ("app", "external_checks"),
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
    let mut found = BTreeSet::new();
    let mut seen = Vec::new();
    for (file, used) in &read() {
        for used in used {
            let (Some(from), Some(to)) = (room(file), room(used)) else { continue };
            if from != to && height(from) <= height(to) {
                found.insert((from.to_owned(), to.to_owned()));
                seen.push(format!("{file} uses {used}"));
            }
        }
    }
    let listed: BTreeSet<_> = WRONG.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
    assert_eq!(found, listed, "found on the left, listed on the right; the uses found are {seen:#?}");
}

/// The circles that are listed as exceptions: one file a line, a blank line between two circles.
fn listed() -> BTreeSet<BTreeSet<String>> {
    let text = include_str!("circles.txt");
    let circles = text.split("\n\n").map(|files| files.lines().map(str::to_owned).collect::<BTreeSet<_>>());
    circles.filter(|files| !files.is_empty()).collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let (found, listed) = (circles(&read()), listed());
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "circles that circles.txt does not list: {new:#?}; and that are gone: {gone:#?}"
    );
}
