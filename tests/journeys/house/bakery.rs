//! The business's own site: a small server that knows nothing of Porch but the two lines.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::page::Page;

/// A site on an address that is another site than the server's.
pub(crate) struct Bakery {
    shelf: Shelf,
    /// The port of `localhost` it serves at.
    pub(crate) port: u16,
    serving: JoinHandle<()>,
}

/// Every page by its path, and the address the two lines name.
#[derive(Clone, Default)]
struct Shelf {
    pages: Arc<Mutex<HashMap<String, Page>>>,
    talk: Arc<Mutex<String>>,
}

impl Bakery {
    /// Opens the site. Every path shows a plain page until another is put there.
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shelf = Shelf::default();
        let router = Router::new().fallback(show).with_state(shelf.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { shelf, port, serving }
    }

    /// From now on the two lines name this address.
    pub(crate) fn talks_at(&self, talk: &str) {
        talk.clone_into(&mut self.shelf.talk.lock().unwrap());
    }

    /// Puts a page at a path.
    pub(crate) fn shows(&self, path: &str, page: Page) {
        self.shelf.pages.lock().unwrap().insert(path.into(), page);
    }
}

impl Drop for Bakery {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn show(State(shelf): State<Shelf>, request: Request) -> Response {
    match request.uri().path() {
        "/icon.svg" => return StatusCode::NOT_FOUND.into_response(),
        "/cookie" => return cookie(request.headers()),
        _ => {}
    }
    let page = shelf.pages.lock().unwrap().get(request.uri().path()).cloned().unwrap_or_else(Page::plain);
    let mut response = Html(page.html(&shelf.talk.lock().unwrap())).into_response();
    if let Some(csp) = page.csp() {
        let csp = csp.replace("{talk}", &shelf.talk.lock().unwrap());
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_str(&csp).unwrap());
    }
    response
}

/// Gives an ordinary cookie and says which cookies came: it tells whether a browser refuses those of third parties.
fn cookie(headers: &HeaderMap) -> Response {
    let came = headers.get(header::COOKIE).cloned().unwrap_or_else(|| HeaderValue::from_static(""));
    let mut response = came.to_str().unwrap().to_owned().into_response();
    let given = HeaderValue::from_static("control=1; Path=/; Secure; SameSite=None");
    response.headers_mut().insert(header::SET_COOKIE, given);
    if let Some(origin) = headers.get(header::ORIGIN) {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        let yes = HeaderValue::from_static("true");
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
    }
    response
}
