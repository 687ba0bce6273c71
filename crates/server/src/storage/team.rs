//! The people of the business, the links that let them in, and who is in.

use std::collections::HashMap;

use porch_protocol::{Role, ThreadId, Timestamp};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::events::{self, NewEvent};
use super::words::Columns;
use super::{Result, Storage, Tx, WriteError};
use crate::domain::team::{LONGEST_PAUSE, LONGEST_STAY, role_from_word, role_word};

/// One of the people of a business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The site.
    pub site: String,
    /// The person's id: the same under which they write.
    pub person: String,
    /// The name over what they write.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The one thread of a guest expert.
    pub thread: Option<ThreadId>,
}

/// Somebody who is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub member: Member,
    /// When they came in.
    pub created_at: Timestamp,
    /// When they last did something, to the minute.
    pub seen_at: Timestamp,
}

impl Storage {
    /// Adds one of the people of a business.
    pub async fn add_member(&self, member: Member, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query(
                        "insert into people (site_id, id, kind, name, created_at) values ($1, $2, 'guest', $3, $4)",
                    )
                    .bind(&member.site)
                    .bind(&member.person)
                    .bind(&member.name)
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    sqlx::query(
                        "insert into team (site_id, person_id, name, role, thread_id, created_at)
                         values ($1, $2, $3, $4, $5, $6)",
                    )
                    .bind(&member.site)
                    .bind(&member.person)
                    .bind(&member.name)
                    .bind(role_word(member.role))
                    .bind(member.thread.map(|thread| thread.to_string()))
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    // From now on nobody else can write under this name, or one that looks like it.
                    sqlx::query(
                        "insert into team_names (site_id, name, position)
                         select $1, $2, coalesce(max(position) + 1, 0) from team_names where site_id = $1
                         on conflict (site_id, name) do nothing",
                    )
                    .bind(&member.site)
                    .bind(&member.name)
                    .execute(&mut *tx)
                    .await?;
                    note(tx, &member, "member_added", now).await
                })
            })
            .await
    }

    /// The people of a business who have not left, the first one first.
    pub async fn members(&self, site: &str) -> Result<Vec<Member>> {
        let rows = sqlx::query(
            "select site_id, person_id, name, role, thread_id from team
             where site_id = $1 and ended_at is null order by created_at, person_id",
        );
        rows.bind(site).fetch_all(&self.readers).await?.iter().map(read).collect()
    }

    /// Names of everybody who is or was in the team, by their ids.
    pub async fn names_of_team(&self, site: &str) -> Result<HashMap<String, String>> {
        let rows = sqlx::query("select person_id, name from team where site_id = $1").bind(site);
        let rows = rows.fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.try_get("person_id")?, row.try_get("name")?))).collect()
    }

    /// Notes a link that lets a member in, by its hash.
    pub async fn invite(&self, hash: String, member: &Member, until: Timestamp) -> std::result::Result<(), WriteError> {
        let (site, person) = (member.site.clone(), member.person.clone());
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query(
                        "insert into invitations (hash, site_id, person_id, expires_at) values ($1, $2, $3, $4)",
                    )
                    .bind(hash)
                    .bind(site)
                    .bind(person)
                    .bind(until.0)
                    .execute(tx)
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    /// Uses a link up and opens a session. None when there is no such link, or it was used, or is too old, or its member
    /// has left. However many try at once, one comes in.
    pub async fn enter(
        &self,
        invitation: String,
        session: String,
        now: Timestamp,
    ) -> std::result::Result<Option<Member>, WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let found = sqlx::query(
                        "update invitations set used_at = $2
                         where hash = $1 and used_at is null and expires_at > $2 and exists
                           (select 1 from team t where t.site_id = invitations.site_id
                            and t.person_id = invitations.person_id and t.ended_at is null)
                         returning site_id, person_id",
                    )
                    .bind(&invitation)
                    .bind(now.0)
                    .fetch_optional(&mut *tx)
                    .await?;
                    let Some(found) = found else { return Ok(None) };
                    let (site, person): (String, String) = (found.try_get("site_id")?, found.try_get("person_id")?);
                    sqlx::query(
                        "insert into sessions (hash, site_id, person_id, created_at, seen_at) values ($1, $2, $3, $4, $4)",
                    )
                    .bind(&session)
                    .bind(&site)
                    .bind(&person)
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    let row = sqlx::query(
                        "select site_id, person_id, name, role, thread_id from team where site_id = $1 and person_id = $2",
                    );
                    let member = read(&row.bind(&site).bind(&person).fetch_one(&mut *tx).await?)?;
                    note(tx, &member, "member_entered", now).await?;
                    Ok(Some(member))
                })
            })
            .await
    }

    /// Who is in with this session's hash, however long ago; a member who has left is not.
    pub async fn session(&self, hash: &str) -> Result<Option<Session>> {
        let row = sqlx::query(
            "select t.site_id, t.person_id, t.name, t.role, t.thread_id, s.created_at, s.seen_at
             from sessions s join team t on t.site_id = s.site_id and t.person_id = s.person_id
             where s.hash = $1 and t.ended_at is null",
        );
        let row = row.bind(hash).fetch_optional(&self.readers).await?;
        row.map(|row| {
            Ok(Session { member: read(&row)?, created_at: row.time("created_at")?, seen_at: row.time("seen_at")? })
        })
        .transpose()
    }

    /// Notes that somebody does something.
    pub async fn seen(&self, hash: String, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let seen = sqlx::query("update sessions set seen_at = max(seen_at, $2) where hash = $1");
                    seen.bind(hash).bind(now.0).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Somebody goes: the session is no more.
    pub async fn leave(&self, hash: String) -> std::result::Result<(), WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query("delete from sessions where hash = $1").bind(hash).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Takes a member's rights away at once: every session and every link of theirs ends. False when there is none.
    pub async fn end_member(
        &self,
        site: String,
        person: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let row = sqlx::query(
                        "update team set ended_at = $3 where site_id = $1 and person_id = $2 and ended_at is null
                         returning site_id, person_id, name, role, thread_id",
                    );
                    let row = row.bind(&site).bind(&person).bind(now.0).fetch_optional(&mut *tx).await?;
                    let Some(row) = row else { return Ok(false) };
                    let member = read(&row)?;
                    for table in ["delete from sessions", "delete from invitations"] {
                        let sql = format!("{table} where site_id = $1 and person_id = $2");
                        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(&site).bind(&person).execute(&mut *tx).await?;
                    }
                    note(tx, &member, "member_ended", now).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Forgets links and sessions that let nobody in any more.
    pub async fn forget_old_sessions(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_patiently(move |tx| {
                Box::pin(async move {
                    let sessions = sqlx::query("delete from sessions where seen_at < $1 or created_at < $2")
                        .bind(now.0 - LONGEST_PAUSE)
                        .bind(now.0 - LONGEST_STAY)
                        .execute(&mut *tx)
                        .await?;
                    let links = sqlx::query("delete from invitations where expires_at < $1").bind(now.0);
                    Ok(sessions.rows_affected() + links.execute(tx).await?.rows_affected())
                })
            })
            .await
    }
}

fn read(row: &SqliteRow) -> Result<Member> {
    let role: &str = row.try_get("role")?;
    let thread: Option<&str> = row.try_get("thread_id")?;
    Ok(Member {
        site: row.try_get("site_id")?,
        person: row.try_get("person_id")?,
        name: row.try_get("name")?,
        role: role_from_word(role).ok_or(sqlx::Error::RowNotFound)?,
        thread: thread.and_then(|id| id.parse().ok()),
    })
}

async fn note(tx: &mut Tx, member: &Member, kind: &str, at: Timestamp) -> Result<()> {
    let event = NewEvent {
        site: &member.site,
        kind,
        thread: None,
        comment: None,
        version: None,
        rev: None,
        actor: Some(if kind == "member_entered" { &member.person } else { "operator" }),
        at,
        reason: None,
        data: Some(serde_json::json!({ "person": member.person, "role": role_word(member.role) }).to_string()),
    };
    events::append(tx, event).await.map(|_| ())
}
