//! The rows of visitors who sign in with an account that they have somewhere else; told in `tests/outbound/sso.rs` and
//! `tests/outbound/providers.rs`.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Row, get};
use porch_protocol::CommentPosted;

fn post(path: &'static str, body: fn(&CommentPosted) -> Option<Value>, expected: [u16; 4]) -> Row {
    Row { method: Method::POST, path, query: "", body, expected }
}

pub(super) fn rows() -> Vec<Row> {
    let nobodys = |_: &CommentPosted| Some(json!({ "verifier": "x" }));
    vec![
        // Anybody gets a token for somebody new.
        post("/v1/sites/{site}/me/token", |_| None, [200, 200, 200, 403]),
        // What no key of the site has signed signs nobody in.
        post("/v1/sites/{site}/me/sso", |_| Some(json!({ "token": "a.b.c" })), [403; 4]),
        // This server knows no provider.
        post("/v1/sites/{site}/me/providers/{provider}", |_| Some(json!({ "challenge": "x" })), [404, 404, 404, 403]),
        post("/v1/sites/{site}/me/providers/redeem", nobodys, [403; 4]),
        // Whoever has opened no window has none.
        get("/sign-in/{transaction}", "", [410; 4]),
        get("/sign-in/callback/{provider}", "code=x&state=x", [410; 4]),
        post("/sign-in/opener", |_| None, [403; 4]),
        post("/sign-in/code", |_| None, [410; 4]),
    ]
}
