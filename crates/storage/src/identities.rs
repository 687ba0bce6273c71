//! Accounts that people have somewhere else and sign in with: with the site's own server, or with an identity provider. They
//! are private: no query for strangers names them.

use std::collections::HashMap;

use porch_protocol::Timestamp;

use super::database;
use super::merges;
use super::visitor_mail::{self, StatedMail};
use super::visitor_sessions::{self, BY_SITE, GuestChange, GuestSession};
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// The provider of accounts that the site's own server vouches for.
pub const SITE_PROVIDER: &str = "sso";

/// An account somewhere else. Two of them are the same where all three parts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Who vouches for it: [`SITE_PROVIDER`], or the id of an identity provider.
    pub provider: String,
    /// Who has named it.
    pub issuer: String,
    /// Its name there.
    pub subject: String,
}

/// An account of somebody, as it was when they signed in with it last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedAccount {
    /// The account.
    pub account: Account,
    /// The name that was stated, if any.
    pub name: Option<String>,
    /// Since when it is known.
    pub since: Timestamp,
}

/// Somebody signs in with an account.
#[derive(Clone, Debug)]
pub struct AccountSignIn {
    /// The browser's change of cookies.
    pub change: GuestChange,
    /// The account.
    pub account: Account,
    /// The name that is stated, cleaned.
    pub name: Option<String>,
    /// The mail address that is stated.
    pub mail: Option<StatedMail>,
}

/// A token of the site's own server, which counts once.
#[derive(Clone, Debug)]
pub struct UsedToken {
    /// A hash of its id.
    pub hash: String,
    /// From then on it is too old anyway.
    pub expires_at: Timestamp,
}

/// Who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSignedIn {
    /// The person that the browser's new cookie stands for.
    pub person: String,
    /// Whether the account was known before.
    pub known: bool,
    /// The comments that were merged into that person's.
    pub merged: u32,
}

impl Storage {
    /// Signs a browser in with an account by a token of the site's own server. None when the token was used before, or the
    /// browser's cookie is worth nothing any more.
    pub async fn sign_in_with_token(
        &self,
        sign_in: AccountSignIn,
        token: UsedToken,
    ) -> std::result::Result<Option<AccountSignedIn>, WriteError> {
        self.writer
            .write(WriteScope::site(&sign_in.change.site), (sign_in, token), |tx, (sign_in, token)| {
                Box::pin(async move {
                    if !use_token(tx, &sign_in.change.site, token).await? {
                        return Ok(None);
                    }
                    sign_in_with(tx, sign_in, BY_SITE).await
                })
            })
            .await
    }

    /// The name that was stated last with an account of a person.
    pub async fn stated_name(&self, site: &str, person: &str) -> Result<Option<String>> {
        let row = database::query(
            "select name from identities where site_id = $1 and person_id = $2 and name is not null
             order by seen_at desc limit 1",
        );
        let row = row.bind(site).bind(person).fetch_optional(&self.readers).await?;
        row.map(|row| row.try_get("name")).transpose()
    }

    /// The accounts of a person, the oldest first.
    pub async fn accounts_of(&self, site: &str, person: &str) -> Result<Vec<UsedAccount>> {
        let rows = database::query(
            "select provider, issuer, subject, name, created_at from identities where site_id = $1 and person_id = $2
             order by created_at, provider, issuer, subject",
        );
        let rows = rows.bind(site).bind(person).fetch_all(&self.readers).await?;
        let read = |row: &database::Row| {
            let account = Account {
                provider: row.try_get("provider")?,
                issuer: row.try_get("issuer")?,
                subject: row.try_get("subject")?,
            };
            Ok(UsedAccount { account, name: row.try_get("name")?, since: row.time("created_at")? })
        };
        rows.iter().map(read).collect()
    }

    /// Who vouches for the accounts of these people, each once. Those without an account are left out.
    pub async fn providers_of(&self, site: &str, people: &[&str]) -> Result<HashMap<String, Vec<String>>> {
        let rows = database::query(
            "select distinct person_id, provider from identities where site_id = $1
             and person_id in (select atom from json_each($2)) order by person_id, provider",
        );
        let rows = rows.bind(site).bind(serde_json::json!(people).to_string()).fetch_all(&self.readers).await?;
        let mut providers: HashMap<String, Vec<String>> = HashMap::new();
        for row in rows {
            providers.entry(row.try_get("person_id")?).or_default().push(row.try_get("provider")?);
        }
        Ok(providers)
    }

    /// Deletes what is known of tokens that are too old to be used again. Returns their number.
    pub async fn forget_old_sso_tokens(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let old = database::query("delete from sso_tokens where expires_at <= $1");
                    old.bind(now.0).execute(tx).await
                })
            })
            .await
    }
}

/// Uses a token up; false when it was used before.
async fn use_token(tx: &mut Tx, site: &str, token: &UsedToken) -> Result<bool> {
    let used = database::query(
        "insert into sso_tokens (site_id, token, expires_at) values ($1, $2, $3) on conflict do nothing",
    );
    Ok(used.bind(site).bind(&token.hash).bind(token.expires_at.0).execute(tx).await? == 1)
}

/// Signs a browser in with an account, whose comments as a guest become those of the account's person. An account that is
/// new becomes the guest's; whoever has confirmed something else stays a person of their own, and the account is another's.
pub(super) async fn sign_in_with(
    tx: &mut Tx,
    sign_in: &AccountSignIn,
    method: &str,
) -> Result<Option<AccountSignedIn>> {
    let (change, now) = (&sign_in.change, sign_in.change.now);
    let site = &change.site;
    let guest = match visitor_sessions::session_in(tx, site, &change.old).await? {
        GuestSession::Ended => return Ok(None),
        GuestSession::Active { person, .. } => person,
        GuestSession::Unknown => change.old.clone(),
    };
    let (person, known, merged) = if let Some(person) = see_account(tx, sign_in).await? {
        let merges = person != guest && merges::may_merge(tx, site, &guest, now).await?;
        let merged = if merges { merges::merge(tx, site, (&guest, &person), method, now).await? } else { 0 };
        (person, true, merged)
    } else {
        let own = merges::has_confirmed(tx, site, &guest).await?;
        let person = if own { change.new.clone() } else { guest };
        add_account(tx, sign_in, &person).await?;
        (person, false, 0)
    };
    if let Some(mail) = &sign_in.mail {
        visitor_mail::keep_stated(tx, (site, &person), mail, now).await?;
    }
    visitor_sessions::replace(tx, change, &person, method).await?;
    Ok(Some(AccountSignedIn { person, known, merged }))
}

/// The person of an account that is known, and notes what is stated of it now.
async fn see_account(
    tx: &mut Tx,
    AccountSignIn { change, account, name, .. }: &AccountSignIn,
) -> Result<Option<String>> {
    let seen = database::query(
        "update identities set seen_at = $5, name = $6
         where site_id = $1 and provider = $2 and issuer = $3 and subject = $4 returning person_id",
    );
    let seen = seen.bind(&change.site).bind(&account.provider).bind(&account.issuer).bind(&account.subject);
    let seen = seen.bind(change.now.0).bind(name).fetch_optional(tx).await?;
    seen.map(|row| row.try_get("person_id")).transpose()
}

async fn add_account(
    tx: &mut Tx,
    AccountSignIn { change, account, name, .. }: &AccountSignIn,
    person: &str,
) -> Result<()> {
    let added = database::query(
        "insert into identities (site_id, provider, issuer, subject, person_id, name, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
    );
    let added = added.bind(&change.site).bind(&account.provider).bind(&account.issuer).bind(&account.subject);
    added.bind(person).bind(name).bind(change.now.0).execute(tx).await.map(|_| ())
}
