//! Branches in which replies are paused: for how long, what readers hear of it, and what they do not.

use porch_protocol::published::TeamComment;
use porch_protocol::team_api::HistoryEntry;
use porch_protocol::thread_controls::PageControlsList;
use porch_protocol::{ErrorCode, ReplyPause, Role, Timestamp};
use reqwest::StatusCode;
use serde_json::json;

use crate::fixture::{Fixture, RYE, problem};
use crate::page_controls::refused;
use crate::review::Host;

#[tokio::test]
async fn a_branch_cools_down_for_a_while_and_may_go_on_early() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "Your baker is a fool").await;
    let reply = ben.replies(RYE, &opening, "So are you").await;
    let met: TeamComment =
        marta.cools(&opening, json!({ "seconds": 3_600, "reason": "Sleep on it" })).await.json().await.unwrap();
    assert_eq!(met.paused_until, Some(fixture.clock.now().plus(3_600_000_000)));
    assert_eq!(refused(&amira, RYE, Some(&reply)).await, Some(ErrorCode::BranchCooling));
    assert_eq!(refused(&amira, RYE, None).await, None, "the page goes on");
    let pages: PageControlsList = marta.reads("pages").await;
    let reply_pauses = &pages.pages[0].reply_pauses[0];
    assert_eq!((reply_pauses.name.as_str(), reply_pauses.excerpt.as_str()), ("Amira", "Your baker is a fool"));

    let met: TeamComment = marta.cools(&opening, json!({ "seconds": 0 })).await.json().await.unwrap();
    assert_eq!(met.paused_until, None);
    assert_eq!(marta.cools(&opening, json!({ "seconds": 0 })).await.status(), StatusCode::OK, "once more does no harm");
    assert_eq!(refused(&amira, RYE, Some(&reply)).await, None);
    let log: Vec<HistoryEntry> = marta.reads("settled?what=talks").await;
    let told: Vec<_> = log
        .iter()
        .map(|line| (line.by.name().unwrap_or_default(), line.what.as_str(), line.reason.as_deref()))
        .collect();
    assert_eq!(told, [("Marta", "cooling_ended", None), ("Marta", "branch_cooled", Some("Sleep on it"))]);
    assert!(
        log[1].detail.iter().any(|one| one.key == "until" && one.value.starts_with("2025-")),
        "{:?}",
        log[1].detail
    );

    assert_eq!(marta.cools(&opening, json!({ "seconds": 60 })).await.status(), StatusCode::OK);
    fixture.pass(61);
    assert_eq!(marta.meets(&opening).await.paused_until, None, "it ends by itself");
    for wrong in [json!({ "seconds": 31 * 86_400 + 1 }), json!({ "seconds": -1 }), json!({}), json!({ "hours": 1 })] {
        assert_eq!(marta.cools(&opening, wrong.clone()).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let long = json!({ "seconds": 60, "reason": "x".repeat(1_001) });
    assert_eq!(problem(marta.cools(&opening, long).await, 422).await.code, ErrorCode::ReasonInvalid);
}

#[tokio::test]
async fn readers_hear_that_a_branch_cools_down_when_and_that_it_goes_on_early_or_by_itself() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "Your baker is a fool").await;
    let rests = |seconds: i64| {
        let until = fixture.clock.now().plus(seconds * Timestamp::SECOND);
        vec![ReplyPause { comment: opening.comment.id, until }]
    };
    for (ends, seconds) in [("early", 3_600), ("by itself", 60)] {
        let before = ben.reads(RYE).await;
        assert!(before.reply_pauses.is_empty());
        let expected = rests(seconds);
        marta.cools(&opening, json!({ "seconds": seconds })).await;
        let news = ben.hears_since(RYE, &before.cursor.0).await;
        assert!(news.reply_pauses == expected && news.changes.is_empty() && news.cursor != before.cursor, "{news:?}");
        let now = ben.reads(RYE).await;
        assert!(now.reply_pauses == expected && now.version != before.version);
        assert!(ben.reads_the_page(RYE).await.contains("Replies paused"));
        if ends == "early" {
            marta.cools(&opening, json!({ "seconds": 0 })).await;
        } else {
            porch_server::resume_replies::end_due_pauses(&fixture.app).await.unwrap();
            assert_eq!(ben.reads(RYE).await.reply_pauses, expected, "not before its time");
            fixture.pass(seconds);
            porch_server::resume_replies::end_due_pauses(&fixture.app).await.unwrap();
        }
        let news = ben.hears_since(RYE, &now.cursor.0).await;
        assert!(news.reply_pauses.is_empty() && news.cursor != now.cursor, "{ends}: {news:?}");
        assert!(!ben.reads_the_page(RYE).await.contains("Replies paused"), "{ends}");
        assert_eq!(refused(&ben, RYE, Some(&opening)).await, None, "{ends}");
    }
    let log: Vec<HistoryEntry> = marta.reads("settled?what=talks").await;
    let told: Vec<_> = log.iter().map(|line| line.what.as_str()).collect();
    assert_eq!(told, ["branch_cooled", "cooling_ended", "branch_cooled"], "what nobody did is nobody's deed");
    let all: Vec<HistoryEntry> = marta.reads("settled").await;
    assert!(all.iter().all(|line| line.what != "cooling_over"));
}

#[tokio::test]
async fn of_a_branch_that_strangers_do_not_see_they_hear_nothing_while_it_cools_down() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Moderator).await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    amira.posts(RYE, "How sour is it?").await;
    let hidden = amira.posts(RYE, "Your baker is a fool").await;
    marta.decides("spam", None, &[&hidden]).await;
    let before = ben.reads(RYE).await;
    marta.cools(&hidden, json!({ "seconds": 60 })).await;
    assert_eq!(ben.reads(RYE).await, before);
    fixture.pass(61);
    porch_server::resume_replies::end_due_pauses(&fixture.app).await.unwrap();
    assert_eq!(ben.reads(RYE).await, before);
}
