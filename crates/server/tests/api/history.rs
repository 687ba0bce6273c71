//! What stays readable of a decision: the words that it was about, and that its author has changed them since.

use porch_protocol::held::HoldReason;
use porch_protocol::people::People;
use porch_protocol::published::PublishedComments;
use porch_protocol::team_api::{HistoryEntry, ReviewQueue};
use porch_protocol::{CommentPosted, Role, Tree};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::fixture::{Fixture, Person, RYE};
use crate::review::{Host, held, holding_first_comments};

async fn history(host: &Host<'_>) -> Vec<HistoryEntry> {
    host.reads("settled").await
}

/// What History says of the latest event of this kind: the beginning of its words, and whether they are those of then.
async fn line(host: &Host<'_>, what: &str) -> (String, Option<Tree>, bool) {
    let lines = history(host).await;
    let line = lines.into_iter().find(|line| line.what == what).unwrap_or_else(|| panic!("no {what}"));
    (line.excerpt.unwrap_or_default(), line.words, line.words_unknown)
}

async fn edits(person: &Person, posted: &CommentPosted, version: u32, words: &str) -> CommentPosted {
    let answer = person.edits(posted, version, words).await;
    assert!(answer.status().is_success(), "{}", answer.status());
    answer.json().await.unwrap()
}

#[tokio::test]
async fn the_words_that_a_decision_was_about_are_read_in_history_after_they_were_changed() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, posted) = held(&fixture, "Amira", "First **words**, which name a shop").await;
    // Nobody has decided about these, so they are kept nowhere.
    let posted = edits(&amira, &posted, 1, "Second words, which name a shop").await;
    marta.decides("send_back", Some("Please leave the shop out"), &[&posted]).await;
    assert_eq!(line(&marta, "comment_sent_back").await, ("Second words, which name a shop".into(), None, false));
    let version = amira.me(RYE).await.comments[0].version;
    let mended = edits(&amira, &posted, version, "Third words").await;
    let mended = edits(&amira, &mended, mended.comment.version, "Fourth words").await;
    let (excerpt, words, unknown) = line(&marta, "comment_sent_back").await;
    assert_eq!((excerpt.as_str(), unknown), ("Second words, which name a shop", false));
    assert!(words.is_some(), "they are there whole");
    marta.decides("approve", None, &[&mended]).await;
    let version = amira.me(RYE).await.comments[0].version;
    edits(&amira, &posted, version, "Fifth words").await;
    assert_eq!(line(&marta, "comment_approved").await.0, "Fourth words");
    assert_eq!(line(&marta, "comment_sent_back").await.0, "Second words, which name a shop");
    for gone in ["First", "Third"] {
        assert!(!serde_json::to_string(&history(&marta).await).unwrap().contains(gone), "{gone}");
    }
    // Readers and its author see what it says now, and nothing of before.
    let seen = serde_json::to_string(&fixture.visitor("Ben").reads(RYE).await).unwrap();
    let own = serde_json::to_string(&amira.me(RYE).await).unwrap();
    for earlier in ["Second", "Fourth"] {
        assert!(!seen.contains(earlier) && !own.contains(earlier), "{earlier}");
    }
}

#[tokio::test]
async fn the_words_of_an_undone_decision_of_reports_and_of_the_team_are_kept_too() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let (amira, posted) = held(&fixture, "Amira", "How sour is it?").await;
    marta.decides("approve", None, &[&posted]).await;
    let undo = json!({ "comments": [posted.comment.id] });
    assert_eq!(marta.asks(Method::POST, "decisions/undo", Some(undo)).await.status(), StatusCode::OK);
    let version = amira.me(RYE).await.comments[0].version;
    let edited = edits(&amira, &posted, version, "How sour is your rye?").await;
    for what in ["comment_approved", "decision_undone"] {
        let (excerpt, words, unknown) = line(&marta, what).await;
        assert_eq!((excerpt.as_str(), words.is_some(), unknown), ("How sour is it?", true, false), "{what}");
    }
    marta.decides("approve", None, &[&edited]).await;
    let answer = json!({ "parent": posted.comment.id, "body": "Quite sour." });
    let answer: CommentPosted = marta.asks(Method::POST, "answers", Some(answer)).await.json().await.unwrap();
    let path = format!("comments/{}", answer.comment.id);
    let edit = json!({ "version": 1, "body": "Very sour." });
    assert_eq!(marta.asks(Method::PATCH, &path, Some(edit)).await.status(), StatusCode::OK);
    assert_eq!(line(&marta, "comment_published").await.0, "Quite sour.");
    assert_eq!(line(&marta, "comment_edited").await, ("Very sour.".into(), None, false));
}

#[tokio::test]
async fn a_history_that_came_without_its_words_says_so() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let posted = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    marta.decides("remove", Some("Not about bread"), &[&posted]).await;
    // As a comment stands whose words were changed before such words were kept.
    let folder = fixture.app.folder.join("porch.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder);
    let mut database = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::query("update comments set words_since = version + 1").execute(&mut database).await.unwrap();
    assert_eq!(line(&marta, "comment_removed").await, ("How sour is it?".into(), None, true));
}

#[tokio::test]
async fn what_cannot_be_read_of_a_log_is_shown_by_its_kind_and_stops_nobody() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let posted = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    marta.decides("remove", Some("Not about bread"), &[&posted]).await;
    // As the log of a newer program comes in with an export, and as a broken disk leaves it.
    let strange = [("comment_sung", Some(r#"{"tune":"slow"}"#)), ("comment_restored", Some("[]")), ("banned", None)];
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(fixture.app.folder.join("porch.db"));
    let mut database = sqlx::ConnectOptions::connect(&options).await.unwrap();
    for (kind, data) in strange {
        sqlx::query("update sites set last_seq = last_seq + 1").execute(&mut database).await.unwrap();
        let event = "insert into events (site_id, seq, kind, thread_id, comment_id, version, actor, at, data)
            select e.site_id, s.last_seq, $1, e.thread_id, e.comment_id, e.version, e.actor, e.at, $2
            from events e join sites s on s.id = e.site_id where e.kind = 'comment_removed'";
        sqlx::query(event).bind(kind).bind(data).execute(&mut database).await.unwrap();
    }
    let log = history(&marta).await;
    let shown: Vec<_> = log.iter().take(4).map(|line| (line.what.as_str(), line.detail.len())).collect();
    assert_eq!(shown, [("banned", 0), ("comment_restored", 0), ("comment_sung", 0), ("comment_removed", 0)]);
    assert_eq!(marta.reads::<Vec<HistoryEntry>>("settled?what=bans").await.len(), 1);
    let last = log[0].seq;
    let happened = fixture.app.storage.comment_events("bakery", 0, last, 100).await.unwrap();
    assert_eq!(happened.last().map(|event| event.seq), Some(last - 1), "what is no news of a comment is left out");
    porch_server::model_learning::round(&fixture.app).await.unwrap();
    let (lines, mut read) = tokio::sync::mpsc::channel(100);
    fixture.app.storage.export("bakery", lines).await.unwrap();
    let mut events = Vec::new();
    while let Some(line) = read.recv().await {
        if let porch_domain::archive::Line::Event(event) = line {
            events.push((event.what, event.data));
        }
    }
    let carried = strange.map(|(kind, data)| (kind.to_owned(), data.map(str::to_owned)));
    assert_eq!(events[events.len() - 3..], carried, "an export carries them along as they are");
}

#[tokio::test]
async fn a_comment_that_was_mended_says_so_whatever_else_holds_it() {
    let fixture = holding_first_comments().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    for (verb, expected) in [("send_back", HoldReason::EditedAsAsked), ("decline", HoldReason::EditedAfterDecline)] {
        let (amira, posted) = held(&fixture, "Amira", &format!("Words to {verb}")).await;
        let cards = marta.reads::<ReviewQueue>("to-read").await.cards;
        assert!(
            cards[0].prior_decision.is_none() && cards[0].reasons == [HoldReason::FirstComment],
            "{:?}",
            cards[0].reasons
        );
        marta.decides(verb, Some("Which flour?"), &[&posted]).await;
        let me = amira.me(RYE).await;
        let decider = me.deciders.iter().find(|one| one.comment == me.comments[0].id).map(|one| one.name.as_str());
        assert_eq!(decider, Some("Marta"), "its author reads who it was");
        let version = me.comments[0].version;
        let mended = edits(&amira, &posted, version, "Words about rye flour").await;
        let [card] = <[_; 1]>::try_from(marta.reads::<ReviewQueue>("to-read").await.cards).unwrap();
        assert_eq!(card.reasons, [expected, HoldReason::FirstComment], "she is new, so that is said as well");
        let asked = card.prior_decision.unwrap();
        assert_eq!((asked.by.name().unwrap_or_default(), asked.reason.as_deref()), ("Marta", Some("Which flour?")));
        // Known by now: what else is changed after a decision waits for nothing but that.
        marta.decides("approve", None, &[&mended]).await;
        if verb == "decline" {
            // What everybody reads is taken down, and not declined.
            continue;
        }
        let other = amira.posts(RYE, "Words about oats").await;
        marta.decides(verb, Some("Which flour?"), &[&other]).await;
        let mended = edits(&amira, &other, other.comment.version + 1, "Words about spelt flour").await;
        let [card] = <[_; 1]>::try_from(marta.reads::<ReviewQueue>("to-read").await.cards).unwrap();
        assert_eq!(card.reasons, [expected]);
        marta.decides("approve", None, &[&mended]).await;
    }
}

#[tokio::test]
async fn a_list_tells_whether_anything_has_happened_since_it_was_loaded() {
    let fixture = Fixture::open().await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let latest = async || marta.reads::<ReviewQueue>("to-read").await.latest;
    assert_eq!(latest().await, 0);
    let posted = fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let up: PublishedComments = marta.reads("comments").await;
    let people: People = marta.reads("people").await;
    assert!(up.latest > 0 && up.latest == people.latest && up.latest == latest().await);
    // What concerns no comment is no news for a list of them.
    Host::named(&fixture, "Ines", Role::Host).await;
    assert_eq!(latest().await, up.latest);
    fixture.visitor("Ben").replies(RYE, &posted, "I wonder, too").await;
    let then = latest().await;
    assert!(then > up.latest);
    marta.decides("remove", Some("Off the bread"), &[&posted]).await;
    assert!(latest().await > then);
}
