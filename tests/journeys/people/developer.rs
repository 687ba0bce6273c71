//! Somebody who works on the widget, with the page that Trunk builds and serves: made comments, and no server.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::fixture::Fixture;

/// Serves the files of a folder; answers the address.
async fn serves(folder: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(file).with_state(folder);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn file(State(folder): State<PathBuf>, request: Request) -> Response {
    let path = Some(request.uri().path().trim_start_matches('/')).filter(|path| !path.is_empty());
    let path = Path::new(path.unwrap_or("index.html"));
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match tokio::fs::read(folder.join(path)).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs the page that Trunk builds: cargo xtask test --only trunk"]
async fn the_page_of_trunk_shows_comments_and_takes_a_new_one() {
    let fixture = Fixture::open().await;
    let folder = std::env::var_os("PORCH_TRUNK").expect("PORCH_TRUNK names the folder that Trunk built");
    let address = serves(folder.into()).await;
    let ada = fixture.visitor().await.looking_at("#thread").with_words_as_classes();
    ada.goes(&address).await;
    ada.until("the made comments", "return articles().length === 4", &[]).await;
    let shown = "return getComputedStyle(composer().querySelector('.composer-card')).borderTopStyle";
    assert_eq!(ada.asks::<Value>(shown, &[]).await, "solid", "the page has the widget's styles");
    ada.writes("Is it still warm?").await;
    ada.is_called("Ada").await;
    ada.presses("Comment").await;
    ada.sees("Is it still warm?").await;
    fixture.closes().await;
}
