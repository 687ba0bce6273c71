//! Passkeys: their members, names and last use. The content of a credential is the library's.

use porch_protocol::Timestamp;

use super::database::{self, Row};
use super::proof_of_work::use_challenge;
use super::sessions::let_in;
use super::team::{Member, read, record_member_event};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::team::MOST_PASSKEYS;

/// A passkey of a team member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id, given by Porch.
    pub id: String,
    /// The name that the member gave it.
    pub name: String,
    /// The public key, its counter and its flags, as JSON.
    pub credential: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When the member last signed in with it.
    pub used_at: Option<Timestamp>,
}

/// A passkey to be added.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// The member.
    pub member: Member,
    /// Its id.
    pub id: String,
    /// The credential's id, given by the authenticator.
    pub credential_id: String,
    /// The credential, as JSON.
    pub credential: String,
    /// The name that the member gave it.
    pub name: String,
}

/// The result of adding a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was added.
    Done,
    /// It was added before, or the member has left.
    Refused,
    /// The member has the most passkeys that are allowed.
    Full,
}

/// A passkey that was just used and verified.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The passkey's id.
    pub passkey: String,
    /// Its member at the time of the check.
    pub member: Member,
    /// The credential after its use.
    pub credential: String,
    /// The ceremony that it was used in, which counts once: its seal, and when it expires.
    pub ceremony: (String, Timestamp),
    /// The new session's hash.
    pub session: String,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// The passkeys of a member, the first one first.
    pub async fn passkeys(&self, member: &Member) -> Result<Vec<Passkey>> {
        let rows = database::query(
            "select id, name, credential, created_at, used_at from passkeys
             where site_id = $1 and person_id = $2 order by created_at, id",
        );
        let rows = rows.bind(&member.site).bind(&member.person).fetch_all(&self.readers).await?;
        rows.iter().map(read_passkey).collect()
    }

    /// The passkey of a credential and its member, who has not left.
    pub async fn passkey_of(&self, credential_id: &str) -> Result<Option<(Passkey, Member)>> {
        let row = database::query(
            "select p.id, p.name as passkey_name, p.credential, p.created_at, p.used_at,
               t.site_id, t.person_id, t.name, t.role, t.thread_id
             from passkeys p join team t on t.site_id = p.site_id and t.person_id = p.person_id
             where p.credential_id = $1 and t.ended_at is null",
        );
        let row = row.bind(credential_id).fetch_optional(&self.readers).await?;
        row.map(|row| Ok((read_passkey(&row)?, read(&row)?))).transpose()
    }

    /// Adds a passkey.
    pub async fn add_passkey(&self, new: NewPasskey, now: Timestamp) -> std::result::Result<Added, WriteError> {
        self.writer.write(WriteScope::site(&new.member.site), new, move |tx, new| Box::pin(add(tx, new, now))).await
    }

    /// Removes a passkey of the member. False when there is none.
    pub async fn remove_passkey(
        &self,
        member: Member,
        id: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&member.site), (member, id), move |tx, (member, id)| {
                Box::pin(async move {
                    let deleted =
                        database::query("delete from passkeys where site_id = $1 and person_id = $2 and id = $3");
                    let deleted = deleted.bind(&member.site).bind(&member.person).bind(id).execute(&mut *tx).await?;
                    if deleted == 0 {
                        return Ok(false);
                    }
                    record_member_event(tx, member, EventData::PasskeyRemoved, &member.person, now, None).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// Opens a session by a passkey. None when it was removed, or the member has left, in the meantime; or when the
    /// ceremony has opened a session before.
    pub async fn sign_in_with_passkey(&self, entry: Entry) -> std::result::Result<Option<Member>, WriteError> {
        self.writer
            .write(WriteScope::site(&entry.member.site), entry, |tx, entry| {
                Box::pin(async move {
                    let Member { site, person, .. } = &entry.member;
                    let (seal, expires_at) = &entry.ceremony;
                    if !use_challenge(tx, site, &format!("passkey {seal}"), *expires_at).await? {
                        return Ok(None);
                    }
                    let used = database::query(
                        "update passkeys set credential = $4, used_at = $5
                         where site_id = $1 and person_id = $2 and id = $3 and exists (select 1 from team t
                           where t.site_id = $1 and t.person_id = $2 and t.ended_at is null)",
                    );
                    let used = used.bind(site).bind(person).bind(&entry.passkey).bind(&entry.credential);
                    if used.bind(entry.now.0).execute(&mut *tx).await? == 0 {
                        return Ok(None);
                    }
                    let_in(tx, (site, person), &entry.session, entry.now, "passkey").await.map(Some)
                })
            })
            .await
    }
}

async fn add(tx: &mut Tx, new: &NewPasskey, now: Timestamp) -> Result<Added> {
    let NewPasskey { member, id, credential_id, credential, name } = new;
    let count = database::query("select count(*) as own from passkeys where site_id = $1 and person_id = $2");
    let count = count.bind(&member.site).bind(&member.person).fetch_one(&mut *tx).await?;
    if count.count("own")? >= MOST_PASSKEYS {
        return Ok(Added::Full);
    }
    let added = database::query(
        "insert into passkeys (site_id, person_id, id, credential_id, credential, name, created_at)
         select site_id, person_id, $3, $4, $5, $6, $7 from team
         where site_id = $1 and person_id = $2 and ended_at is null
         on conflict (credential_id) do nothing",
    );
    let added = added.bind(&member.site).bind(&member.person).bind(id).bind(credential_id).bind(credential);
    if added.bind(name).bind(now.0).execute(&mut *tx).await? == 0 {
        return Ok(Added::Refused);
    }
    record_member_event(tx, member, EventData::PasskeyAdded, &member.person, now, None).await?;
    Ok(Added::Done)
}

fn read_passkey(row: &Row) -> Result<Passkey> {
    // In the log, beside the member, the name of the field is longer.
    let name = row.try_get("passkey_name").or_else(|_| row.try_get("name"))?;
    Ok(Passkey {
        id: row.try_get("id")?,
        name,
        credential: row.try_get("credential")?,
        added_at: row.time("created_at")?,
        used_at: row.try_get::<Option<i64>>("used_at")?.map(Timestamp),
    })
}
