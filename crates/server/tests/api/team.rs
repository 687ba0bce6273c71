//! The team in the dashboard: who lets whom in, what becomes of roles, and who stays out.

use porch_protocol::team::{Invited, Team};
use porch_protocol::team_api::{HistoryEntry, UnansweredList};
use porch_protocol::{Actor, ErrorCode, Role};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, key, problem};
use crate::host::{asks_for, comes_in, cookie, enters, stays};

async fn asks(fixture: &Fixture, method: Method, rest: &str, cookie: &str, body: Value) -> Response {
    asks_for(fixture, method, rest, Some(cookie)).json(&body).send().await.unwrap()
}

async fn invites(fixture: &Fixture, cookie: &str, name: &str, role: &str) -> Response {
    let body = if role == "guest" {
        json!({ "name": name, "role": role, "page": RYE })
    } else {
        json!({ "name": name, "role": role })
    };
    asks(fixture, Method::POST, "team", cookie, body).await
}

/// The secret of the link in an answer.
async fn link(answer: Response) -> String {
    assert_eq!(answer.status(), StatusCode::CREATED);
    let invited: Invited = answer.json().await.unwrap();
    invited.link.split_once("/host/#enter=").unwrap().1.to_owned()
}

async fn team(fixture: &Fixture, cookie: &str) -> Team {
    asks_for(fixture, Method::GET, "team", Some(cookie)).send().await.unwrap().json().await.unwrap()
}

async fn id(fixture: &Fixture, cookie: &str, name: &str) -> String {
    team(fixture, cookie).await.people.into_iter().find(|one| one.name == name).unwrap().id
}

async fn ends(fixture: &Fixture, cookie: &str, id: &str) -> Response {
    asks_for(fixture, Method::DELETE, &format!("team/{id}"), Some(cookie)).send().await.unwrap()
}

async fn becomes(fixture: &Fixture, cookie: &str, id: &str, from: &str, to: &str) -> Response {
    asks(fixture, Method::PATCH, &format!("team/{id}"), cookie, json!({ "from": from, "to": to })).await
}

#[tokio::test]
async fn each_role_invites_whom_it_may_and_nobody_else() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let all = ["owner", "host", "moderator", "guest"];
    let table = [
        (Role::Owner, "Olga", [201; 4]),
        (Role::Host, "Hana", [403, 403, 201, 201]),
        (Role::Moderator, "Mona", [403; 4]),
    ];
    for (role, name, expected) in table {
        let cookie = comes_in(&fixture, name, role).await;
        for (whom, expected) in all.into_iter().zip(expected) {
            let answer = invites(&fixture, &cookie, &format!("{name}'s {whom}"), whom).await;
            assert_eq!(answer.status(), expected, "{role:?} invites {whom}");
        }
    }
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap().id;
    let guest = crate::host::expert_comes_in(&fixture, "Gina", thread).await;
    for whom in all {
        assert_eq!(invites(&fixture, &guest, "Nobody", whom).await.status(), 403);
    }
    let seen = asks_for(&fixture, Method::GET, "team", Some(&guest)).send().await.unwrap();
    assert_eq!(problem(seen, 403).await.code, ErrorCode::RoleNotAllowed);
}

#[tokio::test]
async fn an_invitation_lets_one_person_in_once_within_seven_days() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let token = link(invites(&fixture, &marta, "Ines", "moderator").await).await;
    let listed = team(&fixture, &marta).await;
    let ines = listed.people.iter().find(|one| one.name == "Ines").unwrap();
    assert_eq!((ines.since, ines.invited_by.as_ref().and_then(Actor::name)), (None, Some("Marta")));
    assert_eq!(ines.until, Some(fixture.clock.now().plus(7 * 86_400_000_000)));

    let tries = futures_util::future::join_all((0..20).map(|_| enters(&fixture, &token))).await;
    assert_eq!(tries.iter().filter(|one| one.status() == StatusCode::OK).count(), 1);
    assert_eq!(tries.iter().filter(|one| one.status() == StatusCode::GONE).count(), 19);
    let listed = team(&fixture, &marta).await;
    let ines = listed.people.iter().find(|one| one.name == "Ines").unwrap();
    assert_eq!((ines.since, ines.last_here), (Some(fixture.clock.now()), Some(fixture.clock.now())));
    assert_eq!((ines.until, ines.own, ines.role), (None, false, Role::Moderator));

    let late = link(invites(&fixture, &marta, "Late", "host").await).await;
    fixture.pass(7 * 86_400);
    assert_eq!(enters(&fixture, &late).await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn an_open_invitation_is_taken_back_and_a_new_one_ends_the_old() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let hana = comes_in(&fixture, "Hana", Role::Host).await;
    let first = link(invites(&fixture, &marta, "Ines", "moderator").await).await;
    let second = link(invites(&fixture, &marta, "Ines", "moderator").await).await;
    assert_eq!(enters(&fixture, &first).await.status(), StatusCode::GONE, "the old link");
    let other = invites(&fixture, &marta, "Ines", "host").await;
    assert_eq!(problem(other, 422).await.code, ErrorCode::NameTaken);
    for alike in ["lnes", "M\u{430}rta", "HANA"] {
        assert_eq!(
            problem(invites(&fixture, &marta, alike, "host").await, 422).await.code,
            ErrorCode::NameTaken,
            "{alike}"
        );
    }
    let owner = link(invites(&fixture, &marta, "Otto", "owner").await).await;
    let otto = id(&fixture, &marta, "Otto").await;
    assert_eq!(problem(ends(&fixture, &hana, &otto).await, 403).await.code, ErrorCode::RoleNotAllowed);
    let ines = id(&fixture, &marta, "Ines").await;
    assert_eq!(
        ends(&fixture, &hana, &ines).await.status(),
        StatusCode::NO_CONTENT,
        "a host takes back whom a host invites"
    );
    assert_eq!(enters(&fixture, &second).await.status(), StatusCode::GONE);
    assert!(team(&fixture, &marta).await.people.iter().all(|one| one.name != "Ines"));
    fixture.visitor("Ines").posts(RYE, "The name is free again").await;

    let writes = async |name: &str| {
        let visitor = fixture.visitor(name);
        visitor.sends(Method::POST, "comments", &key(), visitor.words(RYE, "It is me")).await
    };
    assert_eq!(problem(writes("Otto").await, 422).await.code, ErrorCode::NameTaken, "while he is invited");
    assert_eq!(enters(&fixture, &owner).await.status(), StatusCode::OK);
    assert_eq!(ends(&fixture, &marta, &otto).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(problem(writes("Otto").await, 422).await.code, ErrorCode::NameTaken, "he has been here");
}

#[tokio::test]
async fn a_changed_role_ends_the_sessions_and_the_last_owner_stays() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let ines = comes_in(&fixture, "Ines", Role::Moderator).await;
    let (own, other) = (id(&fixture, &marta, "Marta").await, id(&fixture, &marta, "Ines").await);
    for answer in [ends(&fixture, &marta, &own).await, becomes(&fixture, &marta, &own, "owner", "host").await] {
        assert_eq!(problem(answer, 409).await.code, ErrorCode::LastOwner);
    }
    invites(&fixture, &marta, "Otto", "owner").await;
    assert_eq!(ends(&fixture, &marta, &own).await.status(), 409, "who is only invited is no owner yet");
    assert_eq!(stays(&fixture, &marta).await, StatusCode::OK);
    for answer in [becomes(&fixture, &ines, &other, "moderator", "owner").await, ends(&fixture, &ines, &own).await] {
        assert_eq!(problem(answer, 403).await.code, ErrorCode::RoleNotAllowed);
    }
    assert_eq!(becomes(&fixture, &marta, &other, "host", "owner").await.status(), 404, "it was another role");
    assert_eq!(becomes(&fixture, &marta, &other, "moderator", "guest").await.status(), 400, "a guest has a page");
    assert_eq!(becomes(&fixture, &marta, &other, "moderator", "owner").await.status(), 204);
    assert_eq!(stays(&fixture, &ines).await, StatusCode::UNAUTHORIZED, "she comes in anew with the rights she has now");
    assert_eq!(stays(&fixture, &marta).await, StatusCode::OK);
}

#[tokio::test]
async fn two_owners_who_let_each_other_go_at_once_leave_one() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let ines = comes_in(&fixture, "Ines", Role::Owner).await;
    let (first, second) = (id(&fixture, &marta, "Marta").await, id(&fixture, &marta, "Ines").await);
    let (one, two) = tokio::join!(ends(&fixture, &marta, &second), ends(&fixture, &ines, &first));
    let done = [one.status(), two.status()].into_iter().filter(|status| *status == StatusCode::NO_CONTENT).count();
    assert_eq!(done, 1);
    assert_eq!(fixture.app.storage.members("bakery").await.unwrap().len(), 1);
}

#[tokio::test]
async fn who_leaves_is_out_and_the_log_says_who_let_whom_in_and_go() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let entered = enters(&fixture, &link(invites(&fixture, &marta, "Ines", "host").await).await).await;
    let ines = cookie(&entered);
    let token = link(invites(&fixture, &ines, "Mona", "moderator").await).await;
    let mona = cookie(&enters(&fixture, &token).await);
    let (of_ines, of_mona) = (id(&fixture, &marta, "Ines").await, id(&fixture, &marta, "Mona").await);
    assert_eq!(becomes(&fixture, &marta, &of_ines, "host", "moderator").await.status(), 204);
    assert_eq!(ends(&fixture, &mona, &of_mona).await.status(), StatusCode::NO_CONTENT, "everybody may leave");
    assert_eq!(stays(&fixture, &mona).await, StatusCode::UNAUTHORIZED);
    assert_eq!(ends(&fixture, &marta, &of_ines).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(problem(ends(&fixture, &marta, &of_ines).await, 404).await.code, ErrorCode::MemberNotFound);

    let lines = asks_for(&fixture, Method::GET, "settled", Some(&marta)).send().await.unwrap();
    let lines: Vec<HistoryEntry> = lines.json().await.unwrap();
    let told: Vec<_> = lines
        .into_iter()
        .map(|line| {
            (line.by.name().unwrap_or_default().to_owned(), line.what, line.about.unwrap_or_default(), line.role)
        })
        .collect();
    for (by, what, about, role) in [
        ("Marta", "member_invited", "Ines", Role::Host),
        ("Ines", "member_entered", "Ines", Role::Host),
        ("Ines", "member_invited", "Mona", Role::Moderator),
        ("Marta", "role_changed", "Ines", Role::Moderator),
        ("Mona", "member_left", "Mona", Role::Moderator),
        ("Marta", "member_ended", "Ines", Role::Moderator),
    ] {
        let line = (by.to_owned(), what.to_owned(), about.to_owned(), Some(role));
        assert!(told.contains(&line), "{line:?} in {told:?}");
    }
}

#[tokio::test]
async fn a_member_mends_their_own_name_and_takes_nobody_elses() {
    let fixture = Fixture::open().await;
    let mrata = comes_in(&fixture, "Mrata Halm", Role::Owner).await;
    comes_in(&fixture, "Ines Roth", Role::Host).await;
    let amira = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let replies = async |body: &str| {
        let asked = asks_for(&fixture, Method::POST, "answers", Some(&mrata)).header("idempotency-key", key());
        let answer = asked.json(&json!({ "parent": amira.comment.id, "body": body })).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
    };
    replies("As sour as you like.").await;
    for (name, code) in [
        ("", ErrorCode::NameEmpty),
        (&*"M".repeat(65), ErrorCode::NameTooLong),
        ("Ines Roth", ErrorCode::NameTaken),
        ("lnes R\u{43E}th", ErrorCode::NameTaken),
    ] {
        let answer = asks(&fixture, Method::PUT, "name", &mrata, json!({ "name": name })).await;
        assert_eq!(problem(answer, 422).await.code, code, "{name}");
    }
    let answer = asks(&fixture, Method::PUT, "name", &mrata, json!({ "name": " Marta Halm " })).await;
    let me: porch_protocol::team_api::Member = answer.json().await.unwrap();
    assert_eq!((me.name.as_str(), me.role), ("Marta Halm", Role::Owner));
    assert_eq!(stays(&fixture, &mrata).await, StatusCode::OK, "nobody is signed out by it");
    replies("Begin with less starter.").await;
    let page = fixture.visitor("Noor").reads(RYE).await;
    let names: Vec<_> = page.comments.iter().filter_map(|one| one.author.as_ref()).map(|one| &*one.name).collect();
    assert!(
        names.contains(&"Mrata Halm") && names.contains(&"Marta Halm"),
        "what was written keeps its name: {names:?}"
    );
    // Both names are the team's.
    for name in ["Marta Halm", "Mrata Halm"] {
        let visitor = fixture.visitor(name);
        let refused = visitor.sends(Method::POST, "comments", &key(), visitor.words(RYE, "I am the owner")).await;
        assert_eq!(problem(refused, 422).await.code, ErrorCode::NameTaken, "{name}");
    }
    let lines = asks_for(&fixture, Method::GET, "settled", Some(&mrata)).send().await.unwrap();
    let lines: Vec<HistoryEntry> = lines.json().await.unwrap();
    let line = lines.iter().find(|line| line.what == "member_renamed").expect("a line");
    assert_eq!((line.how.as_deref(), line.about.as_deref()), (Some("Mrata Halm"), Some("Marta Halm")));
}

#[tokio::test]
async fn a_team_of_another_site_is_nobodys_business() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let person = uuid::Uuid::now_v7().to_string();
    let carl = porch_storage::team::Member {
        site: "cafe".into(),
        person: person.clone(),
        name: "Carl".into(),
        role: Role::Host,
        thread: None,
    };
    fixture.app.storage.add_member(carl, fixture.clock.now()).await.unwrap();
    assert!(team(&fixture, &marta).await.people.iter().all(|one| one.name != "Carl"));
    assert_eq!(ends(&fixture, &marta, &person).await.status(), 404);
    assert_eq!(becomes(&fixture, &marta, &person, "host", "owner").await.status(), 404);
}

#[tokio::test]
async fn a_guest_expert_sees_and_answers_in_one_conversation_only() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    let rye = amira.posts(RYE, "How sour is it?").await;
    let spelt = amira.posts("https://bakery.example/spelt", "Which spelt?").await;
    let none = asks(
        &fixture,
        Method::POST,
        "team",
        &marta,
        json!({ "name": "Gina", "role": "guest", "page": "https://bakery.example/oats" }),
    )
    .await;
    assert_eq!(problem(none, 404).await.code, ErrorCode::ThreadNotFound);
    let foreign = asks(
        &fixture,
        Method::POST,
        "team",
        &marta,
        json!({ "name": "Gina", "role": "guest", "page": "https://evil.example/" }),
    )
    .await;
    assert_eq!(problem(foreign, 400).await.code, ErrorCode::PageNotAllowed);
    let gina = cookie(&enters(&fixture, &link(invites(&fixture, &marta, "Gina", "guest").await).await).await);

    let waiting = asks_for(&fixture, Method::GET, "waiting", Some(&gina)).send().await.unwrap();
    let waiting: UnansweredList = waiting.json().await.unwrap();
    assert_eq!(waiting.openings.iter().map(|one| one.comment.id).collect::<Vec<_>>(), [rye.comment.id]);
    for rest in ["to-read", "settled", "team"] {
        let answer = asks_for(&fixture, Method::GET, rest, Some(&gina)).send().await.unwrap();
        assert_eq!(problem(answer, 403).await.code, ErrorCode::RoleNotAllowed, "{rest}");
    }
    for (posted, status) in [(&spelt, 404), (&rye, 201)] {
        let body = json!({ "parent": posted.comment.id, "body": "Quite" });
        let answer =
            asks_for(&fixture, Method::POST, "answers", Some(&gina)).header("idempotency-key", key()).json(&body);
        assert_eq!(answer.send().await.unwrap().status(), status);
    }
    let own = id(&fixture, &marta, "Gina").await;
    assert_eq!(ends(&fixture, &gina, &id(&fixture, &marta, "Marta").await).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(ends(&fixture, &gina, "me").await.status(), StatusCode::NO_CONTENT, "a guest may leave, too");
    assert!(team(&fixture, &marta).await.people.iter().all(|one| one.id != own));
}
