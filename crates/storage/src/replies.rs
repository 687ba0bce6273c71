//! Approving a comment and replying to it in one step, and the comments above and below one.

use porch_protocol::{CommentId, Status, ThreadId};

use super::changes::apply;
use super::comments::{COLUMNS, Changed, CommentChange, StoredComment, read};
use super::database::{self, StorageError};
use super::idempotency::{self, Key, PriorRequest};
use super::posting::post_all;
use super::posts::{PostJob, PostOutcome};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::visibility::{Viewer, Visibility, visible_to};

/// The result of approving and replying at once. Only [`Approved::Answered`] with a stored or repeated reply has
/// changed anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approved {
    /// The comment was not approved, so the reply was not posted.
    Not(Changed),
    /// The result of the reply; a refused one has left the comment as it was.
    Answered(PostOutcome),
}

/// A comment below another one, and its depth.
#[derive(Clone, Debug)]
pub struct Descendant {
    /// The comment.
    pub comment: StoredComment,
    /// 1 for a direct reply.
    pub depth: u32,
}

impl Storage {
    /// Approves a comment and stores a reply to it, in one transaction: both or neither. A repeated key does neither
    /// again.
    pub async fn approve_and_answer(
        &self,
        approve: CommentChange,
        answer: PostJob,
    ) -> std::result::Result<Approved, WriteError> {
        self.used_keys.record_key(&answer.site, &answer.key_hash);
        self.writer
            .write(WriteScope::site(&answer.site), (approve, answer), |tx, (approve, answer)| {
                Box::pin(both(tx, approve, answer))
            })
            .await
    }

    /// The comments above a comment, the opening one first: at most the `limit` nearest.
    pub async fn above(&self, site: &str, comment: &StoredComment, limit: u32) -> Result<Vec<StoredComment>> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "with recursive above (id, parent_id, height) as (
               select id, parent_id, 0 from comments where site_id = $1 and id = $2
               union all
               select c.id, c.parent_id, a.height + 1 from above a join comments c on c.site_id = $1 and c.id = a.parent_id
                 where a.height < $3)
             select {columns} from above a join comments c on c.site_id = $1 and c.id = a.id
             where a.height > 0 order by a.height desc"
        );
        let query = database::query(database::Composed(sql)).bind(site).bind(comment.id.to_string()).bind(limit);
        query.fetch_all(&self.readers).await?.iter().map(read).collect()
    }

    /// The comments below a comment that `viewer` may see, in reading order, at most `limit`; and how many of the first
    /// `most` have a text for the viewer.
    pub async fn below(
        &self,
        site: &str,
        (thread, id): (ThreadId, CommentId),
        (limit, most): (u32, u32),
        viewer: Viewer,
    ) -> Result<(Vec<Descendant>, u32)> {
        let columns = COLUMNS.split(',').map(|name| format!("c.{}", name.trim())).collect::<Vec<_>>().join(", ");
        // Replies come before siblings: `order by` makes the recursion go depth first.
        let sql = format!(
            "with recursive below (id, depth, posted_at) as (
               select id, 1, posted_at from comments where site_id = $1 and thread_id = $2 and parent_id = $3
               union all
               select c.id, b.depth + 1, c.posted_at from below b join comments c
                 on c.site_id = $1 and c.thread_id = $2 and c.parent_id = b.id
               order by 2 desc, 3, 1 limit $5),
             ordered as (select id, depth, row_number() over () as place from below),
             ranked as (
               select o.id, o.depth, row_number() over (order by o.place) as place,
                 count(*) filter (where c.status in (select atom from json_each($7))) over () as total
               from ordered o join comments c on c.site_id = $1 and c.id = o.id
               where c.status in (select atom from json_each($6)))
             select {columns}, r.depth, r.total from ranked r join comments c on c.site_id = $1 and c.id = r.id
             where r.place <= $4 order by r.place"
        );
        let query = database::query(database::Composed(sql)).bind(site).bind(thread.to_string()).bind(id.to_string());
        let query = query.bind(limit).bind(most);
        let query = query
            .bind(statuses(viewer, &[Visibility::Whole, Visibility::Stub]))
            .bind(statuses(viewer, &[Visibility::Whole]));
        let rows = query.fetch_all(&self.readers).await?;
        let total = rows.first().map_or(Ok(0), |row| row.try_get("total"))?;
        let below = rows.iter().map(|row| Ok(Descendant { comment: read(row)?, depth: row.try_get("depth")? }));
        Ok((below.collect::<Result<_>>()?, total))
    }
}

/// The statuses with this visibility for `viewer`, as a JSON array.
fn statuses(viewer: Viewer, seen: &[Visibility]) -> String {
    let words = Status::ALL.into_iter().filter(|status| seen.contains(&visible_to(viewer, *status))).map(Status::word);
    words.collect::<serde_json::Value>().to_string()
}

async fn both(tx: &mut Tx, approve: &CommentChange, answer: &PostJob) -> Result<Approved> {
    let key = Key { key_hash: answer.key_hash.clone(), request_hash: answer.request_hash.clone() };
    let used = idempotency::earlier(tx, &answer.site, &key).await?;
    tx.savepoint().await?;
    let outcome = approve_and_post(tx, approve, answer, used).await;
    let keeps =
        |approved: &Approved| matches!(approved, Approved::Answered(PostOutcome::Stored(_) | PostOutcome::Repeated(_)));
    match outcome {
        Ok(approved) if !keeps(&approved) => tx.roll_back().await.map(|()| approved),
        outcome => tx.settle(outcome).await?,
    }
}

async fn approve_and_post(
    tx: &mut Tx,
    approve: &CommentChange,
    answer: &PostJob,
    used: PriorRequest,
) -> Result<Approved> {
    if used == PriorRequest::None {
        let changed = apply(tx, approve).await?;
        if !matches!(changed, Changed::Done(..)) {
            return Ok(Approved::Not(changed));
        }
    }
    match post_all(tx, std::slice::from_ref(answer)).await?.pop() {
        Some(Ok(outcome)) => Ok(Approved::Answered(outcome)),
        Some(Err(WriteError::Database(error))) => Err(StorageError::Refused(error.to_string())),
        Some(Err(WriteError::Unavailable(_) | WriteError::Stopped)) | None => Err(StorageError::Broken),
    }
}
