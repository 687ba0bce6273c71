//! One or more tests for each public function of `Storage`, run on each database.

mod conversations;
mod erasing;
mod erasing_people;
mod files;
mod indexed_comments;
mod lists;
mod missed_searches;
mod outgoing;
mod profiles;
mod public_pages;
mod replies;
mod settings;
pub(crate) mod sign_in;
mod sign_ins;
mod team;
pub(crate) mod visitors;

use std::path::Path;

use porch_protocol::{CommentId, DecisionKind, Status, Timestamp};
use porch_storage::Storage;
use porch_storage::comments::{Changed, CommentChange, CommentUpdate};

const NOW: Timestamp = Timestamp(5_000);
const LATER: Timestamp = Timestamp(9_000);

/// A decision of the team.
fn decision(id: CommentId, verb: DecisionKind, to: Status) -> CommentChange {
    CommentChange {
        site: "bakery".into(),
        id,
        by: None,
        version: None,
        from: Status::ALL.to_vec(),
        to: CommentUpdate::Decided(verb, to, "marta".into()),
        reason: Some("why".into()),
        now: NOW,
        key: None,
    }
}

async fn decide(storage: &Storage, id: CommentId, verb: DecisionKind, to: Status) {
    assert!(matches!(storage.change_comment(decision(id, verb, to)).await.unwrap(), Changed::Done(..)));
}

fn texts(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                texts.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}

/// The public functions of `Storage`, out of its sources.
fn functions() -> Vec<String> {
    let function = regex::Regex::new(r"(?m)^    pub (?:async )?fn (\w+)\(\s*&self").unwrap();
    let mut functions = Vec::new();
    for text in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        for part in text.split("\nimpl Storage {\n").skip(1) {
            let part = part.split("\n}\n").next().unwrap_or_default();
            functions.extend(function.captures_iter(part).map(|found| found[1].to_owned()));
        }
    }
    assert!(functions.len() > 150, "only {} functions are found", functions.len());
    functions
}

#[test]
fn each_function_of_the_storage_is_in_the_contract() {
    let mut tests = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/storage"));
    tests.push(std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/storage.rs")).unwrap());
    let calls = |name: &String| tests.iter().any(|test| test.contains(&format!(".{name}(")));
    let missing: Vec<_> = functions().into_iter().filter(|name| !calls(name)).collect();
    assert!(missing.is_empty(), "no contract test calls {missing:?}");
}
