//! Changes of a comment: one guarded statement, its event and the request's key, in one transaction.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, Timestamp, tree::TREE_VERSION};
use serde_json::json;

use super::comments::{COLUMNS, Changed, CommentChange, CommentUpdate, StoredComment, read};
use super::database::{self, StorageError};
use super::events::{self, NewEvent};
use super::idempotency::{self, PriorRequest};
use super::{Result, Storage, Tx, WriteError, WriteScope, earlier_texts, threads, unanswered};
use porch_domain::event::EventData;
use porch_domain::event::data::{DecisionData, PostedData};
use porch_domain::moderation::team_decision;
use porch_domain::visibility::{Viewer, Visibility, visible_to};

impl Storage {
    /// Changes a comment, with its event and the request's key, in one transaction.
    pub async fn change_comment(&self, change: CommentChange) -> std::result::Result<Changed, WriteError> {
        if let Some(key) = &change.key {
            self.used_keys.record_key(&change.site, &key.key_hash);
        }
        self.writer.write(WriteScope::site(&change.site), change, |tx, change| Box::pin(apply(tx, change))).await
    }
}

pub(super) async fn apply(tx: &mut Tx, change: &CommentChange) -> Result<Changed> {
    let found = find(tx, &change.site, change.id).await?;
    // Whose comment it is comes first: the answer to a repeated request says what became of it since.
    let is_anothers = |comment: &StoredComment| change.by.as_ref().is_some_and(|person| *person != comment.person);
    if found.as_ref().is_some_and(is_anothers) {
        return Ok(Changed::NotFound);
    }
    if let Some(key) = &change.key {
        match (idempotency::earlier(tx, &change.site, key).await?, &found) {
            (PriorRequest::Same(rev), Some(comment)) => return Ok(Changed::Done(Box::new(comment.clone()), rev)),
            (PriorRequest::None, _) => {}
            _ => return Ok(Changed::KeyReused),
        }
    }
    let Some(before) = found else { return Ok(Changed::NotFound) };
    if !change.from.contains(&before.status) {
        return Ok(Changed::NotFound);
    }
    if change.version.is_some_and(|version| version != before.version) {
        return Ok(Changed::Conflict);
    }
    let next = next(change, &before);
    let decided = matches!(change.to, CommentUpdate::Decided(..));
    // History lists both.
    if decided || matches!(change.to, CommentUpdate::Held(..)) {
        earlier_texts::mark(tx, &change.site, change.id).await?;
    }
    let rev = write(tx, &change.site, &before, &next).await?;
    let event = NewEvent {
        site: &change.site,
        what: event(tx, change, &before).await?,
        thread: Some(before.thread),
        comment: Some(change.id),
        version: Some(before.version + u32::from(next.changes(&before))),
        rev,
        actor: Some(actor(change)),
        at: change.now,
        reason: next.reason.or(next.hold.filter(|_| next.tells_hold).map(HoldReason::word)),
    };
    let seq = events::append(tx, event).await?;
    if matches!(change.to, CommentUpdate::Withdrawn) {
        // From then on its words are erased after a while.
        let withdrawn = database::query("update comments set withdrawn_at = $3 where site_id = $1 and id = $2");
        withdrawn.bind(&change.site).bind(change.id.to_string()).bind(change.now.0).execute(&mut *tx).await?;
    }
    if decided {
        settle(tx, &change.site, change.id, seq).await?;
    }
    if let Some(key) = &change.key {
        idempotency::record_key(tx, &change.site, key, change.id, rev, change.now).await?;
    }
    let after = find(tx, &change.site, change.id).await?.ok_or(StorageError::NotFound)?;
    Ok(Changed::Done(Box::new(after), rev))
}

/// The event of a change.
async fn event(tx: &mut Tx, change: &CommentChange, before: &StoredComment) -> Result<EventData> {
    Ok(match &change.to {
        CommentUpdate::Decided(decision, ..) => {
            team_decision::event(*decision, memory(tx, &change.site, before).await?)
        }
        CommentUpdate::Withdrawn => EventData::CommentWithdrawn,
        // A comment that was held already stays held.
        CommentUpdate::HeldWords { .. } if before.status != Status::Held => {
            EventData::CommentHeld(PostedData::default())
        }
        CommentUpdate::Held(..) => EventData::CommentHeld(PostedData::default()),
        CommentUpdate::Words { .. } | CommentUpdate::HeldWords { .. } => EventData::CommentEdited,
    })
}

fn actor(change: &CommentChange) -> &str {
    match &change.to {
        CommentUpdate::Decided(_, _, actor) => actor,
        CommentUpdate::Held(_, actor) => actor,
        _ => change.by.as_deref().unwrap_or("operator"),
    }
}

/// The new values of a row.
pub(super) struct NewValues<'a> {
    pub(super) words: Option<(&'a str, &'a str)>,
    pub(super) edited_at: Option<Timestamp>,
    pub(super) status: Status,
    pub(super) hold: Option<HoldReason>,
    pub(super) tells_hold: bool,
    pub(super) reason: Option<&'a str>,
}

impl NewValues<'_> {
    /// Whether the comment's text changes, for its author and for readers.
    pub(super) fn changes(&self, before: &StoredComment) -> bool {
        self.words.is_some() || self.status != before.status || self.hold != before.hold
    }
}

fn next<'a>(change: &'a CommentChange, before: &StoredComment) -> NewValues<'a> {
    let reason = change.reason.as_deref();
    let stays =
        NewValues { words: None, edited_at: None, status: before.status, hold: before.hold, tells_hold: false, reason };
    match &change.to {
        CommentUpdate::Words { source, tree, edited_at } => {
            NewValues { words: Some((source, tree)), edited_at: *edited_at, ..stays }
        }
        CommentUpdate::HeldWords { source, tree, edited_at, hold } => NewValues {
            words: Some((source, tree)),
            edited_at: *edited_at,
            status: Status::Held,
            hold: Some(*hold),
            tells_hold: true,
            ..stays
        },
        CommentUpdate::Withdrawn => NewValues { status: Status::Withdrawn, hold: None, ..stays },
        CommentUpdate::Decided(_, status, _) => NewValues { status: *status, hold: None, ..stays },
        CommentUpdate::Held(hold, _) => {
            NewValues { status: Status::Held, hold: Some(*hold), tells_hold: true, ..stays }
        }
    }
}

/// Changes the row. Returns the thread's next rev, when the change is public.
pub(super) async fn write(
    tx: &mut Tx,
    site: &str,
    before: &StoredComment,
    next: &NewValues<'_>,
) -> Result<Option<i64>> {
    if next.words.is_some() {
        earlier_texts::store_earlier_text(tx, site, before.id).await?;
    }
    database::query(
        "update comments set version = version + $11, status = $4, reason = $5, edited_at = coalesce($6, edited_at),
           source = coalesce($7, source), tree = coalesce($8, tree),
           source_format = case when $7 is null then source_format else 'markdown' end,
           tree_version = case when $7 is null then tree_version else $9 end, hold = $10,
           words_since = case when $7 is null then words_since else version + $11 end,
           in_history = case when $7 is null then in_history else 0 end,
           arrived = case when $7 is null then arrived
             when arrived ->> 'title' is not null then json_object('title', arrived ->> 'title') end
         where site_id = $1 and id = $2 and version = $3",
    )
    .bind(site)
    .bind(before.id.to_string())
    .bind(before.version)
    .bind(next.status.word())
    .bind(next.reason)
    .bind(next.edited_at.map(|at| at.0))
    .bind(next.words.map(|(source, _)| source))
    .bind(next.words.map(|(_, tree)| tree))
    .bind(i64::from(TREE_VERSION))
    .bind(next.hold.map(HoldReason::word))
    .bind(i64::from(next.changes(before)))
    .execute(&mut *tx)
    .await?;
    threads::follow_words(tx, site, before, next.status).await?;
    if next.status != before.status {
        unanswered::update_after_status_change(tx, site, before).await?;
    }
    if next.changes(before) && is_public_change(tx, site, before, next.status).await? {
        return threads::next_rev(tx, site, before.thread).await.map(Some);
    }
    Ok(None)
}

/// Whether a change is public. A stub of a comment that was never published would reveal it; readers have seen the stub
/// only when there is a visible comment below it.
pub(super) async fn is_public_change(tx: &mut Tx, site: &str, before: &StoredComment, after: Status) -> Result<bool> {
    let seen = |status| visible_to(Viewer::Stranger, status);
    let (from, to) = (seen(before.status), seen(after));
    if from == Visibility::Whole || to == Visibility::Whole {
        return Ok(true);
    }
    if from != Visibility::Stub && to != Visibility::Stub {
        return Ok(false);
    }
    // As in `drop_bare_stubs`: goes down through stubs until there is a visible comment.
    let below = database::query(
        "with recursive below (id, status) as (
           select id, status from comments where site_id = $1 and thread_id = $2 and parent_id = $3
           union all
           select c.id, c.status from below b join comments c
             on c.site_id = $1 and c.thread_id = $2 and c.parent_id = b.id
             where b.status in (select atom from json_each($5)))
         select 1 from below where status in (select atom from json_each($4)) limit 1",
    )
    .bind(site)
    .bind(before.thread.to_string())
    .bind(before.id.to_string())
    .bind(seen_as(Visibility::Whole))
    .bind(seen_as(Visibility::Stub))
    .fetch_optional(tx)
    .await?;
    Ok(below.is_some())
}

/// The statuses with this visibility for visitors, for a query.
fn seen_as(visible: Visibility) -> String {
    let such = Status::ALL.into_iter().filter(|status| visible_to(Viewer::Stranger, *status) == visible);
    json!(such.map(Status::word).collect::<Vec<_>>()).to_string()
}

/// What undoing a decision needs: the comment's status before it, and the decision.
async fn memory(tx: &mut Tx, site: &str, before: &StoredComment) -> Result<DecisionData> {
    Ok(DecisionData { earlier: decided_seq(tx, site, before.id).await?, from: before.status, hold: before.hold })
}

/// The event of the last decision about a comment.
pub(super) async fn decided_seq(tx: &mut Tx, site: &str, id: CommentId) -> Result<Option<i64>> {
    let row = database::query("select decided_seq from comments where site_id = $1 and id = $2")
        .bind(site)
        .bind(id.to_string())
        .fetch_one(tx)
        .await?;
    row.try_get("decided_seq")
}

/// Stores the decision, and that it settles the earlier reports.
async fn settle(tx: &mut Tx, site: &str, id: CommentId, seq: i64) -> Result<()> {
    database::query("update comments set decided_seq = $3 where site_id = $1 and id = $2")
        .bind(site)
        .bind(id.to_string())
        .bind(seq)
        .execute(&mut *tx)
        .await?;
    database::query(
        "update reports set settled = 1, settled_by = $3 where site_id = $1 and comment_id = $2 and settled = 0",
    )
    .bind(site)
    .bind(id.to_string())
    .bind(seq)
    .execute(tx)
    .await?;
    Ok(())
}

/// One comment, as the writing transaction reads it.
pub(super) async fn find(tx: &mut Tx, site: &str, id: CommentId) -> Result<Option<StoredComment>> {
    let sql = format!("select {COLUMNS} from comments where site_id = $1 and id = $2");
    let row = database::query(database::Composed(sql)).bind(site).bind(id.to_string()).fetch_optional(tx).await?;
    row.as_ref().map(read).transpose()
}
