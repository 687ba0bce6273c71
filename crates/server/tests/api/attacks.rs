//! What somebody tries who means harm: each attack with the answer that it gets, and each bound with what reaches it.

use porch_domain::moderation::site_rules::{MAX_REPLY_PAUSES, MOST_BANS, MOST_REPORTS, MOST_RULES, RuleKind};
use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::{CommentId, CommentPosted, Status};
use porch_server::config::Limits;
use porch_server::team::thread_controls::{self, BanTarget, NewBan};
use porch_server::team::{OPERATOR, TeamError, decisions, review_queue};
use porch_storage::sites::{Hold, SiteChange};
use reqwest::Method;
use reqwest::header::HeaderMap;
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE, key, problem};

/// Writes into the database of a server that has ended, and opens it again.
pub(crate) async fn changed(fixture: Fixture, sql: &'static str, most: i64) -> Fixture {
    let folder = fixture.end().await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}/porch.db", folder.path().display())).await.unwrap();
    sqlx::query(sql).bind(most).execute(&pool).await.unwrap();
    pool.close().await;
    Fixture::at(folder, Limits::Off).await
}

#[tokio::test]
async fn a_host_does_not_let_in_what_they_have_not_read() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { hold: Some(Hold::First), ..SiteChange::default() }).await;
    let mallory = fixture.visitor("Mallory");
    let held = mallory.tries("A harmless question", json!({})).await;
    assert_eq!(mallory.edits(&held, 1, "bait and switch").await.status(), 202);
    let decision = decisions::Decision {
        by: OPERATOR.into(),
        kind: DecisionKind::Approve,
        reason: None,
        site: "bakery".into(),
        comment: held.comment.id,
        version: Some(1),
    };
    let done = decisions::decide(&fixture.app, decision.clone()).await;
    assert!(matches!(done, Err(TeamError::Changed(_))), "{done:?}");
    assert_eq!(fixture.visitor("Ben").reads(RYE).await.total, 0);
    decisions::decide(&fixture.app, decisions::Decision { version: Some(2), ..decision }).await.unwrap();
}

#[tokio::test]
async fn a_spoofed_address_does_not_lead_round_a_ban() {
    let fixture = Fixture::open().await;
    let network = |address: &str| {
        let address = porch_server::visitors::client_address::ClientAddress(address.parse().unwrap());
        fixture.app.visitor_cookies.network("bakery", address)
    };
    let whom = BanTarget::Network(network("203.0.113.7"));
    let ban = NewBan { site: "bakery".into(), whom, until: None, reason: "a flood".into(), by: OPERATOR.into() };
    thread_controls::ban(&fixture.app, ban).await.unwrap();
    for (said, held) in [
        ("203.0.113.7", true),
        ("198.51.100.1, 203.0.113.7", true),
        ("::ffff:203.0.113.7", true),
        ("203.0.113.7, 198.51.100.1", false),
    ] {
        let mallory = fixture.visitor("Mallory");
        let mut headers = HeaderMap::new();
        headers.insert("idempotency-key", key().parse().unwrap());
        headers.insert("x-forwarded-for", said.parse().unwrap());
        headers.insert("x-real-ip", "198.51.100.1".parse().unwrap());
        headers.insert("forwarded", "for=198.51.100.1".parse().unwrap());
        let words = mallory.words(RYE, &format!("from {said}"));
        let response = mallory.asks(Method::POST, &mallory.url("comments"), headers, Some(words)).await;
        let posted: CommentPosted = response.json().await.unwrap();
        assert_eq!(posted.comment.status == Status::Held, held, "{said}");
    }
}

#[tokio::test]
async fn what_only_the_host_may_say_of_a_comment_is_refused() {
    let fixture = Fixture::open().await;
    let mallory = fixture.visitor("Mallory");
    for field in ["status", "hold", "reason", "role", "person", "version", "second_look", "decided_seq", "known"] {
        let mut words = mallory.words(RYE, "words");
        words[field] = json!("published");
        let refused = mallory.sends(Method::POST, "comments", &key(), words).await;
        assert_eq!(refused.status(), 422, "{field}");
    }
    let posted = mallory.posts(RYE, "words").await;
    for field in ["status", "hold", "name", "opened", "website"] {
        let mut edit = json!({ "version": 1, "body": "other words" });
        edit[field] = json!("published");
        let rest = format!("comments/{}", posted.comment.id);
        assert_eq!(mallory.sends(Method::PATCH, &rest, &key(), edit).await.status(), 422, "{field}");
    }
    let rest = format!("comments/{}/reports", posted.comment.id);
    let report = json!({ "reason": "unkind", "person": "somebody else" });
    assert_eq!(mallory.sends(Method::POST, &rest, &key(), report).await.status(), 422);
}

#[tokio::test]
async fn another_site_decides_nothing_here() {
    let fixture = Fixture::open().await;
    let posted = fixture.visitor("Amira").posts(RYE, "ours").await;
    let decision = decisions::Decision {
        by: OPERATOR.into(),
        kind: DecisionKind::Remove,
        reason: Some("theirs".into()),
        site: "cafe".into(),
        comment: posted.comment.id,
        version: None,
    };
    assert!(matches!(decisions::decide(&fixture.app, decision).await, Err(TeamError::NoComment(_))));
    let undone = decisions::undo(&fixture.app, "cafe", posted.comment.id, OPERATOR).await;
    assert!(matches!(undone, Err(TeamError::NoComment(_))));
    let carl = fixture.guest_of_the_cafe("Carl");
    for rest in ["reports", "second-look"] {
        let rest = format!("comments/{}/{rest}", posted.comment.id);
        let body = json!({ "reason": "unkind" });
        problem(carl.sends(Method::POST, &rest, &key(), body).await, 404).await;
    }
    thread_controls::add_rule(&fixture.app, "cafe", (RuleKind::Word, "ours".into()), OPERATOR).await.unwrap();
    fixture.visitor("Ben").posts(RYE, "ours too").await;
}

#[tokio::test]
async fn reading_changes_nothing() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { hold: Some(Hold::First), ..SiteChange::default() }).await;
    let amira = fixture.visitor("Amira");
    let held = amira.tries("held words", json!({})).await;
    fixture.decides(DecisionKind::Approve, &held, "").await.unwrap();
    fixture.visitor("Mallory").tries("spam words", json!({})).await;
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let events = || async { fixture.app.storage.audit_log("bakery", 1_000).await.unwrap() };
    let dump = || async {
        let (lines, mut read) = tokio::sync::mpsc::channel(10_000);
        fixture.app.storage.export("bakery", lines).await.unwrap();
        let mut dump = Vec::new();
        while let Some(line) = read.recv().await {
            dump.push(line);
        }
        dump
    };
    let before = (dump().await, events().await);
    for _ in 0..2 {
        for rest in ["thread", "fragment", "me"] {
            amira.gets(&format!("{rest}?page={RYE}")).await;
        }
        for verb in ["reports", "second-look", "approve", "remove"] {
            let status = amira.gets(&format!("comments/{}/{verb}", held.comment.id)).await.status();
            assert!([404, 405].contains(&status.as_u16()), "{verb}: {status}");
        }
        for path in [
            format!("/c/bakery?page={RYE}"),
            format!("/c/bakery/{0}", thread.id),
            format!("/c/bakery/{}/feed", thread.id),
        ] {
            reqwest::get(format!("{}{path}", fixture.address)).await.unwrap();
        }
    }
    assert_eq!((dump().await, events().await), before);
}

#[tokio::test]
async fn a_flood_is_declined_in_one_go() {
    let fixture = Fixture::open().await;
    let words =
        "We bake together on Thursday evening in the old mill, and whoever likes brings a loaf https://mill.example/";
    let mut last = None;
    for number in 0..6 {
        last = Some(fixture.visitor(&format!("Bot {number}")).tries(words, json!({})).await);
    }
    let honest = fixture.visitor("Amira").tries("Is the rye still warm at five?", json!({ "opened": 1 })).await;
    let decision = decisions::Decision {
        by: OPERATOR.into(),
        kind: DecisionKind::Spam,
        reason: None,
        site: "bakery".into(),
        comment: last.unwrap().comment.id,
        version: None,
    };
    assert_eq!(decisions::decide_alike(&fixture.app, decision).await.unwrap(), 5);
    let (rows, count) = review_queue::rows(&fixture.app, "bakery", 10).await.unwrap();
    assert_eq!((count, rows[0].first.comment.id), (1, honest.comment.id));
}

#[tokio::test]
async fn a_site_has_only_so_many_rules() {
    let fixture = Fixture::open().await;
    let rules = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
                 insert into rules (site_id, kind, text, actor, created_at) select 'bakery', 'word', 'word' || i, 'o', i from n";
    let fixture = changed(fixture, rules, i64::try_from(MOST_RULES).unwrap()).await;
    let more = thread_controls::add_rule(&fixture.app, "bakery", (RuleKind::Word, "one more".into()), OPERATOR).await;
    assert!(matches!(more, Err(TeamError::Rule(_))), "{more:?}");
    assert_eq!(fixture.visitor("Bot").tries("a word200 here", json!({})).await.comment.status, Status::Held);
}

#[tokio::test]
async fn a_site_has_only_so_many_bans() {
    let fixture = Fixture::open().await;
    let posted = fixture.visitor("Amira").posts(RYE, "words").await;
    let bans = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
                insert into bans (site_id, kind, who, reason, actor, created_at) select 'bakery', 'person', 'p' || i, '', 'o', i from n";
    let fixture = changed(fixture, bans, i64::try_from(MOST_BANS).unwrap()).await;
    let whom = BanTarget::Author(posted.comment.id);
    let ban = NewBan { site: "bakery".into(), whom, until: None, reason: "why".into(), by: OPERATOR.into() };
    let more = thread_controls::ban(&fixture.app, ban.clone()).await;
    assert!(matches!(more, Err(TeamError::NotPossible(..))), "{more:?}");
    let again = NewBan {
        whom: BanTarget::Person("p1".into()),
        until: Some(fixture.clock.now().plus(60_000_000)),
        ..ban.clone()
    };
    thread_controls::ban(&fixture.app, again).await.unwrap();
    // One that has ended holds nobody away, and keeps nobody else's place.
    fixture.pass(61);
    thread_controls::ban(&fixture.app, ban).await.unwrap();
    assert_eq!(fixture.app.storage.bans("bakery").await.unwrap().len(), MOST_BANS);
}

#[tokio::test]
async fn only_so_many_reports_of_a_comment_are_kept_and_strangers_fill_half_of_them() {
    let fixture = Fixture::open().await;
    fixture.visitor("Cem").posts(RYE, "I am known here").await;
    let posted = fixture.visitor("Amira").posts(RYE, "words").await;
    let reports = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
                   insert or ignore into reports (site_id, comment_id, person_id, reason, created_at)
                   select 'bakery', c.id, 'p' || i, 'unkind', i from n, comments c";
    let rest = format!("comments/{}/reports", posted.comment.id);
    let reports_by = async |fixture: &Fixture, person: &Person, reason: &str| {
        let reported = person.sends(Method::POST, &rest, &key(), json!({ "reason": reason })).await;
        assert_eq!(reported.status(), 202, "and nobody is told");
        let open = fixture.app.storage.open_reports("bakery", posted.comment.id).await.unwrap();
        open.contains(&reason.to_owned())
    };
    let fixture = changed(fixture, reports, i64::from(MOST_REPORTS) / 2 - 1).await;
    let known = async |fixture: &Fixture, name: &str| {
        let person = fixture.visitor(name);
        person.posts(RYE, &format!("{name} says something")).await;
        person
    };
    let (one, other) = (fixture.visitor("Ben"), fixture.visitor("Bea"));
    assert!(reports_by(&fixture, &one, "the last stranger").await);
    assert!(!reports_by(&fixture, &other, "one stranger more").await);
    assert!(reports_by(&fixture, &known(&fixture, "Ada").await, "somebody known").await);
    let fixture = changed(fixture, reports, i64::from(MOST_REPORTS) - 3).await;
    assert!(reports_by(&fixture, &known(&fixture, "Dana").await, "the last one").await);
    assert!(!reports_by(&fixture, &known(&fixture, "Eva").await, "one more").await);
}

#[tokio::test]
async fn a_site_has_only_so_many_branches_that_cool_down() {
    let fixture = Fixture::open().await;
    let posted = fixture.visitor("Amira").posts(RYE, "words").await;
    let copies = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into comments (site_id, thread_id, id, person_id, name, source, source_format, tree, tree_version, status, posted_at)
        select site_id, thread_id, printf('00000000-0000-7000-8000-%012d', i), person_id, name, source, source_format, tree,
               tree_version, status, posted_at + i from n, comments c";
    let fixture = changed(fixture, copies, i64::try_from(MAX_REPLY_PAUSES).unwrap()).await;
    let reply_pauses = "insert into cooling (site_id, comment_id, until)
                   select site_id, id, posted_at + $1 from comments where id like '00000000-%'";
    let fixture = changed(fixture, reply_pauses, 3_600_000_000).await;
    let now = fixture.clock.now();
    let cool = async |id: CommentId, seconds: i64| {
        thread_controls::pause_replies(&fixture.app, "bakery", id, now.plus(seconds * 1_000_000), (OPERATOR, None))
            .await
    };
    let first = CommentId("00000000-0000-7000-8000-000000000001".parse().unwrap());
    assert!(matches!(cool(posted.comment.id, 60).await, Err(TeamError::NotPossible(..))));
    cool(first, 60).await.unwrap();
    cool(first, 0).await.unwrap();
    cool(posted.comment.id, 60).await.unwrap();
}
