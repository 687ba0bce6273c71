//! The append-only log of events, each written in the transaction of its change.

use std::collections::HashMap;
use std::sync::Arc;

use porch_protocol::{ChangeKind, CommentId, ThreadId, Timestamp};
use serde_json::{Value, json};

use super::database::{self, StorageError};
use super::{Result, Storage, Tx};
use porch_domain::event::data::DecisionData;
use porch_domain::event::{EventData, EventKind};

/// An event to be written.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// The site.
    pub site: &'a str,
    /// The kind.
    pub what: EventData,
    /// The thread.
    pub thread: Option<ThreadId>,
    /// The comment.
    pub comment: Option<CommentId>,
    /// The comment's version after the event.
    pub version: Option<u32>,
    /// The thread's rev after the event, when it is public.
    pub rev: Option<i64>,
    /// The actor: a person's id, or `operator`.
    pub actor: Option<&'a str>,
    /// When.
    pub at: Timestamp,
    /// The reason.
    pub reason: Option<&'a str>,
}

impl<'a> NewEvent<'a> {
    /// An event of a site that concerns no thread.
    pub fn of_site(site: &'a str, what: EventData, actor: &'a str, at: Timestamp) -> Self {
        Self { site, what, thread: None, comment: None, version: None, rev: None, actor: Some(actor), at, reason: None }
    }
}

/// Reserves `count` event numbers of a site and returns the last one. The row's lock keeps readers from skipping a
/// number.
pub(super) async fn take_seqs(tx: &mut Tx, site: &str, count: i64) -> Result<i64> {
    let row = database::query("update sites set last_seq = last_seq + $2 where id = $1 returning last_seq")
        .bind(site)
        .bind(count)
        .fetch_one(tx)
        .await?;
    row.try_get("last_seq")
}

/// How many event numbers each site needs.
#[derive(Default)]
pub(super) struct Sequences(HashMap<Arc<str>, i64>);

impl Sequences {
    /// Counts one more for this site.
    pub(super) fn expect(&mut self, site: &Arc<str>) {
        *self.0.entry(site.clone()).or_default() += 1;
    }

    /// Reserves the numbers and writes them into the events, in their order.
    pub(super) async fn take(self, tx: &mut Tx, events: &mut [(Arc<str>, Value)]) -> Result<()> {
        let counts: Value = self.0.iter().map(|(site, count)| json!([site, count])).collect();
        let taken = database::query(
            "update sites set last_seq = last_seq + cast(j.value ->> 1 as bigint)
             from json_each($1) j where sites.id = j.value ->> 0 returning sites.id, sites.last_seq",
        );
        let taken = taken.bind(counts.to_string()).fetch_all(tx).await?;
        if taken.len() != self.0.len() {
            return Err(StorageError::NotFound);
        }
        for row in taken {
            let (site, last): (&str, i64) = (row.try_get("id")?, row.try_get("last_seq")?);
            let count = self.0.get(site).copied().unwrap_or_default();
            let own = events.iter_mut().filter(|(of, _)| &**of == site);
            for ((of, event), seq) in own.zip(last - count + 1..) {
                if let Value::Array(columns) = event {
                    columns.insert(0, json!(of));
                    columns.insert(1, json!(seq));
                }
            }
        }
        Ok(())
    }
}

/// Writes one event.
pub async fn append(tx: &mut Tx, event: NewEvent<'_>) -> Result<i64> {
    let seq = take_seqs(tx, event.site, 1).await?;
    database::query(
        "insert into events (site_id, seq, kind, thread_id, comment_id, version, rev, actor, at, reason, data)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(event.site)
    .bind(seq)
    .bind(event.what.kind().as_str())
    .bind(event.thread.map(|id| id.to_string()))
    .bind(event.comment.map(|id| id.to_string()))
    .bind(event.version)
    .bind(event.rev)
    .bind(event.actor)
    .bind(event.at.0)
    .bind(event.reason)
    .bind(data_of(&event.what)?)
    .execute(&mut *tx)
    .await?;
    let thread = event.thread.map(|thread| (thread, event.rev));
    tx.touched().event(event.what.kind(), event.site, thread);
    Ok(seq)
}

/// The data of an event beside its kind.
pub(super) fn data_of(what: &EventData) -> Result<Option<String>> {
    what.to_json().map_err(StorageError::value)
}

/// These kinds, for `json_each`.
pub(super) fn kinds_json(kinds: impl IntoIterator<Item = EventKind>) -> String {
    json!(kinds.into_iter().map(EventKind::as_str).collect::<Vec<_>>()).to_string()
}

/// The state of a comment before a decision; none when it cannot be read, or the event is no decision.
pub(super) fn before_decision(kind: EventKind, data: Option<&str>) -> Option<DecisionData> {
    EventData::read(kind, data).ok()?.decision().cloned()
}

/// The public part of an event.
enum PublicChange {
    /// The comment's new state.
    Comment(ChangeKind),
    /// Whose all comments of an author are, or whether that is confirmed.
    Author,
    /// Whether comments are accepted, and the note about it.
    Thread,
    /// Nothing is public.
    Nothing,
}

fn public_change(kind: EventKind) -> PublicChange {
    use EventKind as Kind;
    use PublicChange::{Author, Comment, Nothing, Thread};
    match kind {
        Kind::CommentPublished | Kind::CommentImported | Kind::CommentApproved | Kind::CommentCleared => {
            Comment(ChangeKind::Published)
        }
        Kind::CommentEdited => Comment(ChangeKind::Edited),
        // Its stub says no name any more.
        Kind::CommentWithdrawn | Kind::CommentErased => Comment(ChangeKind::Withdrawn),
        // A public comment is not visible any more: the reason is not public.
        Kind::CommentRemoved
        | Kind::CommentHeld
        | Kind::CommentSentBack
        | Kind::CommentMarkedSpam
        | Kind::DecisionUndone => Comment(ChangeKind::Removed),
        Kind::CommentRestored | Kind::RemovalUndone => Comment(ChangeKind::Restored),
        Kind::ThreadClosed
        | Kind::ThreadOpened
        | Kind::ClosedNoteSet
        | Kind::BranchCooled
        | Kind::CoolingEnded
        | Kind::CoolingOver => Thread,
        Kind::CommentsMerged | Kind::MergeUndone | Kind::PersonConfirmed => Author,
        Kind::CommentDeclined
        | Kind::CommentKept
        | Kind::CommentReported
        | Kind::SecondLookAsked
        | Kind::NoAnswerNeeded
        | Kind::AnswerNeededAgain
        | Kind::ThreadSlowed
        | Kind::PageMoved
        | Kind::Banned
        | Kind::BanEnded
        | Kind::RuleAdded
        | Kind::RuleRemoved
        | Kind::WelcomeSet
        | Kind::SiteAdded
        | Kind::SiteSet
        | Kind::Imported
        | Kind::OwnerMailSet
        | Kind::WebhookAdded
        | Kind::WebhookRemoved
        | Kind::WebhookRotated
        | Kind::JudgeAdded
        | Kind::JudgeRemoved
        | Kind::SsoKeyAdded
        | Kind::SsoKeySet
        | Kind::SsoKeyRemoved
        | Kind::LearningReset
        | Kind::LearningImported
        | Kind::MemberAdded
        | Kind::MemberInvited
        | Kind::InvitationTakenBack
        | Kind::MemberEntered
        | Kind::MemberEnded
        | Kind::MemberLeft
        | Kind::RoleChanged
        | Kind::MemberRenamed
        | Kind::PasskeyAdded
        | Kind::PasskeyRemoved
        | Kind::AboutRemoved
        | Kind::WordsErased
        | Kind::PersonErased => Nothing,
    }
}

/// A public change of a thread, without texts.
#[derive(Clone, Debug)]
pub struct PublicEvent {
    /// The thread's rev after the change.
    pub rev: i64,
    /// What it changed.
    pub change: PublicEventChange,
}

/// What a public event changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicEventChange {
    /// A comment.
    Comment(ChangeKind, CommentId),
    /// What is said of the author of these published comments.
    Author(Vec<CommentId>),
    /// No comment: the thread was closed or opened, or replies in a branch were paused or allowed.
    Thread,
}

impl PublicEvent {
    /// The comments that it changed, and how.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (ChangeKind, CommentId)> {
        let (one, several) = match &self.change {
            PublicEventChange::Comment(kind, id) => (Some((*kind, *id)), &[][..]),
            PublicEventChange::Author(ids) => (None, ids.as_slice()),
            PublicEventChange::Thread => (None, &[][..]),
        };
        one.into_iter().chain(several.iter().map(|id| (ChangeKind::Edited, *id)))
    }
}

/// Published comments of an author in a thread of which readers are told one by one; of more, they load the thread again.
const MAX_OF_AUTHOR: u32 = 200;

impl Storage {
    /// The position of the last event of a site's comments or pages in its log; 0 when there is none.
    pub async fn latest_change(&self, site: &str) -> Result<i64> {
        let row = database::query(
            "select seq from events where site_id = $1 and thread_id is not null order by seq desc limit 1",
        );
        row.bind(site).fetch_optional(&self.readers).await?.map_or(Ok(0), |row| row.try_get("seq"))
    }

    /// The public changes of a thread after `rev`, oldest first, at most `limit`. One is left out where readers must load the
    /// thread again: of an unknown kind, or one about an author of too many comments.
    pub async fn public_events(&self, site: &str, thread: ThreadId, rev: i64, limit: u32) -> Result<Vec<PublicEvent>> {
        let rows = database::query(
            "select rev, kind, comment_id, actor, data from events
             where site_id = $1 and thread_id = $2 and rev > $3 and rev is not null order by rev limit $4",
        )
        .bind(site)
        .bind(thread.to_string())
        .bind(rev)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            let rev = row.try_get("rev")?;
            let Some(kind) = row.known_kind("kind")? else { continue };
            let change = match public_change(kind) {
                PublicChange::Comment(change) => {
                    row.maybe_comment_id("comment_id")?.map(|id| PublicEventChange::Comment(change, id))
                }
                PublicChange::Author => match author_of(kind, row.try_get("actor")?, row.try_get("data")?) {
                    Some(author) => self.published_in(site, thread, &author).await?.map(PublicEventChange::Author),
                    None => None,
                },
                PublicChange::Thread => Some(PublicEventChange::Thread),
                PublicChange::Nothing => None,
            };
            events.extend(change.map(|change| PublicEvent { rev, change }));
        }
        Ok(events)
    }

    /// The published comments of a person in a thread; none where they are too many.
    async fn published_in(&self, site: &str, thread: ThreadId, person: &str) -> Result<Option<Vec<CommentId>>> {
        let rows = database::query(
            "select id from comments where site_id = $1 and thread_id = $2 and person_id = $3 and status = 'published'
             limit $4",
        );
        let rows = rows.bind(site).bind(thread.to_string()).bind(person).bind(MAX_OF_AUTHOR + 1);
        let rows = rows.fetch_all(&self.readers).await?;
        if rows.len() > MAX_OF_AUTHOR as usize {
            return Ok(None);
        }
        rows.iter().map(|row| row.comment_id("id")).collect::<Result<_>>().map(Some)
    }
}

/// Whose comments show something else after an event of this kind.
fn author_of(kind: EventKind, actor: Option<String>, data: Option<&str>) -> Option<String> {
    match EventData::read(kind, data).ok()? {
        EventData::CommentsMerged(merge) | EventData::MergeUndone(merge) => Some(merge.to),
        EventData::PersonConfirmed => actor,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{PublicChange, public_change};
    use porch_domain::event::EventKind;
    use porch_domain::event::touches::touches;

    #[test]
    fn what_readers_notice_touches_the_thread() {
        for kind in EventKind::ALL {
            let noticed = !matches!(public_change(*kind), PublicChange::Nothing);
            assert!(!noticed || touches(*kind).thread.is_some(), "{kind:?}");
        }
    }
}
