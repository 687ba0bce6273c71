//! Stored comments, read through the one rule of visibility. `changes` has how they change.

use porch_protocol::held::HoldReason;
use porch_protocol::{
    Author, Comment, CommentId, DecisionKind, Role, Status, ThreadId, Timestamp, Tree, tree::TREE_VERSION,
};

use super::database::{self, Row};
use super::idempotency::Key;
use super::{Result, Storage};
use porch_domain::markup;
use porch_domain::team::role_from_word;
use porch_domain::visibility::{PUBLIC_STATUSES, Viewer, Visibility, visible_to};

/// A stored comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredComment {
    /// Its id.
    pub id: CommentId,
    /// Its thread.
    pub thread: ThreadId,
    /// The comment that it replies to.
    pub parent: Option<CommentId>,
    /// Its author.
    pub person: String,
    /// The author's name at the time.
    pub name: String,
    /// The text as it was typed or imported.
    pub source: String,
    /// The text as a tree.
    pub tree: Tree,
    /// Its status.
    pub status: Status,
    /// Incremented with each change.
    pub version: u32,
    /// The reason why it was declined, removed or sent back, as the team wrote it.
    pub reason: Option<String>,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Whether the date is unknown, so that `posted_at` only gives its position among the others.
    pub undated: bool,
    /// When its author last changed it after the free minutes.
    pub edited_at: Option<Timestamp>,
    /// Why it is held for review.
    pub hold: Option<HoldReason>,
    /// Its author's role in the team at the time.
    pub role: Option<Role>,
    /// When its author asked for a second look.
    pub second_look_at: Option<Timestamp>,
}

impl StoredComment {
    /// The answer for a visitor who has seen the comment and may not see anything of it any more.
    pub fn tombstone(&self) -> Comment {
        Comment {
            id: self.id,
            parent: self.parent,
            author: None,
            body: None,
            posted_at: self.posted_at,
            undated: self.undated,
            edited_at: None,
            version: self.version,
            status: Status::Removed,
            reason: None,
        }
    }

    /// What `viewer` may see of it; none for nothing at all.
    pub fn seen_by(&self, viewer: Viewer) -> Option<Comment> {
        let visible = visible_to(viewer, self.status);
        if visible == Visibility::Nothing {
            return None;
        }
        let whole = visible == Visibility::Whole;
        // A withdrawn comment's author may be named with that; a removed comment's author must not be exposed. Who was erased
        // has no name.
        let named = (whole || self.status == Status::Withdrawn) && !self.name.is_empty();
        Some(Comment {
            id: self.id,
            parent: self.parent,
            author: named.then(|| Author::with_role(&*self.name, self.role)),
            body: whole.then(|| self.tree.clone()),
            posted_at: self.posted_at,
            undated: self.undated,
            edited_at: self.edited_at.filter(|_| whole),
            version: self.version,
            status: self.status,
            reason: self.reason.clone().filter(|_| self.status == Status::Removed || viewer != Viewer::Stranger),
        })
    }
}

/// A change of a comment.
#[derive(Clone, Debug)]
pub struct CommentChange {
    /// The site.
    pub site: String,
    /// The comment.
    pub id: CommentId,
    /// The author that the comment must have; none for the operator.
    pub by: Option<String>,
    /// The version that the comment must have; none for the operator.
    pub version: Option<u32>,
    /// The statuses that allow the change.
    pub from: Vec<Status>,
    /// The change.
    pub to: CommentUpdate,
    /// The reason.
    pub reason: Option<String>,
    /// When.
    pub now: Timestamp,
    /// The request's idempotency key, if it has one.
    pub key: Option<Key>,
}

/// The kinds of change.
#[derive(Clone, Debug)]
pub enum CommentUpdate {
    /// Another text.
    Words {
        /// The text as typed.
        source: String,
        /// The text as a serialised tree.
        tree: String,
        /// The time of the edit mark; none within the free minutes.
        edited_at: Option<Timestamp>,
    },
    /// Another text, which is held for review.
    HeldWords {
        /// The text as typed.
        source: String,
        /// The text as a serialised tree.
        tree: String,
        /// The time of the edit mark; none within the free minutes.
        edited_at: Option<Timestamp>,
        /// Why it is held.
        hold: HoldReason,
    },
    /// Withdrawn by its author.
    Withdrawn,
    /// Another status, by this decision of this team member, or of `operator`.
    Decided(DecisionKind, Status, String),
    /// Held for review until the team decides, by an actor that is no person: `reports`.
    Held(HoldReason, &'static str),
}

/// The result of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Done: the changed comment, and the thread's rev when the change is public.
    Done(Box<StoredComment>, Option<i64>),
    /// The comment does not exist, belongs to another author, or has a status that does not allow the change.
    NotFound,
    /// The comment has another version.
    Conflict,
    /// The idempotency key was used with another request.
    KeyReused,
}

pub(super) const COLUMNS: &str = "id, thread_id, parent_id, person_id, name, source, source_format, tree, tree_version, status, \
                       version, reason, posted_at, undated, edited_at, hold, second_look_at, role";

impl Storage {
    /// The comments of a thread of which everyone sees something, in the order they were posted; those of which only a stub is
    /// seen are included, also where its branch was deleted.
    pub async fn public_comments(&self, site: &str, thread: ThreadId) -> Result<Vec<StoredComment>> {
        let [a, b, c] = PUBLIC_STATUSES.map(Status::word);
        let sql = format!(
            "select {COLUMNS} from comments where site_id = $1 and thread_id = $2 and status in ('{a}', '{b}', '{c}')
             order by posted_at, id"
        );
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(thread.to_string())
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(read).collect()
    }

    /// The comments of a thread with these ids.
    pub async fn comments_with_ids(
        &self,
        site: &str,
        thread: ThreadId,
        ids: &[CommentId],
    ) -> Result<Vec<StoredComment>> {
        let sql = format!(
            "select {COLUMNS} from comments
             where site_id = $1 and thread_id = $2 and id in (select atom from json_each($3))"
        );
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(thread.to_string())
            .bind(serde_json::json!(ids).to_string())
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(read).collect()
    }

    /// One comment.
    pub async fn comment(&self, site: &str, id: CommentId) -> Result<Option<StoredComment>> {
        let sql = format!("select {COLUMNS} from comments where site_id = $1 and id = $2");
        let row = database::query(database::Composed(sql))
            .bind(site)
            .bind(id.to_string())
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// A person's own comments in a thread, oldest first, the latest 200; without those that the person withdrew.
    pub async fn own_comments(&self, site: &str, thread: ThreadId, person: &str) -> Result<Vec<StoredComment>> {
        let sql = format!(
            "select {COLUMNS} from (select * from comments
               where site_id = $1 and person_id = $2 and thread_id = $3 and status <> 'withdrawn'
               order by posted_at desc, id desc limit 200) own order by posted_at, id"
        );
        let rows = database::query(database::Composed(sql))
            .bind(site)
            .bind(person)
            .bind(thread.to_string())
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(read).collect()
    }

    /// The name that a person used last; none for a person without comments here.
    pub async fn name_of(&self, site: &str, person: &str) -> Result<Option<String>> {
        let row = database::query("select name from people where site_id = $1 and id = $2 and name <> ''")
            .bind(site)
            .bind(person)
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| row.try_get("name")).transpose()
    }

    /// Whether a person has a published comment on the site.
    pub async fn has_published_comment(&self, site: &str, person: &str) -> Result<bool> {
        let row = database::query(
            "select 1 from comments where site_id = $1 and person_id = $2 and status = 'published' limit 1",
        )
        .bind(site)
        .bind(person)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.is_some())
    }
}

/// Reads a row; a tree of an older version is parsed again from its source.
pub(super) fn read(row: &Row) -> Result<StoredComment> {
    let source: String = row.try_get("source")?;
    let current = row.try_get::<i64>("tree_version")? == i64::from(TREE_VERSION);
    let stored = current.then(|| serde_json::from_str(row.try_get("tree").ok()?).ok()).flatten();
    let tree = match stored {
        Some(tree) => tree,
        None if row.try_get::<&str>("source_format")? == "html" => markup::html(&source),
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
        undated: row.boolean("undated")?,
        edited_at: row.try_get::<Option<i64>>("edited_at")?.map(Timestamp),
        hold: row.try_get::<Option<&str>>("hold")?.and_then(HoldReason::from_word),
        role: row.try_get::<Option<&str>>("role")?.and_then(role_from_word),
        second_look_at: row.try_get::<Option<i64>>("second_look_at")?.map(Timestamp),
    })
}
