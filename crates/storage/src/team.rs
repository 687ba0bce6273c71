//! The team of a site: its members, their roles, since when they belong to it, and how a membership ends.

use std::collections::HashMap;

use porch_protocol::{Role, ThreadId, Timestamp};

use super::database::{self, Row, StorageError};
use super::events::{self, NewEvent};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::MemberData;
use porch_domain::team::{role_from_word, role_word};

/// The creator of a mailed link. Such a link signs in the reader of a member's mail.
pub(super) const BY_MAIL: &str = "mail";

/// The actor of the command line.
pub(super) const OPERATOR: &str = "operator";
/// The columns of [`read`].
pub(super) const COLUMNS: &str = "site_id, person_id, name, role, thread_id";

/// A team member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The site.
    pub site: String,
    /// The person's id: the same as for their comments.
    pub person: String,
    /// The name above their comments.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The one thread of a guest expert.
    pub thread: Option<ThreadId>,
}

/// A team member, as the team's list shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The member.
    pub member: Member,
    /// Since when they belong to the team; none while they are only invited.
    pub joined_at: Option<Timestamp>,
    /// When they were last active, to the minute.
    pub seen_at: Option<Timestamp>,
    /// Who invited them last, while the link is valid, and until when it is.
    pub invited: Option<(String, Timestamp)>,
}

/// A change of a membership.
#[derive(Clone, Debug)]
pub struct MemberChange {
    /// The member. Nothing happens when their role is another one by now.
    pub member: Member,
    /// The new role, and the one thread of a guest expert; none ends the membership.
    pub to: Option<(Role, Option<ThreadId>)>,
    /// Who makes the change.
    pub by: String,
    /// When.
    pub now: Timestamp,
}

/// A change of a team member's name.
#[derive(Clone, Debug)]
pub struct NewName {
    /// The member, with the old name.
    pub member: Member,
    /// The new name, cleaned. The caller has checked that no other member has it, or one like it.
    pub name: String,
    /// When.
    pub now: Timestamp,
}

/// The result of a change of a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberChanged {
    /// Done: all sessions of the member have ended.
    Done,
    /// The member is the last owner who has signed in.
    LastOwner,
    /// The person is not a member, or has another role.
    NotHere,
}

impl Storage {
    /// Adds a member.
    pub async fn add_member(&self, member: Member, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&member.site), member, move |tx, member| {
                Box::pin(async move {
                    insert(tx, member, now).await?;
                    reserve_name(tx, &member.site, &member.person).await?;
                    record_member_event(tx, member, EventData::MemberAdded, OPERATOR, now, None).await
                })
            })
            .await
    }

    /// The members of a team, the first one first; people who are only invited are included.
    pub async fn members(&self, site: &str) -> Result<Vec<Member>> {
        let rows = database::query(
            "select site_id, person_id, name, role, thread_id from team
             where site_id = $1 and ended_at is null order by created_at, person_id",
        );
        rows.bind(site).fetch_all(&self.readers).await?.iter().map(read).collect()
    }

    /// The same, with since when they belong to the team and when they were last active.
    pub async fn colleagues(&self, site: &str, now: Timestamp) -> Result<Vec<Colleague>> {
        let rows = database::query(
            "select t.site_id, t.person_id, t.name, t.role, t.thread_id, t.joined_at, t.seen_at, i.actor,
               i.expires_at as until
             from team t left join invitations i on i.site_id = t.site_id and i.person_id = t.person_id
               and i.used_at is null and i.expires_at > $2 and i.actor <> $3
               and not exists (select 1 from invitations l where l.site_id = i.site_id and l.person_id = i.person_id
                 and l.used_at is null and l.actor <> $3 and (l.expires_at, l.hash) > (i.expires_at, i.hash))
             where t.site_id = $1 and t.ended_at is null order by t.created_at, t.person_id",
        );
        let rows = rows.bind(site).bind(now.0).bind(BY_MAIL).fetch_all(&self.readers).await?;
        let colleagues = rows.iter().map(|row| {
            let actor: Option<String> = row.try_get("actor")?;
            let until: Option<i64> = row.try_get("until")?;
            Ok(Colleague {
                member: read(row)?,
                joined_at: row.try_get::<Option<i64>>("joined_at")?.map(Timestamp),
                seen_at: row.try_get::<Option<i64>>("seen_at")?.map(Timestamp),
                invited: actor.zip(until.map(Timestamp)),
            })
        });
        colleagues.collect()
    }

    /// The names of all current and former members, by their ids.
    pub async fn names_of_team(&self, site: &str) -> Result<HashMap<String, String>> {
        let rows = database::query("select person_id, name from team where site_id = $1").bind(site);
        let rows = rows.fetch_all(&self.readers).await?;
        rows.iter().map(|row| Ok((row.try_get("person_id")?, row.try_get("name")?))).collect()
    }

    /// Ends a membership at once, of any role: the operator may. False when there is none.
    pub async fn end_member(
        &self,
        site: String,
        person: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person), move |tx, (site, person)| {
                Box::pin(async move {
                    let row = database::query(
                        "update team set ended_at = $3 where site_id = $1 and person_id = $2 and ended_at is null
                         returning site_id, person_id, name, role, thread_id",
                    );
                    let row = row.bind(site).bind(person).bind(now.0).fetch_optional(&mut *tx).await?;
                    let Some(row) = row else { return Ok(false) };
                    let member = read(&row)?;
                    delete_access(tx, &member, &["sessions", "invitations", "passkeys", "sign_in_mail"]).await?;
                    record_member_event(tx, &member, EventData::MemberEnded, OPERATOR, now, None).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Changes a role, ends a membership or cancels an invitation, from the dashboard. Even with simultaneous changes,
    /// one owner who has signed in remains.
    pub async fn change_member(&self, change: MemberChange) -> std::result::Result<MemberChanged, WriteError> {
        self.writer.write(WriteScope::site(&change.member.site), change, |tx, change| Box::pin(apply(tx, change))).await
    }

    /// Changes a team member's name, for future comments. False when the membership has ended, the member was renamed
    /// in the meantime, or another member has the name.
    pub async fn rename_member(&self, new: NewName) -> std::result::Result<bool, WriteError> {
        self.writer.write(WriteScope::site(&new.member.site), new, |tx, new| Box::pin(rename(tx, new))).await
    }
}

/// The old name stays reserved for the team: it is above the member's older comments, so no visitor may use it.
async fn rename(tx: &mut Tx, new: &NewName) -> Result<bool> {
    let NewName { member, name, now } = new;
    let row = database::query(database::Composed(format!(
        "update team set name = $4 where site_id = $1 and person_id = $2 and name = $3 and ended_at is null
           and not exists (select 1 from team o where o.site_id = $1 and o.person_id <> $2 and o.name = $4
             and o.ended_at is null)
         returning {COLUMNS}"
    )));
    let row =
        row.bind(&member.site).bind(&member.person).bind(&member.name).bind(name).fetch_optional(&mut *tx).await?;
    let Some(row) = row else { return Ok(false) };
    database::query("update people set name = $3 where site_id = $1 and id = $2")
        .bind(&member.site)
        .bind(&member.person)
        .bind(name)
        .execute(&mut *tx)
        .await?;
    database::query(
        "insert into team_names (site_id, name, position)
         select $1, $2, (select coalesce(max(n.position) + 1, 0) from team_names n where n.site_id = $1)
         where true on conflict (site_id, name) do nothing",
    )
    .bind(&member.site)
    .bind(name)
    .execute(&mut *tx)
    .await?;
    record_member_event(tx, &read(&row)?, EventData::MemberRenamed, &member.person, *now, Some(&member.name)).await?;
    Ok(true)
}

async fn apply(tx: &mut Tx, change: &MemberChange) -> Result<MemberChanged> {
    let MemberChange { member, to, by, now } = change;
    let row = database::query(
        "select joined_at, role = 'owner' and joined_at is not null and not exists (select 1 from team o
           where o.site_id = t.site_id and o.person_id <> t.person_id and o.role = 'owner' and o.ended_at is null
             and o.joined_at is not null) as last_owner
         from team t where site_id = $1 and person_id = $2 and role = $3 and ended_at is null",
    );
    let row = row.bind(&member.site).bind(&member.person).bind(role_word(member.role));
    let Some(row) = row.fetch_optional(&mut *tx).await? else { return Ok(MemberChanged::NotHere) };
    if row.boolean("last_owner")? && !matches!(to, Some((Role::Owner, _))) {
        return Ok(MemberChanged::LastOwner);
    }
    let joined = row.try_get::<Option<i64>>("joined_at")?.is_some();
    if let Some((role, thread)) = to {
        database::query("update team set role = $3, thread_id = $4 where site_id = $1 and person_id = $2")
            .bind(&member.site)
            .bind(&member.person)
            .bind(role_word(*role))
            .bind(thread.map(|thread| thread.to_string()))
            .execute(&mut *tx)
            .await?;
        delete_access(tx, member, &["sessions"]).await?;
        let after = Member { role: *role, thread: *thread, ..member.clone() };
        record_member_event(tx, &after, EventData::RoleChanged, by, *now, Some(role_word(member.role))).await?;
        return Ok(MemberChanged::Done);
    }
    database::query("update team set ended_at = $3 where site_id = $1 and person_id = $2")
        .bind(&member.site)
        .bind(&member.person)
        .bind(now.0)
        .execute(&mut *tx)
        .await?;
    delete_access(tx, member, &["sessions", "invitations", "passkeys", "sign_in_mail"]).await?;
    let what: fn(MemberData) -> EventData = match (joined, *by == member.person) {
        (false, _) => EventData::InvitationTakenBack,
        (true, true) => EventData::MemberLeft,
        (true, false) => EventData::MemberEnded,
    };
    record_member_event(tx, member, what, by, *now, None).await?;
    Ok(MemberChanged::Done)
}

/// Deletes the links and sessions of a member.
async fn delete_access(tx: &mut Tx, member: &Member, tables: &[&str]) -> Result<()> {
    for table in tables {
        let sql = format!("delete from {table} where site_id = $1 and person_id = $2");
        let delete = database::query(database::Composed(sql)).bind(&member.site).bind(&member.person);
        delete.execute(&mut *tx).await?;
    }
    Ok(())
}

pub(super) async fn insert(tx: &mut Tx, member: &Member, now: Timestamp) -> Result<()> {
    database::query("insert into people (site_id, id, kind, name, created_at) values ($1, $2, 'guest', $3, $4)")
        .bind(&member.site)
        .bind(&member.person)
        .bind(&member.name)
        .bind(now.0)
        .execute(&mut *tx)
        .await?;
    database::query(
        "insert into team (site_id, person_id, name, role, thread_id, created_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&member.site)
    .bind(&member.person)
    .bind(&member.name)
    .bind(role_word(member.role))
    .bind(member.thread.map(|thread| thread.to_string()))
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// From now on no visitor can use this name, or one that looks like it, even after the member has left. Until the
/// member has signed in, the name is reserved only while the invitation is valid.
pub(super) async fn reserve_name(tx: &mut Tx, site: &str, person: &str) -> Result<()> {
    database::query(
        "insert into team_names (site_id, name, position)
         select t.site_id, t.name, (select coalesce(max(n.position) + 1, 0) from team_names n where n.site_id = $1)
         from team t where t.site_id = $1 and t.person_id = $2 and t.joined_at is null
         on conflict (site_id, name) do nothing",
    )
    .bind(site)
    .bind(person)
    .execute(tx)
    .await
    .map(|_| ())
}

pub(super) fn read(row: &Row) -> Result<Member> {
    let role: &str = row.try_get("role")?;
    let thread: Option<&str> = row.try_get("thread_id")?;
    Ok(Member {
        site: row.try_get("site_id")?,
        person: row.try_get("person_id")?,
        name: row.try_get("name")?,
        role: role_from_word(role).ok_or(StorageError::NotFound)?,
        thread: thread.and_then(|id| id.parse().ok()),
    })
}

/// Writes an event about a member; `how` is the previous role, the way of signing in, or the previous name.
pub(super) async fn record_member_event(
    tx: &mut Tx,
    member: &Member,
    what: fn(MemberData) -> EventData,
    by: &str,
    at: Timestamp,
    how: Option<&str>,
) -> Result<()> {
    let data = MemberData { how: how.map(str::to_owned), person: member.person.clone(), role: member.role };
    events::append(tx, NewEvent::of_site(&member.site, what(data), by, at)).await.map(|_| ())
}
