//! The matrix of rights: every route × who asks × whose it is. A route without a row fails the build.

mod about_oneself;
mod outside;
mod searching;
mod sign_in;

use std::collections::BTreeSet;

use porch_protocol::CommentPosted;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::{Value, json};

use crate::fixture::{Fixture, Person, RYE, key};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Who {
    /// Whoever wrote it.
    Own,
    /// Another person of the same site.
    Other,
    /// Nobody in particular: no cookie.
    Stranger,
    /// A page of another site.
    OtherSite,
}

const WHO: [Who; 4] = [Who::Own, Who::Other, Who::Stranger, Who::OtherSite];

/// One route, and what each of [`WHO`] gets.
struct Row {
    method: Method,
    path: &'static str,
    query: &'static str,
    body: fn(&CommentPosted) -> Option<Value>,
    expected: [u16; 4],
}

fn get(path: &'static str, query: &'static str, expected: [u16; 4]) -> Row {
    Row { method: Method::GET, path, query, body: |_| None, expected }
}

fn bare(method: Method, path: &'static str, expected: [u16; 4]) -> Row {
    Row { method, path, query: "", body: |_| None, expected }
}

fn rows() -> Vec<Row> {
    let mut rows = rows_of_pages();
    rows.extend(rows_of_the_dashboard());
    rows.extend(rows_of_sign_in());
    rows.extend(rows_of_its_views());
    rows.extend(rows_of_its_pages());
    rows.extend(rows_of_its_plugs());
    rows.extend(about_oneself::rows());
    rows.extend(sign_in::rows());
    rows.extend(outside::rows());
    rows.extend(searching::rows());
    rows
}

/// The same of what is up on pages and how fast the talk goes there; told in `pace.rs`.
fn rows_of_its_pages() -> Vec<Row> {
    let ask = |method, path, body| Row { method, path, query: "", body, expected: [403; 4] };
    vec![
        get("/v1/host/comments", "", [403; 4]),
        get("/v1/host/comments/{id}", "", [403; 4]),
        get("/v1/host/comments/{id}/around", "", [403; 4]),
        ask(Method::PATCH, "/v1/host/comments/{id}", |_| Some(json!({ "version": 1, "body": "words" }))),
        ask(Method::DELETE, "/v1/host/comments/{id}", |_| Some(json!({ "version": 1 }))),
        ask(Method::POST, "/v1/host/comments/{id}/erase", |_| Some(json!({ "reason": "r" }))),
        ask(Method::POST, "/v1/host/people/{person}/erase", |_| None),
        ask(Method::PUT, "/v1/host/comments/{id}/answer-needed", |_| Some(json!({ "needed": false }))),
        get("/v1/host/search", "find=rye", [403; 4]),
        get("/v1/host/missed-searches", "", [403; 4]),
        get("/v1/host/pages", "", [403; 4]),
        ask(Method::PUT, "/v1/host/comments/{id}/cooling", |_| Some(json!({ "seconds": 60 }))),
        ask(Method::PATCH, "/v1/host/pages/{thread}", |_| Some(json!({ "closed": true }))),
        ask(Method::POST, "/v1/host/pages", |_| Some(json!({ "page": "https://bakery.example/new" }))),
        ask(Method::DELETE, "/v1/host/people/{person}/about", |_| None),
        ask(Method::POST, "/v1/host/merges/{id}/undo", |_| None),
    ]
}

/// The same of those who are told and asked; what its people may do is told in `plugs.rs`.
fn rows_of_its_plugs() -> Vec<Row> {
    let ask = |method, path, body| Row { method, path, query: "", body, expected: [403; 4] };
    vec![
        get("/v1/host/pauses", "", [403; 4]),
        get("/v1/host/webhooks", "", [403; 4]),
        ask(Method::POST, "/v1/host/webhooks", |_| Some(json!({ "url": "https://a.example/", "shape": "standard" }))),
        ask(Method::DELETE, "/v1/host/webhooks/{id}", |_| None),
        ask(Method::POST, "/v1/host/webhooks/{id}/secret", |_| None),
        ask(Method::POST, "/v1/host/webhooks/{id}/test", |_| None),
        get("/v1/host/sign-in-keys", "", [403; 4]),
        ask(Method::POST, "/v1/host/sign-in-keys", |_| Some(json!({}))),
        ask(Method::POST, "/v1/host/sign-in-keys/{id}/current", |_| None),
        ask(Method::DELETE, "/v1/host/sign-in-keys/{id}", |_| None),
        get("/v1/host/judges", "", [403; 4]),
        ask(Method::PUT, "/v1/host/judges/{kind}", |_| Some(json!({ "key": "k" }))),
        ask(Method::DELETE, "/v1/host/judges/{kind}", |_| None),
        ask(Method::POST, "/v1/host/judges/{kind}/test", |_| None),
    ]
}

/// The same of the door and the team; what their people may do is told in `passkeys.rs` and `team.rs`.
fn rows_of_sign_in() -> Vec<Row> {
    let ask = |method, path, body| Row { method, path, query: "", body, expected: [403; 4] };
    vec![
        get("/v1/host/passkeys", "", [403; 4]),
        get("/v1/host/team", "", [403; 4]),
        ask(Method::PUT, "/v1/host/name", |_| Some(json!({ "name": "Ines" }))),
        get("/v1/host/mail", "", [403; 4]),
        ask(Method::PUT, "/v1/host/mail", |_| Some(json!({ "address": "a@b.example" }))),
        ask(Method::DELETE, "/v1/host/mail", |_| None),
        ask(Method::POST, "/v1/host/mail/confirm", |_| Some(json!({ "token": "" }))),
        ask(Method::POST, "/v1/host/session/mail", |_| Some(json!({ "address": "a@b.example" }))),
        ask(Method::POST, "/v1/host/session/link", |_| Some(json!({ "token": "" }))),
        ask(Method::POST, "/v1/host/session/begin", |_| None),
        ask(Method::POST, "/v1/host/session/passkey", |_| Some(json!({ "ceremony": "", "credential": "" }))),
        ask(Method::POST, "/v1/host/passkeys/begin", |_| None),
        ask(Method::POST, "/v1/host/passkeys", |_| Some(json!({ "ceremony": "", "credential": "", "name": "n" }))),
        ask(Method::DELETE, "/v1/host/passkeys/{id}", |_| None),
        ask(Method::POST, "/v1/host/team", |_| Some(json!({ "name": "Ines", "role": "host" }))),
        ask(Method::PATCH, "/v1/host/team/{id}", |_| Some(json!({ "from": "host", "to": "owner" }))),
        ask(Method::DELETE, "/v1/host/team/{id}", |_| None),
    ]
}

/// The dashboard is nobody's who comes from a page of a site; what its people may do is told in `host.rs` and `desk.rs`.
fn rows_of_the_dashboard() -> Vec<Row> {
    vec![
        get("/v1/host/session", "", [403; 4]),
        get("/v1/host/sites", "", [403; 4]),
        get("/v1/host/to-read", "", [403; 4]),
        get("/v1/host/waiting", "", [403; 4]),
        get("/v1/host/settled", "", [403; 4]),
        Row {
            method: Method::POST,
            path: "/v1/host/decisions",
            query: "",
            body: |posted| {
                Some(
                    json!({ "verb": "remove", "reason": "r", "comments": [{ "id": posted.comment.id, "version": 1 }] }),
                )
            },
            expected: [403; 4],
        },
        Row {
            method: Method::POST,
            path: "/v1/host/decisions/undo",
            query: "",
            body: |posted| Some(json!({ "comments": [posted.comment.id] })),
            expected: [403; 4],
        },
        Row {
            method: Method::POST,
            path: "/v1/host/answers",
            query: "",
            body: |posted| Some(json!({ "parent": posted.comment.id, "body": "words" })),
            expected: [403; 4],
        },
        Row {
            method: Method::POST,
            path: "/v1/host/session",
            query: "",
            body: |_| Some(json!({ "token": "" })),
            expected: [403; 4],
        },
        Row { method: Method::DELETE, path: "/v1/host/session", query: "", body: |_| None, expected: [403; 4] },
    ]
}

/// The same where the settings are; told in `people.rs` and `rooms.rs`.
fn rows_of_its_views() -> Vec<Row> {
    vec![
        get("/v1/host/people", "", [403; 4]),
        get("/v1/host/rules", "", [403; 4]),
        get("/v1/host/site", "", [403; 4]),
        get("/v1/host/site/heard", "", [403; 4]),
        get("/host/preview", "scheme=dark", [403; 4]),
        Row {
            method: Method::PUT,
            path: "/v1/host/rules/welcome",
            query: "",
            body: |_| Some(json!({ "words": { "question": "Who?" } })),
            expected: [403; 4],
        },
        Row {
            method: Method::POST,
            path: "/v1/host/rules/words",
            query: "",
            body: |_| Some(json!({ "kind": "word", "text": "casino" })),
            expected: [403; 4],
        },
        Row {
            method: Method::POST,
            path: "/v1/host/rules/words/remove",
            query: "",
            body: |_| Some(json!({ "kind": "word", "text": "casino" })),
            expected: [403; 4],
        },
        Row {
            method: Method::POST,
            path: "/v1/host/rules/try",
            query: "",
            body: |_| Some(json!({ "rule": { "kind": "word", "text": "casino" } })),
            expected: [403; 4],
        },
        Row {
            method: Method::PATCH,
            path: "/v1/host/site",
            query: "",
            body: |_| Some(json!({ "settings": [{ "key": "hold", "value": "off" }] })),
            expected: [403; 4],
        },
        get("/v1/host/people/{person}", "", [403; 4]),
        get("/v1/host/people/{person}/comments", "status=removed", [403; 4]),
        get("/v1/host/bans", "", [403; 4]),
        Row {
            method: Method::POST,
            path: "/v1/host/bans",
            query: "",
            body: |_| Some(json!({ "person": "somebody", "reason": "r" })),
            expected: [403; 4],
        },
        Row {
            method: Method::POST,
            path: "/v1/host/bans/end",
            query: "",
            body: |_| Some(json!({ "kind": "person", "who": "somebody" })),
            expected: [403; 4],
        },
    ]
}

fn rows_of_pages() -> Vec<Row> {
    let page = "page=https://bakery.example/rye";
    vec![
        get("/v1/embed.js", "", [0; 4]),
        get("/v1/sites/{site}/fragment", page, [200; 4]),
        get("/v1/sites/{site}/thread", page, [200; 4]),
        get("/v1/sites/{site}/changes", "page=https://bakery.example/rye&since={cursor}", [200; 4]),
        get("/v1/sites/{site}/live", page, [200; 4]),
        get("/v1/sites/{site}/comments/{id}/author", "", [200; 4]),
        get("/v1/sites/{site}/comments/{id}/author/comments", "", [200; 4]),
        get("/v1/sites/{site}/challenge", page, [204, 204, 204, 403]),
        get("/v1/sites/{site}/me", page, [200, 200, 200, 403]),
        bare(Method::POST, "/v1/sites/{site}/me", [204, 204, 204, 403]),
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/writing",
            query: "page=https://bakery.example/rye&is=works",
            body: |_| None,
            expected: [204, 204, 204, 403],
        },
        get("/c/{site}", page, [200; 4]),
        get("/c/{site}/{thread}", "", [200; 4]),
        // Whoever has the link may follow it; one of nobody's does nothing.
        get("/mail/{site}/{token}", "", [200; 4]),
        Row { method: Method::POST, path: "/mail/{site}/{token}", query: "", body: |_| None, expected: [200; 4] },
        get("/healthz", "", [200; 4]),
        get("/readyz", "", [200; 4]),
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/comments",
            query: "",
            body: |_| Some(json!({ "page": RYE, "name": "N", "body": "words" })),
            expected: [201, 201, 201, 403],
        },
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/preview",
            query: "",
            body: |_| Some(json!({ "body": "words" })),
            expected: [200, 200, 200, 403],
        },
        Row {
            method: Method::PATCH,
            path: "/v1/sites/{site}/comments/{id}",
            query: "",
            body: |posted| Some(json!({ "version": posted.comment.version, "body": "edited" })),
            expected: [200, 404, 404, 403],
        },
        Row {
            method: Method::DELETE,
            path: "/v1/sites/{site}/comments/{id}",
            query: "",
            body: |posted| Some(json!({ "version": posted.comment.version })),
            expected: [200, 404, 404, 403],
        },
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/comments/{id}/reports",
            query: "",
            body: |_| Some(json!({ "reason": "unkind" })),
            expected: [202, 202, 202, 403],
        },
        // Nothing was decided about it, so there is nothing to look at twice, and nobody else's is one's own.
        Row {
            method: Method::POST,
            path: "/v1/sites/{site}/comments/{id}/second-look",
            query: "",
            body: |_| Some(json!({})),
            expected: [404, 404, 404, 403],
        },
        // A form is JSON's elder: this one sends JSON, which no form does.
        Row { method: Method::POST, path: "/c/{site}", query: "", body: |_| Some(json!({})), expected: [422; 4] },
    ]
}

async fn ask(fixture: &Fixture, row: &Row, who: Who, people: &[(Who, Person)]) -> u16 {
    let (_, author) = &people[0];
    let posted = author.posts(RYE, "a comment of its author").await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let cursor = posted.cursor.as_ref().unwrap();
    let path = row.path.replace("{site}", "bakery").replace("{id}", &posted.comment.id.to_string());
    let path = path
        .replace("{thread}", &thread.id.to_string())
        .replace("{token}", "nobodys")
        .replace("{person}", "somebody")
        .replace("{kind}", "akismet");
    let query = row.query.replace("{cursor}", &cursor.0).replace("{id}", &posted.comment.id.to_string());
    let url = format!("{}{path}?{query}", fixture.address);
    let headers = HeaderMap::from_iter([("idempotency-key".parse().unwrap(), HeaderValue::from_str(&key()).unwrap())]);
    let person = people.iter().find(|(own, _)| *own == who).map(|(_, person)| person).unwrap();
    person.asks(row.method.clone(), &url, headers, (row.body)(&posted)).await.status().as_u16()
}

#[tokio::test]
async fn every_route_gives_each_what_is_theirs_and_no_more() {
    let fixture = Fixture::open().await;
    let people = [
        (Who::Own, fixture.visitor("Own")),
        (Who::Other, fixture.visitor("Other")),
        (Who::Stranger, fixture.visitor("Stranger")),
        (Who::OtherSite, fixture.guest_of_the_cafe("Carl")),
    ];
    people[1].1.posts(RYE, "somebody else's").await;
    for row in rows().iter().filter(|row| row.expected != [0; 4]) {
        for (who, expected) in WHO.into_iter().zip(row.expected) {
            if who == Who::Stranger && row.method == Method::POST {
                continue; // A stranger who posts is a stranger no more.
            }
            let status = ask(&fixture, row, who, &people).await;
            assert_eq!(status, expected, "{} {} by {who:?}", row.method, row.path);
        }
    }
}

#[test]
fn every_documented_route_has_a_row() {
    let document = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    let documented: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys();
            methods.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
        })
        .collect();
    let all = rows();
    let rows: BTreeSet<(String, String)> =
        all.iter().map(|row| (row.method.to_string(), row.path.to_owned())).collect();
    assert_eq!(documented, rows);
    assert_eq!(all.len(), rows.len(), "a route has one row");
}

#[test]
fn every_route_of_the_table_is_documented() {
    let table = concat!(include_str!("../../src/http/routes.rs"), include_str!("../../src/http/route_table.rs"));
    let served: BTreeSet<&str> = table.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1)).collect();
    let document = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    let documented: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    // The document itself and the feed of a page are for machines that find them by a link; `robots.txt` is no interface of
    // ours; the dashboard is a page.
    let undocumented: Vec<_> = served.difference(&documented).copied().collect();
    assert_eq!(undocumented, ["/", "/c/{site}/{thread}/feed", "/host", "/host/", "/robots.txt", "/v1/openapi.json"]);
}
