//! Undoing a decision, and asking for a second look.

use porch_protocol::{CommentId, Status, Timestamp};

use super::changes::{NewValues, decided_seq, find, write};
use super::comments::StoredComment;
use super::database::{self, StorageError};
use super::events::{self, NewEvent};
use super::{Result, Storage, Tx, WriteError, WriteScope};
use porch_domain::event::EventData;
use porch_domain::event::data::{DecisionData, UndoData};

/// The result of undoing a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoOutcome {
    /// The comment has its old status, and the thread's rev when the change is public.
    Done(Box<StoredComment>, Option<i64>),
    /// The last event of the comment is no decision by this person, or it is too old.
    Nothing,
    /// No such comment.
    NotFound,
}

/// A decision to be undone.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The site.
    pub site: String,
    /// The comment.
    pub id: CommentId,
    /// Who decided, and undoes it.
    pub by: String,
    /// Only a decision made since then.
    pub since: Timestamp,
    /// When.
    pub now: Timestamp,
}

impl Storage {
    /// Undoes the last decision about a comment, if it is the comment's last event.
    pub async fn undo_decision(&self, undo: Undo) -> std::result::Result<UndoOutcome, WriteError> {
        self.writer.write(WriteScope::site(&undo.site), undo, |tx, undo| Box::pin(take_back(tx, undo))).await
    }

    /// Stores that the author of a comment asks for a second look. Asking again changes nothing. None for a comment of
    /// another author, or with a status that does not allow it.
    pub async fn store_appeal(
        &self,
        site: String,
        id: CommentId,
        person: String,
        from: &'static [Status],
        now: Timestamp,
    ) -> std::result::Result<Option<StoredComment>, WriteError> {
        self.writer
            .write(WriteScope::site(&site), (site, person), move |tx, (site, person)| {
                Box::pin(async move {
                    let found = find(tx, site, id).await?;
                    let Some(comment) = found.filter(|found| found.person == *person) else { return Ok(None) };
                    if comment.second_look_at.is_some() {
                        return Ok(Some(comment));
                    }
                    // Of what was erased there is nothing to look at.
                    if !from.contains(&comment.status) || comment.source.is_empty() {
                        return Ok(None);
                    }
                    database::query(
                        "update comments set second_look_at = $3, in_history = 1 where site_id = $1 and id = $2",
                    )
                    .bind(site)
                    .bind(id.to_string())
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
                    let event = NewEvent {
                        site,
                        what: EventData::SecondLookAsked,
                        thread: Some(comment.thread),
                        comment: Some(id),
                        version: Some(comment.version),
                        rev: None,
                        actor: Some(person),
                        at: now,
                        reason: None,
                    };
                    events::append(tx, event).await?;
                    Ok(Some(StoredComment { second_look_at: Some(now), ..comment }))
                })
            })
            .await
    }
}

async fn take_back(tx: &mut Tx, undo: &Undo) -> Result<UndoOutcome> {
    let Some(before) = find(tx, &undo.site, undo.id).await? else { return Ok(UndoOutcome::NotFound) };
    let Some(seq) = decided_seq(tx, &undo.site, undo.id).await? else { return Ok(UndoOutcome::Nothing) };
    let event = database::query("select kind, version, actor, at, data from events where site_id = $1 and seq = $2")
        .bind(&undo.site)
        .bind(seq)
        .fetch_one(&mut *tx)
        .await?;
    let by: Option<&str> = event.try_get("actor")?;
    let last = event.try_get::<Option<i64>>("version")? == Some(i64::from(before.version));
    let (kind, data) = (event.known_kind("kind")?, event.try_get("data")?);
    let Some(DecisionData { earlier, from: status, hold }) = kind.and_then(|kind| events::before_decision(kind, data))
    else {
        return Ok(UndoOutcome::Nothing);
    };
    if !last || by != Some(&undo.by) || event.try_get::<i64>("at")? < undo.since.0 {
        return Ok(UndoOutcome::Nothing);
    }
    let reason = match (earlier, status) {
        (Some(earlier), Status::SentBack | Status::Declined | Status::Removed) => {
            reason_of(tx, &undo.site, earlier).await?
        }
        _ => None,
    };
    if before.status == Status::Published && status != Status::Published {
        let decided = Timestamp(event.try_get("at")?);
        take_back_answers(tx, undo, decided).await?;
    }
    let next = NewValues { words: None, edited_at: None, status, hold, tells_hold: false, reason: reason.as_deref() };
    let rev = write(tx, &undo.site, &before, &next).await?;
    let (again, undone) = (status == Status::Published && before.status != status, UndoData { undid: seq });
    let event = NewEvent {
        site: &undo.site,
        what: if again { EventData::RemovalUndone(undone) } else { EventData::DecisionUndone(undone) },
        thread: Some(before.thread),
        comment: Some(undo.id),
        version: Some(before.version + u32::from(next.changes(&before))),
        rev,
        actor: Some(&undo.by),
        at: undo.now,
        reason: None,
    };
    events::append(tx, event).await?;
    database::query("update comments set decided_seq = $3 where site_id = $1 and id = $2")
        .bind(&undo.site)
        .bind(undo.id.to_string())
        .bind(earlier)
        .execute(&mut *tx)
        .await?;
    database::query(
        "update reports set settled = 0, settled_by = null where site_id = $1 and comment_id = $2 and settled_by = $3",
    )
    .bind(&undo.site)
    .bind(undo.id.to_string())
    .bind(seq)
    .execute(&mut *tx)
    .await?;
    let after = find(tx, &undo.site, undo.id).await?.ok_or(StorageError::NotFound)?;
    Ok(UndoOutcome::Done(Box::new(after), rev))
}

/// Undoing an approval also withdraws the team's reply since: it would be below a comment that visitors cannot read.
async fn take_back_answers(tx: &mut Tx, undo: &Undo, decided: Timestamp) -> Result<()> {
    let answers = database::query(
        "select id from comments where site_id = $1 and parent_id = $2 and person_id = $3 and role is not null
           and status = 'published' and posted_at >= $4
           and thread_id = (select thread_id from comments where site_id = $1 and id = $2)",
    );
    let answers = answers.bind(&undo.site).bind(undo.id.to_string()).bind(&undo.by).bind(decided.0);
    for row in answers.fetch_all(&mut *tx).await? {
        let Some(answer) = find(tx, &undo.site, row.comment_id("id")?).await? else { continue };
        let (words, edited_at, hold, tells_hold, reason) = (None, None, None, false, None);
        let next = NewValues { words, edited_at, status: Status::Withdrawn, hold, tells_hold, reason };
        let rev = write(tx, &undo.site, &answer, &next).await?;
        let event = NewEvent {
            thread: Some(answer.thread),
            comment: Some(answer.id),
            version: Some(answer.version + 1),
            rev,
            ..NewEvent::of_site(&undo.site, EventData::CommentWithdrawn, &undo.by, undo.now)
        };
        events::append(tx, event).await?;
    }
    Ok(())
}

async fn reason_of(tx: &mut Tx, site: &str, seq: i64) -> Result<Option<String>> {
    let row = database::query("select reason from events where site_id = $1 and seq = $2");
    let row = row.bind(site).bind(seq).fetch_optional(tx).await?;
    row.map_or(Ok(None), |row| row.try_get("reason"))
}
