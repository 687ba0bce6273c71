//! The opening question and the house rules of a site and of single pages.

use porch_protocol::{Timestamp, WelcomeWords};

use super::database::{self, Row, StorageError};
use super::events::{self, NewEvent};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::WelcomeData;

/// The page key of the row for the whole site.
const SITE: &str = "";

impl Storage {
    /// The texts of the site, and those of the page.
    pub async fn welcome_words(&self, site: &str, page_key: &str) -> Result<(WelcomeWords, WelcomeWords)> {
        let query =
            "select page_key, question, rules, by_name from welcomes where site_id = $1 and page_key in ('', $2)";
        let (mut whole, mut own) = (WelcomeWords::default(), WelcomeWords::default());
        for row in database::query(query).bind(site).bind(page_key).fetch_all(&self.readers).await? {
            *(if row.try_get::<&str>("page_key")? == SITE { &mut whole } else { &mut own }) = read(&row)?;
        }
        Ok((whole, own))
    }

    /// All texts of a site, by page, the site's own under an empty key first.
    pub async fn all_welcomes(&self, site: &str) -> Result<Vec<(String, WelcomeWords)>> {
        let query = "select page_key, question, rules, by_name from welcomes where site_id = $1 order by page_key";
        let rows = database::query(query).bind(site).fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.try_get("page_key")?, read(row)?))).collect()
    }

    /// Stores the texts of a page or (none) of the site. Empty texts leave no row.
    pub async fn set_welcome(
        &self,
        site: String,
        page_key: Option<String>,
        words: WelcomeWords,
        actor: String,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(
                WriteScope::site(&site),
                (site, page_key, words, actor),
                move |tx, (site, page_key, words, actor)| {
                    Box::pin(async move {
                        let key = page_key.as_deref().unwrap_or(SITE);
                        put(tx, site, key, words, now).await?;
                        let what = EventData::WelcomeSet(WelcomeData {
                            page: page_key.clone(),
                            welcome: words.clone().into(),
                        });
                        events::append(tx, NewEvent::of_site(site, what, actor, now)).await.map(drop)
                    })
                },
            )
            .await
    }
}

pub(super) async fn put(tx: &mut Tx, site: &str, key: &str, words: &WelcomeWords, now: Timestamp) -> Result<()> {
    let delete = database::query("delete from welcomes where site_id = $1 and page_key = $2").bind(site).bind(key);
    delete.execute(&mut *tx).await?;
    if words.question.is_none() && words.rules.is_none() {
        return Ok(());
    }
    let rules = words.rules.as_ref().map(|rules| serde_json::json!(rules).to_string());
    database::query(
        "insert into welcomes (site_id, page_key, question, rules, by_name, changed_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(site)
    .bind(key)
    .bind(&words.question)
    .bind(rules)
    .bind(&words.by)
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// A page was moved: its texts move too, unless the new address has texts of its own.
pub(super) async fn follow_move(tx: &mut Tx, site: &str, old: &str, new: &str) -> Result<()> {
    let moved = "update welcomes set page_key = $3 where site_id = $1 and page_key = $2
           and not exists (select 1 from welcomes w where w.site_id = $1 and w.page_key = $3)";
    database::query(moved).bind(site).bind(old).bind(new).execute(&mut *tx).await?;
    Ok(())
}

pub(super) fn read(row: &Row) -> Result<WelcomeWords> {
    let rules: Option<&str> = row.try_get("rules")?;
    let rules = rules.map(serde_json::from_str).transpose().map_err(StorageError::value)?;
    Ok(WelcomeWords { question: row.try_get("question")?, rules, by: row.try_get("by_name")? })
}
