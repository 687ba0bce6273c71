//! Signing in the first owner of a site: a link that makes its user the owner, once, while the team is empty.

use porch_protocol::{Role, Timestamp};

use super::database;
use super::sessions::let_in;
use super::team::{Member, OPERATOR, insert, record_member_event};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;

/// The first owner: the future member, and the hash of the session to open.
#[derive(Clone, Debug)]
pub struct NewOwner {
    /// The id of the person.
    pub person: String,
    /// The name above the person's comments.
    pub name: String,
    /// The hash of the session.
    pub session: String,
}

impl Storage {
    /// Whether a member of any team can sign in without a link: has a passkey, or a session.
    pub async fn any_member_can_sign_in(&self) -> Result<bool> {
        let row = database::query("select exists (select 1 from passkeys) or exists (select 1 from sessions) as found");
        row.fetch_one(&self.readers).await?.boolean("found")
    }

    /// Whether a member of any team has a passkey: all others need a link for each session.
    pub async fn any_member_has_passkey(&self) -> Result<bool> {
        let row = database::query("select exists (select 1 from passkeys) as found");
        row.fetch_one(&self.readers).await?.boolean("found")
    }

    /// Stores a link that signs in the first owner of a site, by its hash. The previous one becomes invalid.
    pub async fn make_begin_link(
        &self,
        site: String,
        hash: String,
        until: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, hash), move |tx, (site, hash)| {
                Box::pin(async move {
                    let link = database::query(
                        "insert into begin_links (site_id, hash, expires_at) values ($1, $2, $3)
                         on conflict (site_id) do update set hash = $2, expires_at = $3",
                    );
                    link.bind(site).bind(hash).bind(until.0).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Whom a link, by its hash, signs in, and to which site: a team member, or, without a name, the first owner. None
    /// when the link is invalid. It is not used up.
    pub async fn link_is_for(&self, hash: &str, now: Timestamp) -> Result<Option<(String, Option<String>)>> {
        let row = database::query(
            "select b.site_id, null as name from begin_links b where b.hash = $1 and b.expires_at > $2 and not exists
                 (select 1 from team t where t.site_id = b.site_id and t.ended_at is null)
             union all
             select t.site_id, t.name from invitations i join team t
                 on t.site_id = i.site_id and t.person_id = i.person_id and t.ended_at is null
                 where i.hash = $1 and i.used_at is null and i.expires_at > $2",
        );
        let row = row.bind(hash).bind(now.0).fetch_optional(&self.readers).await?;
        row.map(|row| Ok((row.try_get("site_id")?, row.try_get("name")?))).transpose()
    }

    /// Uses such a link: adds the owner and opens a session. None when there is no such link, or it was used or has
    /// expired, or the team has a member already. Of simultaneous attempts, one succeeds.
    pub async fn claim_ownership(
        &self,
        hash: String,
        new: NewOwner,
        now: Timestamp,
    ) -> std::result::Result<Option<Member>, WriteError> {
        self.writer
            .write(WriteScope::Server, (hash, new), move |tx, (hash, new)| Box::pin(take(tx, hash, new, now)))
            .await
    }
}

async fn take(tx: &mut Tx, hash: &str, new: &NewOwner, now: Timestamp) -> Result<Option<Member>> {
    let found = database::query(
        "delete from begin_links where hash = $1 and expires_at > $2 and not exists
           (select 1 from team t where t.site_id = begin_links.site_id and t.ended_at is null)
         returning site_id",
    );
    let Some(found) = found.bind(hash).bind(now.0).fetch_optional(&mut *tx).await? else { return Ok(None) };
    let site: String = found.try_get("site_id")?;
    tx.lock_sites(&[&site]).await?;
    let member = Member { site, person: new.person.clone(), name: new.name.clone(), role: Role::Owner, thread: None };
    insert(tx, &member, now).await?;
    record_member_event(tx, &member, EventData::MemberAdded, OPERATOR, now, None).await?;
    let_in(tx, (&member.site, &member.person), &new.session, now, "link").await.map(Some)
}
