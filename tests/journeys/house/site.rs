//! The business site: pages on an origin that is not the server's, each with the two lines, unless a journey wants others.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::Result;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A page of the business site.
#[derive(Clone, Default)]
pub(crate) struct Page {
    /// What comes into the body. `{porch}` stands for the server's address.
    pub(crate) body: String,
    /// The page's language and direction, as attributes of `<html>`.
    pub(crate) html: String,
    /// The page's `Content-Security-Policy`. `{porch}` stands for the server's address.
    pub(crate) policy: Option<String>,
}

impl Page {
    /// A page with just the two lines.
    pub(crate) fn embedding() -> Self {
        Self::with("<p>Some words of the page's own.</p>\n{snippet}")
    }

    /// A page with this body; `{snippet}` stands for the two lines.
    pub(crate) fn with(body: &str) -> Self {
        let snippet = "<script type=\"module\" src=\"{porch}/v1/embed.js\"></script>\n<porch-thread></porch-thread>";
        Self { body: body.replace("{snippet}", snippet), html: "lang=\"en\"".into(), policy: None }
    }
}

#[derive(Default)]
struct Pages {
    porch: String,
    pages: HashMap<String, Page>,
}

/// The site's little server. It goes when the test's runtime goes.
pub(crate) struct Site {
    /// What a browser calls it. `localhost` is another site than the server's `127.0.0.1`.
    pub(crate) origin: String,
    pages: Arc<RwLock<Pages>>,
}

impl Site {
    pub(super) async fn open() -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let origin = format!("http://localhost:{}", listener.local_addr()?.port());
        let pages = Arc::<RwLock<Pages>>::default();
        let router = Router::new().fallback(show).with_state(Arc::clone(&pages));
        tokio::spawn(async { axum::serve(listener, router).await });
        Ok(Self { origin, pages })
    }

    pub(super) fn show_porch_at(&self, url: &str) {
        url.clone_into(&mut self.pages.write().unwrap_or_else(PoisonError::into_inner).porch);
    }

    /// Puts a page there. A path without one of its own is a page with just the two lines.
    pub(crate) fn put(&self, path: &str, page: Page) {
        self.pages.write().unwrap_or_else(PoisonError::into_inner).pages.insert(path.to_owned(), page);
    }
}

async fn show(State(pages): State<Arc<RwLock<Pages>>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let pages = pages.read().unwrap_or_else(PoisonError::into_inner);
    let page = pages.pages.get(&path).cloned().unwrap_or_else(Page::embedding);
    let html = format!(
        "<!doctype html>\n<html {}>\n<head><meta charset=\"utf-8\"><title>The page {path}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\"></head>\n\
         <body><main><h1>The page {path}</h1>\n{}\n</main></body>\n</html>\n",
        page.html, page.body
    );
    let html = html.replace("{porch}", &pages.porch);
    let policy = page.policy.map(|policy| [(header::CONTENT_SECURITY_POLICY, policy.replace("{porch}", &pages.porch))]);
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], policy, html).into_response()
}
