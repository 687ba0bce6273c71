//! Where members of a team have sign-in links mailed, and the links that were.

use porch_protocol::Timestamp;
use serde_json::json;
use sqlx::Row;

use super::outbox::{Channel, NewOwed, owe};
use super::team::{BY_MAIL, Member};
use super::{Result, Storage, Tx, WriteError};

/// Where one member has links mailed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInMail {
    /// The confirmed address.
    pub address: Option<String>,
    /// One that is to be confirmed.
    pub asked: Option<String>,
}

/// A mail that is to be written down.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// Names it in every try.
    pub id: uuid::Uuid,
    /// What it is about, as JSON without a secret.
    pub payload: String,
}

impl Storage {
    /// Where a member has links mailed.
    pub async fn sign_in_mail(&self, site: &str, person: &str, now: Timestamp) -> Result<SignInMail> {
        let row = sqlx::query(
            "select address, case when asked_until is null or asked_until > $3 then asked end as asked
             from sign_in_mail where site_id = $1 and person_id = $2",
        );
        let row = row.bind(site).bind(person).bind(now.0).fetch_optional(&self.readers).await?;
        let read = |row: sqlx::sqlite::SqliteRow| {
            Ok(SignInMail { address: row.try_get("address")?, asked: row.try_get("asked")? })
        };
        row.map_or_else(|| Ok(SignInMail::default()), read)
    }

    /// Notes an address that a member wants, and owes it the mail that confirms it. The address before stays meanwhile.
    pub async fn ask_sign_in_mail(
        &self,
        member: &Member,
        address: String,
        mail: NewMail,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        let (site, person) = (member.site.clone(), member.person.clone());
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query(
                        "insert into sign_in_mail (site_id, person_id, asked) values ($1, $2, $3)
                         on conflict (site_id, person_id)
                         do update set asked = excluded.asked, asked_hash = null, asked_until = null",
                    )
                    .bind(&site)
                    .bind(&person)
                    .bind(&address)
                    .execute(&mut *tx)
                    .await?;
                    let owed = NewOwed { id: mail.id, way: Channel::Mail, target: address, payload: mail.payload };
                    owe(tx, &site, &[owed], (now, now)).await
                })
            })
            .await
    }

    /// Notes what is in the link that confirms an address, just before it is mailed. False where it is not asked any more.
    pub async fn note_confirmation(
        &self,
        (site, person): (String, String),
        address: String,
        (hash, until): (String, Timestamp),
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let noted = sqlx::query(
                        "update sign_in_mail set asked_hash = $4, asked_until = $5
                         where site_id = $1 and person_id = $2 and asked = $3",
                    );
                    let noted = noted.bind(site).bind(person).bind(address).bind(hash).bind(until.0);
                    Ok(noted.execute(tx).await?.rows_affected() == 1)
                })
            })
            .await
    }

    /// Confirms the address whose mail had this link, for the very member who asked. False where it did not.
    pub async fn confirm_sign_in_mail(
        &self,
        member: &Member,
        hash: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        let (site, person) = (member.site.clone(), member.person.clone());
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let confirmed = sqlx::query(
                        "update sign_in_mail set address = asked, asked = null, asked_hash = null, asked_until = null
                         where site_id = $1 and person_id = $2 and asked_hash = $3 and asked_until > $4",
                    );
                    let confirmed = confirmed.bind(&site).bind(&person).bind(hash).bind(now.0);
                    let confirmed = confirmed.execute(&mut *tx).await?.rows_affected() == 1;
                    if confirmed {
                        forget_mailed_links(tx, &site, &person).await?;
                    }
                    Ok(confirmed)
                })
            })
            .await
    }

    /// Mails a member no links any more.
    pub async fn end_sign_in_mail(&self, member: &Member) -> std::result::Result<(), WriteError> {
        let (site, person) = (member.site.clone(), member.person.clone());
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let ended = sqlx::query("delete from sign_in_mail where site_id = $1 and person_id = $2");
                    ended.bind(&site).bind(&person).execute(&mut *tx).await?;
                    forget_mailed_links(tx, &site, &person).await
                })
            })
            .await
    }

    /// Owes a link to everybody who has confirmed this address and has come in before: one for each team. Nobody hears
    /// whether there was anybody.
    pub async fn owe_sign_in(&self, address: String, now: Timestamp) -> std::result::Result<(), WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let members = sqlx::query(
                        "select m.site_id, m.person_id from sign_in_mail m
                         join team t on t.site_id = m.site_id and t.person_id = m.person_id
                         where m.address = $1 and t.ended_at is null and t.joined_at is not null",
                    );
                    for row in members.bind(&address).fetch_all(&mut *tx).await? {
                        let (site, person): (String, String) = (row.try_get("site_id")?, row.try_get("person_id")?);
                        let payload = json!({ "about": "sign_in", "person": person }).to_string();
                        let (id, target) = (uuid::Uuid::now_v7(), address.clone());
                        let owed = NewOwed { id, way: Channel::Mail, target, payload };
                        owe(tx, &site, &[owed], (now, now)).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// Notes what is in a link that lets a member in, just before it is mailed. False where they have left, or have their
    /// links mailed elsewhere by now.
    pub async fn note_sign_in(
        &self,
        (site, person): (String, String),
        address: String,
        (hash, until): (String, Timestamp),
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(move |tx| {
                Box::pin(async move {
                    let noted = sqlx::query(
                        "insert into invitations (hash, site_id, person_id, expires_at, actor)
                         select $4, m.site_id, m.person_id, $5, $6 from sign_in_mail m
                         join team t on t.site_id = m.site_id and t.person_id = m.person_id
                         where m.site_id = $1 and m.person_id = $2 and m.address = $3 and t.ended_at is null",
                    );
                    let noted = noted.bind(site).bind(person).bind(address).bind(hash).bind(until.0).bind(BY_MAIL);
                    Ok(noted.execute(tx).await?.rows_affected() == 1)
                })
            })
            .await
    }
}

/// Links that were mailed to an address that a member no longer has let nobody in.
async fn forget_mailed_links(tx: &mut Tx, site: &str, person: &str) -> Result<()> {
    let links = sqlx::query("delete from invitations where site_id = $1 and person_id = $2 and actor = $3");
    links.bind(site).bind(person).bind(BY_MAIL).execute(tx).await.map(|_| ())
}
