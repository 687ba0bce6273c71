//! The mail addresses of a site's owner, and the comments that were in a mail.

use std::collections::HashMap;

use porch_protocol::{CommentId, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::database::{self, Row};
use super::events::{self, NewEvent};
use super::outbox::{self, Follower, FollowerLag, NewMessage};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::OwnerMailData;

/// An address of the owner's mail, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum StoredAddress {
    /// Without a language.
    Plain(String),
    /// With the language of its mails.
    WithLanguage {
        /// The address.
        address: String,
        /// The language's tag.
        lang: String,
    },
}

/// The owner's mail settings of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerMail {
    /// The site.
    pub site: String,
    /// The addresses.
    pub addresses: Vec<String>,
    /// The languages of mails to these addresses, by address; an address may have none.
    pub languages: HashMap<String, String>,
    /// Whether mail is sent.
    pub enabled: bool,
    /// When the last mail about waiting comments was stored.
    pub mailed_at: Timestamp,
}

/// A change of the mail settings; none leaves one as it is. Comments that waited before are in no mail.
#[derive(Clone, Debug, Default)]
pub struct OwnerMailChange {
    /// All addresses.
    pub addresses: Option<Vec<String>>,
    /// The language of mails to all of these addresses, or of those there are where none is named.
    pub language: Option<String>,
    /// The language of mails to those addresses that were not there before, where `language` is none.
    pub new_language: Option<String>,
    /// Whether mail is sent.
    pub enabled: Option<bool>,
}

/// The addresses in a column, and the languages of those that have one.
fn parsed(column: &str) -> (Vec<String>, HashMap<String, String>) {
    let stored: Vec<StoredAddress> = serde_json::from_str(column).unwrap_or_default();
    let (mut addresses, mut languages) = (Vec::with_capacity(stored.len()), HashMap::new());
    for one in stored {
        match one {
            StoredAddress::Plain(address) => addresses.push(address),
            StoredAddress::WithLanguage { address, lang } => {
                languages.insert(address.clone(), lang);
                addresses.push(address);
            }
        }
    }
    (addresses, languages)
}

/// The column after a change; none where the change says nothing about it.
fn column_after(before: &str, change: &OwnerMailChange) -> Option<String> {
    let (stored_addresses, languages) = parsed(before);
    let named = match (&change.addresses, &change.language) {
        (None, None) => return None,
        (None, Some(_)) => &stored_addresses,
        (Some(addresses), _) => addresses,
    };
    let language_of = |address: &String| match (&change.language, languages.get(address)) {
        (Some(language), _) | (None, Some(language)) => Some(language),
        (None, None) if stored_addresses.contains(address) => None,
        (None, None) => change.new_language.as_ref(),
    };
    let stored = named.iter().map(|address| match language_of(address) {
        Some(lang) => StoredAddress::WithLanguage { address: address.clone(), lang: lang.clone() },
        None => StoredAddress::Plain(address.clone()),
    });
    Some(json!(stored.collect::<Vec<_>>()).to_string())
}

/// A comment for the owner's next mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerMailItem {
    /// The comment.
    pub comment: CommentId,
    /// Whether it still waits for review.
    pub waits: bool,
}

/// Whether a comment waits for review: it is held, or reported, or its author has asked for a second look and got no
/// decision.
pub(super) const NEEDS_REVIEW: &str =
    "(c.status = 'held' or (c.status = 'published' and exists (select 1 from reports r
                              where r.site_id = c.site_id and r.comment_id = c.id and r.settled = 0))
                        or (c.second_look_at is not null and c.status in ('declined', 'removed', 'spam')
                       and not exists (select 1 from events e
                         where e.site_id = c.site_id and e.seq = c.decided_seq and e.at > c.second_look_at)))";

impl Storage {
    /// The owner's mail settings; none when they were never set.
    pub async fn owner_mail(&self, site: &str) -> Result<Option<OwnerMail>> {
        let row = database::query("select addresses, enabled, mailed_at from owner_mail where site_id = $1").bind(site);
        let Some(row) = row.fetch_optional(&self.readers).await? else { return Ok(None) };
        let (addresses, languages) = parsed(row.try_get("addresses")?);
        Ok(Some(OwnerMail {
            site: site.to_owned(),
            addresses,
            languages,
            enabled: row.boolean("enabled")?,
            mailed_at: row.time("mailed_at")?,
        }))
    }

    /// Removes an address, as its reader requested. The other addresses still get mail.
    pub async fn end_owner_mail(
        &self,
        site: String,
        address: String,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, address), move |tx, (site, address)| {
                Box::pin(async move {
                    let row = database::query("select addresses from owner_mail where site_id = $1").bind(site);
                    let Some(row) = row.fetch_optional(&mut *tx).await? else { return Ok(()) };
                    let (mut addresses, _) = parsed(row.try_get("addresses")?);
                    addresses.retain(|other| other != address);
                    let change = OwnerMailChange { addresses: Some(addresses), ..OwnerMailChange::default() };
                    set(tx, site, &change, "mail", now).await.map(|_| ())
                })
            })
            .await
    }

    /// Stores that these comments are for the owner's next mail, up to `to` in the log: once, unless they were held
    /// again.
    pub async fn add_owner_mail_items(
        &self,
        behind: FollowerLag,
        to: i64,
        held: Vec<CommentId>,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&behind.site), (behind, held), move |tx, (behind, held)| {
                Box::pin(async move {
                    if !outbox::advance(tx, Follower::Mail, behind, to).await? || held.is_empty() {
                        return Ok(());
                    }
                    database::query(
                        "insert into notices (site_id, comment_id, created_at)
                         select $2, atom, $3 from json_each($1) where true
                         on conflict (site_id, comment_id) do update set created_at = $3, mailed_at = null",
                    )
                    .bind(json!(held).to_string())
                    .bind(&behind.site)
                    .bind(now.0)
                    .execute(tx)
                    .await?;
                    Ok(())
                })
            })
            .await
    }

    /// The owners with comments for a mail, whose last mail is old enough.
    pub async fn owners_to_mail(&self, mailed_before: Timestamp) -> Result<Vec<OwnerMail>> {
        let rows = database::query(
            "select o.site_id from owner_mail o where o.enabled = 1 and o.addresses <> '[]' and o.mailed_at <= $1
               and exists (select 1 from notices n where n.site_id = o.site_id and n.mailed_at is null)",
        )
        .bind(mailed_before.0)
        .fetch_all(&self.readers)
        .await?;
        let mut owners = Vec::with_capacity(rows.len());
        for row in rows {
            owners.extend(self.owner_mail(row.try_get("site_id")?).await?);
        }
        Ok(owners)
    }

    /// The comments of a site that were in no mail yet, oldest first.
    pub async fn unmailed_items(&self, site: &str, limit: u32) -> Result<Vec<OwnerMailItem>> {
        let sql = format!(
            "select n.comment_id, {NEEDS_REVIEW} as waits from notices n
             join comments c on c.site_id = n.site_id and c.id = n.comment_id
             where n.site_id = $1 and n.mailed_at is null order by n.created_at, n.comment_id limit $2"
        );
        let rows = database::query(database::Composed(sql)).bind(site).bind(limit).fetch_all(&self.readers).await?;
        rows.iter().map(item_of_row).collect()
    }

    /// The notices of these comments, oldest first.
    pub async fn owner_mail_items(&self, site: &str, comments: &[CommentId]) -> Result<Vec<OwnerMailItem>> {
        let sql = format!(
            "select n.comment_id, {NEEDS_REVIEW} as waits from notices n
             join comments c on c.site_id = n.site_id and c.id = n.comment_id
             where n.site_id = $1 and n.comment_id in (select atom from json_each($2)) order by n.created_at, n.comment_id"
        );
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(json!(comments).to_string())
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(item_of_row).collect()
    }

    /// Stores the mails about these comments; with no mail, the comments are only marked as done.
    pub async fn queue_owner_mail(
        &self,
        owner: OwnerMail,
        comments: Vec<CommentId>,
        new: Vec<NewMessage>,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        self.writer
            .write(WriteScope::site(&owner.site), (owner, comments, new), move |tx, (owner, comments, new)| {
                Box::pin(async move {
                    if !new.is_empty() {
                        let marked = database::query(
                            "update owner_mail set mailed_at = $3 where site_id = $1 and mailed_at = $2 and enabled = 1",
                        );
                        let marked = marked.bind(&owner.site).bind(owner.mailed_at.0).bind(now.0);
                        if marked.execute(&mut *tx).await? == 0 {
                            // The settings were changed after they were read: they are read again in the next round.
                            return Ok(());
                        }
                        outbox::queue_messages(tx, &owner.site, new, (now, now)).await?;
                    }
                    database::query(
                        "update notices set mailed_at = $3
                         where site_id = $1 and comment_id in (select atom from json_each($2))",
                    )
                    .bind(&owner.site)
                    .bind(json!(comments).to_string())
                    .bind(now.0)
                    .execute(tx)
                    .await?;
                    Ok(())
                })
            })
            .await
    }
}

/// Sets the owner's mail settings. False when there is no such site.
pub(super) async fn set(
    tx: &mut Tx,
    site: &str,
    change: &OwnerMailChange,
    actor: &str,
    now: Timestamp,
) -> Result<bool> {
    let known = database::query("select 1 from sites where id = $1").bind(site);
    if known.fetch_optional(&mut *tx).await?.is_none() {
        return Ok(false);
    }
    let before = database::query("select addresses from owner_mail where site_id = $1").bind(site);
    let before = before.fetch_optional(&mut *tx).await?;
    let before = before.as_ref().map(|row| row.try_get::<&str>("addresses")).transpose()?.unwrap_or("[]");
    let addresses = column_after(before, change);
    let set = database::query(
        "insert into owner_mail (site_id, addresses, enabled) values ($1, coalesce($2, '[]'), coalesce($3, 1))
         on conflict (site_id) do update set
           addresses = coalesce($2, owner_mail.addresses), enabled = coalesce($3, owner_mail.enabled)
         returning enabled = 1 and addresses <> '[]' as mails",
    );
    let set = set.bind(site).bind(addresses).bind(change.enabled.map(i64::from));
    if set.fetch_one(&mut *tx).await?.boolean("mails")? {
        outbox::begin(tx, site, Follower::Mail).await?;
    } else {
        outbox::end(tx, site, Follower::Mail).await?;
    }
    let addresses = change.addresses.as_ref().map(Vec::len);
    let what = EventData::OwnerMailSet(OwnerMailData { addresses, enabled: change.enabled });
    events::append(tx, NewEvent::of_site(site, what, actor, now)).await?;
    Ok(true)
}

fn item_of_row(row: &Row) -> Result<OwnerMailItem> {
    Ok(OwnerMailItem { comment: row.comment_id("comment_id")?, waits: row.boolean("waits")? })
}

#[cfg(test)]
mod tests {
    use super::{OwnerMailChange, column_after, parsed};

    fn change(addresses: Option<&[&str]>, language: Option<&str>, new_language: Option<&str>) -> OwnerMailChange {
        OwnerMailChange {
            addresses: addresses.map(|all| all.iter().map(|one| (*one).to_owned()).collect()),
            language: language.map(str::to_owned),
            new_language: new_language.map(str::to_owned),
            enabled: None,
        }
    }

    #[test]
    fn an_address_keeps_its_language_and_a_new_one_gets_that_of_whoever_adds_it() {
        let before = r#"["a@x.example",{"address":"b@x.example","lang":"ar"}]"#;
        let after = |change: &OwnerMailChange| column_after(before, change);
        assert_eq!(after(&change(None, None, Some("de"))), None, "no address is named");
        let added = after(&change(Some(&["a@x.example", "b@x.example", "c@x.example"]), None, Some("de"))).unwrap();
        let (addresses, languages) = parsed(&added);
        assert_eq!(addresses, ["a@x.example", "b@x.example", "c@x.example"]);
        let of = |address: &str| languages.get(address).map(String::as_str);
        assert_eq!([of("a@x.example"), of("b@x.example"), of("c@x.example")], [None, Some("ar"), Some("de")]);
        let all = parsed(&after(&change(None, Some("en"), None)).unwrap());
        assert!(all.0.len() == 2 && all.1.len() == 2 && all.1.values().all(|lang| lang == "en"), "{all:?}");
        assert_eq!(after(&change(Some(&[]), None, Some("de"))).as_deref(), Some("[]"));
        assert_eq!(after(&change(Some(&["a@x.example"]), None, None)).as_deref(), Some(r#"["a@x.example"]"#));
    }
}
