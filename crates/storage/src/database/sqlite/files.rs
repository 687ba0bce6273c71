//! Statements about the file itself: its checks, its copies and its locks.

use std::time::Duration;

use super::super::connection::Connection;
use super::super::error::Result;
use super::super::query::{Composed, query};

/// How long a connection waits for another process that holds the lock, as long as writing works.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// A check of the file, and the column of its sentences.
pub(crate) type Check = (&'static str, &'static str);
/// Everything, at most 20 faults.
pub(crate) const WHOLE_CHECK: Check = ("pragma integrity_check(20)", "integrity_check");
/// All pages, without comparing indexes to their tables.
pub(crate) const QUICK_CHECK: Check = ("pragma quick_check(1)", "quick_check");

/// The faults that a check finds.
pub(crate) async fn damaged(connection: &mut Connection, (check, column): Check) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for row in query(check).fetch_all(connection).await? {
        let text: String = row.try_get(column)?;
        if text != "ok" {
            faults.push(text);
        }
    }
    Ok(faults)
}

/// The rows that point to nothing.
pub(crate) async fn dangling(connection: &mut Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for row in query("pragma foreign_key_check").fetch_all(connection).await?.iter().take(20) {
        faults.push(format!("a row of {} points to nothing", row.try_get::<&str>("table")?));
    }
    Ok(faults)
}

/// Whether the database has this table.
pub(crate) async fn has_table(connection: &mut Connection, name: &str) -> Result<bool> {
    let known = query("select 1 from sqlite_schema where type = 'table' and name = $1").bind(name);
    Ok(known.fetch_optional(connection).await?.is_some())
}

/// Writes a copy to `target`.
pub(crate) async fn copy_into(connection: &mut Connection, target: &str) -> Result<()> {
    query("vacuum into $1").bind(target).execute(connection).await.map(drop)
}

/// Lets a reading connection write: a copy too.
pub(crate) async fn allow_writes(connection: &mut Connection) -> Result<()> {
    query("pragma query_only = off").execute(connection).await.map(drop)
}

/// Writes the write-ahead log back and empties it, without waiting for readers: false where there were some. The connection
/// waits for no lock from then on.
pub(crate) async fn empty_log(connection: &mut Connection) -> Result<bool> {
    query("pragma busy_timeout = 0").execute(&mut *connection).await?;
    Ok(query("pragma wal_checkpoint(truncate)").fetch_one(connection).await?.try_get::<i64>("busy")? == 0)
}

/// Lets a connection wait for a lock as long as usual.
pub(crate) async fn wait_for_lock(connection: &mut Connection) -> Result<()> {
    let patient = format!("pragma busy_timeout = {}", BUSY.as_millis());
    query(Composed(patient)).execute(connection).await.map(drop)
}

/// The journal mode.
pub(crate) async fn journal_mode(connection: &mut Connection) -> Result<String> {
    query("pragma journal_mode").fetch_one(connection).await?.try_get("journal_mode")
}

/// The version of the linked SQLite.
pub(crate) async fn version(connection: &mut Connection) -> Result<String> {
    query("select sqlite_version() as version").fetch_one(connection).await?.try_get("version")
}
