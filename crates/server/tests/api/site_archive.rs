//! What a site takes along to another server: all that was said, all that was decided, and what it asks of those who write.

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use porch_domain::moderation::site_rules::RuleKind;
use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::{CommentPosted, ErrorCode, Role, WelcomeWords};
use porch_server::team::replies::{self, TeamReply};
use porch_server::team::thread_controls::{self, BanTarget, NewBan, PageChanges};
use porch_server::team::{OPERATOR, erasing, prompt_and_rules};
use porch_storage::idempotency::Key;
use porch_storage::sites::{Hold, SiteChange};
use porch_storage::team::Member;
use reqwest::Method;
use serde_json::json;
use tower::ServiceExt;

use crate::fixture::{Fixture, RYE, key, problem};
use crate::host::invited;
use crate::review::Host;

impl Fixture {
    async fn exports(&self) -> String {
        let (lines, mut read) = tokio::sync::mpsc::channel(10_000);
        self.app.storage.export("bakery", lines).await.unwrap();
        let mut file = String::new();
        while let Some(line) = read.recv().await {
            file.push_str(&line.written().unwrap());
        }
        file
    }

    async fn imports(&self, file: &str) -> String {
        porch_import::reader::use_program(env!("CARGO_BIN_EXE_porch"));
        let path = "/import?format=porch&site=bakery&map=&dry_run=false";
        let request = Request::post(path).body(Body::from(file.to_owned())).unwrap();
        let response = porch_server::control::router(self.app.clone()).oneshot(request).await.unwrap();
        String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
    }
}

fn lines<'a>(file: &'a str, kind: &str) -> Vec<&'a str> {
    file.lines().filter(|line| line.contains(&format!("\"kind\":\"{kind}\""))).collect()
}

/// A bakery in which everything was used that a host can use. Returns the branch that cools down.
async fn lived_in(fixture: &Fixture) -> CommentPosted {
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "Is it vegan?").await;
    let rude = ben.posts(RYE, "You cannot bake").await;
    let spelt = "https://bakery.example/spelt";
    amira.posts(spelt, "And this?").await;
    let marta = Member {
        site: "bakery".into(),
        person: "marta".into(),
        name: "Marta Halm".into(),
        role: Role::Owner,
        thread: None,
    };
    fixture.app.storage.add_member(marta.clone(), fixture.clock.now()).await.unwrap();
    let jonas = Member { person: "jonas".into(), name: "Jonas".into(), role: Role::Moderator, ..marta.clone() };
    fixture.app.storage.add_member(jonas, fixture.clock.now()).await.unwrap();
    let key = Key { key_hash: "k".into(), request_hash: "r".into() };
    let answer = TeamReply { member: marta, parent: opening.comment.id, body: "It is.".into(), approve: None, key };
    replies::answer(&fixture.app, answer).await.unwrap();
    let rest = format!("comments/{}/reports", rude.comment.id);
    let report = json!({ "reason": "unkind \"words\"\n" });
    assert_eq!(amira.sends(Method::POST, &rest, &crate::fixture::key(), report).await.status(), 202);
    thread_controls::add_rule(&fixture.app, "bakery", (RuleKind::Word, "casino*".into()), OPERATOR).await.unwrap();
    thread_controls::add_rule(&fixture.app, "bakery", (RuleKind::Pattern, r"\d{12}".into()), OPERATOR).await.unwrap();
    let until = Some(fixture.clock.now().plus(86_400_000_000));
    for (whom, until) in [(BanTarget::Author(rude.comment.id), until), (BanTarget::Network("hash".into()), None)] {
        let ban = NewBan { site: "bakery".into(), whom, until, reason: "Insults".into(), by: OPERATOR.into() };
        thread_controls::ban(&fixture.app, ban).await.unwrap();
    }
    let words = WelcomeWords { question: Some("What did you bake?".into()), ..WelcomeWords::default() };
    prompt_and_rules::set(&fixture.app, "bakery", None, words.clone(), OPERATOR).await.unwrap();
    let page = WelcomeWords { rules: Some(vec!["Be kind".into()]), by: Some("Marta".into()), ..words };
    prompt_and_rules::set(&fixture.app, "bakery", Some("bakery.example/spelt".into()), page, OPERATOR).await.unwrap();
    fixture.paces("bakery.example/spelt", &PageChanges { slow: Some(60), ..PageChanges::default() }).await;
    // Nobody speaks there.
    let over = PageChanges { closed: Some(true), note: Some("The trip is over."), ..PageChanges::default() };
    fixture.paces("bakery.example/trip", &over).await;
    fixture.decides(DecisionKind::Remove, &rude, "About the bread, not the baker").await.unwrap();
    let until = fixture.clock.now().plus(3_600_000_000);
    thread_controls::pause_replies(&fixture.app, "bakery", opening.comment.id, until, (OPERATOR, None)).await.unwrap();
    // Another has rested already: nobody opened it again, it was its time.
    let soon = fixture.clock.now().plus(60_000_000);
    thread_controls::pause_replies(&fixture.app, "bakery", rude.comment.id, soon, (OPERATOR, None)).await.unwrap();
    fixture.pass(60);
    porch_server::resume_replies::end_due_pauses(&fixture.app).await.unwrap();
    let team = vec!["Marta Halm".into(), "Jonas".into(), "Ada Crumb".into()];
    let name = Some(Some("Halm & Krume".into()));
    fixture.set(SiteChange { name, reports: Some(5), team: Some(team), ..SiteChange::default() }).await;
    opening
}

#[tokio::test]
async fn what_a_site_asks_goes_along_and_comes_out_the_same_again() {
    let (here, there) = (Fixture::open().await, Fixture::open().await);
    let opening = lived_in(&here).await;
    let file = here.exports().await;
    for (kind, count) in [
        ("welcome", 2),
        ("team_name", 3),
        ("member", 2),
        ("rule", 2),
        ("ban", 2),
        ("cooling", 1),
        ("report", 1),
        ("comment", 4),
        ("page", 3),
    ] {
        assert_eq!(lines(&file, kind).len(), count, "{kind} in {file}");
    }
    assert!(
        file.contains("\"role\":\"owner\"")
            && file.contains("\"slow\":60")
            && file.contains("The trip is over.")
            && file.contains("\"reports\":5")
    );
    // Comments of one moment stand a little after each other, and nothing comes in from the future.
    there.pass(1);
    let said = there.imports(&file).await;
    assert!(said.contains("Imported: 4."), "{said}");
    assert_eq!(there.exports().await, file);
    there.imports(&file).await;
    assert_eq!(there.exports().await, file, "a second import changed something");
    assert_eq!(there.app.name_of_site("bakery"), "Halm & Krume");
    // And it acts there as it did here.
    let trip = there.visitor("Cy").reads("https://bakery.example/trip").await;
    assert_eq!(trip.closed_note.filter(|_| trip.closed).map(|note| note.words).as_deref(), Some("The trip is over."));
    let visitor = there.visitor("Cy");
    assert_eq!(visitor.sends(Method::POST, "comments", &key(), visitor.words(RYE, "a casino")).await.status(), 202);
    let mut reply = visitor.words(RYE, "but");
    reply["parent"] = json!(opening.comment.id);
    let refused = problem(visitor.sends(Method::POST, "comments", &key(), reply).await, 409).await;
    assert_eq!(refused.code, ErrorCode::BranchCooling);
    for name in ["Marta Halm", "Ada Crumb", "J\u{43e}nas"] {
        let twin = there.visitor(name);
        let refused = twin.sends(Method::POST, "comments", &key(), twin.words(RYE, "I am the baker")).await;
        assert_eq!(refused.status(), 422, "{name}");
    }
    let names: Vec<_> = there.app.storage.members("bakery").await.unwrap().into_iter().map(|m| m.name).collect();
    assert_eq!(names.len(), 2);
    let spelt = "https://bakery.example/spelt";
    visitor.posts(spelt, "one").await;
    let words = visitor.words(spelt, "two");
    assert_eq!(visitor.sends(Method::POST, "comments", &key(), words).await.status(), 429);
}

#[tokio::test]
async fn no_secret_goes_along() {
    let fixture = Fixture::open().await;
    lived_in(&fixture).await;
    let token =
        porch_server::team::prompt_and_rules::shown(&fixture.app, "bakery", "bakery.example/rye").await.unwrap();
    assert!(token.question.is_some());
    let file = fixture.exports().await;
    for word in ["\"hash\":", "session", "invitation", "expires", "secret", "token", "network_key"] {
        assert!(!file.contains(word), "{word} in {file}");
    }
}

#[tokio::test]
async fn a_site_with_talk_of_its_own_keeps_its_own_rules() {
    let (here, there) = (Fixture::open().await, Fixture::open().await);
    lived_in(&here).await;
    there.visitor("Di").posts("https://bakery.example/own", "said before").await;
    let said = there.imports(&here.exports().await).await;
    assert!(said.contains("its history and its rules were left out"), "{said}");
    let after = there.exports().await;
    for kind in ["welcome", "team_name", "member", "rule", "ban", "cooling", "report"] {
        assert!(lines(&after, kind).is_empty(), "{kind}");
    }
    assert_eq!(lines(&after, "comment").len(), 5);
}

#[tokio::test]
async fn what_could_not_have_been_typed_does_not_come_in() {
    let fixture = Fixture::open().await;
    let comment = json!({ "v": 1, "kind": "comment", "id": uuid::Uuid::from_u128(1), "page": "bakery.example/rye",
        "person": "p", "name": "Ada", "role": "emperor", "body": "words", "format": "markdown", "status": "published",
        "version": 1, "posted_at": 1 });
    let page = json!({ "v": 1, "kind": "page", "id": uuid::Uuid::from_u128(2), "page": "bakery.example/rye",
        "url": "https://bakery.example/rye", "title_by": "visitor", "slow": 4_000_000_000_u32, "created_at": 1 });
    let nobodys = uuid::Uuid::from_u128(9);
    let hostile = [
        json!({ "v": 1, "kind": "site", "id": "bakery", "origins": [], "hold": "off", "slow": 99_999_999, "reports": 99_999 }),
        page,
        comment,
        json!({ "v": 1, "kind": "rule", "rule": "word", "text": "casino", "by": "o", "at": 1 }),
        json!({ "v": 1, "kind": "rule", "rule": "pattern", "text": "((((", "by": "o", "at": 1 }),
        json!({ "v": 1, "kind": "rule", "rule": "word", "text": "x".repeat(500), "by": "o", "at": 1 }),
        json!({ "v": 1, "kind": "rule", "rule": "spell", "text": "abracadabra", "by": "o", "at": 1 }),
        json!({ "v": 1, "kind": "ban", "ban": "planet", "who": "mars", "reason": "", "by": "o", "at": 1 }),
        json!({ "v": 1, "kind": "member", "person": "p", "name": "Ada", "role": "emperor", "created_at": 1 }),
        json!({ "v": 1, "kind": "member", "person": "g", "name": "Gil", "role": "guest", "thread": nobodys, "created_at": 1 }),
        json!({ "v": 1, "kind": "member", "person": "h", "name": "Hal", "role": "guest", "created_at": 1 }),
        json!({ "v": 1, "kind": "team_name", "name": "A\u{202e}da" }),
        json!({ "v": 1, "kind": "cooling", "comment": nobodys, "until": 1 }),
        json!({ "v": 1, "kind": "report", "comment": nobodys, "person": "p", "reason": "r", "at": 1 }),
        json!({ "v": 1, "kind": "report", "comment": uuid::Uuid::from_u128(1), "person": "p", "reason": "é".repeat(9_000), "at": 1 }),
        json!({ "v": 1, "kind": "welcome", "words": { "question": "x".repeat(10_000) }, "at": 1 }),
        json!({ "v": 1, "kind": "from_a_later_program", "x": 1 }),
    ];
    let file = hostile.map(|line| line.to_string()).join("\n");
    let said = fixture.imports(&file).await;
    assert!(said.contains("Imported: 1."), "{said}");
    let after = fixture.exports().await;
    let left =
        ["rule", "ban", "member", "team_name", "cooling", "report", "welcome"].map(|kind| lines(&after, kind).len());
    assert_eq!(left, [1, 0, 0, 0, 0, 1, 0], "{after}");
    assert!(after.contains("\"slow\":86400") && after.contains("\"reports\":1000") && !after.contains("emperor"));
    assert_eq!(fixture.app.storage.faults().await.unwrap(), Vec::<String>::new());
    fixture.set(SiteChange { slow: Some(0), ..SiteChange::default() }).await;
    let visitor = fixture.visitor("Cy");
    let bread = visitor.words("https://bakery.example/bread", "a casino");
    assert_eq!(visitor.sends(Method::POST, "comments", &key(), bread).await.status(), 202, "the good rule acts");
}

#[tokio::test]
async fn whoever_had_come_in_has_come_elsewhere_too_and_whoever_was_asked_has_not() {
    let (here, there) = (Fixture::open().await, Fixture::open().await);
    let marta = Host::named(&here, "Marta", Role::Owner).await;
    invited(&here, "Jonas", Role::Host).await;
    let log: Vec<HistoryEntry> = marta.reads("settled?what=team").await;
    let entered = log.iter().find(|line| line.what == "member_entered").unwrap();
    assert_eq!(entered.how.as_deref(), Some("link"));
    assert!(log.iter().filter(|line| line.what == "member_added").all(|line| line.how.is_none()));
    there.pass(1);
    there.imports(&here.exports().await).await;
    let team = there.app.storage.colleagues("bakery", there.clock.now()).await.unwrap();
    let team: Vec<_> = team.iter().map(|one| (one.member.name.as_str(), one.joined_at)).collect();
    assert_eq!(team.len(), 2);
    assert!(team.contains(&("Marta", Some(here.clock.now()))) && team.contains(&("Jonas", None)), "{team:?}");
}

#[tokio::test]
async fn a_title_goes_along_with_the_words_that_it_came_with_and_nothing_else_of_how_they_came() {
    let here = Fixture::open().await;
    let amira = here.visitor("Amira");
    let says = async |page: &str, title: &str| {
        let mut words = amira.words(page, &format!("about {title}"));
        words["title"] = title.into();
        words["opened"] = 9_000.into();
        amira.sends(Method::POST, "comments", &key(), words).await.json::<CommentPosted>().await.unwrap()
    };
    let seen = says("https://bakery.example/spelt", "Spelt").await;
    here.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let held = says(RYE, "Rye").await;
    // This is not taken from a file.
    here.set(SiteChange { hold: Some(Hold::Off), ..SiteChange::default() }).await;
    let file = here.exports().await;
    assert!(
        !file.contains("opened") && lines(&file, "comment").iter().all(|line| line.contains("\"title\":")),
        "{file}"
    );
    let field = ",\"title\":\"Rye\"";
    // As it is; as a program before wrote it; as nobody could have typed it.
    for (file, title) in [
        (file.clone(), Some("Rye")),
        (file.replace(field, ""), None),
        (file.replace(field, &format!(",\"title\":\" R\\u202eye {}\"", "e".repeat(900))), Some("Rye e")),
    ] {
        let there = Fixture::open().await;
        let title_of =
            async |page: &str| there.app.storage.thread_of_page("bakery", page).await.unwrap().unwrap().title;
        there.pass(1);
        assert!(there.imports(&file).await.contains("Imported: 2."), "{file}");
        if title == Some("Rye") {
            assert_eq!(there.exports().await, file);
        }
        assert_eq!(title_of("bakery.example/rye").await, None, "it waits with its words");
        there.decides(DecisionKind::Approve, &held, "").await.unwrap();
        let now = title_of("bakery.example/rye").await;
        assert!(
            now.as_deref().zip(title).map_or(now.is_none() && title.is_none(), |(now, title)| now.starts_with(title))
        );
        assert!(now.is_none_or(|now| now.chars().count() <= porch_protocol::limits::TITLE_CHARS));
        assert_eq!(title_of("bakery.example/spelt").await.as_deref(), Some("Spelt"));
        there.decides(DecisionKind::Spam, &seen, "").await.unwrap();
        assert_eq!(title_of("bakery.example/spelt").await, None, "and goes with them");
    }
}

#[tokio::test]
async fn what_was_erased_is_in_no_export_and_stays_erased_elsewhere() {
    let (here, there) = (Fixture::open().await, Fixture::open().await);
    let (zoe, ben) = (here.visitor("Zoe MARKER"), here.visitor("Ben"));
    let mut words = zoe.words(RYE, "MARKER one");
    words["title"] = json!("MARKER title");
    let first = zoe.sends(Method::POST, "comments", &crate::fixture::key(), words).await;
    let first: CommentPosted = first.json().await.unwrap();
    ben.replies(RYE, &first, "a reply").await;
    let removed = ben.posts(RYE, "MARKER two").await;
    assert!(here.exports().await.contains("MARKER"));
    assert_eq!(zoe.sends(Method::DELETE, "me", &crate::fixture::key(), json!(null)).await.status(), 204);
    erasing::erase_comment(&here.app, "bakery", (removed.comment.id, "asked"), OPERATOR).await.unwrap();
    let file = here.exports().await;
    assert!(!file.contains("MARKER"), "{file}");
    let report = there.imports(&file).await;
    assert_eq!(there.exports().await, file, "{report}");
}
