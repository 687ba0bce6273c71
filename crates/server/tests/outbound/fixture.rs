//! A server of one's own whose receivers may live on loopback, and who writes there.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use porch_protocol::{CommentId, CommentPosted, Timestamp};
use porch_server::clock::Clock;
use porch_server::config::{Config, Limits, Settings};
use porch_server::server_limits::ServerLimits;
use porch_server::{App, control, serve};
use porch_storage::outbox::Follower;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::wait::{PATIENCE, until};

/// When the tests begin.
pub(crate) const BEGIN: Timestamp = Timestamp(1_750_000_000_000_000);

/// A server that waits for longer than any test does: none is to be faster than it.
fn patient() -> ServerLimits {
    let longer = 2 * PATIENCE;
    ServerLimits {
        head: longer,
        unread: longer,
        request: longer,
        connection: longer,
        receiver: longer,
        identity_provider: longer,
        reply_mail: Duration::ZERO,
        ..ServerLimits::default()
    }
}

/// A running server with the site `bakery`.
pub(crate) struct Fixture {
    pub(crate) app: App,
    pub(crate) clock: Clock,
    pub(crate) address: String,
    /// Of whoever wrote last.
    cookie: std::sync::Mutex<String>,
    pub(crate) settings: Settings,
    folder: Arc<tempfile::TempDir>,
    stop: tokio::sync::oneshot::Sender<()>,
    running: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Fixture {
    pub(crate) async fn open() -> Self {
        Self::with(Settings::default()).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let fixture = Self::at(folder, settings, BEGIN).await;
        let site = json!({ "name": "bakery", "origins": ["https://bakery.example"] });
        fixture.verb("/site/add", site).await.unwrap();
        fixture.sets("hold", "off").await;
        fixture
    }

    async fn at(folder: Arc<tempfile::TempDir>, settings: Settings, now: Timestamp) -> Self {
        Self::bounded(folder, settings, now, patient()).await
    }

    async fn bounded(folder: Arc<tempfile::TempDir>, settings: Settings, now: Timestamp, bounds: ServerLimits) -> Self {
        let clock = Clock::fixed(now);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let checked = Settings {
            listen: Some(listener.local_addr().unwrap()),
            limits: settings.limits.or(Some(Limits::Off)),
            outbound_allow: vec!["127.0.0.0/8".parse().unwrap()],
            ..settings.clone()
        };
        let config = Config { bounds, ..checked.check().unwrap() };
        let address = config.public_url.clone();
        let app = App::open(folder.path(), config, clock.clone()).await.unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let running = tokio::spawn(serve::serve(app.clone(), listener, async {
            let _ = stopped.await;
        }));
        Self { app, clock, address, cookie: std::sync::Mutex::default(), settings, folder, stop, running }
    }

    /// Ends in good order and starts again on the same data.
    pub(crate) async fn restarts(self) -> Self {
        let now = self.clock.now();
        let _ = self.stop.send(());
        self.running.await.unwrap().unwrap();
        Self::at(self.folder, self.settings, now).await
    }

    /// The same, and replies wait before they are mailed, as they do in earnest.
    pub(crate) async fn restarts_with_undo(self) -> Self {
        let (now, reply_mail) = (self.clock.now(), ServerLimits::default().reply_mail);
        let _ = self.stop.send(());
        self.running.await.unwrap().unwrap();
        Self::bounded(self.folder, self.settings, now, ServerLimits { reply_mail, ..patient() }).await
    }

    /// Ends, lets somebody write into the database, and starts again.
    pub(crate) async fn restarts_changed(self, changes: &[&'static str]) -> Self {
        let now = self.clock.now();
        let _ = self.stop.send(());
        self.running.await.unwrap().unwrap();
        let file = format!("sqlite://{}/porch.db", self.folder.path().display());
        let pool = sqlx::SqlitePool::connect(&file).await.unwrap();
        for change in changes {
            sqlx::query(*change).execute(&pool).await.unwrap();
        }
        pool.close().await;
        Self::at(self.folder, self.settings, now).await
    }

    /// A backup of what is there now.
    pub(crate) async fn backs_up(&self) -> std::path::PathBuf {
        let file = self.folder.path().join(format!("{}.backup", uuid::Uuid::new_v4()));
        self.app.storage.copy_to(&file).await.unwrap();
        file
    }

    /// Ends, restores a backup as the operator does, and starts again; the second value is what is said about it.
    pub(crate) async fn restores(self, backup: &std::path::Path, send_pending: bool) -> (Self, String) {
        let now = self.clock.now();
        let _ = self.stop.send(());
        self.running.await.unwrap().unwrap();
        let said = control::backups::restore(self.folder.path(), backup, send_pending).await.unwrap();
        (Self::at(self.folder, self.settings, now).await, said)
    }

    /// Time goes by, and the worker looks around.
    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.set(self.clock.now().plus(seconds * Timestamp::SECOND));
        self.app.live.log_grew.notify_one();
    }

    /// One of the operator's verbs.
    pub(crate) async fn verb(&self, path: &str, words: Value) -> Result<String, String> {
        let request = Request::post(path).header("content-type", "application/json");
        self.asks(request.body(Body::from(words.to_string())).unwrap()).await
    }

    pub(crate) async fn outbox(&self) -> String {
        self.asks(Request::get("/outbox").body(Body::empty()).unwrap()).await.unwrap()
    }

    /// Puts an export of Porch's own into the bakery.
    pub(crate) async fn imports(&self, lines: &str) -> String {
        porch_import::reader::use_program(env!("CARGO_BIN_EXE_porch"));
        let path = "/import?format=porch&site=bakery&map=&dry_run=false";
        self.asks(Request::post(path).body(Body::from(lines.to_owned())).unwrap()).await.unwrap()
    }

    async fn asks(&self, request: Request<Body>) -> Result<String, String> {
        let response = control::router(self.app.clone()).oneshot(request).await.unwrap();
        let good = response.status().is_success();
        let text = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8(text.to_vec()).unwrap();
        if good { Ok(text) } else { Err(text) }
    }

    pub(crate) async fn sets(&self, setting: &str, value: &str) {
        let set = json!({ "name": "bakery", "settings": [[setting, value]] });
        self.verb("/site/set", set).await.unwrap();
    }

    /// Somebody new writes under the bakery's rye.
    pub(crate) async fn hears(&self, name: &str, body: &str) -> CommentId {
        let page = "https://bakery.example/rye";
        let words = json!({ "page": page, "title": "Rye", "name": name, "body": body });
        let request = reqwest::Client::new().post(format!("{}/v1/sites/bakery/comments", self.address));
        let request = request.header("origin", "https://bakery.example");
        let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string()).json(&words);
        let response = request.send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.text().await.unwrap());
        let cookie = response.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().clone_into(&mut self.cookie.lock().unwrap());
        response.json::<CommentPosted>().await.unwrap().comment.id
    }

    /// Whoever wrote last writes it differently.
    pub(crate) async fn hears_differently(&self, id: CommentId, version: u32, body: &str) {
        let request = reqwest::Client::new().patch(format!("{}/v1/sites/bakery/comments/{id}", self.address));
        let request = request.header("origin", "https://bakery.example");
        let request = request.header("cookie", self.cookie.lock().unwrap().as_str());
        let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
        let response = request.json(&json!({ "version": version, "body": body })).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.text().await.unwrap());
    }

    /// Whoever wrote last asks for a second look.
    pub(crate) async fn is_asked_to_look_again(&self, id: CommentId) {
        let url = format!("{}/v1/sites/bakery/comments/{id}/second-look", self.address);
        let request = reqwest::Client::new().post(url).header("origin", "https://bakery.example");
        let request = request.header("cookie", self.cookie.lock().unwrap().as_str());
        let request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
        let response = request.json(&json!({})).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.text().await.unwrap());
    }

    /// Waits until the whole log was read and nothing waits any more.
    pub(crate) async fn has_told_all(&self) {
        for follower in [Follower::Webhooks, Follower::Mail, Follower::Replies] {
            until("the whole log to be read", async || {
                self.app.live.log_grew.notify_one();
                self.app.storage.behind(follower).await.unwrap().is_empty().then_some(())
            })
            .await;
        }
        until("the mail about replies to be stored", async || {
            let mails = self.app.mailer.is_some();
            let due = self.app.storage.due_replies(self.clock.now(), 1).await.unwrap();
            (due.is_empty() || !mails).then_some(())
        })
        .await;
        self.outbox_says(|said| said.starts_with("Nothing is still to be sent")).await;
    }

    /// Waits until the outbox says something that fits.
    pub(crate) async fn outbox_says(&self, fits: impl Fn(&str) -> bool) -> String {
        let waited = tokio::time::timeout(PATIENCE, async {
            loop {
                let said = self.outbox().await;
                if fits(&said) {
                    return said;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
        let Ok(said) = waited.await else { panic!("the outbox says {}", self.outbox().await) };
        said
    }
}
