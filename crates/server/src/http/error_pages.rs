//! Errors for whoever reads them in a browser: a page in plain words, in the place of JSON.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, header};
use porch_protocol::{ErrorCode, Problem};

use super::page_shell;
use crate::App;

/// The title of the page.
const TITLE: &str = "Comments";
const NOTHING_HERE: &str = "There is nothing at this address.";

/// Puts a page in the place of an error, where a browser asks for one. The API answers programs, and always in JSON; so does
/// everything to a program that does not ask for HTML.
pub(super) async fn show_errors(State(app): State<App>, request: Request, next: Next) -> Response {
    let shown = !request.uri().path().starts_with("/v1/") && asks_for_html(request.headers());
    let response = next.run(request).await;
    let problem = response.extensions().get::<Arc<Problem>>().filter(|_| shown).cloned();
    let Some(problem) = problem else { return response };
    let (what, then) = words(problem.code);
    let mut page = page_shell::marked(&app, TITLE, &format!("<h1>{what}</h1><p>{then}</p>{}", way(&app, problem.code)));
    *page.status_mut() = response.status();
    for name in [header::RETRY_AFTER, header::ALLOW] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// The way on, where nothing is at an address: to the page that says what this server is. Whoever sent something goes back.
fn way(app: &App, code: ErrorCode) -> String {
    match words(code).0 {
        NOTHING_HERE => {
            format!("<p><a part=\"button\" href=\"{}/\">What is this server?</a></p>", app.config.public_path)
        }
        _ => String::new(),
    }
}

/// Browsers name HTML when somebody opens an address or sends a form. A program that takes anything does not.
fn asks_for_html(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "text/html"))
}

/// What happened, and what somebody can do now.
fn words(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::SiteUnknown => (
            "These comments are not here.",
            "No site of this name keeps its comments on this server. Go back to the page that you came from.",
        ),
        ErrorCode::PageNotAllowed => (
            "This page has no comments here.",
            "Its address does not belong to the site. Go back to the page that you came from.",
        ),
        ErrorCode::OriginNotAllowed => (
            "Nothing was sent.",
            "The form is not on a page of this site. Go back: your comment should still be there.",
        ),
        ErrorCode::RateLimited => {
            ("Too many requests at once.", "Others may share your network. Wait a moment, and load this page again.")
        }
        ErrorCode::Overloaded => ("The server is busy.", "Wait a moment, and load this page again."),
        ErrorCode::StorageUnavailable => (
            "The comments cannot be read at the moment.",
            "The server has trouble with its storage. Try again in a few minutes.",
        ),
        ErrorCode::RequestTooLarge => (
            "Nothing was sent: it is too long.",
            "Go back: your comment should still be there. Make it shorter, or send it in two parts.",
        ),
        ErrorCode::Malformed | ErrorCode::UnsupportedMediaType | ErrorCode::MethodNotAllowed => (
            "The server did not understand this.",
            "The link or the form is damaged. Go back to the page that you came from, and load it again.",
        ),
        ErrorCode::Internal => (
            "Something went wrong on the server.",
            "It is not your fault. If you sent something, go back: your comment should still be there.",
        ),
        _ => (NOTHING_HERE, "The link may be old or incomplete. Go back to the page that you came from."),
    }
}
