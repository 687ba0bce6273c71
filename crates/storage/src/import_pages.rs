//! Pages of imported files: their threads, created or found, and which of them a site already knows.

use std::collections::HashSet;

use porch_protocol::{ThreadId, Timestamp};
use serde_json::json;

use super::database;
use super::{Result, Storage, Tx, threads};
use porch_domain::archive::batch::NewPage;

/// A thread for imported comments.
pub(super) struct ThreadRef {
    pub(super) id: ThreadId,
    pub(super) last_at: i64,
}

impl Storage {
    /// Those of the given keys that are the key or an alias of a thread of the site.
    pub async fn known_pages(&self, site: &str, keys: &[&str]) -> Result<HashSet<String>> {
        let rows = database::query(
            "select page_key from threads where site_id = $1 and page_key in (select atom from json_each($2))
             union select page_key from aliases where site_id = $1 and page_key in (select atom from json_each($2))",
        )
        .bind(site)
        .bind(json!(keys).to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(|row| row.try_get("page_key")).collect()
    }
}

/// Creates a page's thread, unless it exists: under its address, an alias, or its id, if the page was moved.
pub(super) async fn make_page(tx: &mut Tx, site: &str, page: &NewPage, now: Timestamp) -> Result<()> {
    let id = match find_thread_ref(tx, site, &page.key).await? {
        Some(place) => {
            // A title from a visitor's browser is provisional; the owner's file has the right one.
            database::query(
                "update threads set title = $3, title_by = $4
                 where site_id = $1 and id = $2 and title_by = 'visitor' and $3 is not null",
            )
            .bind(site)
            .bind(place.id.to_string())
            .bind(&page.title)
            .bind(&page.title_by)
            .execute(&mut *tx)
            .await?;
            place.id
        }
        None => match named_before(tx, site, &page.aliases).await? {
            // There are comments under the key of the old system that the page declares.
            Some(id) => {
                threads::add_alias(tx, site, &page.key, id).await?;
                // Such a key has no address; the file has it.
                database::query("update threads set url = $3 where site_id = $1 and id = $2")
                    .bind(site)
                    .bind(id.to_string())
                    .bind(&page.url)
                    .execute(&mut *tx)
                    .await?;
                id
            }
            None => insert_page(tx, site, page, now).await?,
        },
    };
    for alias in &page.aliases {
        threads::add_alias(tx, site, alias, id).await?;
    }
    Ok(())
}

/// The thread of a page that declares one of these keys.
async fn named_before(tx: &mut Tx, site: &str, names: &[String]) -> Result<Option<ThreadId>> {
    let row = database::query(
        "select id from threads where site_id = $1 and page_key in (select atom from json_each($2)) order by page_key limit 1",
    )
    .bind(site)
    .bind(json!(names).to_string())
    .fetch_optional(tx)
    .await?;
    row.map(|row| row.thread_id("id")).transpose()
}

async fn insert_page(tx: &mut Tx, site: &str, page: &NewPage, now: Timestamp) -> Result<ThreadId> {
    let made = database::query(
        "insert into threads (site_id, id, page_key, url, title, title_by, closed, slow, created_at, closed_note, closed_note_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (site_id, id) do nothing",
    )
    .bind(site)
    .bind(page.id.to_string())
    .bind(&page.key)
    .bind(&page.url)
    .bind(&page.title)
    .bind(&page.title_by)
    .bind(i64::from(page.closed))
    .bind(page.slow)
    .bind(page.created_at.unwrap_or(now).0)
    .bind(page.closed_note.as_ref().map(|note| &note.words))
    .bind(page.closed_note.as_ref().and_then(|note| note.by.as_ref()))
    .execute(&mut *tx)
    .await?;
    if made == 0 {
        // The thread was moved, and its alias of this address was removed.
        threads::add_alias(tx, site, &page.key, page.id).await?;
    }
    Ok(page.id)
}

pub(super) async fn find_thread_ref(tx: &mut Tx, site: &str, key: &str) -> Result<Option<ThreadRef>> {
    let row = database::query(
        "select id, last_at from threads where site_id = $1 and (page_key = $2
           or id = (select thread_id from aliases where site_id = $1 and page_key = $2))
         order by page_key = $2 desc limit 1",
    )
    .bind(site)
    .bind(key)
    .fetch_optional(tx)
    .await?;
    row.map(|row| Ok(ThreadRef { id: row.thread_id("id")?, last_at: row.try_get("last_at")? })).transpose()
}
