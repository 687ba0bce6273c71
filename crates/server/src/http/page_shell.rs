//! The server's own small pages: one style, no script, nothing kept.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use crate::{App, assets};

/// Nothing but a form and a style of our own; nothing runs, and nobody frames the page.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page of the server's own with this title. `body` is HTML without a word of anybody else's.
pub(super) fn page(app: &App, title: &str, body: &str) -> Response {
    let (base, css) = (&app.config.public_path, assets::build().css.path);
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{base}{css}\"></head>\
         <body class=\"porch-page\"><main><div class=\"w\">{body}</div></main></body></html>"
    );
    let mut response = page.into_response();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
