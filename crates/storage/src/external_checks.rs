//! The external spam services of a site.

use std::collections::HashMap;

use porch_protocol::Timestamp;

use super::database;
use super::events::{self, NewEvent};
use super::outbox::{self, Follower, FollowerLag, NewMessage};
use super::{Result, Storage, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::ExternalCheckData;

/// The protocol of a service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExternalCheckKind {
    /// Akismet's `comment-check`, and compatible services.
    Akismet,
    /// `OpenAI`'s `moderations`, and compatible services.
    OpenAi,
}

impl ExternalCheckKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Akismet, Self::OpenAi];

    /// The kind's name in the database and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Akismet => "akismet",
            Self::OpenAi => "openai",
        }
    }

    /// The kind of a name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// The API key of a service.
#[derive(Clone, PartialEq, Eq)]
pub struct ExternalCheckKey(pub String);

impl std::fmt::Debug for ExternalCheckKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ExternalCheckKey(***)")
    }
}

/// A spam service of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalCheck {
    /// The site.
    pub site: String,
    /// Its protocol. A site has one service of each kind at most.
    pub kind: ExternalCheckKind,
    /// The base address, without a slash at the end.
    pub url: String,
    /// The key, which is a secret.
    pub key: ExternalCheckKey,
    /// The service's model; none for its default.
    pub model: Option<String>,
}

impl Storage {
    /// The services of every site, by the site's id.
    pub async fn external_checks(&self) -> Result<HashMap<String, Vec<ExternalCheck>>> {
        let rows = database::query("select site_id, kind, url, key, model from judges order by site_id, kind");
        let mut all: HashMap<String, Vec<ExternalCheck>> = HashMap::new();
        for row in rows.fetch_all(&self.readers).await? {
            let Some(kind) = ExternalCheckKind::from_word(row.try_get("kind")?) else { continue };
            let site: String = row.try_get("site_id")?;
            let (url, key, model) = (row.try_get("url")?, ExternalCheckKey(row.try_get("key")?), row.try_get("model")?);
            all.entry(site.clone()).or_default().push(ExternalCheck { site, kind, url, key, model });
        }
        Ok(all)
    }

    /// Adds a service, which replaces the site's one of its kind. False when there is no such site.
    pub async fn add_external_check(
        &self,
        check: ExternalCheck,
        by: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&check.site), (check, by), move |tx, (check, by)| {
                Box::pin(async move {
                    let known = database::query("select 1 from sites where id = $1").bind(&check.site);
                    if known.fetch_optional(&mut *tx).await?.is_none() {
                        return Ok(false);
                    }
                    database::query(
                        "insert into judges (site_id, kind, url, key, model, created_at) values ($1, $2, $3, $4, $5, $6)
                         on conflict (site_id, kind) do update set url = excluded.url, key = excluded.key,
                           model = excluded.model, created_at = excluded.created_at",
                    )
                    .bind(&check.site)
                    .bind(check.kind.word())
                    .bind(&check.url)
                    .bind(&check.key.0)
                    .bind(&check.model)
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    // Only this kind gets messages about decisions.
                    if check.kind == ExternalCheckKind::Akismet {
                        outbox::begin(tx, &check.site, Follower::ExternalChecks).await?;
                    }
                    // The log shows years later which services got the comments of the site.
                    let what = EventData::JudgeAdded(ExternalCheckData { service: check.kind.word().to_owned() });
                    events::append(tx, NewEvent::of_site(&check.site, what, by, now)).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Deletes a service and its pending messages. False when there is none.
    pub async fn remove_external_check(
        &self,
        site: String,
        kind: ExternalCheckKind,
        by: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, by), move |tx, (site, by)| {
                Box::pin(async move {
                    let deleted = database::query("delete from judges where site_id = $1 and kind = $2");
                    if deleted.bind(site).bind(kind.word()).execute(&mut *tx).await? == 0 {
                        return Ok(false);
                    }
                    if kind == ExternalCheckKind::Akismet {
                        outbox::end(tx, site, Follower::ExternalChecks).await?;
                        let queued = database::query("delete from outbox where site_id = $1 and kind = 'judge'");
                        queued.bind(site).execute(&mut *tx).await?;
                    }
                    let what = EventData::JudgeRemoved(ExternalCheckData { service: kind.word().to_owned() });
                    events::append(tx, NewEvent::of_site(site, what, by, now)).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Stores the messages to the service of a site, up to `to` in the log; they are due no sooner than `due`.
    pub async fn queue_external_check_feedback(
        &self,
        behind: FollowerLag,
        to: i64,
        new: Vec<NewMessage>,
        (now, due): (Timestamp, Timestamp),
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&behind.site), (behind, new), move |tx, (behind, new)| {
                Box::pin(async move {
                    if outbox::advance(tx, Follower::ExternalChecks, behind, to).await? {
                        outbox::queue_messages(tx, &behind.site, new, (now, due)).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
