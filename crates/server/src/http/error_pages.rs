//! Errors for whoever reads them in a browser: a page in plain words, in the place of JSON.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, header};
use porch_protocol::{ErrorCode, Problem};

use super::page_shell::{self, escape};
use crate::language::PageText;
use crate::{App, language};

/// Puts a page in the place of an error, where a browser asks for one. The API answers programs, and always in JSON; so does
/// everything to a program that does not ask for HTML.
pub(super) async fn show_errors(State(app): State<App>, request: Request, next: Next) -> Response {
    let shown = !request.uri().path().starts_with("/v1/") && asks_for_html(request.headers());
    let text = language::pages(if shown { language::wanted(None, request.headers()) } else { "" });
    let response = next.run(request).await;
    let problem = response.extensions().get::<Arc<Problem>>().filter(|_| shown).cloned();
    let Some(problem) = problem else { return response };
    let mut page = page_shell::page_with_logo(&app, text, text.errors_title(), &body(&app, text, problem.code));
    *page.status_mut() = response.status();
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// What happened, and what somebody can do now; where nothing is at an address, also the way to the page that says what
/// this server is. Whoever sent something goes back.
fn body(app: &App, text: PageText, code: ErrorCode) -> String {
    let (what, then) = explanation(text, code);
    let mut html = format!("<h1>{}</h1><p>{}</p>", escape(what), escape(then));
    if what == text.nothing_here() {
        let (base, label) = (&app.config.public_path, escape(text.what_is_this()));
        // Writing into a string cannot fail.
        let _ = write!(html, "<p><a part=\"button\" href=\"{base}/\">{label}</a></p>");
    }
    html
}

/// Browsers name HTML when somebody opens an address or sends a form. A program that takes anything does not.
fn asks_for_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "text/html"))
}

fn explanation(text: PageText, code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::SiteUnknown => (text.site_unknown(), text.site_unknown_advice()),
        ErrorCode::PageNotAllowed => (text.page_not_allowed(), text.page_not_allowed_advice()),
        ErrorCode::OriginNotAllowed => (text.not_sent(), text.not_sent_advice()),
        ErrorCode::RateLimited => (text.too_many(), text.too_many_advice()),
        ErrorCode::Overloaded => (text.busy(), text.busy_advice()),
        ErrorCode::StorageUnavailable => (text.storage_trouble(), text.storage_trouble_advice()),
        ErrorCode::RequestTooLarge => (text.too_long(), text.too_long_advice()),
        ErrorCode::Malformed | ErrorCode::UnsupportedMediaType | ErrorCode::MethodNotAllowed => {
            (text.not_understood(), text.not_understood_advice())
        }
        ErrorCode::Internal => (text.internal(), text.internal_advice()),
        _ => (text.nothing_here(), text.nothing_here_advice()),
    }
}
