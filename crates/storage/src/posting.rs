//! Stores many posts with a few statements, so that they share the cost of the statements and of the commit.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, ThreadId, Timestamp};
use serde_json::{Value, json};

use super::database::{self, StorageError};
use super::events::{Sequences, data_of};
use super::post_threads::{Thread, ThreadKey, threads_of};
use super::posts::{Arrival, PostJob, PostOutcome, StoredPost};
use super::proof_of_work::{store_used_challenges, used_challenges};
use super::touched::Touched;
use super::trust::last_post;
use super::{Result, Tx, WriteError, unanswered};
use porch_domain::event::EventData;
use porch_domain::event::data::PostedData;
use porch_domain::team::role_word;

/// Stores all posts. The outcomes have the order of the posts.
///
/// When the batch is refused, each post is tried by itself, so that a refused one does not affect the others. An error
/// means that the state of the transaction is unknown, with all that was done in it.
pub(super) async fn post_all(
    tx: &mut Tx,
    jobs: &[PostJob],
) -> Result<Vec<std::result::Result<PostOutcome, WriteError>>> {
    match in_savepoint(tx, jobs).await? {
        Ok(outcomes) => Ok(outcomes.into_iter().map(Ok).collect()),
        Err(error) if jobs.len() == 1 => Ok(vec![Err(error.into())]),
        Err(_) => {
            let mut outcomes = Vec::with_capacity(jobs.len());
            for job in jobs {
                let one = in_savepoint(tx, std::slice::from_ref(job)).await?;
                outcomes.push(one.map(|mut one| one.swap_remove(0)).map_err(WriteError::from));
            }
            Ok(outcomes)
        }
    }
}

async fn in_savepoint(tx: &mut Tx, jobs: &[PostJob]) -> Result<Result<Vec<PostOutcome>>> {
    if jobs.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    tx.savepoint().await?;
    let outcomes = post(tx, jobs).await;
    tx.settle(outcomes).await
}

async fn post(tx: &mut Tx, jobs: &[PostJob]) -> Result<Vec<PostOutcome>> {
    let sites: BTreeSet<&str> = jobs.iter().map(|job| &*job.site).collect();
    tx.lock_sites(&sites.into_iter().collect::<Vec<_>>()).await?;
    let mut known = earlier_answers(tx, jobs).await?;
    let mut threads = threads_of(tx, jobs).await?;
    let parents = parents_of(tx, jobs).await?;
    let mut latest = LatestCommentTimes::default();
    let mut spent = used_challenges(tx, jobs).await?;
    let mut seqs = Sequences::default();
    let mut rows = Rows::default();
    let mut outcomes = Vec::with_capacity(jobs.len());
    let mut touched = Touched::default();
    for job in jobs {
        let key = (job.site.clone(), job.key_hash.clone());
        if let Some((request_hash, stored)) = known.get(&key) {
            let same = *request_hash == job.request_hash;
            outcomes.push(if same { PostOutcome::Repeated(stored.clone()) } else { PostOutcome::KeyReused });
            continue;
        }
        let Some(thread) = threads.get_mut(&(job.site.clone(), job.page_key.clone())) else {
            return Err(StorageError::NotFound);
        };
        if thread.closed {
            outcomes.push(PostOutcome::Closed);
            continue;
        }
        if job.parent.is_some_and(|parent| parents.get(&(job.site.clone(), parent)) != Some(&thread.id)) {
            outcomes.push(PostOutcome::ParentNotFound);
            continue;
        }
        if let Some(until) = latest.until(tx, job, thread.id).await? {
            outcomes.push(PostOutcome::TooSoon(until));
            continue;
        }
        // Only here is it certain that the same proof of work did not admit another comment, even one in this batch.
        let again = job.proof.as_ref().is_some_and(|done| !spent.insert((job.site.clone(), done.challenge.clone())));
        let had_title = thread.title.is_some();
        let stored = store(job, again, thread, &mut rows, &mut seqs)?;
        let titled = thread.title.is_some() && !had_title;
        touched.post((&job.site, &job.page_key), thread.id, (stored.rev, titled));
        latest.record_post(job, &stored);
        known.insert(key, (job.request_hash.clone(), stored.clone()));
        outcomes.push(PostOutcome::Stored(stored));
    }
    if !rows.comments.is_empty() {
        seqs.take(tx, &mut rows.events).await?;
        rows.insert(tx).await?;
        move_on(tx, &threads).await?;
        tx.touched().merge(touched);
    }
    Ok(outcomes)
}

/// The time of each author's latest comment, in this batch or before it, where a slow mode applies.
#[derive(Default)]
struct LatestCommentTimes(HashMap<(Arc<str>, String, Option<ThreadId>), Option<Timestamp>>);

impl LatestCommentTimes {
    fn key(job: &PostJob, thread: ThreadId, everywhere: bool) -> (Arc<str>, String, Option<ThreadId>) {
        (job.site.clone(), job.person.clone(), (!everywhere).then_some(thread))
    }

    /// The time from which the author of a post may write again, if that is in the future.
    async fn until(&mut self, tx: &mut Tx, job: &PostJob, thread: ThreadId) -> Result<Option<Timestamp>> {
        let Some(slow_mode) = job.slow_mode else { return Ok(None) };
        let key = Self::key(job, thread, slow_mode.everywhere);
        let last = match self.0.get(&key) {
            Some(last) => *last,
            None => last_post(&mut *tx, &job.site, &job.person, key.2).await?,
        };
        self.0.insert(key, last);
        let until = last.map(|last| last.plus(i64::from(slow_mode.seconds) * Timestamp::SECOND));
        Ok(until.filter(|until| *until > job.now))
    }

    fn record_post(&mut self, job: &PostJob, stored: &StoredPost) {
        if let Some(slow_mode) = job.slow_mode {
            self.0.insert(Self::key(job, stored.thread, slow_mode.everywhere), Some(stored.posted_at));
        }
    }
}

/// Decides a post's position and prepares its rows. A post whose proof of work was used before is held.
fn store(job: &PostJob, again: bool, thread: &mut Thread, rows: &mut Rows, seqs: &mut Sequences) -> Result<StoredPost> {
    // The posts of a thread have increasing times, even when the machine's clock stops or is set back.
    thread.last_at = job.now.0.max(thread.last_at + 1);
    thread.grew = true;
    let (status, hold) = match job.status {
        Status::Published if again => (Status::Held, Some(HoldReason::NoProof)),
        status => (status, job.hold),
    };
    let rev = (status == Status::Published).then(|| {
        thread.rev += 1;
        thread.rev
    });
    let stored = StoredPost { id: job.id, thread: thread.id, posted_at: Timestamp(thread.last_at), rev, status, hold };
    // The title is published together with the text.
    let title = job.title.as_deref().filter(|_| thread.untitled);
    let arrived = if rev.is_some() { Arrival::default().stored(title) } else { job.arrival.stored(title) };
    if let Some(title) = title.filter(|_| rev.is_some()) {
        (thread.untitled, thread.title) = (false, Some(title.to_owned()));
    }
    let (status, reason) = (status.word(), hold.map(HoldReason::word));
    if let Some(done) = job.proof.as_ref().filter(|_| !again) {
        rows.spent.push(json!([job.site, done.challenge, done.expires_at]));
    }
    rows.person(job);
    rows.comments.push(json!([
        job.site,
        thread.id,
        job.id,
        job.parent,
        job.person,
        job.name,
        job.source,
        job.tree,
        status,
        thread.last_at,
        reason,
        job.role.map(role_word),
        arrived
    ]));
    let posted = PostedData { pause: job.second_look };
    let what = if rev.is_some() { EventData::CommentPublished(posted) } else { EventData::CommentHeld(posted) };
    let (kind, data) = (what.kind().as_str(), data_of(&what)?);
    seqs.expect(&job.site);
    rows.events.push((job.site.clone(), json!([kind, thread.id, job.id, rev, job.person, job.now, reason, data])));
    let code = if rev.is_some() { 201 } else { 202 };
    rows.keys.push(json!([job.site, job.key_hash, job.request_hash, job.id, code, rev, reason, job.now]));
    Ok(stored)
}

async fn earlier_answers(tx: &mut Tx, jobs: &[PostJob]) -> Result<HashMap<(Arc<str>, String), (String, StoredPost)>> {
    let keys: Vec<_> = jobs.iter().map(|job| json!([job.site, job.key_hash])).collect();
    let found = database::query(
        "select i.site_id, i.key_hash, i.request_hash, i.comment_id, i.rev, i.reason, c.thread_id, c.posted_at, i.status
         from json_each($1) j
         join idempotency i on i.site_id = j.value ->> 0 and i.key_hash = j.value ->> 1
         join comments c on c.site_id = i.site_id and c.id = i.comment_id",
    )
    .bind(Value::Array(keys).to_string())
    .fetch_all(&mut *tx)
    .await?;
    let mut known = HashMap::new();
    for row in found {
        let site: String = row.try_get("site_id")?;
        let reason: Option<String> = row.try_get("reason")?;
        let published = row.try_get::<i64>("status")? == 201;
        let stored = StoredPost {
            id: row.comment_id("comment_id")?,
            thread: row.thread_id("thread_id")?,
            posted_at: row.time("posted_at")?,
            rev: row.try_get("rev")?,
            status: if published { Status::Published } else { Status::Held },
            hold: reason.as_deref().and_then(HoldReason::from_word),
        };
        known.insert((Arc::from(site), row.try_get("key_hash")?), (row.try_get("request_hash")?, stored));
    }
    Ok(known)
}

/// The threads of the parents; only public comments can be replied to.
async fn parents_of(tx: &mut Tx, jobs: &[PostJob]) -> Result<HashMap<(Arc<str>, CommentId), ThreadId>> {
    let keys: Vec<_> = jobs.iter().filter_map(|job| job.parent.map(|parent| json!([job.site, parent]))).collect();
    let mut parents = HashMap::new();
    if keys.is_empty() {
        return Ok(parents);
    }
    let found = database::query(
        "select c.site_id, c.id, c.thread_id from json_each($1) j
         join comments c on c.site_id = j.value ->> 0 and c.id = j.value ->> 1
         where c.status = 'published'",
    )
    .bind(Value::Array(keys).to_string())
    .fetch_all(tx)
    .await?;
    for row in found {
        let site: String = row.try_get("site_id")?;
        parents.insert((Arc::from(site), row.comment_id("id")?), row.thread_id("thread_id")?);
    }
    Ok(parents)
}

async fn move_on(tx: &mut Tx, threads: &HashMap<ThreadKey, Thread>) -> Result<()> {
    let moved: Vec<_> = threads
        .iter()
        .filter(|(_, thread)| thread.grew)
        .map(|((site, _), thread)| json!([site, thread.id, thread.rev, thread.last_at, thread.title]))
        .collect();
    database::query(
        "update threads set rev = cast(j.value ->> 2 as bigint), last_at = cast(j.value ->> 3 as bigint), title = coalesce(title, j.value ->> 4)
         from json_each($1) j
         where threads.site_id = j.value ->> 0 and threads.id = j.value ->> 1",
    )
    .bind(Value::Array(moved).to_string())
    .execute(tx)
    .await?;
    Ok(())
}

/// The rows of a batch.
#[derive(Default)]
struct Rows {
    /// Their latest names, and when they are first seen. The order is that in which other writers lock them.
    people: BTreeMap<(Arc<str>, String), (String, Timestamp)>,
    comments: Vec<Value>,
    events: Vec<(Arc<str>, Value)>,
    keys: Vec<Value>,
    spent: Vec<Value>,
}

impl Rows {
    /// The author of a post. A statement cannot change one row twice, so an author has one row, with the last name.
    fn person(&mut self, job: &PostJob) {
        let seen = self.people.entry((job.site.clone(), job.person.clone()));
        seen.or_insert_with(|| (String::new(), job.now)).0.clone_from(&job.name);
    }

    async fn insert(self, tx: &mut Tx) -> Result<()> {
        let people = self.people.iter().map(|((site, person), (name, since))| json!([site, person, name, since]));
        database::query(
            "insert into people (site_id, id, kind, name, created_at)
             select value ->> 0, value ->> 1, 'guest', value ->> 2, cast(value ->> 3 as bigint) from json_each($1) where true
             on conflict (site_id, id) do update set name = excluded.name",
        )
        .bind(people.collect::<Value>().to_string())
        .execute(&mut *tx)
        .await?;
        let waits = unanswered::OF_NEW;
        database::query(database::Composed(format!(
            "insert into comments (site_id, thread_id, id, parent_id, person_id, name, source, source_format,
                                   tree, tree_version, status, posted_at, hold, role, arrived, waits)
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, 'markdown',
                    value ->> 7, $2, value ->> 8, cast(value ->> 9 as bigint), value ->> 10, value ->> 11, value ->> 12, {waits}
             from json_each($1)"
        )))
        .bind(json!(self.comments).to_string())
        .bind(i64::from(porch_protocol::tree::TREE_VERSION))
        .execute(&mut *tx)
        .await?;
        unanswered::update_after_posts(tx, &self.comments).await?;
        let events = self.events.into_iter().map(|(_, event)| event).collect();
        database::query(
            "insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at, reason, data)
             select value ->> 0, cast(value ->> 1 as bigint), value ->> 2, value ->> 3, value ->> 4, 1, cast(value ->> 5 as bigint), value ->> 6,
                    cast(value ->> 7 as bigint), value ->> 8, value ->> 9 from json_each($1)",
        )
        .bind(Value::Array(events).to_string())
        .execute(&mut *tx)
        .await?;
        database::query(
            "insert into idempotency (site_id, key_hash, request_hash, comment_id, status, rev, reason, created_at)
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, cast(value ->> 4 as bigint), cast(value ->> 5 as bigint), value ->> 6, cast(value ->> 7 as bigint)
             from json_each($1)",
        )
        .bind(Value::Array(self.keys).to_string())
        .execute(&mut *tx)
        .await?;
        store_used_challenges(tx, self.spent).await
    }
}
