//! Erasing: comments, people, and the words of withdrawn comments.

use std::collections::BTreeSet;

use porch_domain::visibility::Viewer;
use porch_protocol::people::BanKind;
use porch_protocol::{CommentId, DecisionKind, Status};
use porch_storage::Storage;
use porch_storage::comments::{CommentChange, CommentUpdate};
use porch_storage::erase_comment::EraseComment;
use porch_storage::erase_person::{ErasePerson, Erasure, ErasureBegun, TABLES, Treatment};
use porch_storage::events::PublicEvent;
use porch_storage::posts::{PostJob, StoredPost};
use porch_storage::profiles::Profile;
use porch_storage::reports::NewReport;
use porch_storage::rules::Ban;
use porch_storage::team::Member;
use porch_storage::thread_checksums::changed_without_event;
use porch_storage::visitor_sessions::GuestSession;
use sqlx::{AssertSqlSafe, Connection, Row};

use super::super::databases::databases;
use super::super::{job, post};
use super::visitors::{change, confirmed, request};
use super::{LATER, NOW, decide};

/// A comment whose request has a hash, as in earnest.
fn said(page: &str, words: &str) -> PostJob {
    PostJob { request_hash: "hash".into(), ..job("bakery", page, words) }
}

async fn says(storage: &Storage, person: &str, page: &str, words: &str) -> StoredPost {
    let (title, name) = (Some(format!("title of {words}")), format!("name of {words}"));
    post(storage, PostJob { person: person.into(), name, title, ..said(page, words) }).await
}

/// The same by somebody whose name stays.
async fn ada_says(storage: &Storage, words: &str) -> StoredPost {
    let title = Some(format!("title of {words}"));
    post(storage, PostJob { person: "ada".into(), name: "Ada".into(), title, ..said("rye", words) }).await
}

async fn replies(storage: &Storage, to: &StoredPost, person: &str) -> StoredPost {
    let parent = Some(to.id);
    post(storage, PostJob { person: person.into(), parent, ..said("rye", "a reply") }).await
}

async fn changes(storage: &Storage, id: CommentId, to: CommentUpdate) {
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
    storage.change_comment(change).await.unwrap();
}

async fn edits(storage: &Storage, id: CommentId, words: &str) {
    let to = CommentUpdate::Words { source: words.into(), tree: format!("[\"{words}\"]"), edited_at: None };
    changes(storage, id, to).await;
}

async fn reports(storage: &Storage, id: CommentId, person: &str) {
    let (comment, reason) = (id, format!("{person} MARKER"));
    let report = NewReport { site: "bakery".into(), comment, person: person.into(), reason, now: NOW };
    assert!(storage.report_comment(report).await.unwrap().is_some());
}

async fn erases(storage: &Storage, id: CommentId) -> Option<Status> {
    let erase = EraseComment { site: "bakery".into(), id, by: "operator".into(), reason: "asked".into(), now: LATER };
    let stub = storage.erase_comment(erase).await.unwrap()?;
    assert_eq!((stub.name.as_str(), stub.source.as_str(), stub.tree.0.len(), stub.reason), ("", "", 0, None));
    Some(stub.status)
}

fn erase(person: &str, by: Option<&str>) -> ErasePerson {
    let browser = by.is_none().then(|| change(person, "another", LATER));
    ErasePerson {
        site: "bakery".into(),
        person: person.into(),
        by: by.map(str::to_owned),
        browser,
        pseudonym: format!("erased-{}", person.len()),
        now: LATER,
    }
}

async fn begun(storage: &Storage, person: ErasePerson) -> Erasure {
    match storage.begin_erasure(person).await.unwrap() {
        ErasureBegun::Begun(erasure) => erasure,
        other => panic!("{other:?}"),
    }
}

async fn erased(storage: &Storage, person: ErasePerson) {
    let erasure = begun(storage, person).await;
    assert_eq!(storage.pending_erasures().await.unwrap(), std::slice::from_ref(&erasure));
    while !storage.continue_erasure(&erasure, LATER).await.unwrap() {}
    assert!(storage.continue_erasure(&erasure, LATER).await.unwrap(), "there is nothing left to do");
    assert!(storage.pending_erasures().await.unwrap().is_empty());
}

async fn public_changes(storage: &Storage, of: &StoredPost) -> Vec<PublicEvent> {
    storage.public_events("bakery", of.thread, 0, 1_000).await.unwrap()
}

/// The first column of what a query finds.
async fn texts(storage: &Storage, sql: String) -> Vec<String> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(storage.file());
    let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut database).await.unwrap();
    database.close().await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

async fn tables(storage: &Storage) -> Vec<String> {
    texts(storage, "select name from sqlite_schema where type = 'table' and name not like '%sqlx%'".into()).await
}

async fn columns(storage: &Storage, table: &str) -> Vec<String> {
    texts(storage, format!("select name from pragma_table_info('{table}')")).await
}

/// The tables that hold a text anywhere.
async fn tables_with(storage: &Storage, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables(storage).await {
        let columns = columns(storage, &table).await;
        let any: Vec<_> = columns.iter().map(|column| format!("instr(cast({column} as text), '{text}') > 0")).collect();
        if !texts(storage, format!("select 'found' from {table} where {} limit 1", any.join(" or "))).await.is_empty() {
            found.push(table);
        }
    }
    found
}

#[tokio::test]
async fn an_erased_comment_leaves_a_stub_and_no_words_anywhere() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let spoken = ada_says(&storage, "MARKER-one").await;
        replies(&storage, &spoken, "ben").await;
        decide(&storage, spoken.id, DecisionKind::Keep, Status::Published).await;
        edits(&storage, spoken.id, "MARKER-two").await;
        reports(&storage, spoken.id, "ben").await;
        assert_eq!(storage.count_earlier_texts("bakery", "ada").await.unwrap(), 1);
        let earlier = storage.earlier_sources("bakery", &[spoken.id]).await.unwrap();
        assert_eq!((earlier[0].source.as_str(), earlier[0].first, earlier[0].last), ("MARKER-one", 1, 1));
        let before = storage.thread_checksums().await.unwrap();
        let public = public_changes(&storage, &spoken).await.len();

        assert_eq!(erases(&storage, spoken.id).await, Some(Status::Removed));

        assert_eq!(public_changes(&storage, &spoken).await.len(), public + 1, "readers are told");
        let now = storage.thread_checksums().await.unwrap();
        assert!(changed_without_event(&before, &now).is_empty(), "the log says it");
        let seen = storage.public_comments("bakery", spoken.thread).await.unwrap();
        let stub = seen.iter().find(|comment| comment.id == spoken.id).unwrap().seen_by(Viewer::Stranger).unwrap();
        assert_eq!((&stub.author, &stub.body, &stub.reason), (&None, &None, &None));
        assert_eq!(storage.open_reports("bakery", spoken.id).await.unwrap(), Vec::<String>::new());
        let log = storage.audit_log("bakery", 10).await.unwrap();
        assert_eq!(
            (log[0].what.word(), log[0].by.as_str(), log[0].reason.as_deref()),
            ("comment_erased", "operator", Some("asked"))
        );
        let kept = log.iter().find(|line| line.what.word() == "comment_kept").unwrap();
        assert_eq!(kept.reason, None, "what the team wrote about it may quote it");
        assert_eq!(storage.thread("bakery", spoken.thread).await.unwrap().unwrap().title, None, "it came with it");
        let stored = storage.comment("bakery", spoken.id).await.unwrap().unwrap();
        let for_team = stored.seen_by(Viewer::Team).unwrap();
        assert_eq!(for_team.author, None);
        assert_eq!(tables_with(&storage, "MARKER").await, Vec::<String>::new());
        assert_eq!(erases(&storage, CommentId(uuid::Uuid::nil())).await, None);
    }
}

#[tokio::test]
async fn what_nobody_saw_is_erased_without_a_trace_for_readers() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let held = PostJob { status: Status::Held, ..said("rye", "MARKER") };
        let held = post(&storage, held).await;
        assert_eq!(erases(&storage, held.id).await, Some(Status::Removed));
        assert!(public_changes(&storage, &held).await.is_empty());
        let withdrawn = says(&storage, "ada", "rye", "withdrawn").await;
        changes(&storage, withdrawn.id, CommentUpdate::Withdrawn).await;
        assert_eq!(erases(&storage, withdrawn.id).await, Some(Status::Withdrawn), "its author did that");
    }
}

#[tokio::test]
async fn withdrawn_words_are_erased_after_a_while_and_the_stub_stays() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let title = Some("MARKER-title".into());
        let spoken = post(&storage, PostJob { title, ..said("rye", "MARKER-one") }).await;
        replies(&storage, &spoken, "ben").await;
        decide(&storage, spoken.id, DecisionKind::Keep, Status::Published).await;
        edits(&storage, spoken.id, "MARKER-two").await;
        changes(&storage, spoken.id, CommentUpdate::Withdrawn).await;
        let erase = async |until| storage.erase_withdrawn_words(until, 10, LATER).await.unwrap();
        assert_eq!(erase(NOW.plus(-1)).await, 0, "the time is not over");
        let (before, version) = (
            storage.thread_checksums().await.unwrap(),
            storage.comment("bakery", spoken.id).await.unwrap().unwrap().version,
        );
        let public = public_changes(&storage, &spoken).await.len();
        assert_eq!((erase(NOW).await, erase(NOW).await), (1, 0), "once");
        let stored = storage.comment("bakery", spoken.id).await.unwrap().unwrap();
        assert_eq!((stored.source.as_str(), stored.name.as_str(), stored.version), ("", "Ada", version));
        assert_eq!(public_changes(&storage, &spoken).await.len(), public, "readers notice nothing");
        assert!(changed_without_event(&before, &storage.thread_checksums().await.unwrap()).is_empty());
        assert_eq!(tables_with(&storage, "MARKER").await, Vec::<String>::new());
        let others = says(&storage, "ben", "spelt", "others").await;
        assert_eq!(erase(LATER).await, 0);
        assert_eq!(storage.comment("bakery", others.id).await.unwrap().unwrap().source, "others");
    }
}

#[tokio::test]
async fn the_write_ahead_log_is_emptied_of_what_was_erased() {
    for database in databases() {
        let (storage, folder) = database.with_sites().await;
        let in_files = || {
            let files =
                std::fs::read_dir(folder.path()).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
            files.filter(|bytes| bytes.windows(6).any(|window| window == b"MARKER")).count()
        };
        assert!(storage.empty_log_of_erased().await.unwrap());
        let spoken = ada_says(&storage, "MARKER").await;
        assert!(storage.empty_log_of_erased().await.unwrap());
        assert!(in_files() > 0, "nothing was erased");
        erases(&storage, spoken.id).await;
        assert!(storage.empty_log_of_erased().await.unwrap());
        assert_eq!(in_files(), 0);
    }
}

/// Somebody who has written as two guests, confirmed an address, reported others, and was banned.
async fn fill(storage: &Storage) -> (StoredPost, StoredPost) {
    let spoken = says(storage, "IDENTITY-1", "rye", "MARKER-words").await;
    replies(storage, &spoken, "ben").await;
    confirmed(storage, ("IDENTITY-1", "ada2"), "MARKER@a.example", NOW).await;
    let second = says(storage, "IDENTITY-2", "spelt", "MARKER-more").await;
    for (person, line) in [("IDENTITY-1", "MARKER-about"), ("IDENTITY-2", "MARKER-another")] {
        storage.set_about("bakery".into(), person.into(), Some(line.into()), NOW).await.unwrap();
    }
    confirmed(storage, ("IDENTITY-2", "phone2"), "MARKER@a.example", NOW).await;
    let others = says(storage, "ben", "rye", "words of others").await;
    reports(storage, others.id, "IDENTITY-1").await;
    reports(storage, others.id, "IDENTITY-2").await;
    reports(storage, spoken.id, "ben").await;
    let pending = request("ada2", "MARKER-other@a.example", NOW);
    let payload = "{\"about\":\"visitor_code\",\"guest\":\"ada2\"}".into();
    let pending = porch_storage::mail_codes::CodeRequest { payload, ..pending };
    assert!(storage.request_mail_code(pending).await.unwrap());
    assert_eq!(storage.asked_address("bakery", "ada2", NOW).await.unwrap().as_deref(), Some("MARKER-other@a.example"));
    let (kind, who) = (BanKind::Person, String::from("IDENTITY-1"));
    let ban = Ban { kind, who, until: None, reason: "MARKER".into(), by: "marta".into(), at: NOW };
    assert!(storage.add_ban("bakery".into(), ban).await.unwrap());
    (spoken, second)
}

#[tokio::test]
async fn an_erased_person_is_in_no_table_and_the_talk_keeps_its_shape() {
    for database in databases() {
        for by in [None, Some("marta")] {
            let (storage, _folder) = database.with_sites().await;
            let (spoken, second) = fill(&storage).await;
            assert!(storage.profile("bakery", "IDENTITY-1").await.unwrap().confirmed);
            assert_eq!(storage.browsers_of("bakery", "IDENTITY-1", 9).await.unwrap().len(), 2);
            assert_eq!(storage.reports_by("bakery", "IDENTITY-1", 9).await.unwrap().len(), 1);
            let before = storage.thread_checksums().await.unwrap();

            erased(&storage, erase("IDENTITY-1", by)).await;

            assert!(changed_without_event(&before, &storage.thread_checksums().await.unwrap()).is_empty());
            for post in [&spoken, &second] {
                let stub = storage.comment("bakery", post.id).await.unwrap().unwrap();
                assert_eq!(
                    (stub.person.as_str(), stub.status, stub.source.as_str()),
                    ("erased-10", Status::Withdrawn, "")
                );
            }
            let seen = storage.public_comments("bakery", spoken.thread).await.unwrap();
            let mut seen = seen.iter().filter_map(|comment| comment.seen_by(Viewer::Stranger));
            assert!(seen.any(|comment| comment.id == spoken.id && comment.author.is_none()));
            assert_eq!(storage.author("bakery", "erased-10").await.unwrap(), None);
            assert_eq!(storage.profile("bakery", "IDENTITY-1").await.unwrap(), Profile::default());
            for guest in ["IDENTITY-1", "ada2", "IDENTITY-2", "phone2"] {
                assert_eq!(storage.guest_session("bakery", guest).await.unwrap(), GuestSession::Ended, "{guest}");
            }
            assert!(storage.bans("bakery").await.unwrap().is_empty());
            let log = storage.audit_log("bakery", 20).await.unwrap();
            assert_eq!((log[0].what.word(), log[0].by.as_str()), ("person_erased", by.unwrap_or("erased-10")));
            assert!(log.iter().all(|line| !format!("{line:?}").contains("IDENTITY")), "{log:?}");
            assert_eq!(tables_with(&storage, "MARKER").await, ["visitor_mails_sent"], "in earnest, a hash for a day");
            assert_eq!(tables_with(&storage, "IDENTITY").await, ["visitor_sessions"], "what ends their cookies");
            assert!(storage.miscounts().await.unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn much_is_erased_in_steps_and_the_rest_after_a_restart() {
    for database in databases() {
        let (storage, folder) = database.with_sites().await;
        for number in 0..120 {
            says(&storage, "ada", "rye", &format!("MARKER-{number}")).await;
        }
        let erasure = begun(&storage, erase("ada", Some("marta"))).await;
        assert!(!storage.continue_erasure(&erasure, LATER).await.unwrap());
        storage.close().await;
        let storage = database.open(folder.path()).await;
        let pending = storage.pending_erasures().await.unwrap();
        assert_eq!(begun(&storage, erase("ada", None)).await, pending[0], "the second request is for the same");
        let mut steps = 0;
        while !storage.continue_erasure(&pending[0], LATER).await.unwrap() {
            steps += 1;
        }
        assert!(steps >= 2, "{steps}");
        assert_eq!(tables_with(&storage, "MARKER").await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn members_and_strangers_are_not_erased_and_other_sites_stay() {
    for database in databases() {
        let (storage, _folder) = database.with_sites().await;
        let marta = Member {
            site: "bakery".into(),
            person: "marta".into(),
            name: "Marta".into(),
            role: porch_protocol::Role::Host,
            thread: None,
        };
        storage.add_member(marta, NOW).await.unwrap();
        assert_eq!(storage.begin_erasure(erase("marta", Some("operator"))).await.unwrap(), ErasureBegun::Member);
        assert_eq!(storage.begin_erasure(erase("nobody", Some("operator"))).await.unwrap(), ErasureBegun::Unknown);
        let at_cafe = post(&storage, job("cafe", "tea", "words")).await;
        says(&storage, "ada", "rye", "words").await;
        erased(&storage, erase("ada", Some("operator"))).await;
        assert_eq!(storage.comment("cafe", at_cafe.id).await.unwrap().unwrap().source, "words");
        assert_eq!(storage.guest_session("cafe", "ada").await.unwrap(), GuestSession::Unknown);
    }
}

/// Columns that hold ids of people or addresses.
const PERSONAL: [&str; 12] = [
    "person_id",
    "guest_id",
    "who",
    "actor",
    "from_person",
    "to_person",
    "reporter_id",
    "mail",
    "address",
    "address_key",
    "target",
    "addresses",
];

/// A table that comes later must say what erasing a person does with it.
#[tokio::test]
async fn every_table_that_knows_people_is_in_the_list() {
    let (storage, _folder) = super::super::storage_with_sites().await;
    let tables = tables(&storage).await;
    let listed: BTreeSet<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    assert_eq!(listed.len(), TABLES.len(), "each is there once");
    for table in &listed {
        assert!(tables.iter().any(|there| there == table), "there is no table {table}");
    }
    for table in &tables {
        let columns = columns(&storage, table).await;
        let personal: Vec<_> = columns.iter().filter(|column| PERSONAL.contains(&column.as_str())).collect();
        let is_listed = personal.is_empty() || listed.contains(table.as_str());
        assert!(is_listed, "{table} has {personal:?}: TABLES of erase_person.rs must say what becomes of its rows");
    }
    for (table, treatment) in TABLES {
        if let Treatment::DeletedInFirstStep(statement) | Treatment::DeletedInLastStep(statement) = treatment {
            assert!(statement.starts_with(&format!("delete from {table} where site_id = $1")), "{table}: {statement}");
        }
    }
}
