//! Erasing the words of comments. A stub stays, so that what others replied keeps its place.

use porch_protocol::{CommentId, Status, Timestamp, tree::TREE_VERSION};

use super::changes::{find, is_public_change};
use super::comments::StoredComment;
use super::database;
use super::events::{self, NewEvent};
use super::{Result, Storage, Tx, WriteError, WriteScope, threads, unanswered};
use porch_domain::event::EventData;

/// The team, or the operator, erases a comment.
#[derive(Clone, Debug)]
pub struct EraseComment {
    /// The site.
    pub site: String,
    /// The comment.
    pub id: CommentId,
    /// Who: a member of the team, or `operator`.
    pub by: String,
    /// Why, for the log.
    pub reason: String,
    /// When.
    pub now: Timestamp,
}

/// What becomes of an erased comment.
pub(super) struct ErasedAs<'a> {
    /// The status of its stub.
    pub(super) status: Status,
    /// Whose it is from now on; none where that stays.
    pub(super) person: Option<&'a str>,
    /// Who erases, as the log names them.
    pub(super) by: &'a str,
    /// Why.
    pub(super) reason: Option<&'a str>,
    /// When.
    pub(super) now: Timestamp,
}

impl Storage {
    /// Erases the words and the name of a comment, its earlier texts, and what others wrote about it to the team. Readers
    /// see that it was removed, or withdrawn where its author had done that. Returns the stub; none when there is no such
    /// comment.
    pub async fn erase_comment(&self, erase: EraseComment) -> std::result::Result<Option<StoredComment>, WriteError> {
        let erased = self
            .writer
            .write(WriteScope::site(&erase.site), erase, |tx, erase| {
                Box::pin(async move {
                    let Some(before) = find(tx, &erase.site, erase.id).await? else { return Ok(None) };
                    let withdrawn = before.status == Status::Withdrawn;
                    let to = ErasedAs {
                        status: if withdrawn { Status::Withdrawn } else { Status::Removed },
                        person: None,
                        by: &erase.by,
                        reason: Some(&erase.reason),
                        now: erase.now,
                    };
                    erase_whole(tx, &erase.site, &before, &to).await?;
                    find(tx, &erase.site, erase.id).await
                })
            })
            .await;
        self.note_erased();
        erased
    }

    /// Erases the words of comments that their authors withdrew at `until` or before, at most `limit` of them, each site by
    /// itself and after whatever else waits to be written. Returns how many.
    pub async fn erase_withdrawn_words(
        &self,
        until: Timestamp,
        limit: u32,
        now: Timestamp,
    ) -> std::result::Result<usize, WriteError> {
        let rows = database::query(
            "select site_id, id from comments
             where status = 'withdrawn' and source <> '' and coalesce(withdrawn_at, 0) <= $1 order by site_id, id limit $2",
        );
        let rows = rows.bind(until.0).bind(limit).fetch_all(&self.readers).await?;
        let found: Vec<(String, CommentId)> =
            rows.iter().map(|row| Ok((row.try_get("site_id")?, row.comment_id("id")?))).collect::<Result<_>>()?;
        for of_site in found.chunk_by(|one, other| one.0 == other.0) {
            let Some((site, _)) = of_site.first() else { continue };
            let ids: Vec<CommentId> = of_site.iter().map(|(_, id)| *id).collect();
            self.writer
                .write_low_priority(WriteScope::site(site), (site.clone(), ids), move |tx, (site, ids)| {
                    Box::pin(async move {
                        for id in ids {
                            erase_withdrawn(tx, site, *id, now).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
            self.note_erased();
        }
        Ok(found.len())
    }
}

async fn erase_withdrawn(tx: &mut Tx, site: &str, id: CommentId, now: Timestamp) -> Result<()> {
    let Some(before) = find(tx, site, id).await?.filter(|before| before.status == Status::Withdrawn) else {
        return Ok(());
    };
    drop_words(tx, site, &before).await?;
    // What readers see of the comment stays as it is, and with it the version.
    let changed = database::query(
        "update comments set source = '', source_format = 'markdown', tree = '[]', tree_version = $3, arrived = null,
           in_history = 0, words_since = version + 1 where site_id = $1 and id = $2",
    );
    changed.bind(site).bind(id.to_string()).bind(i64::from(TREE_VERSION)).execute(&mut *tx).await?;
    let event = NewEvent {
        thread: Some(before.thread),
        comment: Some(id),
        version: Some(before.version),
        ..NewEvent::of_site(site, EventData::WordsErased, &before.person, now)
    };
    events::append(tx, event).await.map(drop)
}

/// Erases all of a comment but its place, with an event.
pub(super) async fn erase_whole(tx: &mut Tx, site: &str, before: &StoredComment, to: &ErasedAs<'_>) -> Result<()> {
    let id = before.id.to_string();
    drop_words(tx, site, before).await?;
    database::query(
        "update comments set version = version + 1, status = $4, name = '', source = '', source_format = 'markdown',
           tree = '[]', tree_version = $3, reason = null, hold = null, edited_at = null, second_look_at = null,
           arrived = null, in_history = 0, words_since = version + 1, decided_seq = null,
           person_id = coalesce($5, person_id)
         where site_id = $1 and id = $2",
    )
    .bind(site)
    .bind(&id)
    .bind(i64::from(TREE_VERSION))
    .bind(to.status.word())
    .bind(to.person)
    .execute(&mut *tx)
    .await?;
    // What others wrote about it may quote it.
    for about in [
        "delete from reports where site_id = $1 and comment_id = $2",
        "update events set reason = null where site_id = $1 and comment_id = $2 and reason is not null",
    ] {
        database::query(about).bind(site).bind(&id).execute(&mut *tx).await?;
    }
    if to.status != before.status {
        unanswered::update_after_status_change(tx, site, before).await?;
    }
    let public = is_public_change(tx, site, before, to.status).await?;
    let rev = if public { Some(threads::next_rev(tx, site, before.thread).await?) } else { None };
    let event = NewEvent {
        thread: Some(before.thread),
        comment: Some(before.id),
        version: Some(before.version + 1),
        rev,
        reason: to.reason,
        ..NewEvent::of_site(site, EventData::CommentErased, to.by, to.now)
    };
    events::append(tx, event).await.map(drop)
}

/// Deletes the earlier texts of a comment, and the title of its page where that came with it.
async fn drop_words(tx: &mut Tx, site: &str, before: &StoredComment) -> Result<()> {
    let texts = database::query("delete from earlier_words where site_id = $1 and comment_id = $2");
    texts.bind(site).bind(before.id.to_string()).execute(&mut *tx).await?;
    threads::drop_title(tx, site, before).await
}
