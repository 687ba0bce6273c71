//! The page at the server's own address: what this is, and the way to the dashboard. It names no site.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use porch_text::NODES;

use super::page_shell::{self, escape, with_commands};
use crate::{App, language};

/// Says what answers here, to whoever types the address into a browser.
pub async fn get_home_page(State(app): State<App>, headers: HeaderMap) -> Response {
    let text = language::pages(language::wanted(None, &headers));
    let base = &app.config.public_path;
    let token = format!("porch token --name \"{}\"", text.your_name());
    page_shell::page_with_logo(
        &app,
        text,
        "Porch",
        &format!(
            "<h1>Porch</h1><p>{}</p><p>{}</p><p><a part=\"button\" href=\"{base}/host/\">{}</a></p><p>{}</p>",
            escape(text.home_explanation()),
            escape(text.home_owner()),
            escape(text.home_dashboard()),
            with_commands(&text.home_operator(NODES[0], NODES[1]), &[&token, "porch --help"]),
        ),
    )
}
