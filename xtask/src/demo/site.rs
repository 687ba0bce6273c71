//! The business site's own small server: files from `demo/site`, with nothing of Porch but the two lines in its pages.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode, header};
use axum::routing::get;
use tokio::sync::watch;

use super::{DemoPage, site_folder};

/// The address of Porch in the snippets of `demo/site`; it is replaced by the real one.
const WRITTEN_ADDRESS: &str = "http://127.0.0.1:7979";
/// Waits for the next change, then reloads the page.
const RELOAD: &str = "<script>fetch('/_changed').then(() => location.reload())</script>";

/// What the site's server needs to know.
pub(crate) struct Site {
    /// The address of Porch, without a trailing slash.
    pub(crate) porch: String,
    /// The pages of an imported export; empty for the bakery.
    pub(crate) pages: Vec<DemoPage>,
    /// Increases when something changed; pages then reload.
    pub(crate) changes: Option<watch::Receiver<u64>>,
}

/// Serves the site until its task is dropped.
pub(crate) async fn serve(listener: std::net::TcpListener, site: Site) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = Router::new().route("/_changed", get(changed)).fallback(get(page)).with_state(Arc::new(site));
    axum::serve(listener, router).await
}

/// Responds at the next change.
async fn changed(State(site): State<Arc<Site>>) -> StatusCode {
    let Some(mut changes) = site.changes.clone() else { return StatusCode::NOT_FOUND };
    changes.mark_unchanged();
    // The sender lives as long as the server; without it there is no change to wait for.
    changes.changed().await.map_or(StatusCode::GONE, |()| StatusCode::NO_CONTENT)
}

async fn page(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let path = request.uri().path();
    let imported = if site.pages.is_empty() { None } else { foreign(&site, request.uri()) };
    let (status, mime, bytes) = match imported {
        Some(html) => (StatusCode::OK, "text/html; charset=utf-8", html.into_bytes()),
        None => file(path),
    };
    let bytes = if mime.starts_with("text/html") { with_address(&site, &bytes) } else { bytes };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(mime));
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    response
}

/// A page with the real address of Porch in its snippet.
fn with_address(site: &Site, html: &[u8]) -> Vec<u8> {
    let mut html = String::from_utf8_lossy(html).replace(WRITTEN_ADDRESS, &site.porch);
    if site.changes.is_some() {
        html.push_str(RELOAD);
    }
    html.into_bytes()
}

/// A file of `demo/site`; for a folder its `index.html`.
fn file(path: &str) -> (StatusCode, &'static str, Vec<u8>) {
    let Some(file) = locate(&site_folder(), path) else { return missing() };
    let mime = match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "application/octet-stream",
    };
    std::fs::read(file).map_or_else(|_| missing(), |bytes| (StatusCode::OK, mime, bytes))
}

fn missing() -> (StatusCode, &'static str, Vec<u8>) {
    (StatusCode::NOT_FOUND, "text/plain; charset=utf-8", b"There is no such page here.".to_vec())
}

/// The file for a path. Names with anything but letters, digits, `-`, `_` and inner dots are refused.
fn locate(folder: &Path, path: &str) -> Option<PathBuf> {
    let is_allowed = |name: &str| {
        !name.starts_with('.') && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    let mut file = folder.to_path_buf();
    for name in path.split('/').filter(|name| !name.is_empty()) {
        file.push(is_allowed(name).then_some(name)?);
    }
    if file.is_dir() { Some(file.join("index.html")) } else { Some(file) }
}

/// For an imported export: a list of its pages at `/`, and a plain page for each.
fn foreign(site: &Site, uri: &axum::http::Uri) -> Option<String> {
    let address = uri.path_and_query()?.as_str();
    if address == "/" {
        return Some(list(&site.pages));
    }
    let matches = |page: &&DemoPage| page.path.trim_end_matches('/') == address.trim_end_matches('/');
    let page = site.pages.iter().find(matches)?;
    let snippet = format!(
        "<script type=\"module\" src=\"{WRITTEN_ADDRESS}/v1/embed.js\"></script>\n<porch-thread></porch-thread>"
    );
    Some(document(&page.title, &format!("<p>A page of the export. Its talk:</p>\n{snippet}")))
}

fn list(pages: &[DemoPage]) -> String {
    let mut items = String::new();
    for page in pages {
        let (path, title) = (escaped(&page.path), escaped(&page.title));
        writeln!(items, "<li><a href=\"{path}\">{title}</a> ({})</li>", page.comments).ok();
    }
    document("Pages of this export", &format!("<ol>\n{items}</ol>"))
}

fn document(title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::locate;
    use std::path::Path;

    #[test]
    fn only_files_below_the_folder_are_found() {
        let folder = Path::new("/site");
        assert_eq!(locate(folder, "/style.css").unwrap(), Path::new("/site/style.css"));
        for path in ["/../secret", "/.git/config", "/a/%2e%2e/b", "/a\\..\\b"] {
            assert!(locate(folder, path).is_none(), "{path}");
        }
    }
}
