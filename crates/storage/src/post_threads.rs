//! The threads that a batch of posts goes into: found, or created, with one statement for all of them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use porch_protocol::ThreadId;
use serde_json::{Value, json};

use super::database::{self, StorageError};
use super::posts::PostJob;
use super::{Result, Tx};

/// A site, and the address of a page.
pub(super) type ThreadKey = (Arc<str>, Arc<str>);

/// A thread, with the changes of this batch.
pub(super) struct Thread {
    pub(super) id: ThreadId,
    pub(super) rev: i64,
    pub(super) last_at: i64,
    pub(super) closed: bool,
    /// Whether a title from a visitor is still accepted.
    pub(super) untitled: bool,
    /// The title that was received.
    pub(super) title: Option<String>,
    pub(super) grew: bool,
}

/// The threads of the posts; missing ones are created.
pub(super) async fn threads_of(tx: &mut Tx, jobs: &[PostJob]) -> Result<HashMap<ThreadKey, Thread>> {
    // The first post of a page says which thread it means.
    let mut seen = HashSet::new();
    let pages: Vec<&PostJob> = jobs.iter().filter(|job| seen.insert((&job.site, &job.page_key))).collect();
    let mut threads = find(tx, &pages).await?;
    let missing = pages.into_iter().filter(|job| !threads.contains_key(&key(job)));
    let missing: Vec<&PostJob> = missing.collect();
    if !missing.is_empty() {
        create(tx, &missing, &mut threads).await?;
    }
    Ok(threads)
}

fn key(job: &PostJob) -> ThreadKey {
    (job.site.clone(), job.page_key.clone())
}

async fn find(tx: &mut Tx, pages: &[&PostJob]) -> Result<HashMap<ThreadKey, Thread>> {
    let keys = pages.iter().map(|job| json!([job.site, job.page_key, job.thread]));
    let found = database::query(
        "select j.key as place, t.id, t.rev, t.last_at, t.title is null and t.title_by = 'visitor' as untitled,
           t.closed = 1 or s.closed = 1 as closed
         from json_each($1) j join threads t on t.site_id = j.value ->> 0 and t.id = coalesce(j.value ->> 2,
           (select p.id from threads p where p.site_id = j.value ->> 0 and p.page_key = j.value ->> 1),
           (select a.thread_id from aliases a where a.site_id = j.value ->> 0 and a.page_key = j.value ->> 1))
         join sites s on s.id = t.site_id",
    );
    let found = found.bind(keys.collect::<Value>().to_string()).fetch_all(tx).await?;
    let mut threads = HashMap::with_capacity(pages.len());
    for row in found {
        let Some(job) = pages.get(row.count("place")? as usize) else { continue };
        let thread = Thread {
            id: row.thread_id("id")?,
            rev: row.try_get("rev")?,
            last_at: row.try_get("last_at")?,
            closed: row.boolean("closed")?,
            untitled: row.boolean("untitled")?,
            title: None,
            grew: false,
        };
        threads.insert(key(job), thread);
    }
    Ok(threads)
}

async fn create(tx: &mut Tx, missing: &[&PostJob], threads: &mut HashMap<ThreadKey, Thread>) -> Result<()> {
    let rows = missing.iter().map(|job| json!([job.site, job.new_thread, job.page_key, job.url, job.now]));
    database::query(
        "insert into threads (site_id, id, page_key, url, title_by, created_at)
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'visitor', cast(value ->> 4 as bigint)
         from json_each($1)",
    )
    .bind(rows.collect::<Value>().to_string())
    .execute(&mut *tx)
    .await?;
    let sites: HashSet<&str> = missing.iter().map(|job| &*job.site).collect();
    let closed = database::query("select id, closed from sites where id in (select atom from json_each($1))");
    let mut closed_sites = HashMap::with_capacity(sites.len());
    for row in closed.bind(json!(sites).to_string()).fetch_all(tx).await? {
        closed_sites.insert(row.try_get::<String>("id")?, row.boolean("closed")?);
    }
    for job in missing {
        let closed = *closed_sites.get(&*job.site).ok_or(StorageError::NotFound)?;
        let id = job.new_thread;
        let thread = Thread { id, rev: 0, last_at: 0, closed, untitled: true, title: None, grew: false };
        threads.insert(key(job), thread);
    }
    Ok(())
}
