//! A server of one's own for each test, and the people who speak to it.

use std::sync::Arc;

use porch_protocol::{Changes, Comment, CommentPosted, Me, Problem, ThreadPage, Timestamp};
use porch_server::clock::Clock;
use porch_server::config::{Config, Limits, Settings};
use porch_server::server_limits::ServerLimits;
use porch_server::{App, serve};
use porch_storage::sites::{Hold, Site};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::wait::PATIENCE;

/// Where the pages of the site `bakery` lie.
pub(crate) const BAKERY: &str = "https://bakery.example";
/// Where the pages of the site `cafe` lie.
pub(crate) const CAFE: &str = "https://cafe.example";
/// A page of the bakery.
pub(crate) const RYE: &str = "https://bakery.example/rye";

/// A server that waits for longer than any test does: none is to be faster than it. A bound that is tested is made small.
pub(crate) fn patient() -> ServerLimits {
    let longer = 2 * PATIENCE;
    ServerLimits {
        head: longer,
        idle: longer,
        unread: longer,
        request: longer,
        connection: longer,
        external_check: longer,
        receiver: longer,
        end: longer,
        ..ServerLimits::default()
    }
}

/// A running server with two sites, which ends with the test.
pub(crate) struct Fixture {
    pub(crate) app: App,
    pub(crate) address: String,
    pub(crate) clock: Clock,
    pub(crate) folder: Arc<tempfile::TempDir>,
    stop: tokio::sync::oneshot::Sender<()>,
    running: tokio::task::JoinHandle<std::io::Result<()>>,
}

fn loopback() -> ipnet::IpNet {
    "127.0.0.0/8".parse().unwrap()
}

impl Fixture {
    /// Without limits on rates: most tests hurry.
    pub(crate) async fn open() -> Self {
        Self::at(Arc::new(tempfile::tempdir().unwrap()), Limits::Off).await
    }

    /// One that is reached by a name: an address of numbers has no passkeys.
    pub(crate) async fn with_a_name() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::reached_at(folder, Limits::Off, Some("localhost"), vec![loopback()], patient()).await
    }

    /// One that is reached under a sub-path, `/talk`.
    pub(crate) async fn under_a_path() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::reached_at(folder, Limits::Off, Some("localhost/talk"), vec![loopback()], patient()).await
    }

    pub(crate) async fn with_limits() -> Self {
        Self::at(Arc::new(tempfile::tempdir().unwrap()), Limits::On).await
    }

    /// With limits on rates, and no proxy in front that is believed.
    pub(crate) async fn open_to_the_world() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::reached_at(folder, Limits::On, None, Vec::new(), patient()).await
    }

    /// With limits on rates, and bounds of its own.
    pub(crate) async fn bounded(bounds: ServerLimits) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::reached_at(folder, Limits::On, Some("localhost"), vec![loopback()], bounds).await
    }

    /// The same, and no proxy in front that is believed.
    pub(crate) async fn at_the_edge(bounds: ServerLimits) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::reached_at(folder, Limits::On, Some("localhost"), Vec::new(), bounds).await
    }

    pub(crate) async fn at(folder: Arc<tempfile::TempDir>, limits: Limits) -> Self {
        Self::reached_at(folder, limits, None, vec![loopback()], patient()).await
    }

    async fn reached_at(
        folder: Arc<tempfile::TempDir>,
        limits: Limits,
        name: Option<&str>,
        trusted_proxy: Vec<ipnet::IpNet>,
        bounds: ServerLimits,
    ) -> Self {
        let clock = Clock::fixed(Timestamp(1_750_000_000_000_000));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let listen = listener.local_addr().unwrap();
        let settings = Settings {
            listen: Some(listen),
            public_url: name.map(|name| {
                let (host, path) = name.split_once('/').unwrap_or((name, ""));
                format!("http://{host}:{}/{path}", listen.port())
            }),
            limits: Some(limits),
            // What a browser does in a moment, a test would wait for.
            proof_rounds: Some(10),
            trusted_proxy,
            outbound_allow: vec![loopback()],
            ..Settings::default()
        };
        let config = Config { bounds, ..settings.check().unwrap() };
        let address = config.public_url.clone();
        let app = App::open(folder.path(), config, clock.clone()).await.unwrap();
        for (id, origin) in [("bakery", BAKERY), ("cafe", CAFE)] {
            let site = Site {
                name: None,
                id: id.into(),
                origins: vec![origin.into()],
                hold: Hold::Off,
                closed: false,
                created_at: clock.now(),
            };
            app.storage.add_site(site).await.unwrap();
        }
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let running = tokio::spawn(serve::serve(app.clone(), listener, async {
            let _ = stopped.await;
        }));
        Self { app, address, clock, folder, stop, running }
    }

    /// Ends the server in good order; returns the folder for the next one.
    pub(crate) async fn end(self) -> Arc<tempfile::TempDir> {
        let _ = self.stop.send(());
        self.running.await.unwrap().unwrap();
        self.folder
    }

    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.set(self.clock.now().plus(seconds * Timestamp::SECOND));
    }

    /// Somebody without a cookie yet, on a page of the bakery.
    pub(crate) fn visitor(&self, name: &str) -> Person {
        Person::new(self, name, "bakery", BAKERY)
    }

    /// The same on a page of the cafe.
    pub(crate) fn guest_of_the_cafe(&self, name: &str) -> Person {
        Person::new(self, name, "cafe", CAFE)
    }
}

/// Somebody with a browser of their own.
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) site: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) address: String,
    client: Client,
    cookie: std::sync::Mutex<Option<String>>,
}

/// A key that no other request has.
pub(crate) fn key() -> String {
    uuid::Uuid::new_v4().to_string()
}

impl Person {
    fn new(fixture: &Fixture, name: &str, site: &'static str, origin: &'static str) -> Self {
        let client = Client::builder().timeout(PATIENCE).build().unwrap();
        let cookie = std::sync::Mutex::default();
        Self { name: name.into(), site, origin, address: fixture.address.clone(), client, cookie }
    }

    pub(crate) fn url(&self, rest: &str) -> String {
        format!("{}/v1/sites/{}/{rest}", self.address, self.site)
    }

    /// Any request, with this person's origin and cookie.
    pub(crate) async fn asks(&self, method: Method, url: &str, headers: HeaderMap, body: Option<Value>) -> Response {
        let mut request = self.client.request(method, url).header("origin", self.origin).headers(headers);
        if let Some(cookie) = self.cookie.lock().unwrap().as_ref() {
            request = request.header("cookie", cookie);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        if let Some(cookie) = response.headers().get("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            *self.cookie.lock().unwrap() = Some(pair);
        }
        response
    }

    pub(crate) async fn gets(&self, rest: &str) -> Response {
        self.asks(Method::GET, &self.url(rest), HeaderMap::new(), None).await
    }

    pub(crate) async fn sends(&self, method: Method, rest: &str, key: &str, body: Value) -> Response {
        let headers = HeaderMap::from_iter([("idempotency-key".parse().unwrap(), HeaderValue::from_str(key).unwrap())]);
        self.asks(method, &self.url(rest), headers, Some(body)).await
    }

    pub(crate) fn words(&self, page: &str, body: &str) -> Value {
        json!({ "page": page, "name": self.name, "body": body })
    }

    pub(crate) async fn posts(&self, page: &str, body: &str) -> CommentPosted {
        let response = self.sends(Method::POST, "comments", &key(), self.words(page, body)).await;
        assert_eq!(response.status(), StatusCode::CREATED, "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }

    pub(crate) async fn replies(&self, page: &str, to: &CommentPosted, body: &str) -> CommentPosted {
        let mut words = self.words(page, body);
        words["parent"] = json!(to.comment.id);
        let response = self.sends(Method::POST, "comments", &key(), words).await;
        assert_eq!(response.status(), StatusCode::CREATED, "{}", response.text().await.unwrap());
        response.json().await.unwrap()
    }

    pub(crate) async fn edits(&self, posted: &CommentPosted, version: u32, body: &str) -> Response {
        let rest = format!("comments/{}", posted.comment.id);
        self.sends(Method::PATCH, &rest, &key(), json!({ "version": version, "body": body })).await
    }

    pub(crate) async fn withdraws(&self, posted: &CommentPosted, version: u32) -> Response {
        let rest = format!("comments/{}", posted.comment.id);
        self.sends(Method::DELETE, &rest, &key(), json!({ "version": version })).await
    }

    pub(crate) async fn reads(&self, page: &str) -> ThreadPage {
        self.gets(&format!("thread?page={page}")).await.json().await.unwrap()
    }

    pub(crate) async fn reads_the_page(&self, page: &str) -> String {
        self.gets(&format!("fragment?page={page}")).await.text().await.unwrap()
    }

    pub(crate) async fn hears_since(&self, page: &str, cursor: &str) -> Changes {
        self.gets(&format!("changes?page={page}&since={cursor}")).await.json().await.unwrap()
    }

    pub(crate) async fn me(&self, page: &str) -> Me {
        self.gets(&format!("me?page={page}")).await.json().await.unwrap()
    }
}

/// The problem in an answer, whose status must be this one.
pub(crate) async fn problem(response: Response, status: u16) -> Problem {
    let text = format!("{response:?}");
    let kind = response.headers().get("content-type").cloned();
    assert_eq!(response.status().as_u16(), status, "{text}");
    assert_eq!(kind.unwrap(), "application/problem+json", "{text}");
    let problem: Problem = response.json().await.unwrap();
    assert_eq!(problem.status, status);
    problem
}

/// A comment as its author gets it: readers get the author's public id with it.
pub(crate) fn as_to_its_author(mut comment: Comment) -> Comment {
    if let Some(author) = &mut comment.author {
        assert!(author.id.take().is_some(), "readers get the author's id");
    }
    comment
}

/// The words of a comment, for comparing.
pub(crate) fn said(comment: &Comment) -> String {
    comment.body.as_ref().map(porch_domain::markup::plain_text).unwrap_or_default()
}
