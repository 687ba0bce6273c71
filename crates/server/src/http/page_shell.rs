//! The server's own small pages: one style, no script, nothing kept.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use porch_text::{Piece, pieces};

use crate::language::PageText;
use crate::{App, assets};

/// Nothing but a form and a style of our own; nothing runs, and nobody frames the page.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The mark: a porch with its light, as in the dashboard. It has its own colours, which stand out from a light page and from a
/// dark one, and needs no style.
const MARK: &str = "<p><svg viewBox=\"0 0 24 24\" width=\"40\" height=\"40\" fill=\"none\" aria-hidden=\"true\">\
     <rect x=\"1\" y=\"1\" width=\"22\" height=\"22\" rx=\"6\" fill=\"#2b7d62\"/>\
     <path stroke=\"#fff\" stroke-width=\"1.7\" stroke-linecap=\"round\" stroke-linejoin=\"round\" \
     d=\"M4.5 11.5L12 6l7.5 5.5M7 10.2V18M17 10.2V18M5 18h14\"/><circle cx=\"12\" cy=\"13.5\" r=\"1.6\" fill=\"#fff\"/></svg></p>";

/// A page of the server's own with this title, under the mark. `body` is HTML without a word of anybody else's.
pub(super) fn marked(app: &App, text: PageText, title: &str, body: &str) -> Response {
    page(app, text, title, &format!("{MARK}{body}"))
}

/// A page of the server's own with this title, in the language of these texts. `body` is HTML without a word of anybody
/// else's.
pub(super) fn page(app: &App, text: PageText, title: &str, body: &str) -> Response {
    let (base, css, title) = (&app.config.public_path, assets::build().css.path, escape(title));
    let (lang, direction) = (text.table().lang(), text.table().direction().unwrap_or("ltr"));
    let page = format!(
        "<!doctype html><html lang=\"{lang}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
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

/// A text inside HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A sentence as HTML, with commands in the places of [`porch_text::NODES`], as they are typed.
pub(super) fn with_commands(sentence: &str, commands: &[&str]) -> String {
    let html = |piece: &Piece<'_>| match *piece {
        Piece::Text(text) => escape(text),
        Piece::Node(place) => {
            let command = commands.get(place).copied().unwrap_or_default();
            format!("<code dir=\"ltr\">{}</code>", escape(command))
        }
    };
    pieces(sentence).iter().map(html).collect()
}
