//! JSON bodies: what is no request is refused with a problem, and nothing is ever our fault.

use http::{Method, StatusCode};
use porch_protocol::Problem;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::corpus::{kept, often, strange};
use crate::server::{BAKERY, server};

/// The ways in, each with what it takes at best.
const WAYS: [(&str, &str); 4] = [
    ("POST", "/v1/sites/bakery/comments"),
    ("POST", "/v1/sites/bakery/preview"),
    ("PATCH", "/v1/sites/bakery/comments/00000000-0000-7000-8000-000000000000"),
    ("POST", "/v1/sites/bakery/comments/00000000-0000-7000-8000-000000000000/reports"),
];

fn assert_answered(body: &str) {
    for (method, path) in WAYS {
        let key = uuid::Uuid::new_v4().to_string();
        let headers: [(&str, &[u8]); 2] = [("content-type", b"application/json"), ("idempotency-key", key.as_bytes())];
        let answer = server().asks(Method::from_bytes(method.as_bytes()).unwrap(), path, &headers, body);
        assert!(!answer.status.is_server_error(), "{} for {body} to {path}", answer.status);
        if answer.status.is_client_error() && answer.status != StatusCode::NOT_FOUND {
            let problem: Result<Problem, _> = serde_json::from_str(&answer.text);
            assert!(problem.is_ok(), "{} for {body} to {path}: {}", answer.status, answer.text);
        }
    }
}

/// Any JSON, with the names of our fields among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        prop::sample::select(vec![
            "page", "name", "body", "title", "parent", "opened", "proof", "kind", "reason", "version"
        ])
        .prop_map(str::to_owned),
        strange(),
    ]
    .boxed();
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        strange().prop_map(Value::from),
        Just(json!(format!("{BAKERY}/json"))),
    ];
    leaf.prop_recursive(4, 40, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..8).prop_map(|pairs| pairs.into_iter().collect()),
        ]
    })
}

#[test]
fn bodies_that_were_trouble_are_none_now() {
    for body in kept("bodies") {
        assert_answered(&body);
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn any_json_is_answered(body in any_json()) {
        assert_answered(&body.to_string());
    }

    #[test]
    fn so_is_a_request_with_anything_in_one_field(value in any_json(), field in prop::sample::select(vec!["page", "name", "body", "title", "parent", "opened"]), cut in 0..200_usize) {
        let mut body = json!({ "page": format!("{BAKERY}/json"), "name": "Ada", "body": "words" });
        body[field] = value;
        let text = body.to_string();
        assert_answered(&text);
        assert_answered(&text[..text.floor_char_boundary(cut)]);
    }
}
