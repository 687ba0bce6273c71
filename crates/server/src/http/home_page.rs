//! The page at the server's own address: what this is, and the way to the dashboard. It names no site.

use axum::extract::State;
use axum::response::Response;

use super::page_shell;
use crate::App;

/// Says what answers here, to whoever types the address into a browser.
pub async fn get_front(State(app): State<App>) -> Response {
    let base = &app.config.public_path;
    page_shell::marked(
        &app,
        "Porch",
        &format!(
            "<h1>Porch</h1>\
             <p>This server keeps the comments of web sites. Visitors read and write them on the pages of those sites; there \
             is nothing to see here.</p>\
             <p>Do you run one of the sites?</p><p><a part=\"button\" href=\"{base}/host/\">Go to the dashboard</a></p>\
             <p>Do you run this server? <code>porch token --name \"Your name\"</code> prints a link to sign in, and <code>porch --help</code> \
             lists the other commands.</p>"
        ),
    )
}
