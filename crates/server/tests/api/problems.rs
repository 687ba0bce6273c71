//! Invalid requests: a problem that programs can read from everywhere, and a page in plain words for people.

use porch_protocol::{ErrorCode, Role};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Method, Response};
use serde_json::json;

use crate::fixture::{Fixture, RYE, problem};
use crate::review::Host;

/// What browsers say when somebody opens an address.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

#[tokio::test]
async fn an_address_that_cannot_be_read_is_answered_with_a_problem() {
    let fixture = Fixture::open().await;
    for (rest, status, code) in [
        (format!("/v1/sites/bakery/changes?page={RYE}"), 422, ErrorCode::Malformed),
        (format!("/v1/sites/bakery/changes?page={RYE}&since=a&since=b"), 422, ErrorCode::Malformed),
        (format!("/v1/sites/bakery/thread?page={RYE}&after=nobody"), 422, ErrorCode::Malformed),
        (format!("/v1/sites/bakery/fragment?page={RYE}&order=a&order=b"), 422, ErrorCode::Malformed),
        ("/v1/sites/bakery/thread".into(), 400, ErrorCode::PageNotAllowed),
        ("/v1/sites/%FF/thread".into(), 404, ErrorCode::NotFound),
        (format!("/c/bakery?page={RYE}&after=nobody"), 422, ErrorCode::Malformed),
        ("/c/bakery/nobody".into(), 404, ErrorCode::NotFound),
        (format!("/c/bakery/{ID}?after=nobody"), 422, ErrorCode::Malformed),
        ("/c/bakery/nobody/feed".into(), 404, ErrorCode::NotFound),
    ] {
        let answer = reqwest::get(format!("{}{rest}", fixture.address)).await.unwrap();
        assert_eq!(problem(answer, status).await.code, code, "{rest}");
    }
    let amira = fixture.visitor("Amira");
    let body = json!({ "page": RYE, "reason": "spam", "version": 1, "body": "words" });
    for (method, rest) in [
        (Method::PATCH, "comments/nobody"),
        (Method::DELETE, "comments/nobody"),
        (Method::POST, "comments/nobody/reports"),
        (Method::POST, "comments/nobody/second-look"),
    ] {
        let answer = amira.sends(method, rest, &crate::fixture::key(), body.clone()).await;
        assert_eq!(problem(answer, 404).await.code, ErrorCode::NotFound, "{rest}");
    }
}

#[tokio::test]
async fn the_dashboard_is_answered_with_a_problem_as_well() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for (rest, status) in [
        ("settled?before=yesterday", 422),
        ("comments?thread=nobody", 422),
        ("pages?after=nobody&after=nobody", 422),
        ("people?find=a&find=b", 422),
        ("comments/nobody", 404),
        ("comments/nobody/around", 404),
        ("people/%FF", 404),
    ] {
        let answer = marta.asks(Method::GET, rest, None).await;
        problem(answer, status).await;
    }
}

async fn opens(fixture: &Fixture, path: &str) -> Response {
    reqwest::Client::new().get(format!("{}{path}", fixture.address)).header(ACCEPT, BROWSER).send().await.unwrap()
}

#[tokio::test]
async fn people_are_told_in_a_page_of_plain_words() {
    let fixture = Fixture::open().await;
    for (path, status, words) in [
        ("/c/nobody?page=https://bakery.example/rye", 404, "No site of this name"),
        ("/c/bakery?page=https://elsewhere.example/", 400, "does not belong to the site"),
        ("/c/bakery", 400, "does not belong to the site"),
        ("/c/bakery/nobody", 404, "There is nothing at this address."),
        ("/nothing/here", 404, "There is nothing at this address."),
        ("/c/bakery?page=https://bakery.example/rye&after=nobody", 422, "load it again"),
    ] {
        let answer = opens(&fixture, path).await;
        let header = |name: &str| answer.headers().get(name).unwrap().to_str().unwrap().to_owned();
        assert_eq!((answer.status().as_u16(), header("content-type")), (status, "text/html; charset=utf-8".into()));
        assert_eq!(header("cache-control"), "no-store");
        assert!(header("content-security-policy").contains("default-src 'none'"));
        let page = answer.text().await.unwrap();
        assert!(page.contains(words) && !page.contains("\"code\""), "{path}: {page}");
    }
    let form = [("page", RYE), ("name", ""), ("body", "words"), ("parent", "nobody")];
    let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let posts = reqwest::Client::new().post(format!("{}/c/bakery", fixture.address)).body(form);
    let posts = posts.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = posts.header(ACCEPT, BROWSER).header("origin", "https://elsewhere.example").send().await.unwrap();
    assert_eq!(answer.status(), 403);
    assert!(answer.text().await.unwrap().contains("your comment should still be there"));
}

#[tokio::test]
async fn programs_are_told_in_json_wherever_they_ask() {
    let fixture = Fixture::open().await;
    // The API is for programs, whatever they say that they take.
    let api = opens(&fixture, "/v1/sites/nobody/thread?page=https://bakery.example/rye").await;
    assert_eq!(problem(api, 404).await.code, ErrorCode::SiteUnknown);
    for accepted in ["*/*", "application/json", "application/atom+xml, */*"] {
        let asked = reqwest::Client::new().get(format!("{}/c/nobody?page={RYE}", fixture.address));
        let answer = asked.header(ACCEPT, accepted).send().await.unwrap();
        assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json", "{accepted}");
    }
}
