//! What the database itself refuses, whatever the code above it forgets: rows that point to nothing or to another site, words that
//! no column knows, and a change of the log.

use std::path::Path;

use porch_protocol::Role;
use porch_storage::team::Member;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

use super::{job, post, storage_with_sites};

/// A comment of Ada on a page of the bakery, and one on a page of the cafe; Marta of the bakery's team.
async fn filled() -> (SqliteConnection, tempfile::TempDir) {
    let (storage, folder) = storage_with_sites().await;
    post(&storage, job("bakery", "rye", "here")).await;
    post(&storage, job("cafe", "tea", "there")).await;
    let marta = marta();
    storage.add_member(marta, porch_protocol::Timestamp(1)).await.unwrap();
    storage.close().await;
    (connect(folder.path()).await, folder)
}

fn marta() -> Member {
    Member { site: "bakery".into(), person: "marta".into(), name: "Marta".into(), role: Role::Owner, thread: None }
}

async fn connect(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(folder.join("porch.db")).foreign_keys(true);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// A copy of a row with one column changed. What is unique gets a value of its own first.
fn copy(table: &str, columns: &str, values: &str) -> String {
    format!("insert into {table} ({columns}) select {values} from {table} where site_id = 'bakery' limit 1")
}

/// A comment like Ada's, with one of its columns changed.
fn comment(column: &str, value: &str) -> String {
    let columns = ["site_id", "thread_id", "id", "parent_id", "person_id", "name", "source", "source_format", "tree"];
    let rest = ["tree_version", "status", "posted_at", "role", "waits", "undated", "in_history"];
    let columns: Vec<&str> = columns.into_iter().chain(rest).collect();
    let values: Vec<&str> = columns
        .iter()
        .map(|own| match *own {
            own if own == column => value,
            "id" => "'another'",
            own => own,
        })
        .collect();
    copy("comments", &columns.join(", "), &values.join(", "))
}

/// Fails when the database takes a statement that it has to refuse.
async fn refuses(statements: &[(&str, String)], says: &str) {
    let (mut database, _folder) = filled().await;
    for (what, statement) in statements {
        let mut tried = database.begin().await.unwrap();
        let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(statement.clone())).execute(&mut *tried).await;
        let refused = refused.err().unwrap_or_else(|| panic!("the database took {what}: {statement}")).to_string();
        assert!(refused.contains(says), "{what}: {refused}");
        tried.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn a_row_as_it_should_be_is_taken() {
    let (mut database, _folder) = filled().await;
    for statement in [comment("name", "'Ben'"), comment("parent_id", "id"), comment("role", "'host'")] {
        let mut tried = database.begin().await.unwrap();
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut *tried).await.unwrap();
        tried.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn what_points_to_nothing_or_to_another_site_is_refused() {
    let of_cafe = |table: &str| format!("(select id from {table} where site_id = 'cafe')");
    let team = |columns: &str, values: &str| copy("team", columns, values);
    let ban = "insert into bans (site_id, kind, who, reason, actor, created_at) values ('nowhere', 'person', 'ada', '', '', 1)";
    let statements = [
        ("a comment of no thread", comment("thread_id", "'none'")),
        ("a comment in a thread of another site", comment("thread_id", &of_cafe("threads"))),
        ("a comment of nobody", comment("person_id", "'nobody'")),
        ("a comment of no site", comment("site_id", "'nowhere'")),
        ("a reply to nothing", comment("parent_id", "'none'")),
        ("a reply to another site's comment", comment("parent_id", &of_cafe("comments"))),
        ("a thread of no site", copy("threads", "site_id, id, page_key, url, created_at", "'nowhere', 'x', 'x', url, 1")),
        ("an alias of no thread", "insert into aliases values ('bakery', 'old', 'none')".into()),
        ("an alias of another site's thread", format!("insert into aliases values ('bakery', 'old', {})", of_cafe("threads"))),
        ("an address of no site", "insert into origins values ('nowhere', 'https://a.example', 0)".into()),
        ("an event of no site", "insert into events (site_id, seq, kind, at) values ('nowhere', 1, 'k', 1)".into()),
        (
            "an event in another site's thread",
            format!("insert into events (site_id, seq, kind, thread_id, at) values ('bakery', 99, 'k', {}, 1)", of_cafe("threads")),
        ),
        ("a member who is nobody", team("site_id, person_id, name, role, created_at", "site_id, 'nobody', name, role, 1")),
        ("a session of no member", "insert into sessions values ('h', 'bakery', 'ada', 1, 1)".into()),
        ("a passkey of no member", "insert into passkeys values ('bakery', 'ada', 'i', 'c', 'k', 'n', 1, null)".into()),
        ("an invitation of another site", "insert into invitations (hash, site_id, person_id, expires_at) values ('h', 'cafe', 'marta', 1)".into()),
        ("a mail address of no member", "insert into sign_in_mail (site_id, person_id) values ('bakery', 'ada')".into()),
        ("a report of nothing", "insert into reports (site_id, comment_id, person_id, reason, created_at) values ('bakery', 'none', 'ada', '', 1)".into()),
        ("a pause of nothing", "insert into cooling values ('bakery', 'none', 1)".into()),
        ("earlier words of nothing", "insert into earlier_words values ('bakery', 'none', 1, 1, '', 'markdown')".into()),
        ("a notice about nothing", "insert into notices (site_id, comment_id, created_at) values ('bakery', 'none', 1)".into()),
        ("a ban of no site", ban.into()),
        ("a visitor's session of no site", "insert into visitor_sessions values ('nowhere', 'g', 'ada', 'mail', 1, 1, null, null, null)".into()),
        ("a visitor's address of no site", "insert into visitor_mail values ('nowhere', 'ada', 'a@a.example', 'k', 1, 'en', 1, 1, 'code', null)".into()),
        ("a search of no site", "insert into missed_searches values ('nowhere', 'rye', 1, 1)".into()),
        ("who searched on no site", "insert into missed_search_marks values ('nowhere', 1, 'm')".into()),
        ("a merge of no site", "insert into merges values ('nowhere', 'm', 'ada', 'ben', 'mail', 1, null, null)".into()),
        ("a comment in no merge", "insert into merged_comments select site_id, 'none', id from comments where site_id = 'bakery'".into()),
        ("a site that still has rows taken away", "delete from sites where id = 'bakery'".into()),
        ("a thread that still has comments taken away", "delete from threads where site_id = 'bakery'".into()),
        ("a member who still has sessions taken away", "insert into sessions values ('h', 'bakery', 'marta', 1, 1); delete from team where person_id = 'marta'".into()),
    ];
    refuses(&statements, "FOREIGN KEY constraint failed").await;
}

#[tokio::test]
async fn words_and_numbers_that_a_column_does_not_know_are_refused() {
    let site = |change: &str| format!("update sites set {change}");
    let statements = [
        ("a status of no meaning", comment("status", "'visible'")),
        ("a format of no meaning", comment("source_format", "'bbcode'")),
        ("a role of no meaning", comment("role", "'admin'")),
        ("a comment that is too long", comment("source", "printf('%.*c', 262145, 'x')")),
        ("a truth that is neither", comment("undated", "2")),
        ("a site without a name", site("id = ''")),
        ("a rule of holding without meaning", site("hold = 'some'")),
        ("a slow mode that is too slow", site("slow = 86401")),
        ("a proof of no meaning", site("proof = 'maybe'")),
        ("a title by nobody", "update threads set title_by = 'nobody'".into()),
        ("a guest who is guest of nothing", "update team set role = 'guest'".into()),
        (
            "an owner of one thread",
            "update team set thread_id = (select id from threads where site_id = 'bakery')".into(),
        ),
        ("a person of no kind", "update people set kind = 'bot'".into()),
        (
            "a session that has ended and stands for somebody",
            "insert into visitor_sessions values ('bakery', 'g', 'ada', 'mail', 1, 1, 2, null, null)".into(),
        ),
        ("a rule without words", "insert into rules values ('bakery', 'word', '', 'a', 1)".into()),
    ];
    refuses(&statements, "CHECK constraint failed").await;
    let words = [("a time in words", comment("posted_at", "'yesterday'"))];
    refuses(&words, "cannot store TEXT value in INTEGER column").await;
}

#[tokio::test]
async fn what_there_may_be_once_is_there_once() {
    let statements = [
        ("a second comment of one id", comment("id", "id")),
        (
            "a second thread of one page",
            copy("threads", "site_id, id, page_key, url, created_at", "site_id, 'x', page_key, url, 1"),
        ),
        (
            "a second person with one confirmed address",
            "insert into visitor_mail values ('bakery', 'ada', 'a@a.example', 'k', 1, 'en', 1, 1, 'code', null), ('bakery', 'ben', 'A@a.example', 'k', 1, 'en', 1, 1, 'code', null)".into(),
        ),
        ("a second line of one number", copy("events", "site_id, seq, kind, at", "site_id, seq, kind, at")),
        (
            "a second use of one key",
            copy(
                "idempotency",
                "site_id, key_hash, request_hash, comment_id, status, created_at",
                "site_id, key_hash, '', comment_id, 201, 1",
            ),
        ),
    ];
    refuses(&statements, "UNIQUE constraint failed").await;
}

#[tokio::test]
async fn the_log_is_neither_changed_nor_shortened() {
    let statements = [
        ("a line that is changed", "update events set reason = 'another'".into()),
        ("a line of somebody else", "update events set actor = 'marta' where seq = 1".into()),
        ("a line that says something else", "update events set data = '{}' where seq = 1".into()),
        ("a line about another comment", "update events set comment_id = 'x', actor = 'erased-1'".into()),
        ("a line that is taken away", "delete from events where site_id = 'bakery' and thread_id is not null".into()),
    ];
    refuses(&statements, "the event log is append-only").await;
}

#[tokio::test]
async fn the_servers_own_connection_keeps_to_it() {
    let (storage, _folder) = storage_with_sites().await;
    let refused = storage.invite("a hash".into(), &marta(), porch_protocol::Timestamp(2)).await;
    assert!(refused.is_err(), "an invitation of somebody who is no member was taken");
}
