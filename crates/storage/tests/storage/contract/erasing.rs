//! Erasing comments, and the words of withdrawn ones.

use porch_domain::erased_person::SECOND_PASS_AFTER;
use porch_domain::visibility::Viewer;
use porch_protocol::{CommentId, DecisionKind, Status, Timestamp};
use porch_storage::Storage;
use porch_storage::comments::{CommentChange, CommentUpdate};
use porch_storage::erase_comment::EraseComment;
use porch_storage::erase_person::{ErasePerson, Erasure, ErasureBegun};
use porch_storage::events::PublicEvent;
use porch_storage::posts::{PostJob, StoredPost};
use porch_storage::reports::NewReport;
use porch_storage::thread_checksums::changed_without_event;
use sqlx::{AssertSqlSafe, Connection, Row};

use super::super::databases::databases;
use super::super::{job, post};
use super::visitors::change;
use super::{LATER, NOW, decide};

/// A comment whose request has a hash, as in earnest.
pub(super) fn said(page: &str, words: &str) -> PostJob {
    PostJob { request_hash: "hash".into(), ..job("bakery", page, words) }
}

pub(super) async fn says(storage: &Storage, person: &str, page: &str, words: &str) -> StoredPost {
    let (title, name) = (Some(format!("title of {words}")), format!("name of {words}"));
    post(storage, PostJob { person: person.into(), name, title, ..said(page, words) }).await
}

/// The same by somebody whose name stays.
pub(super) async fn ada_says(storage: &Storage, words: &str) -> StoredPost {
    let title = Some(format!("title of {words}"));
    post(storage, PostJob { person: "ada".into(), name: "Ada".into(), title, ..said("rye", words) }).await
}

pub(super) async fn replies(storage: &Storage, to: &StoredPost, person: &str) -> StoredPost {
    let parent = Some(to.id);
    post(storage, PostJob { person: person.into(), parent, ..said("rye", "a reply") }).await
}

pub(super) async fn changes(storage: &Storage, id: CommentId, to: CommentUpdate) {
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

pub(super) async fn edits(storage: &Storage, id: CommentId, words: &str) {
    let to = CommentUpdate::Words { source: words.into(), tree: format!("[\"{words}\"]"), edited_at: None };
    changes(storage, id, to).await;
}

pub(super) async fn reports(storage: &Storage, id: CommentId, person: &str) {
    let (comment, reason) = (id, format!("{person} MARKER"));
    let report = NewReport { site: "bakery".into(), comment, person: person.into(), reason, now: NOW };
    assert!(storage.report_comment(report).await.unwrap().is_some());
}

pub(super) async fn erases(storage: &Storage, id: CommentId) -> Option<Status> {
    let erase = EraseComment { site: "bakery".into(), id, by: "operator".into(), reason: "asked".into(), now: LATER };
    let stub = storage.erase_comment(erase).await.unwrap()?;
    assert_eq!((stub.name.as_str(), stub.source.as_str(), stub.tree.0.len(), stub.reason), ("", "", 0, None));
    Some(stub.status)
}

pub(super) fn erase(person: &str, by: Option<&str>) -> ErasePerson {
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

pub(super) async fn begun(storage: &Storage, person: ErasePerson) -> Erasure {
    match storage.begin_erasure(person).await.unwrap() {
        ErasureBegun::Begun(erasure) => erasure,
        other => panic!("{other:?}"),
    }
}

/// When the second pass is due.
pub(super) fn due() -> Timestamp {
    LATER.plus(SECOND_PASS_AFTER)
}

pub(super) async fn passes(storage: &Storage, erasure: &Erasure, now: Timestamp) {
    while !storage.continue_erasure(erasure, now).await.unwrap() {}
    assert!(storage.continue_erasure(erasure, now).await.unwrap(), "there is nothing left to do");
    assert!(storage.pending_erasures(now).await.unwrap().is_empty());
}

/// The first pass.
pub(super) async fn erased_once(storage: &Storage, person: ErasePerson) {
    let erasure = begun(storage, person).await;
    assert_eq!(storage.pending_erasures(LATER).await.unwrap(), std::slice::from_ref(&erasure));
    passes(storage, &erasure, LATER).await;
}

pub(super) async fn passes_again(storage: &Storage) {
    assert!(storage.pending_erasures(due().plus(-1)).await.unwrap().is_empty(), "it is not due");
    let pending = storage.pending_erasures(due()).await.unwrap();
    assert!(matches!(&pending[..], [erasure] if erasure.is_second_pass()), "{pending:?}");
    passes(storage, &pending[0], due()).await;
}

pub(super) async fn erased(storage: &Storage, person: ErasePerson) {
    erased_once(storage, person).await;
    passes_again(storage).await;
}

pub(super) async fn public_changes(storage: &Storage, of: &StoredPost) -> Vec<PublicEvent> {
    storage.public_events("bakery", of.thread, 0, 1_000).await.unwrap()
}

/// The first column of what a query finds.
pub(super) async fn texts(storage: &Storage, sql: String) -> Vec<String> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(storage.file());
    let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut database).await.unwrap();
    database.close().await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}

pub(super) async fn tables(storage: &Storage) -> Vec<String> {
    texts(storage, "select name from sqlite_schema where type = 'table' and name not like '%sqlx%'".into()).await
}

pub(super) async fn columns(storage: &Storage, table: &str) -> Vec<String> {
    texts(storage, format!("select name from pragma_table_info('{table}')")).await
}

/// The tables that hold a text anywhere.
pub(super) async fn tables_with(storage: &Storage, text: &str) -> Vec<String> {
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

/// The number of files in a folder that have these bytes.
pub(super) fn files_with(folder: &std::path::Path, text: &[u8]) -> usize {
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.filter(|bytes| bytes.windows(text.len()).any(|window| window == text)).count()
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
        let in_files = || files_with(folder.path(), b"MARKER");
        assert!(storage.empty_log_of_erased().await.unwrap());
        let spoken = ada_says(&storage, "MARKER").await;
        assert!(storage.empty_log_of_erased().await.unwrap());
        assert!(in_files() > 0, "nothing was erased");
        erases(&storage, spoken.id).await;
        assert!(storage.empty_log_of_erased().await.unwrap());
        assert_eq!(in_files(), 0);
    }
}
