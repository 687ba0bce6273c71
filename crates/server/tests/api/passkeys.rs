//! Passkeys: adding one, coming in by it, and all that must not open the door.

use porch_protocol::team::{Ceremony, Passkey, Passkeys};
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::{ErrorCode, Role};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use crate::authenticator::Authenticator;
use crate::fixture::{Fixture, problem};
use crate::host::{asks_for, comes_in, cookie, stays};

/// Makes an authenticator lie, perhaps with what another one has.
type Lie = fn(&mut Authenticator, &Authenticator);

async fn begins(fixture: &Fixture, rest: &str, cookie: Option<&str>) -> Ceremony {
    let answer = asks_for(fixture, Method::POST, rest, cookie).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
    answer.json().await.unwrap()
}

async fn adds(fixture: &Fixture, cookie: &str, ceremony: &str, credential: &str) -> Response {
    let body = json!({ "ceremony": ceremony, "credential": credential, "name": "Marta's phone" });
    asks_for(fixture, Method::POST, "passkeys", Some(cookie)).json(&body).send().await.unwrap()
}

/// A device that lets whoever has this cookie in.
async fn device(fixture: &Fixture, cookie: &str) -> Authenticator {
    let begun = begins(fixture, "passkeys/begin", Some(cookie)).await;
    let device = Authenticator::new(&begun.options, &fixture.address);
    let added = adds(fixture, cookie, &begun.ceremony, &device.registers(&begun.options)).await;
    assert_eq!(added.status(), StatusCode::CREATED, "{}", added.text().await.unwrap());
    device
}

async fn signs_in(fixture: &Fixture, ceremony: &str, credential: &str) -> Response {
    let body = json!({ "ceremony": ceremony, "credential": credential });
    asks_for(fixture, Method::POST, "session/passkey", None).json(&body).send().await.unwrap()
}

async fn signs_in_with(fixture: &Fixture, device: &mut Authenticator) -> Response {
    let begun = begins(fixture, "session/begin", None).await;
    signs_in(fixture, &begun.ceremony, &device.signs(&begun.options)).await
}

async fn is_refused(answer: Response, why: &str) {
    assert!(!answer.headers().contains_key("set-cookie"), "{why}");
    assert_eq!(problem(answer, 403).await.code, ErrorCode::PasskeyRefused, "{why}");
}

async fn own(fixture: &Fixture, cookie: &str) -> Vec<Passkey> {
    let own = asks_for(fixture, Method::GET, "passkeys", Some(cookie)).send().await.unwrap();
    own.json::<Passkeys>().await.unwrap().passkeys
}

async fn settled(fixture: &Fixture, cookie: &str) -> Vec<String> {
    let lines = asks_for(fixture, Method::GET, "settled", Some(cookie)).send().await.unwrap();
    let lines: Vec<HistoryEntry> = lines.json().await.unwrap();
    lines.into_iter().map(|line| format!("{} {}", line.by.name().unwrap_or_default(), line.what)).collect()
}

#[tokio::test]
async fn who_added_a_passkey_comes_in_by_it_until_it_is_removed() {
    let fixture = Fixture::with_a_name().await;
    let first = comes_in(&fixture, "Marta", Role::Owner).await;
    let mut phone = device(&fixture, &first).await;
    let listed = own(&fixture, &first).await;
    assert_eq!((listed[0].name.as_str(), listed[0].used_at), ("Marta's phone", None));

    fixture.pass(20 * 3_600);
    assert_eq!(stays(&fixture, &first).await, StatusCode::UNAUTHORIZED);
    let answer = signs_in_with(&fixture, &mut phone).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let attributes = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for attribute in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(attributes.split("; ").any(|own| own == attribute), "{attribute} in {attributes}");
    }
    let second = cookie(&answer);
    let member: serde_json::Value = answer.json().await.unwrap();
    assert_eq!((&member["name"], &member["role"]), (&json!("Marta"), &json!("owner")));
    assert_eq!(own(&fixture, &second).await[0].used_at, Some(fixture.clock.now()));

    let id = own(&fixture, &second).await.remove(0).id;
    let rest = format!("passkeys/{id}");
    let ines = comes_in(&fixture, "Ines", Role::Host).await;
    let foreign = asks_for(&fixture, Method::DELETE, &rest, Some(&ines)).send().await.unwrap();
    assert_eq!(problem(foreign, 404).await.code, ErrorCode::PasskeyNotFound);
    let gone = asks_for(&fixture, Method::DELETE, &rest, Some(&second)).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NO_CONTENT);
    is_refused(signs_in_with(&fixture, &mut phone).await, "removed").await;
    let log = settled(&fixture, &second).await;
    for line in ["Marta passkey_added", "Marta passkey_removed", "Marta member_entered"] {
        assert!(log.iter().any(|own| own == line), "{line} in {log:?}");
    }
}

#[tokio::test]
async fn a_passkey_answer_signs_in_once_and_only_within_five_minutes() {
    let fixture = Fixture::with_a_name().await;
    let inside = comes_in(&fixture, "Marta", Role::Owner).await;
    let mut phone = device(&fixture, &inside).await;

    let begun = begins(&fixture, "session/begin", None).await;
    let answer = phone.signs(&begun.options);
    let tries = (0..10).map(|_| signs_in(&fixture, &begun.ceremony, &answer));
    let tries = futures_util::future::join_all(tries).await;
    let (inside_now, outside): (Vec<_>, Vec<_>) = tries.into_iter().partition(|one| one.status() == StatusCode::OK);
    assert_eq!((inside_now.len(), outside.len()), (1, 9));

    let other = begins(&fixture, "session/begin", None).await;
    is_refused(signs_in(&fixture, &other.ceremony, &answer).await, "an old answer to a new question").await;
    is_refused(signs_in(&fixture, "no such", &answer).await, "no ceremony").await;

    let late = begins(&fixture, "session/begin", None).await;
    let answer = phone.signs(&late.options);
    fixture.pass(300);
    is_refused(signs_in(&fixture, &late.ceremony, &answer).await, "five minutes later").await;

    let adding = begins(&fixture, "passkeys/begin", Some(&inside)).await;
    let answer = phone.signs(&adding.options);
    is_refused(signs_in(&fixture, &adding.ceremony, &answer).await, "a ceremony for adding").await;
}

#[tokio::test]
async fn what_is_not_wholly_right_opens_nothing() {
    let fixture = Fixture::with_a_name().await;
    let inside = comes_in(&fixture, "Marta", Role::Owner).await;
    let ines = comes_in(&fixture, "Ines", Role::Host).await;
    let mut others = device(&fixture, &ines).await;
    let lies: [(&str, Lie); 8] = [
        ("another origin", |phone, _| phone.origin = "https://evil.example".into()),
        ("another port", |phone, _| phone.origin = "http://localhost:1".into()),
        ("a subdomain", |phone, _| phone.origin = phone.origin.replace("localhost", "a.localhost")),
        ("another relying party", |phone, _| phone.relying_party = "evil.example".into()),
        ("nobody was verified", |phone, _| phone.verifies = false),
        ("somebody else's credential id", |phone, others| phone.id.clone_from(&others.id)),
        ("somebody else's user handle", |phone, others| phone.user.clone_from(&others.user)),
        ("somebody else's whole name", |phone, others| {
            phone.id.clone_from(&others.id);
            phone.user.clone_from(&others.user);
        }),
    ];
    for (why, lie) in lies {
        let mut phone = device(&fixture, &inside).await;
        lie(&mut phone, &others);
        is_refused(signs_in_with(&fixture, &mut phone).await, why).await;
    }
    let mut phone = device(&fixture, &inside).await;
    assert_eq!(signs_in_with(&fixture, &mut phone).await.status(), StatusCode::OK);
    phone.counter = 0;
    is_refused(signs_in_with(&fixture, &mut phone).await, "a copy, whose counter stands still").await;
    assert_eq!(signs_in_with(&fixture, &mut others).await.status(), StatusCode::OK, "nobody else suffered");
}

#[tokio::test]
async fn a_passkey_is_added_by_the_one_who_began_and_where_all_is_right() {
    let fixture = Fixture::with_a_name().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let ines = comes_in(&fixture, "Ines", Role::Host).await;

    let begun = begins(&fixture, "passkeys/begin", Some(&marta)).await;
    let phone = Authenticator::new(&begun.options, &fixture.address);
    let answer = phone.registers(&begun.options);
    is_refused(adds(&fixture, &ines, &begun.ceremony, &answer).await, "somebody else's ceremony").await;
    is_refused(adds(&fixture, &marta, &begun.ceremony, &answer).await, "and now it is used up").await;

    let known = device(&fixture, &ines).await;
    let lies: [(&str, Lie); 3] = [
        ("another origin", |phone, _| phone.origin = "https://evil.example".into()),
        ("another relying party", |phone, _| phone.relying_party = "evil.example".into()),
        ("nobody was verified", |phone, _| phone.verifies = false),
    ];
    for (why, lie) in lies {
        let begun = begins(&fixture, "passkeys/begin", Some(&marta)).await;
        let mut phone = Authenticator::new(&begun.options, &fixture.address);
        lie(&mut phone, &known);
        is_refused(adds(&fixture, &marta, &begun.ceremony, &phone.registers(&begun.options)).await, why).await;
    }
    let begun = begins(&fixture, "passkeys/begin", Some(&marta)).await;
    let mut twin = Authenticator::new(&begun.options, &fixture.address);
    twin.id.clone_from(&known.id);
    is_refused(adds(&fixture, &marta, &begun.ceremony, &twin.registers(&begun.options)).await, "a known id").await;
    assert_eq!(own(&fixture, &marta).await, []);

    let begun = begins(&fixture, "passkeys/begin", Some(&marta)).await;
    let body = json!({ "ceremony": begun.ceremony, "credential": "{}", "name": " " });
    let nameless = asks_for(&fixture, Method::POST, "passkeys", Some(&marta)).json(&body).send().await.unwrap();
    assert_eq!(problem(nameless, 422).await.code, ErrorCode::NameEmpty);
    let stranger = asks_for(&fixture, Method::POST, "passkeys/begin", None).send().await.unwrap();
    assert_eq!(problem(stranger, 401).await.code, ErrorCode::SignInNeeded);
}

#[tokio::test]
async fn a_passkey_of_somebody_who_left_opens_nothing_not_even_under_way() {
    let fixture = Fixture::with_a_name().await;
    let inside = comes_in(&fixture, "Marta", Role::Owner).await;
    let mut phone = device(&fixture, &inside).await;
    let begun = begins(&fixture, "session/begin", None).await;
    let answer = phone.signs(&begun.options);
    let adding = begins(&fixture, "passkeys/begin", Some(&inside)).await;
    let spare = Authenticator::new(&adding.options, &fixture.address);
    let person = fixture.app.storage.members("bakery").await.unwrap().remove(0).person;
    assert!(fixture.app.storage.end_member("bakery".into(), person, fixture.clock.now()).await.unwrap());
    is_refused(signs_in(&fixture, &begun.ceremony, &answer).await, "ended").await;
    is_refused(signs_in_with(&fixture, &mut phone).await, "ended").await;
    let added = adds(&fixture, &inside, &adding.ceremony, &spare.registers(&adding.options)).await;
    assert_eq!(problem(added, 401).await.code, ErrorCode::SignInNeeded);
}

#[tokio::test]
async fn where_the_address_is_numbers_there_are_no_passkeys_and_the_dashboard_says_so() {
    let fixture = Fixture::open().await;
    let inside = comes_in(&fixture, "Marta", Role::Owner).await;
    let own = asks_for(&fixture, Method::GET, "passkeys", Some(&inside)).send().await.unwrap();
    assert_eq!(own.json::<Passkeys>().await.unwrap(), Passkeys { available: false, passkeys: Vec::new() });
    for rest in ["passkeys/begin", "session/begin"] {
        let answer = asks_for(&fixture, Method::POST, rest, Some(&inside)).send().await.unwrap();
        assert_eq!(problem(answer, 409).await.code, ErrorCode::PasskeysUnavailable);
    }
}

#[tokio::test]
async fn whoever_knocks_too_often_waits() {
    let fixture = Fixture::with_limits().await;
    let mut answers = Vec::new();
    for _ in 0..11 {
        answers.push(asks_for(&fixture, Method::POST, "session/begin", None).send().await.unwrap().status().as_u16());
    }
    assert_eq!((answers[9], answers[10]), (409, 429));
}
