//! The mail addresses of visitors. They are private: no query for strangers names them.

use std::collections::HashSet;

use porch_protocol::Timestamp;

use super::database;
use super::outbox::{self, Follower};
use super::reply_stops::end_stop_links;
use super::{Result, Storage, Tx};

/// How an address was confirmed: by a code that was mailed there.
pub(super) const BY_CODE: &str = "code";
/// The same: whoever signed the person in states that it is theirs. It joins nobody, and nobody signs in with it.
const STATED: &str = "stated";
/// The same: by a code that was mailed there to somebody who is known by an account. It is for mail about replies alone.
pub(super) const FOR_REPLIES: &str = "replies";

/// The address of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitorMail {
    /// As mail is sent there.
    pub address: String,
    /// The keyed hash of its compared form.
    pub address_key: String,
    /// When it was confirmed; none for one that is not.
    pub confirmed_at: Option<Timestamp>,
    /// The language of mail to it, as a tag.
    pub language: String,
    /// Whether answers are mailed there.
    pub replies: bool,
}

impl Storage {
    /// Those of these people who have confirmed a mail address by a code.
    pub async fn people_with_mail(&self, site: &str, people: &[&str]) -> Result<HashSet<String>> {
        let rows = database::query(
            "select person_id from visitor_mail where site_id = $1 and confirmed_at is not null and source = $3
             and person_id in (select atom from json_each($2))",
        );
        let rows = rows.bind(site).bind(serde_json::json!(people).to_string()).bind(BY_CODE);
        rows.fetch_all(&self.readers).await?.iter().map(|row| row.try_get("person_id")).collect()
    }

    /// The address of a person of a site.
    pub async fn visitor_mail(&self, site: &str, person: &str) -> Result<Option<VisitorMail>> {
        let row = database::query(
            "select address, address_key, confirmed_at, language, replies from visitor_mail
             where site_id = $1 and person_id = $2",
        );
        let row = row.bind(site).bind(person).fetch_optional(&self.readers).await?;
        row.map(|row| {
            Ok(VisitorMail {
                address: row.try_get("address")?,
                address_key: row.try_get("address_key")?,
                confirmed_at: row.maybe_time("confirmed_at")?,
                language: row.try_get("language")?,
                replies: row.boolean("replies")?,
            })
        })
        .transpose()
    }
}

/// An address that whoever signed a person in states to be theirs.
#[derive(Clone, Debug)]
pub struct StatedMail {
    /// As mail is sent there.
    pub address: String,
    /// The keyed hash of its compared form.
    pub address_key: String,
    /// The language of mail to it, as a tag.
    pub language: String,
}

/// Stores a stated address of a person, who keeps one that they confirmed themselves.
pub(super) async fn keep_stated(tx: &mut Tx, of: (&str, &str), mail: &StatedMail, now: Timestamp) -> Result<()> {
    keep(tx, of, mail, STATED, now).await
}

/// Stores an address that a person who is known by an account has confirmed, for mail about replies alone.
pub(super) async fn keep_for_replies(tx: &mut Tx, of: (&str, &str), mail: &StatedMail, now: Timestamp) -> Result<()> {
    keep(tx, of, mail, FOR_REPLIES, now).await
}

/// Stores an address in place of one from this source. Who got the mail to another one before can stop none to this one.
async fn keep(
    tx: &mut Tx,
    (site, person): (&str, &str),
    mail: &StatedMail,
    source: &str,
    now: Timestamp,
) -> Result<()> {
    let other =
        database::query("select 1 from visitor_mail where site_id = $1 and person_id = $2 and address_key <> $3");
    let other = other.bind(site).bind(person).bind(&mail.address_key).fetch_optional(&mut *tx).await?.is_some();
    let kept = database::query(
        "insert into visitor_mail (site_id, person_id, address, address_key, confirmed_at, language, created_at, source)
         values ($1, $2, $3, $4, $6, $5, $6, $7)
         on conflict (site_id, person_id) do update set
           address = excluded.address, address_key = excluded.address_key, confirmed_at = excluded.confirmed_at,
           language = excluded.language
         where visitor_mail.source = excluded.source and visitor_mail.address_key <> excluded.address_key",
    );
    let kept = kept.bind(site).bind(person).bind(&mail.address).bind(&mail.address_key).bind(&mail.language);
    if kept.bind(now.0).bind(source).execute(&mut *tx).await? > 0 && other {
        end_stop_links(tx, site, person).await?;
    }
    begin_replies(tx, site).await
}

/// Has replies on a site noted from now on: somebody is known there by now to whom they may be mailed.
pub(super) async fn begin_replies(tx: &mut Tx, site: &str) -> Result<()> {
    outbox::begin(tx, site, Follower::Replies).await.map(drop)
}
