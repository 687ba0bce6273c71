//! Sign-in links, and the sessions of the team.

use porch_protocol::Timestamp;

use super::database;
use super::team::BY_MAIL;
use super::team::{COLUMNS, Member, OPERATOR, insert, read, record_member_event, reserve_name};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::team::{LONGEST_INACTIVITY, LONGEST_SESSION, MOST_PEOPLE};

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The team member.
    pub member: Member,
    /// When the member signed in.
    pub created_at: Timestamp,
    /// When the member was last active, to the minute.
    pub seen_at: Timestamp,
}

/// An invitation to the team.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    /// The future member.
    pub member: Member,
    /// The link's hash.
    pub hash: String,
    /// Who invites.
    pub by: String,
    /// When.
    pub now: Timestamp,
    /// Until when the link is valid.
    pub until: Timestamp,
}

/// The result of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// The link is valid.
    Done,
    /// A member has this name, or somebody with this name is invited in another role.
    Known,
    /// The team has the most members that it may have.
    Full,
}

impl Storage {
    /// Stores a link that signs a member in, by its hash. The operator makes it.
    pub async fn invite(&self, hash: String, member: &Member, until: Timestamp) -> std::result::Result<(), WriteError> {
        let member = member.clone();
        self.writer
            .write(WriteScope::site(&member.site), (member, hash), move |tx, (member, hash)| {
                Box::pin(insert_link(tx, member, (hash, until), OPERATOR))
            })
            .await
    }

    /// Invites a person from the dashboard. A second invitation of the same name and role replaces the first one, if it
    /// was not used: the old link becomes invalid.
    pub async fn invite_member(&self, new: NewInvitation) -> std::result::Result<Invited, WriteError> {
        self.writer.write(WriteScope::site(&new.member.site), new, |tx, new| Box::pin(insert_invitation(tx, new))).await
    }

    /// Uses a link and opens a session. None when there is no such link, or it was used or has expired, or its member
    /// has left. Of simultaneous attempts, one succeeds.
    pub async fn sign_in_with_link(
        &self,
        invitation: String,
        session: String,
        now: Timestamp,
    ) -> std::result::Result<Option<Member>, WriteError> {
        self.writer
            .write(WriteScope::Server, (invitation, session), move |tx, (invitation, session)| {
                Box::pin(async move {
                    let found = database::query(
                        "update invitations set used_at = $2
                         where hash = $1 and used_at is null and expires_at > $2 and exists
                           (select 1 from team t where t.site_id = invitations.site_id
                            and t.person_id = invitations.person_id and t.ended_at is null)
                         returning site_id, person_id, actor",
                    )
                    .bind(invitation)
                    .bind(now.0)
                    .fetch_optional(&mut *tx)
                    .await?;
                    let Some(found) = found else { return Ok(None) };
                    let (site, person): (String, String) = (found.try_get("site_id")?, found.try_get("person_id")?);
                    tx.lock_sites(&[&site]).await?;
                    let how = if found.try_get::<&str>("actor")? == BY_MAIL { "mail" } else { "link" };
                    let member = let_in(tx, (&site, &person), session, now, how).await?;
                    Ok(Some(member))
                })
            })
            .await
    }

    /// The member of the session with this hash, of any age; none for a member who has left.
    pub async fn session(&self, hash: &str) -> Result<Option<Session>> {
        let row = database::query(
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

    /// Stores that a member is active.
    pub async fn seen(&self, hash: String, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::Server, hash, move |tx, hash| {
                Box::pin(async move {
                    database::query(
                        "update team set seen_at = case when seen_at > $2 then seen_at else $2 end
                         where (site_id, person_id) = (select site_id, person_id from sessions where hash = $1)",
                    )
                    .bind(hash)
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    let seen = database::query(
                        "update sessions set seen_at = case when seen_at > $2 then seen_at else $2 end where hash = $1",
                    );
                    seen.bind(hash).bind(now.0).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Ends a session.
    pub async fn end_session(&self, hash: String) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::Server, hash, |tx, hash| {
                Box::pin(async move {
                    database::query("delete from sessions where hash = $1").bind(hash).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Deletes links and sessions that are no longer valid.
    pub async fn forget_old_sessions(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let sessions = database::query("delete from sessions where seen_at < $1 or created_at < $2")
                        .bind(now.0 - LONGEST_INACTIVITY)
                        .bind(now.0 - LONGEST_SESSION)
                        .execute(&mut *tx)
                        .await?;
                    let links = database::query("delete from invitations where expires_at < $1").bind(now.0);
                    Ok(sessions + links.execute(tx).await?)
                })
            })
            .await
    }
}

async fn insert_invitation(tx: &mut Tx, new: &NewInvitation) -> Result<Invited> {
    let NewInvitation { member, hash, by, now, until } = new;
    let mut member = member.clone();
    let team = database::query(database::Composed(format!(
        "select {COLUMNS}, joined_at from team where site_id = $1 and ended_at is null"
    )));
    let team = team.bind(&member.site).fetch_all(&mut *tx).await?;
    let mut known = None;
    for row in &team {
        let one = read(row)?;
        if one.name == member.name {
            known = Some((one, row.try_get::<Option<i64>>("joined_at")?.is_some()));
        }
    }
    match known {
        Some((one, false)) if (one.role, one.thread) == (member.role, member.thread) => {
            member = one;
            let old = database::query("delete from invitations where site_id = $1 and person_id = $2");
            old.bind(&member.site).bind(&member.person).execute(&mut *tx).await?;
        }
        Some(_) => return Ok(Invited::Known),
        None if u32::try_from(team.len()).unwrap_or(u32::MAX) >= MOST_PEOPLE => return Ok(Invited::Full),
        None => insert(tx, &member, *now).await?,
    }
    insert_link(tx, &member, (hash, *until), by).await?;
    record_member_event(tx, &member, EventData::MemberInvited, by, *now, None).await?;
    Ok(Invited::Done)
}

async fn insert_link(tx: &mut Tx, member: &Member, (hash, until): (&str, Timestamp), by: &str) -> Result<()> {
    database::query("insert into invitations (hash, site_id, person_id, expires_at, actor) values ($1, $2, $3, $4, $5)")
        .bind(hash)
        .bind(&member.site)
        .bind(&member.person)
        .bind(until.0)
        .bind(by)
        .execute(tx)
        .await
        .map(|_| ())
}

/// Opens a session for a team member.
pub(super) async fn let_in(
    tx: &mut Tx,
    (site, person): (&str, &str),
    session: &str,
    now: Timestamp,
    by: &str,
) -> Result<Member> {
    database::query("insert into sessions (hash, site_id, person_id, created_at, seen_at) values ($1, $2, $3, $4, $4)")
        .bind(session)
        .bind(site)
        .bind(person)
        .bind(now.0)
        .execute(&mut *tx)
        .await?;
    reserve_name(tx, site, person).await?;
    let row = database::query(database::Composed(format!(
        "update team set joined_at = coalesce(joined_at, $3), seen_at = case when seen_at > $3 then seen_at else $3 end
         where site_id = $1 and person_id = $2 returning {COLUMNS}"
    )));
    let member = read(&row.bind(site).bind(person).bind(now.0).fetch_one(&mut *tx).await?)?;
    record_member_event(tx, &member, EventData::MemberEntered, &member.person, now, Some(by)).await?;
    Ok(member)
}
