//! Comments: read through the one rule of visibility, changed by one guarded statement.

use std::sync::Arc;

use porch_protocol::{Author, Comment, CommentId, Status, ThreadId, Timestamp, Tree, tree::TREE_VERSION};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::events::{self, NewEvent};
use super::idempotency::{self, Earlier, Key};
use super::words::{Columns, status_word};
use super::{Result, Storage, Tx, WriteError, threads};
use crate::domain::markup;
use crate::domain::visibility::{PUBLIC_STATUSES, Viewer, Visible, visible_to};

/// A comment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredComment {
    /// Its id.
    pub id: CommentId,
    /// Its thread.
    pub thread: ThreadId,
    /// What it answers.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub person: String,
    /// The name on it.
    pub name: String,
    /// The words as they were typed or imported.
    pub source: String,
    /// The words as a tree.
    pub tree: Tree,
    /// Where it stands.
    pub status: Status,
    /// Rises with each change.
    pub version: u32,
    /// Why it was held, removed or sent back.
    pub reason: Option<String>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// When it was last changed after the free minutes.
    pub edited_at: Option<Timestamp>,
}

impl StoredComment {
    /// What `viewer` sees of it; none for nothing at all.
    pub fn seen_by(&self, viewer: Viewer) -> Option<Comment> {
        let visible = visible_to(viewer, self.status);
        if visible == Visible::Nothing {
            return None;
        }
        let whole = visible == Visible::Whole;
        // Whoever takes words back may be named with that; a removed comment's author is not pilloried.
        let named = whole || self.status == Status::Withdrawn;
        Some(Comment {
            id: self.id,
            parent: self.parent,
            author: named.then(|| Author { name: self.name.clone(), role: None }),
            body: whole.then(|| self.tree.clone()),
            posted_at: self.posted_at,
            edited_at: self.edited_at.filter(|_| whole),
            version: self.version,
            status: self.status,
            reason: self.reason.clone().filter(|_| self.status == Status::Removed || viewer != Viewer::Stranger),
        })
    }
}

/// A change of one comment.
#[derive(Clone, Debug)]
pub struct CommentChange {
    /// The site.
    pub site: String,
    /// Which comment.
    pub id: CommentId,
    /// Only if this person wrote it; none for the operator.
    pub by: Option<String>,
    /// Only if it still has this version; none for the operator.
    pub version: Option<u32>,
    /// Only if it stands so.
    pub from: Vec<Status>,
    /// What it becomes.
    pub to: To,
    /// The event's kind.
    pub kind: &'static str,
    /// Why, in words.
    pub reason: Option<String>,
    /// When.
    pub now: Timestamp,
    /// The request's key, where it came with one.
    pub key: Option<Key>,
}

/// What a change makes of a comment.
#[derive(Clone, Debug)]
pub enum To {
    /// Other words.
    Words {
        /// As typed.
        source: String,
        /// As a tree, serialised.
        tree: String,
        /// When the change is to be marked; none within the free minutes.
        edited_at: Option<Timestamp>,
    },
    /// Another place.
    Status(Status),
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Done: the comment as it stands now, and the thread's rev when strangers may notice.
    Done(Box<StoredComment>, Option<i64>),
    /// No such comment, or somebody else's, or one that stands where this cannot be done.
    NotFound,
    /// It has another version by now.
    Conflict,
    /// The key came before with another request.
    KeyReused,
}

const COLUMNS: &str = "id, thread_id, parent_id, person_id, name, source, source_format, tree, tree_version, status, \
                       version, reason, posted_at, edited_at";

impl Storage {
    /// What strangers see of a thread, unordered; stubs whose branch is gone are still among it.
    pub async fn public_comments(&self, site: &str, thread: ThreadId) -> Result<Vec<Arc<Comment>>> {
        let [a, b, c] = PUBLIC_STATUSES.map(status_word);
        let sql = format!(
            "select {COLUMNS} from comments where site_id = $1 and thread_id = $2 and status in ('{a}', '{b}', '{c}')
             order by posted_at, id"
        );
        let rows =
            sqlx::query(sqlx::AssertSqlSafe(sql)).bind(site).bind(thread.to_string()).fetch_all(&self.readers).await?;
        let mut comments = Vec::with_capacity(rows.len());
        for row in rows {
            comments.extend(read(&row)?.seen_by(Viewer::Stranger).map(Arc::new));
        }
        Ok(comments)
    }

    /// The comments of a thread with these ids, as they are stored.
    pub async fn comments_with_ids(
        &self,
        site: &str,
        thread: ThreadId,
        ids: &[CommentId],
    ) -> Result<Vec<StoredComment>> {
        let sql = format!(
            "select {COLUMNS} from comments
             where site_id = $1 and thread_id = $2 and id in (select value from json_each($3))"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(site)
            .bind(thread.to_string())
            .bind(serde_json::json!(ids).to_string())
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(read).collect()
    }

    /// One comment, as it is stored.
    pub async fn comment(&self, site: &str, id: CommentId) -> Result<Option<StoredComment>> {
        let sql = format!("select {COLUMNS} from comments where site_id = $1 and id = $2");
        let row =
            sqlx::query(sqlx::AssertSqlSafe(sql)).bind(site).bind(id.to_string()).fetch_optional(&self.readers).await?;
        row.as_ref().map(read).transpose()
    }

    /// A person's own comments in a thread, oldest first, the latest 200; what they took back is not among them.
    pub async fn own_comments(&self, site: &str, thread: ThreadId, person: &str) -> Result<Vec<StoredComment>> {
        let sql = format!(
            "select {COLUMNS} from (select * from comments
               where site_id = $1 and person_id = $2 and thread_id = $3 and status <> 'withdrawn'
               order by posted_at desc, id desc limit 200) order by posted_at, id"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(site)
            .bind(person)
            .bind(thread.to_string())
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(read).collect()
    }

    /// The name a person last used; none for somebody who never wrote here.
    pub async fn name_of(&self, site: &str, person: &str) -> Result<Option<String>> {
        let row = sqlx::query("select name from people where site_id = $1 and id = $2")
            .bind(site)
            .bind(person)
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| row.try_get("name")).transpose()
    }

    /// Whether a person has a published comment on the site.
    pub async fn is_known(&self, site: &str, person: &str) -> Result<bool> {
        let row = sqlx::query(
            "select 1 from comments where site_id = $1 and person_id = $2 and status = 'published' limit 1",
        )
        .bind(site)
        .bind(person)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.is_some())
    }

    /// Changes a comment, with its event and the request's key, in one transaction.
    pub async fn change_comment(&self, change: CommentChange) -> std::result::Result<Changed, WriteError> {
        self.writer.write(move |tx| Box::pin(apply(tx, change))).await
    }
}

async fn apply(tx: &mut Tx, change: CommentChange) -> Result<Changed> {
    let found = find(tx, &change.site, change.id).await?;
    if let Some(key) = &change.key {
        match (idempotency::earlier(tx, &change.site, key).await?, &found) {
            (Earlier::Same(rev), Some(comment)) => return Ok(Changed::Done(Box::new(comment.clone()), rev)),
            (Earlier::None, _) => {}
            _ => return Ok(Changed::KeyReused),
        }
    }
    let Some(before) = found else { return Ok(Changed::NotFound) };
    if change.by.as_ref().is_some_and(|person| *person != before.person) || !change.from.contains(&before.status) {
        return Ok(Changed::NotFound);
    }
    if change.version.is_some_and(|version| version != before.version) {
        return Ok(Changed::Conflict);
    }
    let (source, tree, edited_at, status) = match &change.to {
        To::Words { source, tree, edited_at } => (Some(source), Some(tree), *edited_at, before.status),
        To::Status(status) => (None, None, None, *status),
    };
    sqlx::query(
        "update comments set version = version + 1, status = $4, reason = $5, edited_at = coalesce($6, edited_at),
           source = coalesce($7, source), tree = coalesce($8, tree),
           source_format = case when $7 is null then source_format else 'markdown' end,
           tree_version = case when $7 is null then tree_version else $9 end
         where site_id = $1 and id = $2 and version = $3",
    )
    .bind(&change.site)
    .bind(change.id.to_string())
    .bind(before.version)
    .bind(status_word(status))
    .bind(&change.reason)
    .bind(edited_at.map(|at| at.0))
    .bind(source)
    .bind(tree)
    .bind(i64::from(TREE_VERSION))
    .execute(&mut *tx)
    .await?;
    let seen = |status| visible_to(Viewer::Stranger, status) != Visible::Nothing;
    let rev = if seen(before.status) || seen(status) {
        Some(threads::next_rev(tx, &change.site, before.thread).await?)
    } else {
        None
    };
    let event = NewEvent {
        site: &change.site,
        kind: change.kind,
        thread: Some(before.thread),
        comment: Some(change.id),
        version: Some(before.version + 1),
        rev,
        actor: Some(change.by.as_deref().unwrap_or("operator")),
        at: change.now,
        reason: change.reason.as_deref(),
        data: None,
    };
    events::append(tx, event).await?;
    if let Some(key) = &change.key {
        idempotency::note(tx, &change.site, key, change.id, rev, change.now).await?;
    }
    let after = find(tx, &change.site, change.id).await?.ok_or(sqlx::Error::RowNotFound)?;
    Ok(Changed::Done(Box::new(after), rev))
}

async fn find(tx: &mut Tx, site: &str, id: CommentId) -> Result<Option<StoredComment>> {
    let sql = format!("select {COLUMNS} from comments where site_id = $1 and id = $2");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(site).bind(id.to_string()).fetch_optional(tx).await?;
    row.as_ref().map(read).transpose()
}

/// Reads a row; a tree of an older version is made anew from its source.
fn read(row: &SqliteRow) -> Result<StoredComment> {
    let source: String = row.try_get("source")?;
    let current = row.try_get::<i64, _>("tree_version")? == i64::from(TREE_VERSION);
    let stored = current.then(|| serde_json::from_str(row.try_get("tree").ok()?).ok()).flatten();
    let tree = match stored {
        Some(tree) => tree,
        None if row.try_get::<&str, _>("source_format")? == "html" => markup::html(&source),
        None => markup::markdown_cut(&source),
    };
    Ok(StoredComment {
        id: row.comment_id("id")?,
        thread: row.thread_id("thread_id")?,
        parent: row.maybe_comment_id("parent_id")?,
        person: row.try_get("person_id")?,
        name: row.try_get("name")?,
        source,
        tree,
        status: row.status("status")?,
        version: row.count("version")?,
        reason: row.try_get("reason")?,
        posted_at: row.time("posted_at")?,
        edited_at: row.try_get::<Option<i64>, _>("edited_at")?.map(Timestamp),
    })
}
