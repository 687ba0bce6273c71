//! The rows of visitors who confirm an address, and of what is theirs then; told in `tests/outbound/visitor_mail.rs`.

use reqwest::Method;
use serde_json::json;

use super::{Row, bare, get};

pub(super) fn rows() -> Vec<Row> {
    vec![
        // This server sends no mail.
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/me/mail",
            query: "",
            body: |_| Some(json!({ "mail": "a@b.example" })),
            expected: [409, 409, 409, 403],
        },
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/me/mail/confirm",
            query: "",
            body: |_| Some(json!({ "mail": "a@b.example", "code": "12345678" })),
            expected: [403; 4],
        },
        get("/mail/{site}/code/{token}", "", [200; 4]),
        Row { method: Method::POST, path: "/mail/{site}/code/{token}", query: "", body: |_| None, expected: [410; 4] },
        get("/v1/sites/{site}/me/export", "", [200, 200, 200, 403]),
        // None of them has confirmed an address.
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/me/mail/replies",
            query: "",
            body: |_| Some(json!({ "replies": false })),
            expected: [409, 409, 409, 403],
        },
        // Whoever has the link may follow it; one of nobody's does nothing.
        get("/mail/{site}/replies/{token}", "", [200; 4]),
        Row {
            method: Method::POST,
            path: "/mail/{site}/replies/{token}",
            query: "",
            body: |_| None,
            expected: [200; 4],
        },
        // Each asks as somebody new from then on.
        bare(Method::DELETE, "/v1/sites/{site}/me", [204, 204, 204, 403]),
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/me/sign-out",
            query: "",
            body: |_| Some(json!({})),
            expected: [204, 204, 204, 403],
        },
    ]
}
