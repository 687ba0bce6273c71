//! The rules of a site for authors: words, bans, names of the team, slow mode, pauses of branches.

use std::collections::HashMap;

use porch_protocol::{CommentId, Role, Timestamp};

use super::database;
use super::events::{self, NewEvent};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::{BanData, BanEndData, RuleData};
use porch_domain::moderation::site_rules::{BanKind, MOST_BANS, ProofRule, RuleKind};
use porch_domain::team::role_word;

/// The stored rules of a site.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct StoredRules {
    /// Seconds between two comments of one person; 0 for none.
    pub slow: u32,
    /// How many people with good standing must report a comment before it is held; 0 for never.
    pub reports: u32,
    /// Whether a repeated text is held.
    pub repeats: bool,
    /// Whether a new author's links are held.
    pub links: bool,
    /// Whether a text that looks like spam is held.
    pub spam: bool,
    /// Whether new authors' browsers must give signs of a human author.
    pub proof: ProofRule,
    /// Names of the team.
    pub team: Vec<String>,
    /// Whether a guest is in the team.
    pub guest: bool,
    /// Words and patterns.
    pub words: Vec<(RuleKind, String)>,
    /// The bans, and until when; none for a permanent one.
    pub bans: HashMap<(BanKind, String), Option<Timestamp>>,
    /// The paused branches, and until when.
    pub reply_pauses: HashMap<CommentId, Timestamp>,
}

/// A ban of a person or a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ban {
    /// The kind of ban.
    pub kind: BanKind,
    /// The person's id, or the network's keyed hash.
    pub who: String,
    /// Until when; none for a permanent ban.
    pub until: Option<Timestamp>,
    /// The reason, for the team.
    pub reason: String,
    /// Who made it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The result of adding a word or a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleAdded {
    /// It was added.
    Done,
    /// The site has it already.
    Known,
    /// The site's rules have changed since they were read.
    Changed,
}

impl Storage {
    /// The rules of these sites, by their ids.
    pub async fn site_rules(&self, sites: &[&str]) -> Result<HashMap<String, StoredRules>> {
        let sites = serde_json::json!(sites).to_string();
        let mut all: HashMap<String, StoredRules> = HashMap::new();
        let rows = database::query(
            "select id, slow, reports, repeats, links, spam, proof from sites
             where id in (select atom from json_each($1))",
        );
        for row in rows.bind(&sites).fetch_all(&self.readers).await? {
            let rules = StoredRules {
                slow: row.count("slow")?,
                reports: row.count("reports")?,
                repeats: row.boolean("repeats")?,
                links: row.boolean("links")?,
                spam: row.boolean("spam")?,
                proof: ProofRule::from_word(row.try_get("proof")?).unwrap_or_default(),
                ..StoredRules::default()
            };
            all.insert(row.try_get("id")?, rules);
        }
        // Team members keep their names, whatever the list contains.
        let names = database::query(
            "select site_id, name, 0 as guest from team_names where site_id in (select atom from json_each($1)) union
             select site_id, name, case when role = $2 then 1 else 0 end from team where site_id in (select atom from json_each($1)) and ended_at is null",
        );
        for row in names.bind(&sites).bind(role_word(Role::Guest)).fetch_all(&self.readers).await? {
            let rules = all.entry(row.try_get("site_id")?).or_default();
            rules.team.push(row.try_get("name")?);
            rules.guest |= row.boolean("guest")?;
        }
        let words = database::query(
            "select site_id, kind, text from rules where site_id in (select atom from json_each($1))
             order by site_id, created_at, kind, text",
        );
        for row in words.bind(&sites).fetch_all(&self.readers).await? {
            let Some(kind) = RuleKind::from_word(row.try_get("kind")?) else { continue };
            all.entry(row.try_get("site_id")?).or_default().words.push((kind, row.try_get("text")?));
        }
        let bans = database::query(
            "select site_id, kind, who, until from bans where site_id in (select atom from json_each($1))",
        );
        for row in bans.bind(&sites).fetch_all(&self.readers).await? {
            let Some(kind) = BanKind::from_word(row.try_get("kind")?) else { continue };
            let until = row.maybe_time("until")?;
            all.entry(row.try_get("site_id")?).or_default().bans.insert((kind, row.try_get("who")?), until);
        }
        let reply_pauses = database::query(
            "select site_id, comment_id, until from cooling where site_id in (select atom from json_each($1))",
        );
        for row in reply_pauses.bind(&sites).fetch_all(&self.readers).await? {
            let rules = all.entry(row.try_get("site_id")?).or_default();
            rules.reply_pauses.insert(row.comment_id("comment_id")?, row.time("until")?);
        }
        Ok(all)
    }

    /// The bans of a site, the latest first.
    pub async fn bans(&self, site: &str) -> Result<Vec<Ban>> {
        let rows = database::query(
            "select kind, who, until, reason, actor, created_at from bans where site_id = $1
             order by created_at desc, kind, who",
        );
        let rows = rows.bind(site).fetch_all(&self.readers).await?;
        let mut bans = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(kind) = BanKind::from_word(row.try_get("kind")?) else { continue };
            bans.push(Ban {
                kind,
                who: row.try_get("who")?,
                until: row.maybe_time("until")?,
                reason: row.try_get("reason")?,
                by: row.try_get("actor")?,
                at: row.time("created_at")?,
            });
        }
        Ok(bans)
    }

    /// Adds a ban, or changes until when it holds. False when the site has the most others that are allowed.
    pub async fn add_ban(&self, site: String, ban: Ban) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, ban), |tx, (site, ban)| {
                Box::pin(async move {
                    // Bans that have ended are deleted with the next one; the log has them.
                    let past = database::query("delete from bans where site_id = $1 and until <= $2");
                    past.bind(site).bind(ban.at.0).execute(&mut *tx).await?;
                    let others = database::query(
                        "select count(*) as others from bans where site_id = $1 and not (kind = $2 and who = $3)",
                    );
                    let others = others.bind(site).bind(ban.kind.word()).bind(&ban.who).fetch_one(&mut *tx).await?;
                    if others.count("others")? as usize >= MOST_BANS {
                        return Ok(false);
                    }
                    database::query(
                        "insert into bans (site_id, kind, who, until, reason, actor, created_at)
                         values ($1, $2, $3, $4, $5, $6, $7) on conflict (site_id, kind, who) do update
                         set until = excluded.until, reason = excluded.reason, actor = excluded.actor,
                             created_at = excluded.created_at",
                    )
                    .bind(site)
                    .bind(ban.kind.word())
                    .bind(&ban.who)
                    .bind(ban.until.map(|until| until.0))
                    .bind(&ban.reason)
                    .bind(&ban.by)
                    .bind(ban.at.0)
                    .execute(&mut *tx)
                    .await?;
                    let what = EventData::Banned(BanData { kind: ban.kind, until: ban.until, who: ban.who.clone() });
                    let reason = Some(&*ban.reason);
                    let event = NewEvent { reason, ..NewEvent::of_site(site, what, &ban.by, ban.at) };
                    events::append(tx, event).await.map(|_| true)
                })
            })
            .await
    }

    /// Ends a ban. False when there is none.
    pub async fn remove_ban(
        &self,
        site: String,
        (kind, who): (BanKind, String),
        (by, reason): (String, Option<String>),
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, who, by, reason), move |tx, (site, who, by, reason)| {
                Box::pin(async move {
                    let deleted = database::query("delete from bans where site_id = $1 and kind = $2 and who = $3");
                    let deleted = deleted.bind(site).bind(kind.word()).bind(who).execute(&mut *tx).await?;
                    if deleted == 0 {
                        return Ok(false);
                    }
                    let what = EventData::BanEnded(BanEndData { kind, who: who.clone() });
                    let event = NewEvent { reason: reason.as_deref(), ..NewEvent::of_site(site, what, by, now) };
                    events::append(tx, event).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Adds a word or a pattern to the rules of a site, if these are still `before`: the caller has checked that the new
    /// one fits among them.
    pub async fn add_rule(
        &self,
        site: String,
        before: Vec<(RuleKind, String)>,
        (kind, text): (RuleKind, String),
        (by, now): (String, Timestamp),
    ) -> std::result::Result<RuleAdded, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, before, text, by), move |tx, (site, before, text, by)| {
                Box::pin(async move {
                    if words_of(tx, site).await? != *before {
                        return Ok(RuleAdded::Changed);
                    }
                    let added = database::query(
                        "insert into rules (site_id, kind, text, actor, created_at) values ($1, $2, $3, $4, $5)
                         on conflict (site_id, kind, text) do nothing",
                    )
                    .bind(site)
                    .bind(kind.word())
                    .bind(text)
                    .bind(by)
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    if added == 0 {
                        return Ok(RuleAdded::Known);
                    }
                    let what = EventData::RuleAdded(RuleData { kind, rule: text.clone() });
                    events::append(tx, NewEvent::of_site(site, what, by, now)).await?;
                    Ok(RuleAdded::Done)
                })
            })
            .await
    }

    /// Removes a word or a pattern. False when there is none.
    pub async fn remove_rule(
        &self,
        site: String,
        (kind, text): (RuleKind, String),
        by: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, text, by), move |tx, (site, text, by)| {
                Box::pin(async move {
                    let deleted = database::query("delete from rules where site_id = $1 and kind = $2 and text = $3");
                    let deleted = deleted.bind(site).bind(kind.word()).bind(text).execute(&mut *tx).await?;
                    if deleted == 0 {
                        return Ok(false);
                    }
                    let what = EventData::RuleRemoved(RuleData { kind, rule: text.clone() });
                    events::append(tx, NewEvent::of_site(site, what, by, now)).await?;
                    Ok(true)
                })
            })
            .await
    }
}

/// The words and patterns of a site, in the order of [`Storage::site_rules`].
async fn words_of(tx: &mut Tx, site: &str) -> Result<Vec<(RuleKind, String)>> {
    let rows = database::query("select kind, text from rules where site_id = $1 order by created_at, kind, text");
    let mut words = Vec::new();
    for row in rows.bind(site).fetch_all(tx).await? {
        let Some(kind) = RuleKind::from_word(row.try_get("kind")?) else { continue };
        words.push((kind, row.try_get("text")?));
    }
    Ok(words)
}

/// Replaces a site's names of the team.
pub(super) async fn set_team(tx: &mut Tx, site: &str, names: &[String]) -> Result<()> {
    database::query("delete from team_names where site_id = $1").bind(site).execute(&mut *tx).await?;
    for (position, name) in (0_i64..).zip(names) {
        database::query(
            "insert into team_names (site_id, name, position) values ($1, $2, $3) on conflict (site_id, name) do nothing",
        )
        .bind(site)
        .bind(name)
        .bind(position)
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}
