//! The page behind a mail's "Unsubscribe" link: looking at it changes nothing, its button does, and so does a mail program.

use axum::extract::State;
use axum::response::Response;

use super::error::Result;
use super::page_shell;
use super::request::Path;
use crate::App;
use crate::mail::unsubscribe;

const TITLE: &str = "Mail from Porch";

/// Asks whether mail is to be ended. It is the same for every link, so that a guess learns nothing.
#[utoipa::path(
    get, path = "/mail/{site}/{token}", tag = "mail",
    params(("site" = String, Path), ("token" = String, Path, description = "as it stands in the mail")),
    responses((status = 200, description = "a page with a button", content_type = "text/html"))
)]
pub async fn get_unsubscribe(State(app): State<App>) -> Response {
    page_shell::page(
        &app,
        TITLE,
        "<h1>No more mail like this?</h1>\
         <p>The address of this link would get no more mail about held comments. The comments stay where they are.</p>\
         <form method=\"post\"><button part=\"button\">Unsubscribe</button></form>",
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
    Ok(page_shell::page(
        &app,
        TITLE,
        "<h1>Unsubscribed</h1><p>The address of this link gets no more mail about held comments. Whoever runs the server can \
             turn it on again: <code>porch site set SITE notify=ADDRESS</code></p>",
    ))
}
