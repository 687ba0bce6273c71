//! Cleans, once, the addresses that an older version stored with personal parameters.

use porch_protocol::ThreadId;

use super::database;
use super::touched::TouchedSite;
use super::{Result, Storage, Tx, WriteError, WriteScope, prompt_and_rules, threads};
use porch_domain::page::{cleaned, holds_private};

/// The marker in the database after the cleaning. It changes when more parameters are found to be personal.
const RULES: &str = "2";

/// A thread whose address is to be changed.
struct AddressChange {
    site: String,
    thread: ThreadId,
    page_key: String,
    url: String,
}

impl Storage {
    /// Cleans the stored addresses like new ones. A thread whose cleaned address another thread has gets a key that no
    /// page requests: it stays in the lists of its site. Returns how many were cleaned.
    pub async fn clean_addresses(&self) -> std::result::Result<u64, WriteError> {
        let done =
            database::query("select value from meta where key = 'addresses'").fetch_optional(&self.readers).await?;
        if done.is_some_and(|row| row.try_get::<&str>("value").is_ok_and(|value| value == RULES)) {
            return Ok(0);
        }
        self.writer
            .write(WriteScope::Server, (), |tx, ()| {
                Box::pin(async move {
                    let cleaned = clean_threads(tx).await? + clean_aliases(tx).await?;
                    database::query("insert into meta (key, value) values ('addresses', $1) on conflict (key) do update set value = $1")
                        .bind(RULES)
                        .execute(&mut *tx)
                        .await?;
                    Ok(cleaned)
                })
            })
            .await
    }
}

async fn clean_threads(tx: &mut Tx) -> Result<u64> {
    // The page continues with the thread that has the latest comment.
    let rows = database::query(
        "select site_id, id, page_key, url from threads
         where page_key not like 'key:%' and (url like '%?%' or url like '%;%' or url like '%@%' or lower(url) like '%eyj%'
           or url like '%\\%40%' escape '\\')
         order by last_at desc, id",
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut unclean = Vec::new();
    for row in &rows {
        let (page_key, url): (String, String) = (row.try_get("page_key")?, row.try_get("url")?);
        if holds_private(&url) || holds_private(&key_as_url(&page_key)) {
            unclean.push(AddressChange { site: row.try_get("site_id")?, thread: row.thread_id("id")?, page_key, url });
        }
    }
    let mut count = 0;
    for thread in unclean {
        count += u64::from(clean_thread(tx, &thread).await?);
    }
    Ok(count)
}

/// A key as an address.
fn key_as_url(page_key: &str) -> String {
    format!("https://{page_key}")
}

async fn clean_thread(tx: &mut Tx, unclean: &AddressChange) -> Result<bool> {
    let AddressChange { site, thread, page_key, url } = unclean;
    let (Some(own), Some(address)) = (cleaned(&key_as_url(page_key)), cleaned(url)) else { return Ok(false) };
    let taken = database::query("select 1 from threads where site_id = $1 and page_key = $2 and id <> $3")
        .bind(site)
        .bind(&own.key)
        .bind(thread.to_string())
        .fetch_optional(&mut *tx)
        .await?;
    let key = if taken.is_some() { format!("{}#{thread}", own.key) } else { own.key };
    database::query("update threads set page_key = $3, url = $4 where site_id = $1 and id = $2")
        .bind(site)
        .bind(thread.to_string())
        .bind(&key)
        .bind(&address.url)
        .execute(&mut *tx)
        .await?;
    database::query("delete from aliases where site_id = $1 and page_key = $2")
        .bind(site)
        .bind(&key)
        .execute(&mut *tx)
        .await?;
    prompt_and_rules::follow_move(tx, site, page_key, &key).await?;
    tx.touched().site(site, TouchedSite { rules: false, pages: true });
    Ok(true)
}

async fn clean_aliases(tx: &mut Tx) -> Result<u64> {
    let rows = database::query(
        "select site_id, page_key, thread_id from aliases
         where page_key not like 'key:%' and (page_key like '%?%' or page_key like '%;%' or page_key like '%@%'
           or lower(page_key) like '%eyj%' or page_key like '%\\%40%' escape '\\')",
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut count = 0;
    for row in &rows {
        let (site, page_key): (String, String) = (row.try_get("site_id")?, row.try_get("page_key")?);
        let Some(page) = cleaned(&key_as_url(&page_key)).filter(|_| holds_private(&key_as_url(&page_key))) else {
            continue;
        };
        database::query("delete from aliases where site_id = $1 and page_key = $2")
            .bind(&site)
            .bind(&page_key)
            .execute(&mut *tx)
            .await?;
        threads::add_alias(tx, &site, &page.key, row.thread_id("thread_id")?).await?;
        count += 1;
    }
    Ok(count)
}
