//! Every kind of event comes back from the log as it went in.

use std::path::Path;

use super::logged::LoggedEvent;
use super::{EventData, EventKind, UnknownKind};

/// What the program wrote before it had types for it: a line is a kind and its data.
const WRITTEN: &str = include_str!("../../../storage/tests/storage/log_bytes.txt");

fn written() -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    let lines = WRITTEN.lines().map(|line| line.split_once(' ').unwrap());
    lines.map(|(kind, data)| (kind, Some(data).filter(|data| *data != "-")))
}

#[test]
fn every_kind_comes_back_from_its_word() {
    for kind in EventKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(*kind));
    }
    assert_eq!("comment_sung".parse::<EventKind>(), Err(UnknownKind("comment_sung".into())));
}

#[test]
fn what_older_programs_wrote_is_read_and_written_again_with_the_same_bytes() {
    for (word, data) in written() {
        let kind: EventKind = word.parse().unwrap();
        let event = EventData::read(kind, data).unwrap();
        assert_eq!((event.kind(), event.to_json().unwrap().as_deref()), (kind, data));
        let says = |name: &str| data.is_some_and(|data| data.contains(&format!("\"{name}\":")));
        assert_eq!((event.member().is_some(), event.decision().is_some()), (says("person"), says("earlier")), "{word}");
    }
    for kind in EventKind::ALL {
        assert!(written().any(|(word, _)| word == kind.as_str()), "{kind:?} is not among what was written");
    }
}

#[test]
fn a_log_of_a_newer_program_or_a_damaged_row_is_known_by_its_word() {
    for (word, data) in [
        ("comment_sung", Some("{}")),
        ("comment_sung", None),
        ("banned", Some("{\"kind\":\"planet\",\"who\":\"x\",\"until\":null}")),
        ("banned", None),
        ("page_moved", Some("{\"from\":")),
        ("member_left", Some("[]")),
    ] {
        let event = LoggedEvent::read(word, data);
        assert_eq!(event, LoggedEvent::Unknown(word.to_owned()), "{data:?}");
        assert_eq!((event.word(), event.kind(), event.data()), (word, word.parse().ok(), None));
    }
    assert!(EventData::read(EventKind::Banned, None).unwrap_err().to_string().contains("banned"));
}

#[test]
fn old_logs_say_less_and_newer_ones_more() {
    for (word, data) in [
        ("member_added", r#"{"person":"m1","role":"host"}"#),
        ("imported", r#"{"format":"disqus","comments":1,"known":0,"pages":1,"left_out":0,"whole":true}"#),
        ("site_set", r#"{"hold":"all","closed":null}"#),
        ("owner_mail_set", r#"{"enabled":true,"addresses":2}"#),
        ("webhook_added", r#"{"webhook":"w","shape":"standard","events":[]}"#),
        ("comment_declined", r#"{"from":"held","hold":"a_reason_to_come","earlier":null}"#),
        ("comment_declined", r#"{"from":"held","hold":"spam","earlier":null,"mood":"calm"}"#),
    ] {
        assert!(matches!(LoggedEvent::read(word, Some(data)), LoggedEvent::Known(_)), "{word} {data}");
    }
}

/// The code of the files below a folder, without its tests and without the table of kinds.
fn code(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        if path.is_dir() {
            code(&path, found);
        } else if !name.contains("/domain/src/event/") && !name.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((name, text.split("#[cfg(test)]").next().unwrap_or_default().to_owned()));
        }
    }
}

#[test]
fn no_other_code_spells_a_kind() {
    let mut files = Vec::new();
    for name in ["domain", "import", "server", "storage"] {
        code(&Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(name).join("src"), &mut files);
    }
    assert!(files.len() > 100, "the code was not found");
    // A single word is the name of other things as well.
    let kinds = EventKind::ALL.iter().map(|kind| kind.as_str()).filter(|kind| kind.contains('_'));
    for (kind, (file, text)) in kinds.flat_map(|kind| files.iter().map(move |file| (kind, file))) {
        assert!(!text.contains(&format!("\"{kind}\"")) && !text.contains(&format!("'{kind}'")), "{file} has {kind}");
    }
}
