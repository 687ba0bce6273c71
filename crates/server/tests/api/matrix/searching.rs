//! The rows of the search; told in `comment_search.rs` and `missed_search.rs`.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Row, get};

fn send(path: &'static str, body: fn(&porch_protocol::CommentPosted) -> Option<Value>, expected: [u16; 4]) -> Row {
    Row { method: Method::POST, path, query: "", body, expected }
}

pub(super) fn rows() -> Vec<Row> {
    vec![
        get("/v1/sites/{site}/search", "q=rye", [200; 4]),
        send("/v1/sites/{site}/search-miss", |_| Some(json!({ "q": "pretzel" })), [204, 204, 204, 403]),
        send("/v1/sites/{site}/related", |_| Some(json!({ "text": "The rye is too sour" })), [200, 200, 200, 403]),
    ]
}
