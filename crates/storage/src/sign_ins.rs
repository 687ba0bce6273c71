//! Sign-ins with an identity provider that are under way: begun and redeemed by the widget, answered in another window.

use porch_protocol::Timestamp;

use super::database::{self, Row};
use super::identities::{self, Account, AccountSignIn, AccountSignedIn};
use super::visitor_mail::StatedMail;
use super::visitor_sessions::{BY_PROVIDER, GuestChange};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::visitor_mail::MOST_TRIES;

/// A sign-in that begins.
#[derive(Clone, Debug)]
pub struct NewSignIn {
    /// The site.
    pub site: String,
    /// A hash of the widget's secret.
    pub challenge: String,
    /// A hash of the other window's secret.
    pub token_hash: String,
    /// The identity provider's id.
    pub provider: String,
    /// The embedding page's origin.
    pub origin: String,
    /// The guest of the browser's cookie.
    pub guest: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// A sign-in that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingSignIn {
    /// The site.
    pub site: String,
    /// The identity provider's id.
    pub provider: String,
    /// The embedding page's origin.
    pub origin: String,
    /// Whether the provider has said who it is.
    pub answered: bool,
    /// Whether the page that had opened the other window has answered it.
    pub approved: bool,
}

/// What a provider says.
#[derive(Clone, Debug)]
pub struct ProviderAnswer {
    /// Who has named the account.
    pub issuer: String,
    /// Its name there, never empty.
    pub subject: String,
    /// The name that is stated, cleaned.
    pub name: Option<String>,
    /// The mail address that is stated to be the account's.
    pub mail: Option<StatedMail>,
}

/// What the widget shows when it redeems.
#[derive(Clone, Debug)]
pub struct RedeemedSignIn {
    /// The browser's change of cookies.
    pub change: GuestChange,
    /// The hash of the widget's secret.
    pub challenge: String,
    /// The origin that asks.
    pub origin: String,
    /// The keyed hash of the code that was typed.
    pub code_hash: Option<String>,
}

/// The result of redeeming.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// The browser is signed in, with this name stated.
    SignedIn(AccountSignedIn, Option<String>),
    /// The other window is not done.
    Pending,
    /// There is no such sign-in, it is too old, another origin's or browser's, or its code is missing or wrong.
    Refused,
}

impl Storage {
    /// Stores a sign-in that begins. False when its secret was used before.
    pub async fn begin_sign_in(&self, new: NewSignIn) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&new.site), new, |tx, new| {
                Box::pin(async move {
                    let begun = database::query(
                        "insert into sign_ins (site_id, challenge, token_hash, provider, origin, guest_id, expires_at)
                         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
                    );
                    let begun = begun.bind(&new.site).bind(&new.challenge).bind(&new.token_hash).bind(&new.provider);
                    let begun = begun.bind(&new.origin).bind(&new.guest).bind(new.expires_at.0);
                    Ok(begun.execute(tx).await? == 1)
                })
            })
            .await
    }

    /// The sign-in of another window, while it is valid.
    pub async fn pending_sign_in(&self, token_hash: &str, now: Timestamp) -> Result<Option<PendingSignIn>> {
        let row = database::query(
            "select site_id, provider, origin, subject, approved from sign_ins
             where token_hash = $1 and expires_at > $2",
        );
        let row = row.bind(token_hash).bind(now.0).fetch_optional(&self.readers).await?;
        row.as_ref().map(pending).transpose()
    }

    /// The sign-in that a widget has begun, while it is valid.
    pub async fn sign_in_of(&self, site: &str, challenge: &str, now: Timestamp) -> Result<Option<PendingSignIn>> {
        let row = database::query(
            "select site_id, provider, origin, subject, approved from sign_ins
             where site_id = $1 and challenge = $2 and expires_at > $3",
        );
        let row = row.bind(site).bind(challenge).bind(now.0).fetch_optional(&self.readers).await?;
        row.as_ref().map(pending).transpose()
    }

    /// Notes that the provider has sent the other window of a site's sign-in back. False when it did before.
    pub async fn claim_sign_in(
        &self,
        (site, token_hash): (String, String),
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        let claimed = "update sign_ins set claimed = 1
                       where site_id = $1 and token_hash = $2 and claimed = 0 and expires_at > $3";
        self.update_sign_in((site, token_hash), claimed, now).await
    }

    /// Stores what the provider says. False when the sign-in is gone.
    pub async fn answer_sign_in(
        &self,
        (site, token_hash): (String, String),
        answer: ProviderAnswer,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, token_hash, answer), move |tx, (site, token_hash, answer)| {
                Box::pin(async move {
                    let answered = database::query(
                        "update sign_ins set issuer = $4, subject = $5, name = $6, mail = $7, mail_key = $8, language = $9
                         where site_id = $1 and token_hash = $2 and claimed = 1 and subject is null and expires_at > $3",
                    );
                    let answered = answered.bind(site).bind(token_hash).bind(now.0).bind(&answer.issuer);
                    let mail = answer.mail.as_ref();
                    let answered = answered.bind(&answer.subject).bind(&answer.name);
                    let answered = answered.bind(mail.map(|mail| &mail.address)).bind(mail.map(|mail| &mail.address_key));
                    let answered = answered.bind(mail.map(|mail| &mail.language));
                    Ok(answered.execute(tx).await? == 1)
                })
            })
            .await
    }

    /// Notes that the page which had opened the other window has answered it. False when the provider has not.
    pub async fn approve_sign_in(
        &self,
        (site, token_hash): (String, String),
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        let approved = "update sign_ins set approved = 1
                        where site_id = $1 and token_hash = $2 and subject is not null and expires_at > $3";
        self.update_sign_in((site, token_hash), approved, now).await
    }

    /// Stores the hash of the code that the other window shows, which is needed from then on. False when the provider has
    /// not answered, or no code is needed.
    pub async fn set_sign_in_code(
        &self,
        (site, token_hash): (String, String),
        code_hash: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, token_hash, code_hash), move |tx, (site, token_hash, code_hash)| {
                Box::pin(async move {
                    let set = database::query(
                        "update sign_ins set code_hash = $3 where site_id = $1 and token_hash = $2
                         and subject is not null and approved = 0 and expires_at > $4",
                    );
                    let set = set.bind(site).bind(token_hash).bind(code_hash).bind(now.0);
                    Ok(set.execute(tx).await? == 1)
                })
            })
            .await
    }

    /// Ends a sign-in that the provider, or the person there, refused.
    pub async fn cancel_sign_in(&self, site: String, token_hash: String) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, token_hash), |tx, (site, token_hash)| {
                Box::pin(async move {
                    let ended = database::query("delete from sign_ins where site_id = $1 and token_hash = $2");
                    ended.bind(site).bind(token_hash).execute(tx).await.map(|_| ())
                })
            })
            .await
    }

    /// Signs the browser of the widget in, once, if the other window is done.
    pub async fn redeem_sign_in(&self, redeemed: RedeemedSignIn) -> std::result::Result<Redeemed, WriteError> {
        self.writer
            .write(WriteScope::site(&redeemed.change.site), redeemed, |tx, redeemed| Box::pin(redeem(tx, redeemed)))
            .await
    }

    /// Deletes sign-ins that are too old. Returns their number.
    pub async fn forget_old_sign_ins(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    database::query("delete from sign_ins where expires_at <= $1").bind(now.0).execute(tx).await
                })
            })
            .await
    }

    /// Runs an update of one sign-in, whose values are the site, the token's hash and the time. Whether it was there.
    async fn update_sign_in(
        &self,
        (site, token_hash): (String, String),
        sql: &'static str,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, token_hash), move |tx, (site, token_hash)| {
                Box::pin(async move {
                    let updated = database::query(sql).bind(site).bind(token_hash).bind(now.0);
                    Ok(updated.execute(tx).await? == 1)
                })
            })
            .await
    }
}

fn pending(row: &Row) -> Result<PendingSignIn> {
    Ok(PendingSignIn {
        site: row.try_get("site_id")?,
        provider: row.try_get("provider")?,
        origin: row.try_get("origin")?,
        answered: row.try_get::<Option<&str>>("subject")?.is_some(),
        approved: row.boolean("approved")?,
    })
}

/// What is stored of a sign-in that is redeemed.
struct Stored {
    account: Option<Account>,
    name: Option<String>,
    mail: Option<StatedMail>,
    approved: bool,
    code_hash: Option<String>,
    tries: u32,
}

async fn redeem(tx: &mut Tx, redeemed: &RedeemedSignIn) -> Result<Redeemed> {
    let Some(stored) = stored(tx, redeemed).await? else { return Ok(Redeemed::Refused) };
    let Some(account) = stored.account else { return Ok(Redeemed::Pending) };
    if !stored.approved {
        let Some(code_hash) = &stored.code_hash else { return Ok(Redeemed::Pending) };
        let Some(typed) = &redeemed.code_hash else { return Ok(Redeemed::Refused) };
        if typed != code_hash || stored.tries >= MOST_TRIES {
            count_try(tx, redeemed).await?;
            return Ok(Redeemed::Refused);
        }
    }
    let ended = database::query("delete from sign_ins where site_id = $1 and challenge = $2");
    ended.bind(&redeemed.change.site).bind(&redeemed.challenge).execute(&mut *tx).await?;
    let (change, name) = (redeemed.change.clone(), stored.name.clone());
    let sign_in = AccountSignIn { change, account, name, mail: stored.mail };
    let signed_in = identities::sign_in_with(tx, &sign_in, BY_PROVIDER).await?;
    Ok(signed_in.map_or(Redeemed::Refused, |signed_in| Redeemed::SignedIn(signed_in, stored.name)))
}

async fn stored(tx: &mut Tx, redeemed: &RedeemedSignIn) -> Result<Option<Stored>> {
    let row = database::query(
        "select provider, issuer, subject, name, mail, mail_key, language, approved, code_hash, tries from sign_ins
         where site_id = $1 and challenge = $2 and origin = $3 and guest_id = $4 and expires_at > $5",
    );
    let change = &redeemed.change;
    let row = row.bind(&change.site).bind(&redeemed.challenge).bind(&redeemed.origin).bind(&change.old);
    let Some(row) = row.bind(change.now.0).fetch_optional(tx).await? else { return Ok(None) };
    let named: (Option<String>, Option<String>) = (row.try_get("issuer")?, row.try_get("subject")?);
    let account = match named {
        (Some(issuer), Some(subject)) => Some(Account { provider: row.try_get("provider")?, issuer, subject }),
        _ => None,
    };
    Ok(Some(Stored {
        account,
        name: row.try_get("name")?,
        mail: stated_mail(&row)?,
        approved: row.boolean("approved")?,
        code_hash: row.try_get("code_hash")?,
        tries: row.count("tries")?,
    }))
}

fn stated_mail(row: &Row) -> Result<Option<StatedMail>> {
    let Some(address) = row.try_get("mail")? else { return Ok(None) };
    Ok(Some(StatedMail { address, address_key: row.try_get("mail_key")?, language: row.try_get("language")? }))
}

async fn count_try(tx: &mut Tx, redeemed: &RedeemedSignIn) -> Result<()> {
    let counted = database::query("update sign_ins set tries = tries + 1 where site_id = $1 and challenge = $2");
    counted.bind(&redeemed.change.site).bind(&redeemed.challenge).execute(tx).await.map(|_| ())
}
