//! The program itself, killed again and again: what was acknowledged is told, under one name each.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use porch_protocol::CommentPosted;
use serde_json::json;

use super::browser::{ADA, Browser};
use super::receiver::Receiver;
use super::sink::Sink;
use super::wait::until;

fn porch(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_porch"));
    command.arg("--data").arg(folder).env("PORCH_OUTBOUND_ALLOW", "127.0.0.0/8").env("PORCH_LOG", "error");
    command
}

fn says(folder: &Path, arguments: &[&str]) -> String {
    let output = porch(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A server that serves, and its address.
fn serve(folder: &Path, more: &[&str]) -> (Child, String) {
    let serve = ["serve", "--listen", "127.0.0.1:0", "--limits", "off"];
    let mut child = porch(folder).args(serve).args(more).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let open = lines.find_map(|line| line.unwrap().strip_prefix("Porch is open at ").map(str::to_owned));
    (child, open.unwrap())
}

async fn post(address: &str, words: &str) -> Option<String> {
    let body = json!({ "page": "https://bakery.example/rye", "name": "Ada", "body": words });
    let request = reqwest::Client::new().post(format!("{address}/v1/sites/bakery/comments")).json(&body);
    let request = request.header("origin", "https://bakery.example");
    let response = request.header("idempotency-key", uuid::Uuid::new_v4().to_string()).send().await.ok()?;
    Some(response.json::<CommentPosted>().await.ok()?.comment.id.to_string())
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_or_renamed_however_often_the_program_is_killed() {
    let (folder, mut receiver) = (tempfile::tempdir().unwrap(), Receiver::open().await);
    says(folder.path(), &["site", "add", "bakery", "--origin", "https://bakery.example"]);
    says(folder.path(), &["webhook", "add", &receiver.url, "--site", "bakery"]);
    // Some tries fail, so that some messages are known before they arrive.
    receiver.answers(&[500, 204, 500]);
    let mut acknowledged = Vec::new();
    for round in 0..6_u64 {
        let (mut child, address) = serve(folder.path(), &[]);
        for comment in 0..4 {
            acknowledged.extend(post(&address, &format!("{round} {comment}")).await);
        }
        // At another place of the worker's round each time; it is the moment that is tested.
        tokio::time::sleep(Duration::from_millis(round * 17)).await;
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(acknowledged.len(), 24);
    let (mut child, _) = serve(folder.path(), &[]);
    let mut names = HashMap::new();
    while acknowledged.iter().any(|id| !names.contains_key(id)) {
        let came = receiver.next().await;
        let comment = came.json()["data"]["comment"].as_str().unwrap().to_owned();
        let name = came.header("webhook-id").to_owned();
        assert_eq!(*names.entry(comment).or_insert_with(|| name.clone()), name);
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[tokio::test]
async fn a_kill_between_the_mail_servers_yes_and_our_note_of_it_doubles_one_mail_at_most() {
    let (folder, mut sink) = (tempfile::tempdir().unwrap(), Sink::open().await);
    let url = sink.url.clone();
    let mail = ["--smtp", &url, "--mail-from", "porch@talk.example"];
    says(folder.path(), &["site", "add", "bakery", "--origin", "https://bakery.example"]);
    says(folder.path(), &["site", "set", "bakery", "hold=all", "notify=owner@bakery.example"]);
    let (mut child, address) = serve(folder.path(), &mail);
    post(&address, "hello").await.unwrap();
    let first = sink.next().await;
    child.kill().unwrap();
    child.wait().unwrap();
    let (mut child, _) = serve(folder.path(), &mail);
    let said = async || says(folder.path(), &["outbox"]).starts_with("Nothing is still to be sent").then_some(());
    until("the outbox to be empty", said).await;
    child.kill().unwrap();
    child.wait().unwrap();
    let more: Vec<_> = std::iter::from_fn(|| sink.has()).collect();
    assert!(more.len() <= 1, "{}", more.len());
    assert!(more.iter().all(|mail| mail.id() == first.id()));
}

#[tokio::test]
async fn a_kill_behind_a_mail_about_a_reply_doubles_it_at_most_under_the_same_id() {
    let (folder, mut sink) = (tempfile::tempdir().unwrap(), Sink::open().await);
    let url = sink.url.clone();
    let mail = ["--smtp", &url, "--mail-from", "porch@talk.example"];
    says(folder.path(), &["site", "add", "bakery", "--origin", "https://bakery.example"]);
    says(folder.path(), &["site", "set", "bakery", "hold=off", "proof=off"]);
    let (mut child, address) = serve(folder.path(), &mail);
    let ada = Browser::new(&address, "bakery");
    let opening = ada.posts("Ada", "Is the rye vegan?").await;
    ada.confirms(&mut sink, ADA).await;
    Browser::new(&address, "bakery").replies(opening.comment.id, "Ben", "It is.").await;
    let first = sink.next().await;
    child.kill().unwrap();
    child.wait().unwrap();
    let (mut child, _) = serve(folder.path(), &mail);
    let said = async || says(folder.path(), &["outbox"]).starts_with("Nothing is still to be sent").then_some(());
    until("the outbox to be empty", said).await;
    child.kill().unwrap();
    child.wait().unwrap();
    let more: Vec<_> = std::iter::from_fn(|| sink.has()).collect();
    assert!(more.len() <= 1, "{}", more.len());
    assert!(more.iter().all(|mail| mail.id() == first.id() && mail.text() == first.text()));
}
