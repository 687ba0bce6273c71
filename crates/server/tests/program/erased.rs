//! What was erased is in no file of the data folder: neither in the database nor in its log of writes, in an export or in the
//! log. Each visitor writes a word of their own into every field that there is, and is erased in a way of their own.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

use crate::running::{Running, porch, says, with_bakery};
use crate::sink::Sink;
use crate::wait::until;

const PAGE: &str = "https://bakery.example/rye";

/// A visitor whose words all have a mark.
struct Visitor {
    mark: &'static str,
    server: String,
    cookie: Mutex<Option<String>>,
    client: Client,
}

impl Visitor {
    fn new(server: &Running, mark: &'static str) -> Self {
        Self { mark, server: server.address.clone(), cookie: Mutex::default(), client: Client::new() }
    }

    async fn asks(&self, method: Method, rest: &str, body: Option<Value>) -> Response {
        let request = self.client.request(method, format!("{}/v1/sites/bakery/{rest}", self.server));
        let request = request.header("origin", "https://bakery.example");
        let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
        let cookie = self.cookie.lock().unwrap().clone();
        let request = cookie.into_iter().fold(request, |request, cookie| request.header("cookie", cookie));
        let response = body.iter().fold(request, reqwest::RequestBuilder::json).send().await.unwrap();
        if let Some(cookie) = response.headers().get("set-cookie") {
            *self.cookie.lock().unwrap() = cookie.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        assert!(response.status().is_success(), "{rest}: {} {}", response.status(), response.text().await.unwrap());
        response
    }

    /// A comment: its id. The name has the mark, where that is to be erased, too.
    async fn says(&self, page: &str, name: &str, parent: Option<&str>) -> String {
        let body = format!("{}-words and *{}-more*", self.mark, self.mark);
        let mut words = json!({ "page": page, "name": name, "title": format!("{}-title", self.mark), "body": body });
        if let Some(parent) = parent {
            words["parent"] = json!(parent);
        }
        let posted: Value = self.asks(Method::POST, "comments", Some(words)).await.json().await.unwrap();
        posted["comment"]["id"].as_str().unwrap().to_owned()
    }

    async fn edits(&self, id: &str, version: u32) {
        let body = json!({ "version": version, "body": format!("{}-edited", self.mark) });
        self.asks(Method::PATCH, &format!("comments/{id}"), Some(body)).await;
    }

    async fn reports(&self, id: &str) {
        let reason = json!({ "reason": format!("{}-reason", self.mark) });
        self.asks(Method::POST, &format!("comments/{id}/reports"), Some(reason)).await;
    }

    /// Asks for a code that comes, types it, and asks for one to another address.
    async fn confirms(&self, sink: &mut Sink) {
        let mail = format!("{}-mail@bakery.example", self.mark);
        self.asks(Method::POST, "me/mail", Some(json!({ "mail": mail }))).await;
        let text = sink.next().await.text();
        let code = text.lines().find(|line| line.len() == 8 && line.bytes().all(|byte| byte.is_ascii_digit())).unwrap();
        self.asks(Method::POST, "me/mail/confirm", Some(json!({ "mail": mail, "code": code }))).await;
        let other = format!("{}-other@bakery.example", self.mark);
        self.asks(Method::POST, "me/mail", Some(json!({ "mail": other }))).await;
        sink.next().await;
    }
}

/// The files of a folder that have a text, by name.
fn files_with(folder: &Path, text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                let bytes = std::fs::read(&path).unwrap();
                if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                    found.insert(path.file_name().unwrap().to_string_lossy().into_owned());
                }
            }
        }
    }
    found
}

fn does(data: &Path, arguments: &[&str]) -> String {
    let output = says(data, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Everything that a visitor can fill, with the mark in it. The first comment.
async fn fills(visitor: &Visitor, others: &str, data: &Path) -> String {
    let (mark, name) = (visitor.mark, format!("{}-name", visitor.mark));
    let first = visitor.says(&format!("{PAGE}/{}", mark.to_lowercase()), &name, None).await;
    // The team's history has something about it: its earlier text is kept.
    does(data, &["comment", "keep", &first]);
    visitor.edits(&first, 1).await;
    let second = visitor.says(PAGE, &name, Some(others)).await;
    // What is removed can be appealed.
    does(data, &["comment", "remove", &second, "--why", &format!("{mark}-why")]);
    visitor.asks(Method::POST, &format!("comments/{second}/second-look"), Some(json!({}))).await;
    visitor.reports(others).await;
    visitor.asks(Method::POST, "me/about", Some(json!({ "about": format!("{mark}-about") }))).await;
    first
}

#[tokio::test]
async fn what_was_erased_is_in_no_file_of_the_data_folder() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let mut sink = Sink::open().await;
    let server = Running::serve(porch(&data), &["--smtp", &sink.url, "--mail-from", "porch@talk.example"]);
    let others = Visitor::new(&server, "OTHERS").says(PAGE, "Ben", None).await;

    let own = Visitor::new(&server, "OWN-MARK");
    fills(&own, &others, &data).await;
    own.confirms(&mut sink).await;
    let by_operator = Visitor::new(&server, "ASKED-MARK");
    let comment = fills(&by_operator, &others, &data).await;
    by_operator.confirms(&mut sink).await;
    let one_comment = Visitor::new(&server, "COMMENT-MARK");
    let erased = one_comment.says(&format!("{PAGE}/one"), "Cara", None).await;
    does(&data, &["comment", "keep", &erased, "--why", "COMMENT-MARK"]);
    one_comment.edits(&erased, 1).await;
    let withdrawn = Visitor::new(&server, "GONE-MARK");
    let taken_back = withdrawn.says(&format!("{PAGE}/two"), "Dan", None).await;
    does(&data, &["comment", "keep", &taken_back]);
    withdrawn.edits(&taken_back, 1).await;
    let marks = [own.mark, by_operator.mark, one_comment.mark, withdrawn.mark];
    for mark in marks {
        assert!(!files_with(&data, mark).is_empty(), "{mark} was never there");
    }

    own.asks(Method::DELETE, "me", None).await;
    does(&data, &["person", "erase", "--comment", &comment]);
    does(&data, &["comment", "erase", &erased, "--why", "asked for"]);
    let version = json!({ "version": 2 });
    withdrawn.asks(Method::DELETE, &format!("comments/{taken_back}"), Some(version)).await;

    // Also while the server runs, once it has got to it.
    for mark in marks {
        let mark = mark.to_owned();
        until(&format!("{mark} to be gone"), async || files_with(&data, &mark).is_empty().then_some(())).await;
    }
    let export = does(&data, &["export"]);
    let log = server.end();
    std::fs::write(data.join("export.jsonl"), &export).unwrap();
    std::fs::write(data.join("porch.log"), &log).unwrap();
    does(&data, &["backup", data.join("backup.db").to_str().unwrap()]);
    for mark in marks {
        assert_eq!(files_with(&data, mark), BTreeSet::new(), "{mark}\n{log}");
    }
    assert!(export.contains("OTHERS-words"), "what others wrote stays");
    assert!(does(&data, &["check"]).contains("complete"), "the database is sound");
}
