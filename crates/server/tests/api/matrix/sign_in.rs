//! The rows of visitors who sign in with an account that they have somewhere else.

use reqwest::Method;
use serde_json::json;

use super::Row;

/// What no key of the site has signed signs nobody in; told in `tests/outbound/sso.rs`.
pub(super) fn rows() -> Vec<Row> {
    vec![Row {
        method: Method::POST,
        path: "/v1/sites/{site}/me/sso",
        query: "",
        body: |_| Some(json!({ "token": "a.b.c" })),
        expected: [403; 4],
    }]
}
