//! Rules that a machine can check: which module may name which, how long a file may be, and what opens it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "tidy/doc_commands.rs"]
mod doc_commands;
#[path = "tidy/sql_forms.rs"]
mod sql_forms;

use std::path::{Path, PathBuf};

/// Lines of a file, tests included.
const LONGEST_FILE: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The Rust files below a folder of the repository, with their texts.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    files(folder, "rs")
}

/// The files of this kind below a folder of the repository, with their texts.
fn files(folder: &str, kind: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no sources");
    found
}

fn everything() -> Vec<(PathBuf, String)> {
    ["src", "tests", "crates", "xtask", "bench"].into_iter().flat_map(sources).collect()
}

/// Fails when a file of `folder` names one of `words`.
fn never_names(folder: &str, words: &[&str]) {
    for (path, text) in sources(folder) {
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for word in words {
            assert!(!code.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn every_file_says_first_what_lives_in_it() {
    for (path, text) in everything() {
        assert!(text.starts_with("//! "), "{} does not open with //!", path.display());
    }
}

#[test]
fn no_file_is_too_long() {
    for (path, text) in everything().into_iter().chain(files("loader", "js")) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
    }
}

#[test]
fn rules_know_neither_storage_nor_network_nor_the_clock() {
    // Cargo keeps the crates out; the standard library is there for everybody.
    never_names("crates/domain/src", &["std::env::var", "std::process", "File::open", "SystemTime", "Instant::now"]);
}

#[test]
fn the_team_is_below_the_command_line_and_the_edge() {
    never_names("crates/server/src/team", &["sqlx::query", "axum", "crate::http", "crate::control"]);
}

#[test]
fn the_acts_of_visitors_know_no_headers() {
    let words = ["sqlx::query", "axum", "http::", "crate::http", "crate::control", "crate::team"];
    never_names("crates/server/src/talk", &words);
}

#[test]
fn one_folder_of_storage_names_the_driver() {
    // Cargo keeps it out of the other crates.
    for (path, text) in sources("crates/storage/src") {
        let driver = path.components().any(|part| part.as_os_str() == "database");
        assert!(driver || !text.contains("sqlx::"), "{} names the driver", path.display());
    }
}

#[test]
fn live_notifications_know_no_comments() {
    never_names("crates/server/src", &["from_html_unchecked"]);
    let pages = std::fs::read_to_string(root().join("crates/server/src/live/pages.rs")).unwrap();
    for word in ["Comment", "Tree", "crate::http", "porch_domain"] {
        assert!(!pages.contains(word), "live/pages.rs names {word}");
    }
}

#[test]
fn one_module_of_the_server_renders_the_widget() {
    for (path, text) in sources("crates/server/src") {
        let allowed = ["fragment.rs", "conversation_page.rs"].iter().any(|name| path.ends_with(name));
        assert!(allowed || !text.contains("porch_widget"), "{} knows the widget", path.display());
    }
}

#[test]
fn no_origin_is_mirrored() {
    never_names("crates/server/src", &["mirror_request", "AllowOrigin"]);
}

#[test]
fn what_is_asked_wrongly_is_refused_in_our_own_words() {
    // Those of the framework answer what they cannot read with a plain text.
    let framework = ["Path", "Query", "Json", "Form"];
    for (path, text) in sources("crates/server/src/http") {
        let ours = ["http/request.rs", "http/site.rs"].iter().any(|name| path.ends_with(name));
        let uses = text.lines().filter(|line| line.contains("axum::extract::"));
        for line in uses.filter(|_| !ours) {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            assert!(!words.any(|word| framework.contains(&word)), "{}: {line}", path.display());
        }
    }
}

#[test]
fn one_module_of_the_server_sends_requests() {
    let words = ["reqwest", "hyper::client", "lookup_host", "TcpStream::connect", "TlsConnector"];
    for (path, text) in sources("crates/server/src") {
        // The command line speaks to a socket in the data folder.
        let allowed = ["outbound/client.rs", "control/socket.rs"].iter().any(|name| path.ends_with(name));
        for word in words {
            assert!(allowed || !text.contains(word), "{} names {word}", path.display());
        }
    }
    let client = std::fs::read_to_string(root().join("crates/server/src/control/socket.rs")).unwrap();
    assert!(
        !client.contains("TcpStream") && !client.contains("lookup_host"),
        "the command line speaks to more than the socket in the data folder"
    );
}

#[test]
fn outgoing_messages_know_no_handler_and_the_client_knows_no_storage() {
    for module in ["delivery", "webhooks", "mail", "outbound", "external_checks"] {
        never_names(&format!("crates/server/src/{module}"), &["sqlx", "crate::http", "crate::control"]);
    }
    never_names("crates/server/src/outbound", &["crate::storage", "crate::App", "crate::webhooks", "crate::mail"]);
    never_names("crates/server/src/mail", &["crate::webhooks", "crate::delivery"]);
    never_names("crates/server/src/webhooks", &["crate::delivery"]);
    never_names("crates/server/src/external_checks", &["crate::delivery", "crate::webhooks", "crate::mail"]);
}

#[test]
fn the_protocol_stays_light() {
    let manifest = std::fs::read_to_string(root().join("crates/protocol/Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let count = dependencies.lines().filter(|line| line.contains('=') || line.contains(".workspace")).count();
    assert!(count <= 3, "protocol has {count} dependencies");
}

#[test]
fn every_required_field_of_the_dashboard_has_its_own_message() {
    for (path, text) in sources("crates/dashboard/src") {
        let fields = text.matches("required=").count();
        let messages = text.matches("{ required_message(").count();
        assert_eq!(fields, messages, "{}: a required field has a message behind it", path.display());
    }
}

#[test]
fn the_dashboard_writes_one_kind_of_apostrophe() {
    for (path, text) in sources("crates/dashboard/src/text") {
        for line in text.lines().filter(|line| line.contains('"') && !line.trim_start().starts_with("//")) {
            let letters: Vec<char> = line.chars().collect();
            let straight = letters.windows(3).any(|three| {
                let [before, '\'', after] = three else { return false };
                (before.is_ascii_alphabetic() || *before == '}') && after.is_ascii_alphabetic()
            });
            assert!(!straight, "{}: {line}", path.display());
        }
    }
}

#[test]
fn each_file_that_the_architecture_names_is_there() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let bases = ["", "crates", "crates/server", "crates/server/src", "crates/dashboard/src", "src", "loader", "xtask"];
    let bases = [
        bases.as_slice(),
        &["crates/domain/src", "crates/storage/src", "crates/server/tests/api", "xtask/structure/tests"],
    ]
    .concat();
    let is_source = |name: &&str| Path::new(name).extension().is_some_and(|end| end == "rs" || end == "js");
    for name in text.split('`').skip(1).step_by(2).filter(|name| !name.starts_with('/')).filter(is_source) {
        assert!(bases.iter().any(|base| root().join(base).join(name).exists()), "there is no {name}");
    }
}
