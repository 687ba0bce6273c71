//! The dashboard: who comes in, how long they stay, and who stays out.

use porch_domain::team::LINK_LIFE;
use porch_protocol::team_api::Member;
use porch_protocol::{ErrorCode, Role, ThreadId};
use porch_server::secrets::Token;
use porch_storage::team;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::json;

use crate::fixture::{BAKERY, Fixture, problem};

/// A member of the bakery's team, and a link for them.
pub(crate) async fn invited(fixture: &Fixture, name: &str, role: Role) -> (team::Member, Token) {
    invites(fixture, name, role, None).await
}

async fn invites(fixture: &Fixture, name: &str, role: Role, thread: Option<ThreadId>) -> (team::Member, Token) {
    invites_to(fixture, "bakery", (name, role, thread)).await
}

/// A member of the team of any site, and a link for them.
pub(crate) async fn invites_to(
    fixture: &Fixture,
    site: &str,
    (name, role, thread): (&str, Role, Option<ThreadId>),
) -> (team::Member, Token) {
    let person = uuid::Uuid::now_v7().to_string();
    let member = team::Member { site: site.into(), person, name: name.into(), role, thread };
    fixture.app.storage.add_member(member.clone(), fixture.clock.now()).await.unwrap();
    let token = Token::random().unwrap();
    let until = fixture.clock.now().plus(LINK_LIFE);
    fixture.app.storage.invite(token.hash(), &member, until).await.unwrap();
    (member, token)
}

/// Somebody of the bakery's team comes in; answers their cookie.
pub(crate) async fn comes_in(fixture: &Fixture, name: &str, role: Role) -> String {
    let (_, token) = invited(fixture, name, role).await;
    cookie(&enters(fixture, token.secret()).await)
}

/// An expert who is a guest in one thread comes in.
pub(crate) async fn expert_comes_in(fixture: &Fixture, name: &str, thread: ThreadId) -> String {
    let token = invites(fixture, name, Role::Guest, Some(thread)).await.1;
    cookie(&enters(fixture, token.secret()).await)
}

/// A request as the dashboard sends it.
fn asks(fixture: &Fixture, method: Method, cookie: Option<&str>) -> RequestBuilder {
    asks_for(fixture, method, "session", cookie)
}

/// The same for any address of the dashboard.
pub(crate) fn asks_for(fixture: &Fixture, method: Method, rest: &str, cookie: Option<&str>) -> RequestBuilder {
    let request = Client::new().request(method, format!("{}/v1/host/{rest}", fixture.address));
    let request = request.header("origin", &fixture.app.config.public_origin).header("sec-fetch-site", "same-origin");
    match cookie {
        Some(cookie) => request.header("cookie", cookie),
        None => request,
    }
}

pub(crate) async fn enters(fixture: &Fixture, token: &str) -> Response {
    asks(fixture, Method::POST, None).json(&json!({ "token": token })).send().await.unwrap()
}

pub(crate) async fn stays(fixture: &Fixture, cookie: &str) -> StatusCode {
    asks(fixture, Method::GET, Some(cookie)).send().await.unwrap().status()
}

pub(crate) fn cookie(response: &Response) -> String {
    response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_link_lets_one_person_in_once() {
    let fixture = Fixture::open().await;
    let (_, token) = invited(&fixture, "Marta", Role::Owner).await;
    let all = (0..20).map(|_| enters(&fixture, token.secret()));
    let all = futures_util::future::join_all(all).await;
    let (inside, outside): (Vec<_>, Vec<_>) = all.into_iter().partition(|answer| answer.status() == StatusCode::OK);
    assert_eq!((inside.len(), outside.len()), (1, 19));
    for answer in outside {
        assert!(!answer.headers().contains_key("set-cookie"));
        assert_eq!(problem(answer, 410).await.code, ErrorCode::LinkGone);
    }
    let attributes = inside[0].headers()["set-cookie"].to_str().unwrap().to_owned();
    for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=43200"] {
        assert!(attributes.split("; ").any(|own| own == attribute), "{attribute} of {attributes}");
    }
    let cookie = cookie(&inside[0]);
    let seen: Member = asks(&fixture, Method::GET, Some(&cookie)).send().await.unwrap().json().await.unwrap();
    assert_eq!(
        seen,
        Member {
            site: "bakery".into(),
            site_name: "bakery.example".into(),
            name: "Marta".into(),
            role: Role::Owner,
            thread: None
        }
    );
}

#[tokio::test]
async fn a_link_that_is_too_old_or_no_link_lets_nobody_in() {
    let fixture = Fixture::open().await;
    let (_, token) = invited(&fixture, "Marta", Role::Owner).await;
    let guess = Token::random().unwrap();
    for token in [guess.secret(), "", "short", "' or 1=1 --", &"A".repeat(5_000)] {
        assert_eq!(problem(enters(&fixture, token).await, 410).await.code, ErrorCode::LinkGone);
    }
    fixture.pass(24 * 3_600);
    assert_eq!(problem(enters(&fixture, token.secret()).await, 410).await.code, ErrorCode::LinkGone);
}

#[tokio::test]
async fn no_page_of_another_origin_reaches_the_dashboard() {
    let fixture = Fixture::open().await;
    let (_, token) = invited(&fixture, "Marta", Role::Owner).await;
    let session = format!("{}/v1/host/session", fixture.address);
    let twins =
        [BAKERY, "null", "http://localhost:1", &format!("{}.evil.example", fixture.address), "https://127.0.0.1"];
    for origin in twins {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let request = Client::new().request(method, &session).header("origin", origin);
            let answer = request.json(&json!({ "token": token.secret() })).send().await.unwrap();
            assert!(!answer.headers().contains_key("access-control-allow-origin"), "{origin}");
            assert_eq!(problem(answer, 403).await.code, ErrorCode::OriginNotAllowed, "{origin}");
        }
    }
    for site in ["cross-site", "same-site"] {
        let mut request = asks(&fixture, Method::POST, None).json(&json!({ "token": token.secret() })).build().unwrap();
        request.headers_mut().insert("sec-fetch-site", site.parse().unwrap());
        assert_eq!(Client::new().execute(request).await.unwrap().status(), StatusCode::FORBIDDEN);
    }
    let nameless = Client::new().post(&session).json(&json!({ "token": token.secret() }));
    assert_eq!(nameless.send().await.unwrap().status(), StatusCode::FORBIDDEN, "a change names its origin");
    assert_eq!(enters(&fixture, token.secret()).await.status(), StatusCode::OK, "none of them used the link up");
}

#[tokio::test]
async fn who_does_nothing_for_half_an_hour_is_out_and_nobody_stays_longer_than_a_day_of_work() {
    let fixture = Fixture::open().await;
    let (_, token) = invited(&fixture, "Marta", Role::Owner).await;
    let at_work = cookie(&enters(&fixture, token.secret()).await);
    for _ in 0..35 {
        fixture.pass(20 * 60);
        assert_eq!(stays(&fixture, &at_work).await, StatusCode::OK);
    }
    fixture.pass(20 * 60);
    assert_eq!(stays(&fixture, &at_work).await, StatusCode::UNAUTHORIZED, "twelve hours");

    let (_, token) = invited(&fixture, "Ines", Role::Host).await;
    let asleep = cookie(&enters(&fixture, token.secret()).await);
    fixture.pass(30 * 60);
    let answer = asks(&fixture, Method::GET, Some(&asleep)).send().await.unwrap();
    assert_eq!(problem(answer, 401).await.code, ErrorCode::SignInNeeded);
}

#[tokio::test]
async fn who_goes_or_is_let_go_is_out_at_once() {
    let fixture = Fixture::open().await;
    let (member, token) = invited(&fixture, "Marta", Role::Owner).await;
    let first = cookie(&enters(&fixture, token.secret()).await);
    let left = asks(&fixture, Method::DELETE, Some(&first)).send().await.unwrap();
    assert_eq!(left.status(), StatusCode::NO_CONTENT);
    assert_eq!(stays(&fixture, &first).await, StatusCode::UNAUTHORIZED);

    let [used, spare] = [(); 2].map(|()| Token::random().unwrap());
    for token in [&used, &spare] {
        fixture.app.storage.invite(token.hash(), &member, fixture.clock.now().plus(LINK_LIFE)).await.unwrap();
    }
    let second = cookie(&enters(&fixture, used.secret()).await);
    assert!(fixture.app.storage.end_member("bakery".into(), member.person, fixture.clock.now()).await.unwrap());
    assert_eq!(stays(&fixture, &second).await, StatusCode::UNAUTHORIZED);
    assert_eq!(enters(&fixture, spare.secret()).await.status(), StatusCode::GONE);
    assert!(fixture.app.storage.members("bakery").await.unwrap().is_empty());
}

#[tokio::test]
async fn no_secret_of_a_sign_in_is_stored() {
    let fixture = Fixture::open().await;
    let (_, token) = invited(&fixture, "Marta", Role::Owner).await;
    let cookie = cookie(&enters(&fixture, token.secret()).await);
    let session = cookie.split_once('=').unwrap().1;
    for file in std::fs::read_dir(fixture.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        for secret in [token.secret(), session] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()));
        }
    }
}
