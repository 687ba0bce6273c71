//! The page behind "no more mail like this": looking at it changes nothing, its button does, and so does a mail program.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use super::error::Result;
use crate::mail::unsubscribe;
use crate::{App, assets};

/// Nothing but a form and a style of our own.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Asks whether mail is to be ended. It is the same for every link, so that a guess learns nothing.
#[utoipa::path(
    get, path = "/mail/{site}/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail")),
    responses((status = 200, description = "a page with a button", content_type = "text/html"))
)]
pub async fn get_unsubscribe() -> Response {
    page(
        "<p>End the mail about comments that wait, to the address of this link?</p>\
          <form method=\"post\"><button part=\"button\">No more mail like this</button></form>",
    )
}

/// Ends it, as RFC 8058 has mail programs ask. Asked again, or with a link of nobody's, it says the same.
#[utoipa::path(
    post, path = "/mail/{site}/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail")),
    responses((status = 200, description = "there is no more of it", content_type = "text/html"))
)]
pub async fn post_unsubscribe(State(app): State<App>, Path((site, token)): Path<(String, String)>) -> Result<Response> {
    unsubscribe::end(&app, &site, &token).await?;
    Ok(page(
        "<p>No more mail about comments that wait goes to the address of this link. Whoever runs the server can turn \
             it on again: <code>porch site set SITE notify=ADDRESS</code></p>",
    ))
}

fn page(body: &str) -> Response {
    let css = assets::build().css.path;
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Mail from Porch</title>\
         <link rel=\"stylesheet\" href=\"{css}\"></head>\
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
