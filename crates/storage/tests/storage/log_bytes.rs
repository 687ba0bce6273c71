//! What each event of the log is on disk: its kind's word and the bytes of its data. Logs and exports of years are read
//! by them, so they stay as they are.

use porch_domain::archive::batch::Batch;
use porch_domain::event::EventData;
use porch_domain::moderation::site_rules::{Hold, ProofRule};
use porch_domain::sso::KeyState;
use porch_protocol::held::HoldReason;
use porch_protocol::people::BanKind;
use porch_protocol::site_settings::RuleKind;
use porch_protocol::{CommentId, DecisionKind, Role, SecondLook, Status, Timestamp, WelcomeWords};
use porch_storage::Storage;
use porch_storage::comments::{Changed, CommentChange, CommentUpdate};
use porch_storage::decisions::{Undo, UndoOutcome};
use porch_storage::erase_comment::EraseComment;
use porch_storage::erase_person::{ErasePerson, ErasureBegun};
use porch_storage::external_checks::{ExternalCheck, ExternalCheckKey, ExternalCheckKind};
use porch_storage::first_owner::NewOwner;
use porch_storage::imports::{ImportCounts, Imported};
use porch_storage::owner_mail::OwnerMailChange;
use porch_storage::passkeys::NewPasskey;
use porch_storage::posts::PostJob;
use porch_storage::reports::NewReport;
use porch_storage::rules::{Ban, RuleAdded};
use porch_storage::sessions::NewInvitation;
use porch_storage::sites::SiteChange;
use porch_storage::sso_keys::SsoKeyAdded;
use porch_storage::team::{Member, MemberChange, NewName};
use porch_storage::thread_changes::ThreadChange;
use porch_storage::unanswered::AnswerNeeded;
use porch_storage::webhooks::{Shape, Webhook, WebhookAdded, WebhookChange};
use serde_json::json;
use sqlx::{Connection, Row};
use uuid::Uuid;

use super::contract::{sign_in, visitors};
use super::{job, post, storage_with_sites};

/// What was written by the code that had no types for it: a line is a kind and its data, in the order of the log.
const WRITTEN: &str = include_str!("log_bytes.txt");

const NOW: Timestamp = Timestamp(5_000);
const LATER: Timestamp = Timestamp(9_000);

async fn settings(storage: &Storage) {
    let whole = SiteChange {
        name: Some(Some("The “Bakery”".into())),
        hold: Some(Hold::First),
        closed: Some(false),
        origins: Some(vec!["https://bakery.example".into(), "https://www.bakery.example".into()]),
        slow: Some(60),
        reports: Some(3),
        repeats: Some(true),
        links: Some(true),
        spam: Some(false),
        proof: Some(ProofRule::Always),
        team: Some(vec!["Marta".into(), "Jonas".into()]),
        owner: Some(OwnerMailChange {
            addresses: Some(vec!["marta@bakery.example".into()]),
            enabled: Some(true),
            ..OwnerMailChange::default()
        }),
        by: Some("marta".into()),
    };
    let nameless = SiteChange { name: Some(None), ..SiteChange::default() };
    let mail = OwnerMailChange { enabled: Some(false), ..OwnerMailChange::default() };
    let mail = SiteChange { owner: Some(mail), ..SiteChange::default() };
    for change in [whole, nameless, mail] {
        assert!(storage.set_site("bakery".into(), change, NOW).await.unwrap());
    }
    let counts = |format, known, people| ImportCounts {
        format,
        imported: Imported { new: 5, known, people },
        pages: 2,
        left_out: 1,
        whole: known == 0,
    };
    for brought in [counts("wordpress", 0, 2), counts("porch", 3, 0)] {
        storage.record_import("bakery".into(), brought, NOW).await.unwrap();
    }
    storage.replace_site_model("bakery".into(), vec![1], (EventData::LearningImported, "operator"), NOW).await.unwrap();
    storage.replace_site_model("bakery".into(), Vec::new(), (EventData::LearningReset, "operator"), NOW).await.unwrap();
}

async fn connections(storage: &Storage) {
    let webhook = |id: &str, shape, events: &[&str]| Webhook {
        site: "bakery".into(),
        id: id.into(),
        url: "https://hears.example/secret".into(),
        shape,
        events: events.iter().map(|event| (*event).to_owned()).collect(),
        secret: "whsec_x".into(),
        old_secret: None,
        since_seq: 0,
        failing_since: None,
        paused: None,
        tried: None,
    };
    let change = |id: &str| WebhookChange { site: "bakery".into(), id: id.into(), by: "marta".into(), now: NOW };
    for new in [webhook("w1", Shape::Standard, &[]), webhook("w2", Shape::Slack, &["comment.held", "comment.edited"])] {
        assert_eq!(storage.add_webhook(new, "marta".into(), NOW).await.unwrap(), WebhookAdded::Done);
    }
    assert!(storage.rotate_webhook(change("w1"), "whsec_y".into(), LATER).await.unwrap());
    assert!(storage.remove_webhook(change("w2")).await.unwrap());
    for kind in ExternalCheckKind::ALL {
        let (url, key) = ("https://judge.example".into(), ExternalCheckKey("secret".into()));
        let judge = ExternalCheck { site: "bakery".into(), kind, url, key, model: None };
        assert!(storage.add_external_check(judge, "marta".into(), NOW).await.unwrap());
        assert!(storage.remove_external_check("bakery".into(), kind, "marta".into(), NOW).await.unwrap());
    }
    let added = storage.add_sso_key(sign_in::key("k1", NOW)).await.unwrap();
    assert_eq!(added, SsoKeyAdded::Done(KeyState::Current));
    for to in [Some(KeyState::Retiring), None] {
        assert!(storage.change_sso_key(sign_in::key_change("k1", to, NOW)).await.unwrap());
    }
}

async fn rules(storage: &Storage) {
    for (kind, who, until) in [(BanKind::Person, "ada", None), (BanKind::Network, "a1b2", Some(LATER))] {
        let ban = Ban { kind, who: who.into(), until, reason: "Insults".into(), by: "marta".into(), at: NOW };
        assert!(storage.add_ban("bakery".into(), ban).await.unwrap());
        let by = ("marta".into(), Some("Said sorry".into()));
        assert!(storage.remove_ban("bakery".into(), (kind, who.into()), by, NOW).await.unwrap());
    }
    for (kind, text) in [(RuleKind::Word, "cas\"ino"), (RuleKind::Pattern, r"win\d+")] {
        let added = storage.add_rule("bakery".into(), Vec::new(), (kind, text.into()), ("marta".into(), NOW));
        assert_eq!(added.await.unwrap(), RuleAdded::Done);
        assert!(storage.remove_rule("bakery".into(), (kind, text.into()), "marta".into(), NOW).await.unwrap());
    }
    let whole = WelcomeWords {
        question: Some("How was it?".into()),
        rules: Some(vec!["Be kind".into(), "Stay on topic".into()]),
        by: Some("Marta".into()),
    };
    for (page, words) in [(None, whole), (Some("bakery.example/rye".into()), WelcomeWords::default())] {
        storage.set_welcome("bakery".into(), page, words, "marta".into(), NOW).await.unwrap();
    }
}

fn member(person: &str, name: &str, role: Role) -> Member {
    Member { site: "bakery".into(), person: person.into(), name: name.into(), role, thread: None }
}

async fn team(storage: &Storage) {
    storage.make_begin_link("bakery".into(), "begin".into(), LATER).await.unwrap();
    let owner = NewOwner { person: "marta".into(), name: "Marta".into(), session: "s1".into() };
    storage.claim_ownership("begin".into(), owner, NOW).await.unwrap().unwrap();
    let jonas = member("jonas", "Jonas", Role::Moderator);
    for (person, name) in [("jonas", "Jonas"), ("ines", "Ines")] {
        let (member, by) = (member(person, name, Role::Moderator), "marta".into());
        let new = NewInvitation { member, hash: person.into(), by, now: NOW, until: LATER };
        storage.invite_member(new).await.unwrap();
    }
    let end = |member: &Member, by: &str| MemberChange { member: member.clone(), to: None, by: by.into(), now: NOW };
    storage.change_member(end(&member("ines", "Ines", Role::Moderator), "marta")).await.unwrap();
    storage.sign_in_with_link("jonas".into(), "s2".into(), NOW).await.unwrap().unwrap();
    let to = Some((Role::Host, None));
    storage.change_member(MemberChange { to, ..end(&jonas, "marta") }).await.unwrap();
    let jonas = Member { role: Role::Host, ..jonas };
    let renamed = NewName { member: jonas.clone(), name: "Jon".into(), now: NOW };
    assert!(storage.rename_member(renamed).await.unwrap());
    let jonas = Member { name: "Jon".into(), ..jonas };
    let new = NewPasskey {
        member: jonas.clone(),
        id: "p1".into(),
        credential_id: "c1".into(),
        credential: "{}".into(),
        name: "Key".into(),
    };
    storage.add_passkey(new, NOW).await.unwrap();
    assert!(storage.remove_passkey(jonas.clone(), "p1".into(), NOW).await.unwrap());
    storage.change_member(end(&jonas, "jonas")).await.unwrap();
    let olga = member("olga", "Olga", Role::Owner);
    storage.add_member(olga.clone(), NOW).await.unwrap();
    assert!(storage.end_member("bakery".into(), olga.person, NOW).await.unwrap());
}

async fn change(storage: &Storage, id: CommentId, to: CommentUpdate) {
    let change = CommentChange {
        site: "bakery".into(),
        id,
        by: None,
        version: None,
        from: Status::ALL.to_vec(),
        to,
        reason: None,
        now: NOW,
        key: None,
    };
    assert!(matches!(storage.change_comment(change).await.unwrap(), Changed::Done(..)));
}

async fn decide(storage: &Storage, id: CommentId, verb: DecisionKind, to: Status) {
    change(storage, id, CommentUpdate::Decided(verb, to, "marta".into())).await;
}

async fn undo(storage: &Storage, id: CommentId) {
    let undo = Undo { site: "bakery".into(), id, by: "marta".into(), since: Timestamp(0), now: NOW };
    assert!(matches!(storage.undo_decision(undo).await.unwrap(), UndoOutcome::Done(..)));
}

async fn decisions(storage: &Storage) {
    let held = PostJob {
        status: Status::Held,
        hold: Some(HoldReason::FirstComment),
        second_look: Some(SecondLook::Slept),
        ..job("bakery", "rye", "held")
    };
    let id = post(storage, held).await.id;
    for (verb, to) in [
        (DecisionKind::Spam, Status::Spam),
        (DecisionKind::NotSpam, Status::Published),
        (DecisionKind::SendBack, Status::SentBack),
        (DecisionKind::Decline, Status::Declined),
        (DecisionKind::Keep, Status::Declined),
        (DecisionKind::Approve, Status::Published),
    ] {
        decide(storage, id, verb, to).await;
    }
    undo(storage, id).await;
    decide(storage, id, DecisionKind::Approve, Status::Published).await;
    decide(storage, id, DecisionKind::Remove, Status::Removed).await;
    let person = "ada".to_owned();
    storage.store_appeal("bakery".into(), id, person, &[Status::Removed], NOW).await.unwrap().unwrap();
    undo(storage, id).await;
    decide(storage, id, DecisionKind::Remove, Status::Removed).await;
    decide(storage, id, DecisionKind::Restore, Status::Published).await;
}

/// Another page, whose only comment came with a file.
async fn import(storage: &Storage) {
    let row = json!({ "id": Uuid::nil(), "page": "old", "person": "p1", "name": "Old", "source": "Old", "format": "html",
        "tree": [], "status": "published", "version": 1, "hold": null, "posted_at": 1, "undated": false });
    let page = json!({ "id": Uuid::nil(), "key": "old", "url": "https://bakery.example/old", "title_by": "import",
        "closed": false, "slow": 0, "aliases": [] });
    let person = json!({ "id": "p1", "kind": "import", "name": "Old" });
    let batch = Batch {
        pages: vec![serde_json::from_value(page).unwrap()],
        people: vec![serde_json::from_value(person).unwrap()],
        comments: vec![serde_json::from_value(row).unwrap()],
        ..Batch::default()
    };
    assert_eq!(storage.import("bakery".into(), batch, true, NOW).await.unwrap().new, 1);
}

async fn own_comments(storage: &Storage) -> CommentId {
    let first = post(storage, job("bakery", "rye", "first")).await.id;
    let kept = PostJob { second_look: Some(SecondLook::Kept), ..job("bakery", "rye", "kept") };
    let second = post(storage, kept).await.id;
    post(storage, PostJob { second_look: Some(SecondLook::Edited), ..job("bakery", "rye", "edited") }).await;
    post(storage, PostJob { status: Status::Held, hold: Some(HoldReason::Words), ..job("bakery", "rye", "w") }).await;
    let (source, tree, edited_at) = ("new".to_owned(), "[]".to_owned(), Some(NOW));
    let words = CommentUpdate::Words { source: source.clone(), tree: tree.clone(), edited_at };
    change(storage, first, words).await;
    let words = CommentUpdate::HeldWords { source, tree, edited_at, hold: HoldReason::Links };
    change(storage, first, words).await;
    change(storage, first, CommentUpdate::Withdrawn).await;
    let reason = "rude".to_owned();
    let report = NewReport { site: "bakery".into(), comment: second, person: "bob".into(), reason, now: NOW };
    storage.report_comment(report).await.unwrap().unwrap();
    for needed in [false, true] {
        let said = AnswerNeeded { site: "bakery".into(), id: second, needed, by: "marta".into(), now: NOW };
        assert!(storage.set_answer_needed(said).await.unwrap());
    }
    change(storage, second, CommentUpdate::Held(HoldReason::Reported, "reports")).await;
    second
}

async fn threads(storage: &Storage, comment: CommentId) {
    let thread = storage.thread_of_page("bakery", "rye").await.unwrap().unwrap().id;
    let by = || ThreadChange { by: "marta".into(), name: Some("Marta".into()), ..ThreadChange::default() };
    for change in [
        ThreadChange { closed: Some(true), note: Some(Some("We bake.\n“Soon”".into())), ..by() },
        ThreadChange { note: Some(Some("Closed for good".into())), ..by() },
        ThreadChange { note: Some(None), ..by() },
        ThreadChange { closed: Some(false), ..by() },
        ThreadChange { closed: Some(true), slow: Some(30), reason: Some("Quarrel".into()), ..by() },
        ThreadChange { closed: Some(false), note: Some(None), ..by() },
        ThreadChange { slow: Some(120), ..by() },
    ] {
        assert!(storage.set_thread("bakery".into(), thread, change, NOW).await.unwrap());
    }
    for (until, now) in [(LATER, NOW), (NOW, NOW), (LATER, NOW)] {
        let by = ("marta".into(), Some("Sleep on it".into()));
        assert!(storage.pause_replies("bakery".into(), (thread, comment), until, by, now).await.unwrap());
    }
    storage.end_expired_pauses("bakery".into(), LATER).await.unwrap();
    let to = ("spelt".into(), "https://bakery.example/spelt".into());
    storage.move_page("bakery".into(), "rye".into(), to, NOW).await.unwrap();
}

/// Ada confirms her address, a guest turns out to be Ada, which is then taken back, and so is what she says about herself.
async fn merges(storage: &Storage) {
    post(storage, PostJob { person: "guest".into(), ..job("bakery", "spelt", "a guest's") }).await;
    visitors::confirmed(storage, ("ada", "ada2"), "ada@a.example", NOW).await;
    visitors::confirmed(storage, ("guest", "guest2"), "ada@a.example", NOW).await;
    let merge = storage.merges_into("bakery", "ada").await.unwrap().remove(0);
    assert!(storage.undo_merge("bakery".into(), merge.id, "operator".into(), NOW).await.unwrap());
    storage.set_about("bakery".into(), "ada".into(), Some("Bakes".into()), NOW).await.unwrap();
    assert!(storage.remove_about("bakery".into(), "ada".into(), "marta".into(), NOW).await.unwrap());
}

/// The log of the site as lines of this test.
async fn log(folder: &std::path::Path) -> String {
    let file = folder.join("porch.db");
    let url = format!("sqlite://{}", file.display());
    let mut database = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let rows = sqlx::query("select kind, data from events where site_id = 'bakery' order by seq");
    let rows = rows.fetch_all(&mut database).await.unwrap();
    let line = |row: &sqlx::sqlite::SqliteRow| {
        let data: Option<String> = row.get("data");
        format!("{} {}\n", row.get::<String, _>("kind"), data.as_deref().unwrap_or("-"))
    };
    rows.iter().map(line).collect()
}

async fn erasing(storage: &Storage) {
    let (site, person) = (String::from("bakery"), String::from("gus"));
    let withdrawn = post(storage, PostJob { person: person.clone(), ..job("bakery", "rye", "words") }).await.id;
    change(storage, withdrawn, CommentUpdate::Withdrawn).await;
    storage.erase_withdrawn_words(LATER, 100, LATER).await.unwrap();
    let id = post(storage, PostJob { person: person.clone(), ..job("bakery", "rye", "words") }).await.id;
    let (by, reason) = (String::from("operator"), String::from("asked"));
    storage.erase_comment(EraseComment { site: site.clone(), id, by, reason, now: LATER }).await.unwrap();
    let (by, pseudonym) = (Some("operator".into()), "erased-1".into());
    let erase = ErasePerson { site, person, by, browser: None, pseudonym, now: LATER };
    let ErasureBegun::Begun(erasure) = storage.begin_erasure(erase).await.unwrap() else { panic!("nothing is erased") };
    while !storage.continue_erasure(&erasure, LATER).await.unwrap() {}
}

#[tokio::test]
async fn events_are_written_as_they_always_were() {
    let (storage, folder) = storage_with_sites().await;
    settings(&storage).await;
    connections(&storage).await;
    rules(&storage).await;
    team(&storage).await;
    import(&storage).await;
    decisions(&storage).await;
    let comment = own_comments(&storage).await;
    threads(&storage, comment).await;
    merges(&storage).await;
    erasing(&storage).await;
    assert_eq!(log(folder.path()).await, WRITTEN);
}
