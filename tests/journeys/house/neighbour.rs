//! People who speak to the server directly: what was said before a journey begins, or meanwhile.

use porch_protocol::{CommentId, CommentPosted, ThreadPage};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::porch::SITE;

/// Somebody with a name and a cookie, but no browser.
pub(crate) struct Neighbour {
    name: String,
    porch: String,
    origin: String,
    client: Client,
    cookie: Mutex<Option<String>>,
    /// The address that a proxy in front of the server says they have.
    address: Option<String>,
}

impl Neighbour {
    pub(super) fn new(name: &str, porch: &str, origin: &str) -> Self {
        let (name, porch, origin) = (name.to_owned(), porch.to_owned(), origin.to_owned());
        Self { name, porch, origin, client: Client::new(), cookie: Mutex::default(), address: None }
    }

    /// The same person, coming from this address.
    pub(crate) fn coming_from(self, address: &str) -> Self {
        Self { address: Some(address.to_owned()), ..self }
    }

    /// The secret half of the cookie that they were given.
    pub(crate) async fn secret(&self) -> String {
        let cookie = self.cookie.lock().await.clone().expect("no cookie was given");
        cookie.split_once('=').map(|(_, value)| value.to_owned()).expect("a cookie has a value")
    }

    /// Says something on a page.
    pub(crate) async fn says(&self, page: &str, words: &str) -> CommentPosted {
        self.posts(json!({ "page": page, "name": self.name, "body": words })).await
    }

    /// Answers somebody.
    pub(crate) async fn answers(&self, page: &str, to: &CommentPosted, words: &str) -> CommentPosted {
        self.posts(json!({ "page": page, "name": self.name, "body": words, "parent": to.comment.id })).await
    }

    /// Changes what they said.
    pub(crate) async fn edits(&self, posted: &CommentPosted, words: &str) -> CommentPosted {
        let change = json!({ "version": posted.comment.version, "body": words });
        let answer = self.sends(Method::PATCH, &format!("comments/{}", posted.comment.id), &change).await;
        read(answer).await
    }

    /// Takes it back.
    pub(crate) async fn withdraws(&self, posted: &CommentPosted) {
        let change = json!({ "version": posted.comment.version });
        let answer = self.sends(Method::DELETE, &format!("comments/{}", posted.comment.id), &change).await;
        read(answer).await;
    }

    /// Posts whatever it is; the server must take it.
    pub(crate) async fn posts(&self, comment: Value) -> CommentPosted {
        read(self.sends(Method::POST, "comments", &comment).await).await
    }

    /// Posts whatever it is; the server may refuse it.
    pub(crate) async fn tries(&self, comment: Value) -> bool {
        self.sends(Method::POST, "comments", &comment).await.status().is_success()
    }

    /// Tries to change a comment, whoever wrote it; the server may refuse it.
    pub(crate) async fn tries_to_edit(&self, id: CommentId, version: u32, words: &str) -> bool {
        let change = json!({ "version": version, "body": words });
        self.sends(Method::PATCH, &format!("comments/{id}"), &change).await.status().is_success()
    }

    /// Sends a post that somebody else sent before, without a cookie. Answers the cookie that this is given, if any.
    pub(crate) async fn repeats(&self, url: &str, headers: &[(String, String)], body: String) -> Option<String> {
        let mut request = self.client.post(url).header("origin", &self.origin).body(body);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let answer = request.send().await.unwrap();
        answer.headers().get("set-cookie").map(|cookie| cookie.to_str().unwrap().to_owned())
    }

    /// Everything that is said on a page, as it is stored.
    pub(crate) async fn reads(&self, page: &str) -> ThreadPage {
        let url = format!("{}/v1/sites/{SITE}/thread", self.porch);
        let answer = self.client.get(url).query(&[("page", page)]).send().await.unwrap();
        answer.error_for_status().unwrap().json().await.unwrap()
    }

    async fn sends(&self, method: Method, call: &str, what: &Value) -> Response {
        let url = format!("{}/v1/sites/{SITE}/{call}", self.porch);
        let mut request = self.client.request(method, url).header("origin", &self.origin).json(what);
        request = request.header("idempotency-key", Uuid::new_v4().to_string());
        if let Some(address) = &self.address {
            request = request.header("x-forwarded-for", address);
        }
        let mut cookie = self.cookie.lock().await;
        if let Some(cookie) = cookie.as_ref() {
            request = request.header("cookie", cookie);
        }
        let answer = request.send().await.unwrap();
        if let Some(given) = answer.headers().get("set-cookie") {
            *cookie = given.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        answer
    }
}

async fn read(answer: Response) -> CommentPosted {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{status}: {text}");
    serde_json::from_str(&text).unwrap()
}
