//! The rows of what visitors confirm, choose and erase; told in `erasing.rs`, `tests/outbound/visitor_mail.rs` and
//! `tests/outbound/reply_mail.rs`.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Row, bare, get};
use porch_protocol::CommentPosted;

fn post(path: &'static str, body: fn(&CommentPosted) -> Option<Value>, expected: [u16; 4]) -> Row {
    Row { method: Method::POST, path, query: "", body, expected }
}

pub(super) fn rows() -> Vec<Row> {
    let code = |_: &CommentPosted| Some(json!({ "mail": "a@b.example", "code": "12345678" }));
    vec![
        // This server sends no mail.
        post("/v1/sites/{site}/me/mail", |_| Some(json!({ "mail": "a@b.example" })), [409, 409, 409, 403]),
        post("/v1/sites/{site}/me/mail/confirm", code, [403; 4]),
        get("/mail/{site}/code/{token}", "", [200; 4]),
        bare(Method::POST, "/mail/{site}/code/{token}", [410; 4]),
        get("/v1/sites/{site}/me/export", "", [200, 200, 200, 403]),
        // None of them has confirmed an address.
        post("/v1/sites/{site}/me/mail/replies", |_| Some(json!({ "replies": false })), [409, 409, 409, 403]),
        // Whoever has the link may follow it; one of nobody's does nothing.
        get("/mail/{site}/replies/{token}", "", [200; 4]),
        bare(Method::POST, "/mail/{site}/replies/{token}", [200; 4]),
        // Whoever has written nothing here has nothing to say about themselves either.
        post("/v1/sites/{site}/me/about", |_| Some(json!({ "about": "Bakes" })), [204, 204, 404, 403]),
        // Each asks as somebody new from then on.
        bare(Method::DELETE, "/v1/sites/{site}/me", [204, 204, 204, 403]),
        post("/v1/sites/{site}/me/sign-out", |_| Some(json!({})), [204, 204, 204, 403]),
    ]
}
