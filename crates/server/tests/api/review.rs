//! What the people of the business do in the dashboard: read, decide, undo, reply.

use porch_protocol::held::HoldReason;
use porch_protocol::team_api::{DecisionResult, HistoryEntry, ReviewQueue, UnansweredList};
use porch_protocol::{Actor, CommentPosted, ErrorCode, HoldRule, Role, Status, TrustLevel};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::{Client, Method, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::fixture::{Fixture, RYE, key, problem, said};
use crate::host::comes_in;

/// Somebody of the business, in the dashboard.
pub(crate) struct Host<'h> {
    pub(crate) fixture: &'h Fixture,
    pub(crate) cookie: String,
}

impl<'h> Host<'h> {
    pub(crate) async fn named(fixture: &'h Fixture, name: &str, role: Role) -> Self {
        Self { fixture, cookie: comes_in(fixture, name, role).await }
    }

    pub(crate) async fn asks(&self, method: Method, what: &str, body: Option<Value>) -> Response {
        let fixture = self.fixture;
        let request = Client::new().request(method, format!("{}/v1/host/{what}", fixture.address));
        let request = request.header("origin", &fixture.address).header("cookie", &self.cookie);
        let request = request.header("idempotency-key", key());
        match body {
            Some(body) => request.json(&body),
            None => request,
        }
        .send()
        .await
        .unwrap()
    }

    pub(crate) async fn reads<T: DeserializeOwned>(&self, what: &str) -> T {
        self.asks(Method::GET, what, None).await.json().await.unwrap()
    }

    pub(crate) async fn decides(&self, verb: &str, reason: Option<&str>, about: &[&CommentPosted]) -> Response {
        let read = |posted: &&CommentPosted| json!({ "id": posted.comment.id, "version": posted.comment.version });
        let comments: Vec<_> = about.iter().map(read).collect();
        self.asks(Method::POST, "decisions", Some(json!({ "verb": verb, "reason": reason, "comments": comments })))
            .await
    }

    async fn answers(&self, to: &CommentPosted, words: &str) -> Response {
        self.asks(Method::POST, "answers", Some(json!({ "parent": to.comment.id, "body": words }))).await
    }
}

pub(crate) async fn holding_first_comments() -> Fixture {
    let fixture = Fixture::open().await;
    let change = SiteChange { hold: Some(Hold::First), ..SiteChange::default() };
    fixture.set(change).await;
    fixture
}

pub(crate) async fn held(fixture: &Fixture, name: &str, words: &str) -> (crate::fixture::Person, CommentPosted) {
    let person = fixture.visitor(name);
    let answer = person.sends(Method::POST, "comments", &key(), person.words(RYE, words)).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    (person, answer.json().await.unwrap())
}

#[tokio::test]
async fn a_first_comment_is_read_let_in_seen_and_taken_back() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, posted) = held(&fixture, "Amira", "How sour is it?").await;
    let list: ReviewQueue = marta.reads("to-read").await;
    let [card] = <[_; 1]>::try_from(list.cards).unwrap();
    assert_eq!((card.comment.id, card.second_look), (posted.comment.id, false));
    assert_eq!((&card.reasons[..], card.holds), (&[HoldReason::FirstComment][..], HoldRule::First));
    assert_eq!((card.place.url.as_str(), list.total), (RYE, 1));
    assert_eq!((card.standing.level, card.standing.published), (TrustLevel::Newcomer, 0));
    assert_eq!(said(&card.comment), "How sour is it?");

    let done: DecisionResult = marta.decides("approve", None, &[&posted]).await.json().await.unwrap();
    assert_eq!(done.done, [posted.comment.id]);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 1);
    let again: DecisionResult = marta.decides("approve", None, &[&posted]).await.json().await.unwrap();
    assert_eq!((again.done.len(), again.left), (0, vec![posted.comment.id]), "somebody was faster");

    let undo = json!({ "comments": [posted.comment.id] });
    fixture.pass(9);
    let undone: DecisionResult =
        marta.asks(Method::POST, "decisions/undo", Some(undo.clone())).await.json().await.unwrap();
    assert_eq!(undone.done, [posted.comment.id]);
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 0);
    assert_eq!(amira.me(RYE).await.comments[0].status, Status::Held);
    let settled: Vec<HistoryEntry> = marta.reads("settled").await;
    let log: Vec<_> = settled.iter().map(|line| (line.by.name().unwrap_or_default(), line.what.as_str())).collect();
    assert_eq!(log[..2], [("Marta", "decision_undone"), ("Marta", "comment_approved")]);
}

#[tokio::test]
async fn nothing_is_decided_about_words_that_nobody_has_read() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, posted) = held(&fixture, "Amira", "Something kind").await;
    assert!(amira.edits(&posted, 1, "Something else altogether").await.status().is_success());
    let decided: DecisionResult = marta.decides("approve", None, &[&posted]).await.json().await.unwrap();
    assert_eq!((decided.done.len(), decided.left.len()), (0, 1));
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 0);
}

#[tokio::test]
async fn whoever_is_declined_hears_why() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, posted) = held(&fixture, "Amira", "Your baker is a fool").await;
    for reason in [None, Some(""), Some("  "), Some("x".repeat(1_001).as_str())] {
        let answer = marta.decides("decline", reason, &[&posted]).await;
        assert_eq!(problem(answer, 422).await.code, ErrorCode::ReasonInvalid, "{reason:?}");
    }
    let why = "Rule 2: about the bread, not the baker.";
    assert_eq!(marta.decides("decline", Some(why), &[&posted]).await.status(), StatusCode::OK);
    let mine = amira.me(RYE).await.comments.remove(0);
    assert_eq!((mine.status, mine.reason.as_deref()), (Status::Declined, Some(why)));
    assert!(marta.reads::<ReviewQueue>("to-read").await.cards.is_empty());
}

#[tokio::test]
async fn who_answers_is_named_with_their_role_and_the_opening_waits_no_more() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Host).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let old = amira.posts(RYE, "My rye collapsed").await;
    fixture.pass(60);
    let older_friend = amira.posts(RYE, "And again").await;
    fixture.pass(60);
    let new = ben.posts(RYE, "Same here").await;
    amira.replies(RYE, &new, "Really?").await;
    let waiting: UnansweredList = marta.reads("waiting").await;
    let order: Vec<_> = waiting.openings.iter().map(|one| (one.comment.id, one.first_words, one.answers)).collect();
    let expected = [(old.comment.id, true, 0), (new.comment.id, true, 1), (older_friend.comment.id, false, 0)];
    assert_eq!((order, waiting.total), (expected.to_vec(), 3), "newcomers first, then the longest wait");

    let answer: CommentPosted = marta.answers(&old, "After 40 minutes?").await.json().await.unwrap();
    let seen = fixture.visitor("Reader").reads(RYE).await;
    let author = seen.comments.iter().find(|one| one.id == answer.comment.id).unwrap().author.clone().unwrap();
    assert_eq!((author.name.as_str(), author.role), ("Marta", Some(Role::Host)));
    assert_eq!(marta.reads::<UnansweredList>("waiting").await.total, 2);
    assert!(fixture.visitor("Reader").reads_the_page(RYE).await.contains("host"), "the page names the role");
}

#[tokio::test]
async fn nobody_decides_about_another_site_or_beyond_their_role() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let ours = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let theirs = fixture.guest_of_the_cafe("Carl").posts("https://cafe.example/menu", "Is there tea?").await;
    let decided: DecisionResult = marta.decides("remove", Some("why"), &[&theirs]).await.json().await.unwrap();
    assert_eq!((decided.done.len(), decided.left.len()), (0, 1));
    assert_eq!(marta.answers(&theirs, "words").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(fixture.guest_of_the_cafe("Reader").reads("https://cafe.example/menu").await.total, 1);

    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let expert = crate::host::expert_comes_in(&fixture, "Jonas", thread.id).await;
    let expert = Host { fixture: &fixture, cookie: expert };
    // What waits in their one conversation they do see: `team.rs` tells.
    for list in ["to-read", "settled"] {
        let answer = expert.asks(Method::GET, list, None).await;
        assert_eq!(problem(answer, 403).await.code, ErrorCode::RoleNotAllowed, "{list}");
    }
    assert_eq!(expert.decides("remove", Some("why"), &[&ours]).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(expert.answers(&ours, "From the mill").await.status(), StatusCode::CREATED);
    let elsewhere = fixture.visitor("Ben").posts("https://bakery.example/spelt", "And spelt?").await;
    assert_eq!(expert.answers(&elsewhere, "words").await.status(), StatusCode::NOT_FOUND, "one thread only");
}

#[tokio::test]
async fn nobody_writes_under_the_name_of_somebody_of_the_team() {
    let fixture = Fixture::open().await;
    Host::named(&fixture, "Marta Halm", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    for name in ["Marta Halm", "marta  halm", "Маrtа Наlm", "Ｍarta Halm"] {
        let words = json!({ "page": RYE, "name": name, "body": "We close tomorrow" });
        let answer = amira.sends(Method::POST, "comments", &key(), words).await;
        assert!(answer.status().is_client_error(), "{name}: {}", answer.status());
    }
    assert_eq!(amira.reads(RYE).await.total, 0);
}

#[tokio::test]
async fn the_log_says_whether_readers_or_the_author_did_it() {
    let fixture = Fixture::open().await;
    let change = SiteChange { reports: Some(1), ..SiteChange::default() };
    fixture.set(change).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    amira.posts(RYE, "How sour is it?").await;
    fixture.pass(86_401);
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let rude = ben.posts(RYE, "Nobody asked you").await;
    let reported = format!("comments/{}/reports", rude.comment.id);
    amira.sends(Method::POST, &reported, &key(), json!({ "reason": "rude" })).await;
    marta
        .decides("decline", Some("Rule 2"), &[&CommentPosted { comment: held_again(&marta).await, ..rude.clone() }])
        .await;
    ben.sends(Method::POST, &format!("comments/{}/second-look", rude.comment.id), &key(), json!({})).await;
    let settled: Vec<HistoryEntry> = marta.reads("settled").await;
    let log: Vec<_> = settled.into_iter().take(3).map(|line| (line.by, line.what)).collect();
    let expected = [
        (Actor::Author, "second_look_asked".to_owned()),
        (Actor::Member { name: "Marta".into() }, "comment_declined".into()),
        (Actor::Readers, "comment_held".into()),
    ];
    assert_eq!(log, expected);
}

/// What was held, as the team reads it now.
async fn held_again(host: &Host<'_>) -> porch_protocol::Comment {
    host.reads::<ReviewQueue>("to-read").await.cards.remove(0).comment
}

#[tokio::test]
async fn decisions_are_bounded() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let many: Vec<_> = (0..201).map(|_| json!({ "id": uuid::Uuid::now_v7(), "version": 1 })).collect();
    for comments in [json!([]), json!(many), json!(["nonsense"])] {
        let body = json!({ "verb": "approve", "comments": comments });
        assert_eq!(marta.asks(Method::POST, "decisions", Some(body)).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let body = json!({ "verb": "approve", "comments": [{ "id": uuid::Uuid::now_v7(), "version": 1 }], "site": "cafe" });
    assert_eq!(marta.asks(Method::POST, "decisions", Some(body)).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_a_reader_reports_is_read_by_the_host_and_may_stand() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "The new owners are useless.").await;
    let ben = fixture.visitor("Ben");
    let reason = json!({ "reason": "That is not nice." });
    let what = format!("comments/{}/reports", posted.comment.id);
    assert_eq!(ben.sends(Method::POST, &what, &key(), reason).await.status(), StatusCode::ACCEPTED);
    let before = ben.reads(RYE).await;

    let list: ReviewQueue = marta.reads("to-read").await;
    let [card] = <[_; 1]>::try_from(list.cards).unwrap();
    assert_eq!((card.comment.status, card.second_look), (Status::Published, false));
    assert_eq!(card.reports, ["That is not nice."]);
    assert_eq!(marta.decides("keep", None, &[&posted]).await.status(), StatusCode::OK);
    assert!(marta.reads::<ReviewQueue>("to-read").await.cards.is_empty());
    // Nothing has changed for anybody else, and its author may still edit what they see.
    assert_eq!(ben.reads(RYE).await, before);
    assert_eq!(amira.edits(&posted, 1, "The new owners are clumsy.").await.status(), StatusCode::OK);
    assert!(marta.reads::<Vec<HistoryEntry>>("settled").await.iter().any(|line| line.what == "comment_kept"));
}

#[tokio::test]
async fn taking_a_decision_about_a_report_back_opens_the_report_again() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let posted = fixture.visitor("Amira").posts(RYE, "The new owners are useless.").await;
    let what = format!("comments/{}/reports", posted.comment.id);
    fixture.visitor("Ben").sends(Method::POST, &what, &key(), json!({ "reason": "Rude." })).await;
    for verb in ["keep", "remove"] {
        let done: DecisionResult = marta.decides(verb, Some("It may stand."), &[&posted]).await.json().await.unwrap();
        assert_eq!(done.done.len(), 1, "{verb}");
        assert!(marta.reads::<ReviewQueue>("to-read").await.cards.is_empty(), "{verb}");
        let undo = json!({ "comments": [posted.comment.id] });
        marta.asks(Method::POST, "decisions/undo", Some(undo)).await;
        let list: ReviewQueue = marta.reads("to-read").await;
        assert_eq!(list.cards.first().map(|card| card.reports.len()), Some(1), "{verb}");
        if verb == "keep" {
            // The same words as they were read.
            assert_eq!(list.cards[0].comment.version, posted.comment.version);
        }
    }
}
