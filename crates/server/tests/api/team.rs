//! The team in the house: who lets whom in, what becomes of roles, and who stays out.

use porch_protocol::host::{Settled, Waiting};
use porch_protocol::team::{Invited, Team};
use porch_protocol::{ErrorCode, Role};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::host::{asks_for, comes_in, cookie, enters, stays};
use crate::house::{House, RYE, key, problem};

async fn asks(house: &House, method: Method, rest: &str, cookie: &str, body: Value) -> Response {
    asks_for(house, method, rest, Some(cookie)).json(&body).send().await.unwrap()
}

async fn invites(house: &House, cookie: &str, name: &str, role: &str) -> Response {
    let body = if role == "guest" {
        json!({ "name": name, "role": role, "page": RYE })
    } else {
        json!({ "name": name, "role": role })
    };
    asks(house, Method::POST, "team", cookie, body).await
}

/// The secret of the link in an answer.
async fn link(answer: Response) -> String {
    assert_eq!(answer.status(), StatusCode::CREATED);
    let invited: Invited = answer.json().await.unwrap();
    invited.link.split_once("/host/#enter=").unwrap().1.to_owned()
}

async fn team(house: &House, cookie: &str) -> Team {
    asks_for(house, Method::GET, "team", Some(cookie)).send().await.unwrap().json().await.unwrap()
}

async fn id(house: &House, cookie: &str, name: &str) -> String {
    team(house, cookie).await.people.into_iter().find(|one| one.name == name).unwrap().id
}

async fn ends(house: &House, cookie: &str, id: &str) -> Response {
    asks_for(house, Method::DELETE, &format!("team/{id}"), Some(cookie)).send().await.unwrap()
}

async fn becomes(house: &House, cookie: &str, id: &str, from: &str, to: &str) -> Response {
    asks(house, Method::PATCH, &format!("team/{id}"), cookie, json!({ "from": from, "to": to })).await
}

#[tokio::test]
async fn each_role_invites_whom_it_may_and_nobody_else() {
    let house = House::open().await;
    house.visitor("Amira").posts(RYE, "How sour is it?").await;
    let all = ["owner", "host", "moderator", "guest"];
    let table = [
        (Role::Owner, "Olga", [201; 4]),
        (Role::Host, "Hana", [403, 403, 201, 201]),
        (Role::Moderator, "Mona", [403; 4]),
    ];
    for (role, name, expected) in table {
        let cookie = comes_in(&house, name, role).await;
        for (whom, expected) in all.into_iter().zip(expected) {
            let answer = invites(&house, &cookie, &format!("{name}'s {whom}"), whom).await;
            assert_eq!(answer.status(), expected, "{role:?} invites {whom}");
        }
    }
    let thread = house.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap().id;
    let guest = crate::host::expert_comes_in(&house, "Gina", thread).await;
    for whom in all {
        assert_eq!(invites(&house, &guest, "Nobody", whom).await.status(), 403);
    }
    let seen = asks_for(&house, Method::GET, "team", Some(&guest)).send().await.unwrap();
    assert_eq!(problem(seen, 403).await.code, ErrorCode::RoleNotAllowed);
}

#[tokio::test]
async fn an_invitation_lets_one_person_in_once_within_seven_days() {
    let house = House::open().await;
    let marta = comes_in(&house, "Marta", Role::Owner).await;
    let token = link(invites(&house, &marta, "Ines", "moderator").await).await;
    let listed = team(&house, &marta).await;
    let ines = listed.people.iter().find(|one| one.name == "Ines").unwrap();
    assert_eq!((ines.since, ines.invited_by.as_deref()), (None, Some("Marta")));
    assert_eq!(ines.until, Some(house.clock.now().plus(7 * 86_400_000_000)));

    let tries = futures_util::future::join_all((0..20).map(|_| enters(&house, &token))).await;
    assert_eq!(tries.iter().filter(|one| one.status() == StatusCode::OK).count(), 1);
    assert_eq!(tries.iter().filter(|one| one.status() == StatusCode::GONE).count(), 19);
    let listed = team(&house, &marta).await;
    let ines = listed.people.iter().find(|one| one.name == "Ines").unwrap();
    assert_eq!((ines.since, ines.last_here), (Some(house.clock.now()), Some(house.clock.now())));
    assert_eq!((ines.until, ines.own, ines.role), (None, false, Role::Moderator));

    let late = link(invites(&house, &marta, "Late", "host").await).await;
    house.pass(7 * 86_400);
    assert_eq!(enters(&house, &late).await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn an_open_invitation_is_taken_back_and_a_new_one_ends_the_old() {
    let house = House::open().await;
    let marta = comes_in(&house, "Marta", Role::Owner).await;
    let hana = comes_in(&house, "Hana", Role::Host).await;
    let first = link(invites(&house, &marta, "Ines", "moderator").await).await;
    let second = link(invites(&house, &marta, "Ines", "moderator").await).await;
    assert_eq!(enters(&house, &first).await.status(), StatusCode::GONE, "the old link");
    let other = invites(&house, &marta, "Ines", "host").await;
    assert_eq!(problem(other, 422).await.code, ErrorCode::NameTaken);
    for alike in ["lnes", "M\u{430}rta", "HANA"] {
        assert_eq!(
            problem(invites(&house, &marta, alike, "host").await, 422).await.code,
            ErrorCode::NameTaken,
            "{alike}"
        );
    }
    let owner = link(invites(&house, &marta, "Otto", "owner").await).await;
    let otto = id(&house, &marta, "Otto").await;
    assert_eq!(problem(ends(&house, &hana, &otto).await, 403).await.code, ErrorCode::RoleNotAllowed);
    let ines = id(&house, &marta, "Ines").await;
    assert_eq!(
        ends(&house, &hana, &ines).await.status(),
        StatusCode::NO_CONTENT,
        "a host takes back whom a host invites"
    );
    assert_eq!(enters(&house, &second).await.status(), StatusCode::GONE);
    assert!(team(&house, &marta).await.people.iter().all(|one| one.name != "Ines"));
    house.visitor("Ines").posts(RYE, "The name is free again").await;

    let writes = async |name: &str| {
        let visitor = house.visitor(name);
        visitor.sends(Method::POST, "comments", &key(), visitor.words(RYE, "It is me")).await
    };
    assert_eq!(problem(writes("Otto").await, 422).await.code, ErrorCode::NameTaken, "while he is invited");
    assert_eq!(enters(&house, &owner).await.status(), StatusCode::OK);
    assert_eq!(ends(&house, &marta, &otto).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(problem(writes("Otto").await, 422).await.code, ErrorCode::NameTaken, "he has been here");
}

#[tokio::test]
async fn a_changed_role_ends_the_sessions_and_the_last_owner_stays() {
    let house = House::open().await;
    let marta = comes_in(&house, "Marta", Role::Owner).await;
    let ines = comes_in(&house, "Ines", Role::Moderator).await;
    let (own, other) = (id(&house, &marta, "Marta").await, id(&house, &marta, "Ines").await);
    for answer in [ends(&house, &marta, &own).await, becomes(&house, &marta, &own, "owner", "host").await] {
        assert_eq!(problem(answer, 409).await.code, ErrorCode::LastOwner);
    }
    invites(&house, &marta, "Otto", "owner").await;
    assert_eq!(ends(&house, &marta, &own).await.status(), 409, "who is only invited is no owner yet");
    assert_eq!(stays(&house, &marta).await, StatusCode::OK);
    for answer in [becomes(&house, &ines, &other, "moderator", "owner").await, ends(&house, &ines, &own).await] {
        assert_eq!(problem(answer, 403).await.code, ErrorCode::RoleNotAllowed);
    }
    assert_eq!(becomes(&house, &marta, &other, "host", "owner").await.status(), 404, "it was another role");
    assert_eq!(becomes(&house, &marta, &other, "moderator", "guest").await.status(), 400, "a guest has a page");
    assert_eq!(becomes(&house, &marta, &other, "moderator", "owner").await.status(), 204);
    assert_eq!(stays(&house, &ines).await, StatusCode::UNAUTHORIZED, "she comes in anew with the rights she has now");
    assert_eq!(stays(&house, &marta).await, StatusCode::OK);
}

#[tokio::test]
async fn two_owners_who_let_each_other_go_at_once_leave_one() {
    let house = House::open().await;
    let marta = comes_in(&house, "Marta", Role::Owner).await;
    let ines = comes_in(&house, "Ines", Role::Owner).await;
    let (first, second) = (id(&house, &marta, "Marta").await, id(&house, &marta, "Ines").await);
    let (one, two) = tokio::join!(ends(&house, &marta, &second), ends(&house, &ines, &first));
    let done = [one.status(), two.status()].into_iter().filter(|status| *status == StatusCode::NO_CONTENT).count();
    assert_eq!(done, 1);
    assert_eq!(house.app.storage.members("bakery").await.unwrap().len(), 1);
}

#[tokio::test]
async fn who_leaves_is_out_and_the_log_says_who_let_whom_in_and_go() {
    let house = House::open().await;
    let marta = comes_in(&house, "Marta", Role::Owner).await;
    let entered = enters(&house, &link(invites(&house, &marta, "Ines", "host").await).await).await;
    let ines = cookie(&entered);
    let token = link(invites(&house, &ines, "Mona", "moderator").await).await;
    let mona = cookie(&enters(&house, &token).await);
    let (of_ines, of_mona) = (id(&house, &marta, "Ines").await, id(&house, &marta, "Mona").await);
    assert_eq!(becomes(&house, &marta, &of_ines, "host", "moderator").await.status(), 204);
    assert_eq!(ends(&house, &mona, &of_mona).await.status(), StatusCode::NO_CONTENT, "everybody may leave");
    assert_eq!(stays(&house, &mona).await, StatusCode::UNAUTHORIZED);
    assert_eq!(ends(&house, &marta, &of_ines).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(problem(ends(&house, &marta, &of_ines).await, 404).await.code, ErrorCode::MemberNotFound);

    let lines = asks_for(&house, Method::GET, "settled", Some(&marta)).send().await.unwrap();
    let lines: Vec<Settled> = lines.json().await.unwrap();
    let told: Vec<_> =
        lines.into_iter().map(|line| (line.by, line.what, line.about.unwrap_or_default(), line.role)).collect();
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
async fn a_team_of_another_site_is_nobodys_business() {
    let house = House::open().await;
    let marta = comes_in(&house, "Marta", Role::Owner).await;
    let person = uuid::Uuid::now_v7().to_string();
    let carl = porch_server::storage::team::Member {
        site: "cafe".into(),
        person: person.clone(),
        name: "Carl".into(),
        role: Role::Host,
        thread: None,
    };
    house.app.storage.add_member(carl, house.clock.now()).await.unwrap();
    assert!(team(&house, &marta).await.people.iter().all(|one| one.name != "Carl"));
    assert_eq!(ends(&house, &marta, &person).await.status(), 404);
    assert_eq!(becomes(&house, &marta, &person, "host", "owner").await.status(), 404);
}

#[tokio::test]
async fn a_guest_expert_sees_and_answers_in_one_conversation_only() {
    let house = House::open().await;
    let marta = comes_in(&house, "Marta", Role::Owner).await;
    let amira = house.visitor("Amira");
    let rye = amira.posts(RYE, "How sour is it?").await;
    let spelt = amira.posts("https://bakery.example/spelt", "Which spelt?").await;
    let none = asks(
        &house,
        Method::POST,
        "team",
        &marta,
        json!({ "name": "Gina", "role": "guest", "page": "https://bakery.example/oats" }),
    )
    .await;
    assert_eq!(problem(none, 404).await.code, ErrorCode::ThreadNotFound);
    let foreign = asks(
        &house,
        Method::POST,
        "team",
        &marta,
        json!({ "name": "Gina", "role": "guest", "page": "https://evil.example/" }),
    )
    .await;
    assert_eq!(problem(foreign, 400).await.code, ErrorCode::PageNotAllowed);
    let gina = cookie(&enters(&house, &link(invites(&house, &marta, "Gina", "guest").await).await).await);

    let waiting = asks_for(&house, Method::GET, "waiting", Some(&gina)).send().await.unwrap();
    let waiting: Waiting = waiting.json().await.unwrap();
    assert_eq!(waiting.openings.iter().map(|one| one.comment.id).collect::<Vec<_>>(), [rye.comment.id]);
    for rest in ["to-read", "settled", "team"] {
        let answer = asks_for(&house, Method::GET, rest, Some(&gina)).send().await.unwrap();
        assert_eq!(problem(answer, 403).await.code, ErrorCode::RoleNotAllowed, "{rest}");
    }
    for (posted, status) in [(&spelt, 404), (&rye, 201)] {
        let body = json!({ "parent": posted.comment.id, "body": "Quite" });
        let answer =
            asks_for(&house, Method::POST, "answers", Some(&gina)).header("idempotency-key", key()).json(&body);
        assert_eq!(answer.send().await.unwrap().status(), status);
    }
    let own = id(&house, &marta, "Gina").await;
    assert_eq!(ends(&house, &gina, &id(&house, &marta, "Marta").await).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(ends(&house, &gina, "me").await.status(), StatusCode::NO_CONTENT, "a guest may leave, too");
    assert!(team(&house, &marta).await.people.iter().all(|one| one.id != own));
}
