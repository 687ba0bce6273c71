//! The codes that confirm the mail addresses of visitors: requested, drawn when their mail is sent, used once.

use porch_protocol::Timestamp;

use super::database;
use super::merges;
use super::outbox::{Channel, NewMessage, queue_messages};
use super::visitor_mail::{self, BY_CODE, StatedMail, begin_replies};
use super::visitor_sessions::{self, BY_MAIL, GuestChange, GuestSession};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::visitor_mail::{CODE_LIFE, CODES_IN_A_DAY, CODES_IN_AN_HOUR, MOST_TRIES, REQUEST_LIFE};

const HOUR: i64 = 3_600 * Timestamp::SECOND;
const DAY: i64 = 24 * HOUR;

/// What mails with codes are counted as, beside those about replies.
const KIND: &str = "code";

/// A browser asks for a code.
#[derive(Clone, Debug)]
pub struct CodeRequest {
    /// The site.
    pub site: String,
    /// The guest who asks.
    pub guest: String,
    /// Where the code is mailed.
    pub address: String,
    /// The keyed hash of the address in its compared form.
    pub address_key: String,
    /// The keyed hash of the mailbox that its mails are counted for.
    pub mailbox_key: String,
    /// The language of the mail.
    pub language: &'static str,
    /// The mail's id.
    pub mail: uuid::Uuid,
    /// The mail's content, as JSON without a secret.
    pub payload: String,
    /// When.
    pub now: Timestamp,
}

/// A code that was drawn for a mail that is about to be sent.
#[derive(Clone, Debug)]
pub struct DrawnCode {
    /// The site.
    pub site: String,
    /// The guest who asked.
    pub guest: String,
    /// The mail's id.
    pub mail: String,
    /// The keyed hash of the code.
    pub code_hash: String,
    /// The hash of the secret in the mail's link.
    pub link_hash: String,
    /// When.
    pub now: Timestamp,
}

/// Where and how a drawn code is mailed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingCode {
    /// The address.
    pub address: String,
    /// The language of the mail, as a tag.
    pub language: String,
}

/// What shows that a browser's person reads the mail.
#[derive(Clone, Debug)]
pub enum CodeProof {
    /// The address and the code were typed.
    Typed {
        /// The keyed hash of the address.
        address_key: String,
        /// The keyed hash of the code.
        code_hash: String,
    },
    /// The mail's link was opened in the same browser.
    Link {
        /// The hash of the secret in the link.
        link_hash: String,
    },
}

/// The result of a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// The person that the browser's new cookie stands for.
    pub person: String,
    /// Whether that person had confirmed the address before.
    pub known: bool,
    /// The comments that were merged into that person's.
    pub merged: u32,
}

impl Storage {
    /// Stores a request and its mail; it replaces the guest's earlier request. False when the address gets no more mail
    /// for now: nothing is stored then.
    pub async fn request_mail_code(&self, new: CodeRequest) -> std::result::Result<bool, WriteError> {
        self.writer.write(WriteScope::site(&new.site), new, |tx, new| Box::pin(request(tx, new))).await
    }

    /// Stores the hashes of a code just before it is mailed; it is valid from now on. None when the guest has
    /// asked anew meanwhile, or too long ago.
    pub async fn set_mail_code(&self, drawn: DrawnCode) -> std::result::Result<Option<PendingCode>, WriteError> {
        self.writer
            .write(WriteScope::site(&drawn.site), drawn, |tx, drawn| {
                Box::pin(async move {
                    let set = database::query(
                        "update mail_codes set code_hash = $4, link_hash = $5, expires_at = $6
                         where site_id = $1 and guest_id = $2 and mail_id = $3 and used_at is null and created_at > $7
                         returning address, language",
                    );
                    let set = set.bind(&drawn.site).bind(&drawn.guest).bind(&drawn.mail).bind(&drawn.code_hash);
                    let set = set.bind(&drawn.link_hash).bind(drawn.now.plus(CODE_LIFE).0);
                    let set = set.bind(drawn.now.plus(-REQUEST_LIFE).0).fetch_optional(tx).await?;
                    set.map(|row| {
                        Ok(PendingCode { address: row.try_get("address")?, language: row.try_get("language")? })
                    })
                    .transpose()
                })
            })
            .await
    }

    /// The guest who asked for the mail with this link, while its code is valid.
    pub async fn guest_of_mail_link(&self, site: &str, link_hash: &str, now: Timestamp) -> Result<Option<String>> {
        let row = database::query(
            "select guest_id from mail_codes
             where site_id = $1 and link_hash = $2 and used_at is null and expires_at > $3 and tries < $4",
        );
        let row = row.bind(site).bind(link_hash).bind(now.0).bind(MOST_TRIES);
        row.fetch_optional(&self.readers).await?.map(|row| row.try_get("guest_id")).transpose()
    }

    /// The address that a guest has asked to confirm, while that can still be done.
    pub async fn asked_address(&self, site: &str, guest: &str, now: Timestamp) -> Result<Option<String>> {
        let row = database::query(
            "select address from mail_codes where site_id = $1 and guest_id = $2 and used_at is null and expires_at > $3",
        );
        let row = row.bind(site).bind(guest).bind(now.0).fetch_optional(&self.readers).await?;
        row.map(|row| row.try_get("address")).transpose()
    }

    /// Confirms an address, and gives the browser a new guest: `change` says of which, and its old cookie is worth nothing
    /// any more. None when the proof is wrong, was used, or is too old; that is counted. Of simultaneous attempts, one
    /// succeeds.
    pub async fn confirm_mail(
        &self,
        change: GuestChange,
        proof: CodeProof,
    ) -> std::result::Result<Option<Confirmed>, WriteError> {
        self.writer
            .write(WriteScope::site(&change.site), (change, proof), |tx, (change, proof)| {
                Box::pin(confirm(tx, change, proof))
            })
            .await
    }

    /// Deletes requests that have expired, and what limits need no more. Returns their number.
    pub async fn forget_old_mail_codes(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let codes = database::query("delete from mail_codes where expires_at <= $1").bind(now.0);
                    let codes = codes.execute(&mut *tx).await?;
                    let sent = database::query("delete from visitor_mails_sent where at <= $1").bind(now.0 - DAY);
                    Ok(codes + sent.execute(tx).await?)
                })
            })
            .await
    }
}

async fn request(tx: &mut Tx, new: &CodeRequest) -> Result<bool> {
    let now = new.now;
    let sent = database::query(
        "select count(*) as day, coalesce(sum(case when at > $4 then 1 else 0 end), 0) as hour
         from visitor_mails_sent where address_key = $1 and kind = $2 and at > $3",
    );
    let sent = sent.bind(&new.mailbox_key).bind(KIND).bind(now.0 - DAY).bind(now.0 - HOUR);
    let sent = sent.fetch_one(&mut *tx).await?;
    if sent.count("hour")? >= CODES_IN_AN_HOUR || sent.count("day")? >= CODES_IN_A_DAY {
        return Ok(false);
    }
    database::query(
        "insert into visitor_mails_sent (site_id, mail_id, address_key, kind, at) values ($1, $2, $3, $4, $5)",
    )
    .bind(&new.site)
    .bind(new.mail.to_string())
    .bind(&new.mailbox_key)
    .bind(KIND)
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    database::query(
        "insert into mail_codes (site_id, guest_id, mail_id, address, address_key, language, expires_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (site_id, guest_id) do update set
           mail_id = excluded.mail_id, address = excluded.address, address_key = excluded.address_key,
           language = excluded.language, expires_at = excluded.expires_at, created_at = excluded.created_at,
           code_hash = null, link_hash = null, tries = 0, used_at = null",
    )
    .bind(&new.site)
    .bind(&new.guest)
    .bind(new.mail.to_string())
    .bind(&new.address)
    .bind(&new.address_key)
    .bind(new.language)
    .bind(now.plus(REQUEST_LIFE).0)
    .bind(now.0)
    .execute(&mut *tx)
    .await?;
    let (target, payload) = (new.address.clone(), new.payload.clone());
    let queued = NewMessage { id: new.mail, channel: Channel::Mail, target, payload };
    queue_messages(tx, &new.site, &[queued], (now, now)).await?;
    Ok(true)
}

async fn confirm(tx: &mut Tx, change: &GuestChange, proof: &CodeProof) -> Result<Option<Confirmed>> {
    let site = &change.site;
    let (person, is_known) = match visitor_sessions::session_in(tx, site, &change.old).await? {
        GuestSession::Ended => return Ok(None),
        GuestSession::Active { person, .. } => (person, true),
        GuestSession::Unknown => (change.old.clone(), false),
    };
    let Some(mail) = use_code(tx, change, proof).await? else { return Ok(None) };
    if is_known && merges::is_known_by_account_alone(tx, (site, &person)).await? {
        return keep_for_replies(tx, change, person, mail).await.map(Some);
    }
    let owner = database::query(
        "select person_id from visitor_mail
         where site_id = $1 and address_key = $2 and confirmed_at is not null and source = $3",
    );
    let owner = owner.bind(site).bind(&mail.address_key).bind(BY_CODE).fetch_optional(&mut *tx).await?;
    let owner: Option<String> = owner.map(|row| row.try_get("person_id")).transpose()?;
    let known = owner.is_some();
    let (person, merged) = match owner {
        Some(owner) if owner != person => {
            let merged = if merges::may_merge(tx, site, &person, change.now).await? {
                merges::merge(tx, site, (&person, &owner), BY_MAIL, change.now).await?
            } else {
                0
            };
            (owner, merged)
        }
        Some(owner) => (owner, 0),
        None => {
            // Whoever has confirmed something else stays a person of their own. Else a script of the page, or whoever uses a
            // browser after them, would make its own address another way to sign in as them.
            let own = merges::has_confirmed(tx, site, &person).await?;
            let person = if own { change.new.clone() } else { person };
            keep_address(tx, (site, &person), &mail, change.now).await?;
            (person, 0)
        }
    };
    visitor_sessions::replace(tx, change, &person, BY_MAIL).await?;
    Ok(Some(Confirmed { person, known, merged }))
}

/// Stores a confirmed address of somebody who is known by an account, so that they hear of replies. It is no way to sign in,
/// and it shows nothing about who uses the browser: the new guest has been signed in for as long as the old one.
async fn keep_for_replies(tx: &mut Tx, change: &GuestChange, person: String, mail: ConfirmedMail) -> Result<Confirmed> {
    let ConfirmedMail { address, address_key, language } = mail;
    let stated = StatedMail { address, address_key, language };
    visitor_mail::keep_for_replies(tx, (&change.site, &person), &stated, change.now).await?;
    visitor_sessions::carry_over(tx, change).await?;
    Ok(Confirmed { person, known: true, merged: 0 })
}

/// What a used code confirms.
struct ConfirmedMail {
    address: String,
    address_key: String,
    language: String,
}

/// Uses a code up, if the proof is right; else counts a wrong one that was typed.
async fn use_code(tx: &mut Tx, change: &GuestChange, proof: &CodeProof) -> Result<Option<ConfirmedMail>> {
    let (column, hash, address_key) = match proof {
        CodeProof::Typed { address_key, code_hash } => ("code_hash", code_hash, Some(address_key)),
        CodeProof::Link { link_hash } => ("link_hash", link_hash, None),
    };
    let sql = format!(
        "update mail_codes set used_at = $4 where site_id = $1 and guest_id = $2 and {column} = $3
         and ($5 is null or address_key = $5) and used_at is null and expires_at > $4 and tries < $6
         returning address, address_key, language"
    );
    let used = database::query(database::Composed(sql)).bind(&change.site).bind(&change.old).bind(hash);
    let used = used.bind(change.now.0).bind(address_key).bind(MOST_TRIES).fetch_optional(&mut *tx).await?;
    if let Some(row) = used {
        let (address, address_key) = (row.try_get("address")?, row.try_get("address_key")?);
        return Ok(Some(ConfirmedMail { address, address_key, language: row.try_get("language")? }));
    }
    // The secret of a link is too long to be guessed.
    if address_key.is_some() {
        let counted = database::query(
            "update mail_codes set tries = tries + 1 where site_id = $1 and guest_id = $2 and used_at is null",
        );
        counted.bind(&change.site).bind(&change.old).execute(tx).await?;
    }
    Ok(None)
}

/// Stores the confirmed address of a person who has none.
async fn keep_address(tx: &mut Tx, (site, person): (&str, &str), mail: &ConfirmedMail, now: Timestamp) -> Result<()> {
    let kept = database::query(
        "insert into visitor_mail (site_id, person_id, address, address_key, confirmed_at, language, created_at)
         values ($1, $2, $3, $4, $6, $5, $6)
         on conflict (site_id, person_id) do update set
           address = excluded.address, address_key = excluded.address_key, confirmed_at = excluded.confirmed_at,
           language = excluded.language, source = 'code'",
    );
    let kept = kept.bind(site).bind(person).bind(&mail.address).bind(&mail.address_key).bind(&mail.language);
    kept.bind(now.0).execute(&mut *tx).await?;
    begin_replies(tx, site).await
}
