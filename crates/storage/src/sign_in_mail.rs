//! The addresses of team members for sign-in links, and the links that were mailed.

use porch_protocol::Timestamp;
use serde_json::json;

use super::database::{self, Row};
use super::outbox::{Channel, NewMessage, queue_messages};
use super::team::{BY_MAIL, Member};
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// A member's address for sign-in links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInMail {
    /// The confirmed address.
    pub address: Option<String>,
    /// An address that is not confirmed yet.
    pub unconfirmed: Option<String>,
}

/// A mail to be stored.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// Its id, the same in every attempt.
    pub id: uuid::Uuid,
    /// Its content, as JSON without a secret.
    pub payload: String,
}

impl Storage {
    /// A member's address for sign-in links.
    pub async fn sign_in_mail(&self, site: &str, person: &str, now: Timestamp) -> Result<SignInMail> {
        let row = database::query(
            "select address, case when asked_until is null or asked_until > $3 then asked end as asked
             from sign_in_mail where site_id = $1 and person_id = $2",
        );
        let row = row.bind(site).bind(person).bind(now.0).fetch_optional(&self.readers).await?;
        let read = |row: Row| Ok(SignInMail { address: row.try_get("address")?, unconfirmed: row.try_get("asked")? });
        row.map_or_else(|| Ok(SignInMail::default()), read)
    }

    /// Stores a new address of a member and the mail that confirms it. The old address stays valid until then.
    pub async fn request_sign_in_mail(
        &self,
        member: &Member,
        address: String,
        mail: NewMail,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        let (site, person) = (member.site.clone(), member.person.clone());
        self.writer
            .write(
                WriteScope::site(&member.site),
                (address, mail, site, person),
                move |tx, (address, mail, site, person)| {
                    Box::pin(async move {
                        database::query(
                            "insert into sign_in_mail (site_id, person_id, asked) values ($1, $2, $3)
                         on conflict (site_id, person_id)
                         do update set asked = excluded.asked, asked_hash = null, asked_until = null",
                        )
                        .bind(site)
                        .bind(person)
                        .bind(address)
                        .execute(&mut *tx)
                        .await?;
                        let queued = NewMessage {
                            id: mail.id,
                            channel: Channel::Mail,
                            target: address.clone(),
                            payload: mail.payload.clone(),
                        };
                        queue_messages(tx, site, &[queued], (now, now)).await
                    })
                },
            )
            .await
    }

    /// Stores the hash in the confirmation link, just before it is mailed. False when the request is no longer current.
    pub async fn note_confirmation(
        &self,
        (site, person): (String, String),
        address: String,
        (hash, until): (String, Timestamp),
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person, address, hash), move |tx, (site, person, address, hash)| {
                Box::pin(async move {
                    let noted = database::query(
                        "update sign_in_mail set asked_hash = $4, asked_until = $5
                         where site_id = $1 and person_id = $2 and asked = $3",
                    );
                    let noted = noted.bind(site).bind(person).bind(address).bind(hash).bind(until.0);
                    Ok(noted.execute(tx).await? == 1)
                })
            })
            .await
    }

    /// Confirms the address of the mail with this link, for the member who requested it. False otherwise.
    pub async fn confirm_sign_in_mail(
        &self,
        member: &Member,
        hash: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        let (site, person) = (member.site.clone(), member.person.clone());
        self.writer
            .write(WriteScope::site(&member.site), (hash, site, person), move |tx, (hash, site, person)| {
                Box::pin(async move {
                    let confirmed = database::query(
                        "update sign_in_mail set address = asked, asked = null, asked_hash = null, asked_until = null
                         where site_id = $1 and person_id = $2 and asked_hash = $3 and asked_until > $4",
                    );
                    let confirmed = confirmed.bind(site).bind(person).bind(hash).bind(now.0);
                    let confirmed = confirmed.execute(&mut *tx).await? == 1;
                    if confirmed {
                        delete_mailed_links(tx, site, person).await?;
                    }
                    Ok(confirmed)
                })
            })
            .await
    }

    /// Removes a member's address, so that no links are mailed there.
    pub async fn end_sign_in_mail(&self, member: &Member) -> std::result::Result<(), WriteError> {
        let (site, person) = (member.site.clone(), member.person.clone());
        self.writer
            .write(WriteScope::site(&member.site), (site, person), |tx, (site, person)| {
                Box::pin(async move {
                    let ended = database::query("delete from sign_in_mail where site_id = $1 and person_id = $2");
                    ended.bind(site).bind(person).execute(&mut *tx).await?;
                    delete_mailed_links(tx, site, person).await
                })
            })
            .await
    }

    /// Stores a mail with a link for each member who has confirmed this address and has signed in before: one for each
    /// team, in this language. The answer does not reveal whether there is such a member.
    pub async fn queue_sign_in_mail(
        &self,
        address: String,
        lang: &'static str,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::Server, address, move |tx, address| {
                Box::pin(async move {
                    let members = database::query(
                        "select m.site_id, m.person_id from sign_in_mail m
                         join team t on t.site_id = m.site_id and t.person_id = m.person_id
                         where m.address = $1 and t.ended_at is null and t.joined_at is not null",
                    );
                    for row in members.bind(address).fetch_all(&mut *tx).await? {
                        let (site, person): (String, String) = (row.try_get("site_id")?, row.try_get("person_id")?);
                        let payload = json!({ "about": "sign_in", "person": person, "lang": lang }).to_string();
                        let (id, target) = (uuid::Uuid::now_v7(), address.clone());
                        let queued = NewMessage { id, channel: Channel::Mail, target, payload };
                        queue_messages(tx, &site, &[queued], (now, now)).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Stores the hash in a sign-in link, just before it is mailed. False when the member has left, or has another
    /// address by now.
    pub async fn note_sign_in(
        &self,
        (site, person): (String, String),
        address: String,
        (hash, until): (String, Timestamp),
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person, address, hash), move |tx, (site, person, address, hash)| {
                Box::pin(async move {
                    let noted = database::query(
                        "insert into invitations (hash, site_id, person_id, expires_at, actor)
                         select $4, m.site_id, m.person_id, $5, $6 from sign_in_mail m
                         join team t on t.site_id = m.site_id and t.person_id = m.person_id
                         where m.site_id = $1 and m.person_id = $2 and m.address = $3 and t.ended_at is null",
                    );
                    let noted = noted.bind(site).bind(person).bind(address).bind(hash).bind(until.0).bind(BY_MAIL);
                    Ok(noted.execute(tx).await? == 1)
                })
            })
            .await
    }
}

/// Deletes the links that were mailed to a member's former address.
async fn delete_mailed_links(tx: &mut Tx, site: &str, person: &str) -> Result<()> {
    let links = database::query("delete from invitations where site_id = $1 and person_id = $2 and actor = $3");
    links.bind(site).bind(person).bind(BY_MAIL).execute(tx).await.map(|_| ())
}
