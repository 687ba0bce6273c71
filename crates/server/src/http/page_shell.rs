//! The server's own small pages: one style, no script, nothing kept.

use axum::response::Response;
use http::header;
use porch_class_macros::class;
use porch_text::{Piece, pieces};

use super::document::{self, Document};
use crate::App;
use crate::language::PageText;

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
pub(super) fn page_with_logo(app: &App, text: PageText, title: &str, body: &str) -> Response {
    page(app, text, title, &format!("{MARK}{body}"))
}

/// A page of the server's own with this title, in the language of these texts. `body` is HTML without a word of anybody
/// else's.
pub(super) fn page(app: &App, text: PageText, title: &str, body: &str) -> Response {
    page_with_policy(app, text, title, (body, POLICY))
}

/// The same with another policy for what the page may load and do.
pub(super) fn page_with_policy(
    app: &App,
    text: PageText,
    title: &str,
    (body, policy): (&str, &'static str),
) -> Response {
    let direction = text.table().direction().unwrap_or("ltr");
    let document = Document {
        lang: text.table().lang(),
        direction: Some(direction),
        listed: false,
        color_scheme: Some("light dark"),
        title: &escape(title),
        head: &document::comment_style(&app.config.public_path),
        attributes: "class=\"porch-page\"",
    };
    let section = class!("comment-section");
    let page = document.html(&format!("<main><div class=\"{section}\">{body}</div></main>"));
    let headers = [(header::REFERRER_POLICY, "no-referrer"), (header::CACHE_CONTROL, "no-store")];
    document::respond(page, policy, headers)
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
