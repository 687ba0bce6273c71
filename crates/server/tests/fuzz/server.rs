//! A server without a socket: requests go straight into its router, so that thousands of them take a moment.

use std::sync::OnceLock;

use axum::body::Body;
use http::{Method, Request, StatusCode};
use porch_protocol::Timestamp;
use porch_server::App;
use porch_server::clock::Clock;
use porch_server::config::{Limits, Settings};
use porch_storage::sites::{Hold, Site};
use tower::ServiceExt;

/// The origin of its site `bakery`.
pub(crate) const BAKERY: &str = "https://bakery.example";

pub(crate) struct Server {
    pub(crate) app: App,
    /// Built once: it carries the description of every route, which costs more than most requests.
    routes: axum::Router,
    pub(crate) runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) text: String,
}

/// The one server of all targets.
pub(crate) fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let proxies = ["127.0.0.0/8", "10.0.0.0/8"].map(|net| net.parse().unwrap());
        let settings = Settings { limits: Some(Limits::Off), trusted_proxy: proxies.to_vec(), ..Settings::default() };
        let app = runtime.block_on(async {
            let clock = Clock::fixed(Timestamp(1_750_000_000_000_000));
            let app = App::open(folder.path(), settings.check().unwrap(), clock.clone()).await.unwrap();
            let origins = vec![BAKERY.to_owned()];
            let (id, created_at) = ("bakery".into(), clock.now());
            let site = Site { id, name: None, origins, hold: Hold::Off, closed: false, created_at };
            app.storage.add_site(site).await.unwrap();
            app
        });
        let routes = porch_server::http::router(app.clone());
        Server { app, routes, runtime, _folder: folder }
    })
}

impl Server {
    /// Sends a request whose headers are any bytes that a header can hold; others are left out.
    pub(crate) fn asks(&self, method: Method, path: &str, headers: &[(&str, &[u8])], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("origin", BAKERY);
        for (name, value) in headers {
            if let Ok(value) = http::HeaderValue::from_bytes(value) {
                request = request.header(*name, value);
            }
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        self.runtime.block_on(async {
            let response = self.routes.clone().oneshot(request).await.unwrap();
            let status = response.status();
            let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            Answer { status, text: String::from_utf8(bytes.to_vec()).unwrap() }
        })
    }

    pub(crate) fn posts(&self, body: &str) -> Answer {
        let key = uuid::Uuid::new_v4().to_string();
        let headers: [(&str, &[u8]); 2] = [("content-type", b"application/json"), ("idempotency-key", key.as_bytes())];
        self.asks(Method::POST, "/v1/sites/bakery/comments", &headers, body)
    }
}
