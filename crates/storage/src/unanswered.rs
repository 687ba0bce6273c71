//! Comments that need an answer of the team. The rule is in `domain/unanswered.rs`; `comments.waits` is updated in the
//! transaction of each change, so that the list costs only as much as it has entries.

use std::sync::LazyLock;

use porch_protocol::queue_query::ListOrder;
use porch_protocol::{CommentId, ThreadId, Timestamp};
use serde_json::json;

use super::comments::{COLUMNS, StoredComment, read};
use super::database;
use super::events::{self, NewEvent};
use super::queue_choice::Choice;
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::{EventData, EventKind};

/// How many of the longest waiting comments are sorted, new authors first: more than anybody scrolls to.
const MAX_SORTED: u32 = 1_000;

/// Comments `c` of the site `$1` that wait since `$2`, of the thread `$3` if one is given.
const UNANSWERED: &str = "c.site_id = $1 and c.waits = 1 and c.posted_at >= $2 and ($3 is null or c.thread_id = $3)";

/// A fact in a row of this list: that it is the first comment of its author, or that it replies to the team.
pub const FIRST_COMMENT: &str = "first_comment";
/// The second fact.
pub const REPLY: &str = "reply";

/// `waits` of a row that a post inserts, from its JSON array. It has no replies yet.
pub(super) const OF_NEW: &str =
    "case when value ->> 8 = 'published' and value ->> 11 is null and (value ->> 3 is null or exists
    (select 1 from comments p where p.site_id = value ->> 0 and p.id = value ->> 3 and p.role is not null)) then 1 end";

/// The events about answers, in the form of the index, so that SQLite uses it.
static ABOUT_ANSWERS: LazyLock<String> = LazyLock::new(|| {
    let kinds = [EventKind::NoAnswerNeeded, EventKind::AnswerNeededAgain].map(EventKind::as_str);
    format!("kind in ('{}')", kinds.join("', '"))
});

/// Whether the last of these events says that a comment needs no answer.
static NOT_NEEDED: LazyLock<String> = LazyLock::new(|| {
    format!(
        "(select e.kind from events e where e.site_id = $1 and e.comment_id = comments.id
           and e.{} order by e.seq desc limit 1) = '{}'",
        *ABOUT_ANSWERS,
        EventKind::NoAnswerNeeded.as_str()
    )
});

/// A comment that needs an answer.
#[derive(Clone, Debug)]
pub struct Unanswered {
    /// The comment.
    pub comment: StoredComment,
    /// Its page's address.
    pub url: String,
    /// Its page's title.
    pub title: Option<String>,
    /// Whether its author had no earlier comment here.
    pub first_words: bool,
    /// The number of its direct replies.
    pub answers: u32,
}

/// A team member marks whether a comment needs an answer.
#[derive(Clone, Debug)]
pub struct AnswerNeeded {
    /// The site.
    pub site: String,
    /// The comment.
    pub id: CommentId,
    /// Whether it needs one.
    pub needed: bool,
    /// The team member.
    pub by: String,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// The comments that need an answer since then: new authors first, then the longest wait; at most `limit`, and how
    /// many there are in all, of the site or of one thread.
    pub async fn unanswered(
        &self,
        site: &str,
        only: Option<ThreadId>,
        since: Timestamp,
        limit: u32,
    ) -> Result<(Vec<Unanswered>, u32)> {
        let (found, _, total) = self.chosen_unanswered(site, only, since, &Choice::default(), limit).await?;
        Ok((found, total))
    }

    /// The same for the comments that `choice` selects, in its order; how many those are, and how many there are in
    /// all.
    pub async fn chosen_unanswered(
        &self,
        site: &str,
        only: Option<ThreadId>,
        since: Timestamp,
        choice: &Choice,
        limit: u32,
    ) -> Result<(Vec<Unanswered>, u32, u32)> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let (read_from, order) = match choice.order {
            ListOrder::Usual => ("c.posted_at, c.id", "l.first_words desc, l.posted_at, l.id"),
            ListOrder::Newest => ("c.posted_at desc, c.id desc", "l.posted_at desc, l.id desc"),
            ListOrder::Oldest => ("c.posted_at, c.id", "l.posted_at, l.id"),
        };
        let sql = format!(
            "with longest as (
               select c.id, c.posted_at, c.parent_id is not null as replies, not exists (
                 select 1 from comments e where e.site_id = $1
                 and e.person_id = c.person_id and e.status = 'published' and e.posted_at < c.posted_at) as first_words
               from comments c where {UNANSWERED} and ($6 is null or c.posted_at <= $6) and ($7 is null or exists (
                 select 1 from threads t where t.site_id = $1 and t.id = c.thread_id and t.url = $7))
               order by {read_from} limit $5),
             listed as (select l.*, count(*) over () as fitting from longest l
               where $8 is null or ($8 = '{FIRST_COMMENT}' and l.first_words)
                 or ($8 = '{REPLY}' and l.replies and not l.first_words)
               order by {order} limit $4)
             select {columns}, t.url, t.title, l.first_words, l.fitting,
               (select count(*) from comments r where r.site_id = $1 and r.thread_id = c.thread_id
                 and r.parent_id = c.id and r.status = 'published') as answers
             from listed l join comments c on c.site_id = $1 and c.id = l.id
             join threads t on t.site_id = c.site_id and t.id = c.thread_id
             order by {order}"
        );
        let thread = only.map(|thread| thread.to_string());
        let query = database::query(database::Composed(sql)).bind(site).bind(since.0).bind(thread.as_deref());
        let query = query.bind(limit).bind(MAX_SORTED).bind(choice.posted_before.map(|until| until.0));
        let query = query.bind(choice.page.as_deref()).bind(choice.reason.as_deref());
        let rows = query.fetch_all(&self.readers).await?;
        let total = self.count_unanswered(site, thread.as_deref(), since).await?;
        let fitting = match rows.first() {
            _ if !choice.narrows() => total,
            Some(row) => row.count("fitting")?,
            None => 0,
        };
        let found = rows.iter().map(|row| {
            Ok(Unanswered {
                comment: read(row)?,
                url: row.try_get("url")?,
                title: row.try_get("title")?,
                first_words: row.boolean("first_words")?,
                answers: row.count("answers")?,
            })
        });
        Ok((found.collect::<Result<_>>()?, fitting, total))
    }

    async fn count_unanswered(&self, site: &str, thread: Option<&str>, since: Timestamp) -> Result<u32> {
        let sql = format!("select count(*) as total from comments c where {UNANSWERED}");
        let total = database::query(database::Composed(sql)).bind(site).bind(since.0).bind(thread);
        total.fetch_one(&self.readers).await?.count("total")
    }

    /// Stores that a comment needs no answer, or needs one again, with its event. False when it does not wait for one,
    /// or is marked so already.
    pub async fn set_answer_needed(&self, change: AnswerNeeded) -> std::result::Result<bool, WriteError> {
        self.writer
            .write(WriteScope::site(&change.site), change, |tx, change| {
                Box::pin(async move {
                    let changed = database::query(
                        "update comments set waits = $3, in_history = 1 where site_id = $1 and id = $2 and waits = 1 - $3
                         returning thread_id, version",
                    );
                    let changed = changed.bind(&change.site).bind(change.id.to_string()).bind(i64::from(change.needed));
                    let Some(row) = changed.fetch_optional(&mut *tx).await? else { return Ok(false) };
                    let what = if change.needed { EventData::AnswerNeededAgain } else { EventData::NoAnswerNeeded };
                    let event = NewEvent {
                        thread: Some(row.thread_id("thread_id")?),
                        comment: Some(change.id),
                        version: Some(row.count("version")?),
                        ..NewEvent::of_site(&change.site, what, &change.by, change.now)
                    };
                    events::append(tx, event).await?;
                    Ok(true)
                })
            })
            .await
    }
}

/// A comment's status has changed: whether it needs an answer may have changed; and if the team wrote it, also for the
/// comments above it.
pub(super) async fn update_after_status_change(tx: &mut Tx, site: &str, before: &StoredComment) -> Result<()> {
    recompute_unanswered(tx, site, &[before.id], before.role.is_some()).await
}

/// Posts of the team were stored: the comments above them need no answer any more. The rows are those of the insert.
pub(super) async fn update_after_posts(tx: &mut Tx, rows: &[serde_json::Value]) -> Result<()> {
    for row in rows.iter().filter(|row| !row[11].is_null() && row[8] == "published") {
        let (Some(site), Some(parent)) = (row[0].as_str(), row[3].as_str()) else { continue };
        database::query(
            "with recursive above (id, parent_id) as (
               select id, parent_id from comments where site_id = $1 and id = $2
               union select c.id, c.parent_id from above a join comments c on c.site_id = $1 and c.id = a.parent_id)
             update comments set waits = null where site_id = $1 and waits is not null and id in (select id from above)",
        )
        .bind(site)
        .bind(parent)
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Applies the rule again to comments and, with `above`, to all comments above them.
pub(super) async fn recompute_unanswered(tx: &mut Tx, site: &str, ids: &[CommentId], above: bool) -> Result<()> {
    let sql = format!(
        "with recursive touched (id, parent_id) as (
           select id, parent_id from comments where site_id = $1 and id in (select atom from json_each($2))
           union select c.id, c.parent_id from touched a join comments c on $3 = 1 and c.site_id = $1 and c.id = a.parent_id)
         update comments set waits = case
           when status <> 'published' or role is not null then null
           when parent_id is not null and not exists (select 1 from comments p
             where p.site_id = $1 and p.id = comments.parent_id and p.role is not null) then null
           when not exists (select 1 from people p
             where p.site_id = $1 and p.id = comments.person_id and p.kind = 'guest') then null
           when exists (
             with recursive below (id, role, status) as (
               select id, role, status from comments b
                 where b.site_id = $1 and b.thread_id = comments.thread_id and b.parent_id = comments.id
               union all
               select b.id, b.role, b.status from below join comments b
                 on b.site_id = $1 and b.thread_id = comments.thread_id and b.parent_id = below.id)
             select 1 from below where role is not null and status = 'published') then null
           when {} then 0
           else 1 end
         where site_id = $1 and id in (select id from touched)",
        *NOT_NEEDED
    );
    let query = database::query(database::Composed(sql)).bind(site).bind(json!(ids).to_string()).bind(above);
    query.execute(tx).await.map(|_| ())
}

/// Takes from an imported log which comments need no answer.
pub(super) async fn update_from_log(tx: &mut Tx, site: &str) -> Result<()> {
    let sql = format!("update comments set waits = 0 where site_id = $1 and waits = 1 and {}", *NOT_NEEDED);
    database::query(database::Composed(sql)).bind(site).execute(tx).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_question_is_that_of_the_index() {
        let index = include_str!("../migrations/sqlite/0020_unanswered.sql");
        assert!(index.contains(&format!("where {};", *super::ABOUT_ANSWERS)), "{}", *super::ABOUT_ANSWERS);
    }
}
