//! Tests that each command is one request to an endpoint, and that each endpoint has a command.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request;
use clap::{Command, CommandFactory, Parser};
use porch_server::control::{SOCKET, endpoints};
use porch_server::lock::Lock;
use tokio::net::UnixListener;

use super::{Arguments, execute};

/// The commands that ask no server.
const LOCAL: [&str; 4] = ["serve", "config", "restore", "read-import"];
const ID: &str = "00000000-0000-7000-8000-000000000001";
/// An example of each other command, and its endpoint. `ID`, `NEW` and `FILE` stand for a comment, a file that does not exist
/// yet and one that does.
const COMMANDS: [(&str, &str); 52] = [
    ("site add bakery --origin https://bakery.example", "/site/add"),
    ("site list", "/site/list"),
    ("site set hold=off", "/site/set"),
    ("site check add openai --url https://check.example", "/check/add"),
    ("site check list", "/check/list"),
    ("site check remove openai", "/check/remove"),
    ("site check test openai", "/check/test"),
    ("comment approve ID", "/comment/change"),
    ("comment send-back ID --why x", "/comment/change"),
    ("comment decline ID --why x", "/comment/change"),
    ("comment decline ID --why x --alike", "/comment/change-alike"),
    ("comment remove ID --why x", "/comment/change"),
    ("comment restore ID", "/comment/change"),
    ("comment spam ID", "/comment/change"),
    ("comment not-spam ID", "/comment/change"),
    ("comment keep ID", "/comment/change"),
    ("comment undo ID", "/comment/undo"),
    ("comment erase ID --why x", "/comment/erase"),
    ("person erase somebody", "/person/erase"),
    ("comment pause ID --for 30m", "/comment/cool"),
    ("token", "/token"),
    ("team", "/team"),
    ("welcome", "/welcome"),
    ("page move /old /new", "/page/move"),
    ("page close /rye", "/page/set"),
    ("page open /rye", "/page/set"),
    ("page slow 30 /rye", "/page/set"),
    ("ban add --comment ID --why x", "/ban/add"),
    ("ban list", "/ban/list"),
    ("ban remove somebody", "/ban/remove"),
    ("person merges ID", "/person/merges"),
    ("person unmerge ID", "/person/unmerge"),
    ("rule add casino", "/rule/change"),
    ("rule list", "/rule/list"),
    ("rule remove casino", "/rule/change"),
    ("waiting", "/waiting"),
    ("log", "/log"),
    ("spam show", "/spam/show"),
    ("spam export NEW", "/spam/export"),
    ("spam import FILE", "/spam/import"),
    ("spam reset", "/spam/reset"),
    ("spam relearn", "/spam/relearn"),
    ("webhook add https://hooks.example", "/webhook/add"),
    ("webhook list", "/webhook/list"),
    ("webhook remove ID", "/webhook/remove"),
    ("webhook rotate ID", "/webhook/rotate"),
    ("webhook test ID", "/webhook/test"),
    ("sso key add --public-key FILE", "/sso/key/add"),
    ("sso key list", "/sso/key/list"),
    ("sso key state ID retiring", "/sso/key/state"),
    ("sso key remove ID", "/sso/key/remove"),
    ("outbox", "/outbox"),
];
/// The same for the commands about all data.
const DATA_COMMANDS: [(&str, &str); 6] = [
    ("import disqus FILE", "/import"),
    ("export", "/export"),
    ("backup NEW", "/backup"),
    ("ready", "/ready"),
    ("check", "/check"),
    ("reindex", "/search/reindex"),
];
/// What a command asks first that names no site.
const NAMES: &str = "/site/names";

/// A server that has one site, does nothing, and notes the path of each request.
fn noting_server(folder: &Path) -> Arc<Mutex<Vec<String>>> {
    let paths = Arc::new(Mutex::new(Vec::new()));
    let noted = paths.clone();
    let router = Router::new().fallback(move |request: Request| async move {
        let path = request.uri().path().to_owned();
        let answer = if path == NAMES { "bakery\n" } else { "" };
        noted.lock().unwrap().push(path);
        answer
    });
    let listener = UnixListener::bind(folder.join(SOCKET)).unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    paths
}

/// The commands of the program that have none below them.
fn leaves(command: &Command, above: &str, all: &mut BTreeSet<String>) {
    for below in command.get_subcommands() {
        let name = format!("{above} {}", below.get_name()).trim().to_owned();
        if below.has_subcommands() {
            leaves(below, &name, all);
        } else {
            all.insert(name);
        }
    }
}

#[tokio::test]
async fn each_command_has_an_endpoint_and_each_endpoint_a_command() {
    let folder = tempfile::tempdir().unwrap();
    let _held_by_the_server = Lock::take(folder.path(), "porch serve").unwrap();
    let paths = noting_server(folder.path());
    let data = folder.path().to_str().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let mut called = BTreeSet::new();
    for (number, (line, endpoint)) in COMMANDS.into_iter().chain(DATA_COMMANDS).enumerate() {
        let words = line.split(' ').map(|word| match word {
            "ID" => ID.to_owned(),
            "FILE" => file.display().to_string(),
            "NEW" => folder.path().join(number.to_string()).display().to_string(),
            word => word.to_owned(),
        });
        let all = ["porch".to_owned(), "--data".to_owned(), data.to_owned()].into_iter().chain(words);
        let arguments = Arguments::try_parse_from(all).unwrap_or_else(|error| panic!("{line}: {error}"));
        // What becomes of an empty answer is not the question here.
        let _ = execute(arguments).await;
        let mut sent = std::mem::take(&mut *paths.lock().unwrap());
        called.extend(sent.iter().cloned());
        sent.retain(|path| path != NAMES);
        assert_eq!(sent, [endpoint], "{line}");
    }
    let all: BTreeSet<String> = endpoints::PATHS.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(called, all, "the endpoints that a command calls, and all of them");
}

#[test]
fn each_command_of_the_program_is_among_the_examples() {
    let mut all = BTreeSet::new();
    leaves(&Arguments::command(), "", &mut all);
    for command in all {
        let is_example = |(line, _): &(&str, &str)| *line == command || line.starts_with(&format!("{command} "));
        let found = COMMANDS.iter().chain(&DATA_COMMANDS).any(is_example);
        assert!(found || LOCAL.contains(&command.as_str()), "{command} has no example");
    }
}
