//! Merging a guest into a person who is known: the guest's comments become the person's, and so does the line about
//! themselves where the person has none. It is recorded and can be undone.

use std::collections::BTreeMap;

use porch_protocol::{Status, ThreadId, Timestamp};
use uuid::Uuid;

use super::database;
use super::events::{self, NewEvent};
use super::profiles::hand_over_line;
use super::threads::next_rev;
use super::visitor_mail::FOR_REPLIES;
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::MergeData;

/// A merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Its id.
    pub id: String,
    /// The person of before.
    pub from: String,
    /// The person of now.
    pub to: String,
    /// When.
    pub at: Timestamp,
    /// The number of comments.
    pub comments: u32,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

impl Storage {
    /// What was merged into a person, the latest first.
    pub async fn merges_into(&self, site: &str, person: &str) -> Result<Vec<Merge>> {
        let rows = database::query(
            "select m.id, m.from_person, m.to_person, m.created_at, m.undone_at,
               (select count(*) from merged_comments c where c.site_id = m.site_id and c.merge_id = m.id) as comments
             from merges m where m.site_id = $1 and m.to_person = $2 order by m.created_at desc, m.id",
        );
        let rows = rows.bind(site).bind(person).fetch_all(&self.readers).await?;
        let merges = rows.iter().map(|row| {
            Ok(Merge {
                id: row.try_get("id")?,
                from: row.try_get("from_person")?,
                to: row.try_get("to_person")?,
                at: row.time("created_at")?,
                comments: row.count("comments")?,
                undone_at: row.maybe_time("undone_at")?,
            })
        });
        merges.collect()
    }

    /// The lines about themselves of guests who were merged into a person that had one: they show nowhere.
    pub async fn lines_of_merged(&self, site: &str, person: &str) -> Result<Vec<String>> {
        let rows = database::query(
            "select p.about from merges m join profiles p on p.site_id = m.site_id and p.person_id = m.from_person
             where m.site_id = $1 and m.to_person = $2 and m.undone_at is null and p.about is not null
             order by m.created_at, m.id",
        );
        let rows = rows.bind(site).bind(person).fetch_all(&self.readers).await?;
        rows.iter().map(|row| row.try_get("about")).collect()
    }

    /// Undoes a merge: its comments are again those of the person of before, and so is the line about themselves, unless it
    /// was changed since. False when there is no such merge, or it is undone already.
    pub async fn undo_merge(
        &self,
        site: String,
        merge: String,
        by: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, merge, by), move |tx, (site, merge, by)| {
                Box::pin(async move { undo(tx, (site, merge), by, now).await })
            })
            .await
    }
}

/// Makes all comments of `from` those of `to`, who may never have written here, and the line of `from` that of `to`, who may
/// have one already. Returns how many comments there were.
pub(super) async fn merge(
    tx: &mut Tx,
    site: &str,
    (from, to): (&str, &str),
    method: &str,
    now: Timestamp,
) -> Result<u32> {
    let written = database::query("select count(*) as number from comments where site_id = $1 and person_id = $2");
    let written = written.bind(site).bind(from).fetch_one(&mut *tx).await?.count("number")?;
    if written == 0 {
        return Ok(0);
    }
    let id = Uuid::now_v7().to_string();
    let about_at = hand_over_line(tx, site, (from, to), None).await?;
    database::query(
        "insert into merges (site_id, id, from_person, to_person, method, created_at, about_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(site)
    .bind(&id)
    .bind(from)
    .bind(to)
    .bind(method)
    .bind(now.0)
    .bind(about_at.map(|at| at.0))
    .execute(&mut *tx)
    .await?;
    database::query(
        "insert into merged_comments (site_id, merge_id, comment_id)
         select site_id, $2, id from comments where site_id = $1 and person_id = $3",
    )
    .bind(site)
    .bind(&id)
    .bind(from)
    .execute(&mut *tx)
    .await?;
    database::query(
        "insert into people (site_id, id, kind, name, created_at)
         select site_id, $3, kind, name, created_at from people where site_id = $1 and id = $2
         on conflict do nothing",
    )
    .bind(site)
    .bind(from)
    .bind(to)
    .execute(&mut *tx)
    .await?;
    let merged = EventData::CommentsMerged(MergeData { from: from.to_owned(), to: to.to_owned() });
    hand_over(tx, (site, &id), (from, to), (merged, to), now).await?;
    Ok(written)
}

/// Whether a person's comments may become those of another: a ban is not left behind, and who has confirmed something is a
/// person of their own.
pub(super) async fn may_merge(tx: &mut Tx, site: &str, person: &str, now: Timestamp) -> Result<bool> {
    let banned = database::query(
        "select 1 from bans where site_id = $1 and kind = 'person' and who = $2 and (until is null or until > $3)",
    );
    let banned = banned.bind(site).bind(person).bind(now.0).fetch_optional(&mut *tx).await?;
    Ok(banned.is_none() && !has_confirmed(tx, site, person).await?)
}

/// Whether a person has confirmed something: a mail address, or an account somewhere else.
pub(super) async fn has_confirmed(tx: &mut Tx, site: &str, person: &str) -> Result<bool> {
    let confirmed = database::query(
        "select 1 from visitor_mail where site_id = $1 and person_id = $2 and confirmed_at is not null
         union all
         select 1 from identities where site_id = $1 and person_id = $2",
    );
    Ok(confirmed.bind(site).bind(person).fetch_optional(tx).await?.is_some())
}

/// Whether a person is known by an account that has stated no address, and has confirmed none but for mail about replies.
pub(super) async fn is_known_by_account_alone(tx: &mut Tx, (site, person): (&str, &str)) -> Result<bool> {
    let account = database::query(
        "select 1 from identities i where i.site_id = $1 and i.person_id = $2 and not exists (
           select 1 from visitor_mail m
           where m.site_id = i.site_id and m.person_id = i.person_id and m.source <> $3 and m.confirmed_at is not null)",
    );
    let account = account.bind(site).bind(person).bind(FOR_REPLIES);
    Ok(account.fetch_optional(tx).await?.is_some())
}

async fn undo(tx: &mut Tx, (site, merge): (&str, &str), by: &str, now: Timestamp) -> Result<bool> {
    let undone = database::query(
        "update merges set undone_at = $3 where site_id = $1 and id = $2 and undone_at is null
         returning from_person, to_person, about_at",
    );
    let undone = undone.bind(site).bind(merge).bind(now.0).fetch_optional(&mut *tx).await?;
    let Some(row) = undone else { return Ok(false) };
    let (from, to): (String, String) = (row.try_get("from_person")?, row.try_get("to_person")?);
    let back = EventData::MergeUndone(MergeData { from: to.clone(), to: from.clone() });
    hand_over(tx, (site, merge), (&to, &from), (back, by), now).await?;
    if let Some(written_at) = row.maybe_time("about_at")? {
        hand_over_line(tx, site, (&to, &from), Some(written_at)).await?;
    }
    Ok(true)
}

/// Gives the comments of a merge from one person to another, with an event for each thread that they lie in.
async fn hand_over(
    tx: &mut Tx,
    (site, merge): (&str, &str),
    (from, to): (&str, &str),
    (what, by): (EventData, &str),
    now: Timestamp,
) -> Result<()> {
    let changed = database::query(
        "update comments set person_id = $4 where site_id = $1 and person_id = $3
         and id in (select comment_id from merged_comments where site_id = $1 and merge_id = $2)
         returning thread_id, status",
    );
    let changed = changed.bind(site).bind(merge).bind(from).bind(to).fetch_all(&mut *tx).await?;
    // Whether readers see one of them there.
    let mut threads: BTreeMap<Uuid, bool> = BTreeMap::new();
    for row in &changed {
        *threads.entry(row.thread_id("thread_id")?.0).or_default() |= row.status("status")? == Status::Published;
    }
    for (thread, is_public) in threads {
        let thread = ThreadId(thread);
        let rev = if is_public { Some(next_rev(tx, site, thread).await?) } else { None };
        let event = NewEvent { thread: Some(thread), rev, ..NewEvent::of_site(site, what.clone(), by, now) };
        events::append(tx, event).await?;
    }
    Ok(())
}
