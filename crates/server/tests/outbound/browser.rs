//! A visitor's browser: one cookie, on pages of one site.

use std::sync::Mutex;

use porch_protocol::{CommentId, CommentPosted, Me};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use super::fixture::Fixture;
use super::sink::{Mail, Sink};
use porch_protocol::visitor_mail::StoredAboutMe;
use porch_server::config::Settings;

pub(crate) const ADA: &str = "ada@lovelace.example";

/// The settings of a server that sends its mail there.
pub(crate) fn mailing(sink: &Sink) -> Settings {
    let (smtp, mail_from) = (Some(sink.url.clone().into()), Some("porch@talk.example".to_owned()));
    Settings { smtp, mail_from, ..Settings::default() }
}

/// A server with two sites that sends its mail there.
pub(crate) async fn two_sites(sink: &Sink) -> Fixture {
    let fixture = Fixture::with(mailing(sink)).await;
    fixture.verb("/site/add", json!({ "name": "cafe", "origins": ["https://cafe.example"] })).await.unwrap();
    fixture
}

/// A browser without a cookie at first.
pub(crate) struct Browser {
    pub(crate) server: String,
    pub(crate) site: &'static str,
    pub(crate) cookie: Mutex<Option<String>>,
    pub(crate) client: Client,
}

impl Browser {
    pub(crate) fn new(server: &str, site: &'static str) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { server: server.to_owned(), site, cookie: Mutex::default(), client }
    }

    /// A browser with the same cookie as this one has now: a copy that somebody took.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self::new(&self.server, self.site);
        copy.cookie.lock().unwrap().clone_from(&self.cookie.lock().unwrap());
        copy
    }

    /// Another site in the same browser, whose cookie is one for both.
    pub(crate) fn at(&self, site: &'static str) -> Self {
        Self { site, ..self.copy() }
    }

    pub(crate) async fn requests(&self, method: Method, url: &str, body: Option<Value>) -> Response {
        let request = self.client.request(method, url).header("origin", format!("https://{}.example", self.site));
        let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
        let cookie = self.cookie.lock().unwrap().clone();
        let request = cookie.into_iter().fold(request, |request, cookie| request.header("cookie", cookie));
        let request = body.iter().fold(request, reqwest::RequestBuilder::json);
        let response = request.send().await.unwrap();
        if let Some(cookie) = response.headers().get("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            *self.cookie.lock().unwrap() = Some(pair);
        }
        response
    }

    pub(crate) async fn sends(&self, rest: &str, body: Value) -> Response {
        self.requests(Method::POST, &format!("{}/v1/sites/{}/{rest}", self.server, self.site), Some(body)).await
    }

    pub(crate) async fn gets(&self, rest: &str) -> Response {
        self.requests(Method::GET, &format!("{}/v1/sites/{}/{rest}", self.server, self.site), None).await
    }

    pub(crate) async fn posts(&self, name: &str, body: &str) -> CommentPosted {
        let page = format!("https://{}.example/rye", self.site);
        let posted = self.sends("comments", json!({ "page": page, "name": name, "body": body })).await;
        assert!(posted.status().is_success(), "{}", posted.text().await.unwrap());
        posted.json().await.unwrap()
    }

    pub(crate) async fn replies(&self, parent: CommentId, name: &str, body: &str) -> CommentPosted {
        let page = format!("https://{}.example/rye", self.site);
        let reply = json!({ "page": page, "parent": parent, "name": name, "body": body });
        let posted = self.sends("comments", reply).await;
        assert!(posted.status().is_success(), "{}", posted.text().await.unwrap());
        posted.json().await.unwrap()
    }

    pub(crate) async fn withdraws(&self, posted: &CommentPosted) -> StatusCode {
        let url = format!("{}/v1/sites/{}/comments/{}", self.server, self.site, posted.comment.id);
        self.requests(Method::DELETE, &url, Some(json!({ "version": posted.comment.version }))).await.status()
    }

    pub(crate) async fn edits(&self, posted: &CommentPosted, body: &str) -> StatusCode {
        let url = format!("{}/v1/sites/{}/comments/{}", self.server, self.site, posted.comment.id);
        let body = json!({ "version": posted.comment.version, "body": body });
        self.requests(Method::PATCH, &url, Some(body)).await.status()
    }

    pub(crate) async fn me(&self) -> Me {
        self.gets(&format!("me?page=https://{}.example/rye", self.site)).await.json().await.unwrap()
    }

    pub(crate) async fn stored(&self) -> StoredAboutMe {
        self.gets("me").await.json().await.unwrap()
    }

    pub(crate) async fn asks_for_code(&self, address: &str) -> StatusCode {
        self.sends("me/mail", json!({ "mail": address })).await.status()
    }

    pub(crate) async fn types(&self, address: &str, code: &str) -> StatusCode {
        self.sends("me/mail/confirm", json!({ "mail": address, "code": code })).await.status()
    }

    /// Asks for a code and reads the mail.
    pub(crate) async fn gets_code(&self, sink: &mut Sink, address: &str) -> String {
        assert_eq!(self.asks_for_code(address).await, StatusCode::ACCEPTED);
        code(&sink.next().await)
    }

    /// Confirms an address.
    pub(crate) async fn confirms(&self, sink: &mut Sink, address: &str) -> Value {
        let code = self.gets_code(sink, address).await;
        let answer = self.sends("me/mail/confirm", json!({ "mail": address, "code": code })).await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.unwrap()
    }
}

/// The code in a mail: eight digits in a line of their own.
pub(crate) fn code(mail: &Mail) -> String {
    let text = mail.text();
    let is_code = |line: &&str| line.len() == 8 && line.bytes().all(|byte| byte.is_ascii_digit());
    text.lines().find(is_code).unwrap_or_else(|| panic!("there is no code in {text}")).to_owned()
}

/// The code on a page.
pub(crate) fn code_in(page: &str) -> String {
    let code = page.split("<strong dir=\"ltr\">").nth(1).and_then(|rest| rest.get(..8));
    code.unwrap_or_else(|| panic!("there is no code in {page}")).to_owned()
}

/// The link in a mail with a code.
pub(crate) fn link(mail: &Mail) -> String {
    let text = mail.text();
    let found = text.split_whitespace().find(|word| word.contains("/mail/") && word.contains("/code/"));
    found.unwrap_or_else(|| panic!("there is no link in {text}")).to_owned()
}

/// A code that is not this one.
pub(crate) fn wrong(code: &str) -> String {
    code.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}
