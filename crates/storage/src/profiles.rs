//! What is public of a person beside their comments: whether they have confirmed who they are, and their line about
//! themselves.

use std::collections::HashSet;

use porch_protocol::{CommentId, Status, ThreadId, Timestamp};

use super::comments::{COLUMNS, read};
use super::database;
use super::events::{self, NewEvent};
use super::person_comments::CommentOnPage;
use super::threads::next_rev;
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;

/// Of a person's published comments, the latest ones in which conversations are searched.
const SEARCHED: u32 = 50;

/// The profile of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Whether they have confirmed a mail address, or signed in otherwise.
    pub confirmed: bool,
    /// Their line about themselves.
    pub about: Option<String>,
}

/// What of the comments with one name of a person everyone may know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishedCount {
    /// The published ones.
    pub comments: u32,
    /// When the first of them was posted; none where no date is known.
    pub since: Option<Timestamp>,
}

/// A published comment of a person, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedOnPage {
    /// The comment.
    pub comment: CommentId,
    /// When it was posted; none where it is unknown.
    pub posted_at: Option<Timestamp>,
    /// Its page's address.
    pub url: String,
    /// Its page's title.
    pub title: Option<String>,
}

impl Storage {
    /// The profile of a person; an empty one where nothing is stored.
    pub async fn profile(&self, site: &str, person: &str) -> Result<Profile> {
        let row = database::query("select confirmed_at, about from profiles where site_id = $1 and person_id = $2");
        let row = row.bind(site).bind(person).fetch_optional(&self.readers).await?;
        let Some(row) = row else { return Ok(Profile::default()) };
        Ok(Profile { confirmed: row.maybe_time("confirmed_at")?.is_some(), about: row.try_get("about")? })
    }

    /// Those of these people who have confirmed who they are.
    pub async fn confirmed_people(&self, site: &str, people: &HashSet<&str>) -> Result<HashSet<String>> {
        if people.is_empty() {
            return Ok(HashSet::new());
        }
        let rows = database::query(
            "select person_id from profiles where site_id = $1 and confirmed_at is not null
             and person_id in (select atom from json_each($2))",
        );
        let rows = rows.bind(site).bind(serde_json::json!(people).to_string()).fetch_all(&self.readers).await?;
        rows.iter().map(|row| row.try_get("person_id")).collect()
    }

    /// Stores a person's line about themselves; none removes it.
    pub async fn set_about(
        &self,
        site: String,
        person: String,
        about: Option<String>,
        now: Timestamp,
    ) -> std::result::Result<(), WriteError> {
        let stored = self
            .writer
            .write(WriteScope::site(&site), (site, person, about), move |tx, (site, person, about)| {
                Box::pin(async move {
                    let stored = database::query(
                        "insert into profiles (site_id, person_id, about, about_at) values ($1, $2, $3, $4)
                         on conflict (site_id, person_id) do update set
                           about = excluded.about, about_at = excluded.about_at",
                    );
                    let at = about.is_some().then_some(now.0);
                    stored.bind(site).bind(person).bind(about.as_deref()).bind(at).execute(tx).await.map(|_| ())
                })
            })
            .await;
        // The line of before is gone for good.
        self.note_erased();
        stored
    }

    /// Removes a person's line about themselves, for a team member. False when they have none, or have written nothing here.
    pub async fn remove_about(
        &self,
        site: String,
        person: String,
        by: String,
        now: Timestamp,
    ) -> std::result::Result<bool, WriteError> {
        let removed = self
            .writer
            .write(WriteScope::site(&site), (site, person, by), move |tx, (site, person, by)| {
                Box::pin(async move { remove(tx, (site, person), by, now).await })
            })
            .await;
        self.note_erased();
        removed
    }

    /// The number of a person's published comments with one name, and when the first one was posted.
    pub async fn published_count(&self, site: &str, (person, name): (&str, &str)) -> Result<PublishedCount> {
        let row = database::query(
            "select count(*) as comments, min(case when undated = 0 then posted_at end) as since
             from comments where site_id = $1 and person_id = $2 and status = $3 and name = $4",
        );
        let row = row.bind(site).bind(person).bind(Status::Published.word()).bind(name);
        let row = row.fetch_one(&self.readers).await?;
        Ok(PublishedCount { comments: row.count("comments")?, since: row.maybe_time("since")? })
    }

    /// The published comments of a person with one name after this one, the latest first, with the titles that everyone
    /// knows.
    pub async fn published_of(
        &self,
        site: &str,
        (person, name): (&str, &str),
        after: Option<(Timestamp, CommentId)>,
        limit: u32,
    ) -> Result<Vec<CommentOnPage>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let rows = database::query(database::Composed(format!(
            "select {columns}, t.url, t.title from comments c
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.site_id = $1 and c.person_id = $2 and c.status = $3 and c.name = $7
               and ($4 is null or (c.posted_at, c.id) < ($4, $5))
             order by c.posted_at desc, c.id desc limit $6"
        )));
        let rows = rows.bind(site).bind(person).bind(Status::Published.word());
        let rows =
            rows.bind(after.map(|(at, _)| at.0)).bind(after.map(|(_, id)| id.to_string())).bind(limit).bind(name);
        let rows = rows.fetch_all(&self.readers).await?;
        let placed =
            |row| Ok(CommentOnPage { comment: read(row)?, url: row.try_get("url")?, title: row.try_get("title")? });
        rows.iter().map(placed).collect()
    }

    /// The latest published comment of a person with one name on each of the pages where they wrote last, at most `limit`.
    pub async fn recent_pages(
        &self,
        site: &str,
        (person, name): (&str, &str),
        limit: usize,
    ) -> Result<Vec<PublishedOnPage>> {
        let rows = database::query(
            "select c.id, c.thread_id, c.posted_at, c.undated, t.url, t.title from comments c
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             where c.site_id = $1 and c.person_id = $2 and c.status = $3 and c.name = $5
             order by c.posted_at desc, c.id desc limit $4",
        );
        let rows = rows.bind(site).bind(person).bind(Status::Published.word()).bind(SEARCHED).bind(name);
        let mut threads: HashSet<ThreadId> = HashSet::new();
        let mut pages = Vec::new();
        for row in rows.fetch_all(&self.readers).await? {
            if pages.len() < limit && threads.insert(row.thread_id("thread_id")?) {
                pages.push(PublishedOnPage {
                    comment: row.comment_id("id")?,
                    posted_at: if row.boolean("undated")? { None } else { Some(row.time("posted_at")?) },
                    url: row.try_get("url")?,
                    title: row.try_get("title")?,
                });
            }
        }
        Ok(pages)
    }
}

/// The event names the latest comment: with its author's name it says whom it is about, as long as that is stored.
async fn remove(tx: &mut Tx, (site, person): (&str, &str), by: &str, now: Timestamp) -> Result<bool> {
    let latest = database::query(
        "select id, thread_id from comments where site_id = $1 and person_id = $2
         order by posted_at desc, id desc limit 1",
    );
    let Some(latest) = latest.bind(site).bind(person).fetch_optional(&mut *tx).await? else { return Ok(false) };
    let removed = database::query(
        "update profiles set about = null, about_at = null
         where site_id = $1 and person_id = $2 and about is not null returning person_id",
    );
    if removed.bind(site).bind(person).fetch_optional(&mut *tx).await?.is_none() {
        return Ok(false);
    }
    let (thread, comment) = (Some(latest.thread_id("thread_id")?), Some(latest.comment_id("id")?));
    let event = NewEvent { thread, comment, ..NewEvent::of_site(site, EventData::AboutRemoved, by, now) };
    events::append(tx, event).await?;
    Ok(true)
}

/// Gives a person's line about themselves to another one who has none; with a moment, only the line that was written then.
/// Returns when it was written; none where nothing was given.
pub(super) async fn hand_over_line(
    tx: &mut Tx,
    site: &str,
    (from, to): (&str, &str),
    written_at: Option<Timestamp>,
) -> Result<Option<Timestamp>> {
    let given = database::query(
        "insert into profiles (site_id, person_id, about, about_at)
         select site_id, $3, about, about_at from profiles
         where site_id = $1 and person_id = $2 and about is not null and ($4 is null or about_at = $4)
         on conflict (site_id, person_id) do update set about = excluded.about, about_at = excluded.about_at
           where profiles.about is null
         returning about_at",
    );
    let given = given.bind(site).bind(from).bind(to).bind(written_at.map(|at| at.0)).fetch_optional(&mut *tx).await?;
    let Some(row) = given else { return Ok(None) };
    let taken =
        database::query("update profiles set about = null, about_at = null where site_id = $1 and person_id = $2");
    taken.bind(site).bind(from).execute(tx).await?;
    row.maybe_time("about_at")
}

/// From now on the person has confirmed who they are. Those who read what they wrote are told, the first time.
pub(super) async fn confirm(tx: &mut Tx, site: &str, person: &str, now: Timestamp) -> Result<()> {
    let confirmed = database::query(
        "insert into profiles (site_id, person_id, confirmed_at) values ($1, $2, $3)
         on conflict (site_id, person_id) do update set confirmed_at = excluded.confirmed_at
           where profiles.confirmed_at is null
         returning person_id",
    );
    let confirmed = confirmed.bind(site).bind(person).bind(now.0).fetch_optional(&mut *tx).await?;
    if confirmed.is_none() {
        return Ok(());
    }
    let threads = database::query(
        "select distinct thread_id from comments where site_id = $1 and person_id = $2 and status = $3
         order by thread_id",
    );
    let threads = threads.bind(site).bind(person).bind(Status::Published.word()).fetch_all(&mut *tx).await?;
    for row in threads {
        let thread = row.thread_id("thread_id")?;
        let rev = Some(next_rev(tx, site, thread).await?);
        let event =
            NewEvent { thread: Some(thread), rev, ..NewEvent::of_site(site, EventData::PersonConfirmed, person, now) };
        events::append(tx, event).await?;
    }
    Ok(())
}
