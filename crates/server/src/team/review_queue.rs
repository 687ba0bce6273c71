//! The review queue: one row for each waiting comment, and one row for all comments with the same or nearly the same
//! text.

use std::collections::{HashMap, HashSet};

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Status, Trust};

use super::{Result, TeamError};
use crate::App;
use porch_domain::markup::plain_text;
use porch_domain::moderation::reasons;
use porch_domain::moderation::simhash::TextSimhash;
use porch_domain::moderation::trust::standing;
use porch_storage::queue_choice::Choice;
use porch_storage::review_queue::QueuedComment;
use porch_storage::revised::RevisedComment;

/// Comments that are read at a time. A list with few repeated texts is full after one read.
const BATCH: u32 = 200;
/// Comments that are read at most for each row of a list, so that a text sent very often does not make the list slow.
const MAX_READ_PER_ROW: usize = 20;
/// Comments that are compared at most for one decision about all with the same text.
const MAX_COMPARED: u32 = 10_000;

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The comment that has waited longest.
    pub first: QueuedComment,
    /// All with the same or nearly the same text, including the first one.
    pub alike: Vec<QueuedComment>,
    /// How many people sent them.
    pub people: usize,
    /// The standing of the first one's author.
    pub standing: Trust,
    /// The reasons that readers gave in their reports about the first one.
    pub reports: Vec<String>,
    /// The decision about the first one before its author changed it or asked for a second review.
    pub revised: Option<RevisedComment>,
}

/// Why a comment is on the list, for the team: the most important hold reason first, then the others.
pub fn why(row: &Row) -> String {
    match row.first.comment.status {
        Status::Published => "reported by readers".into(),
        Status::Held => {
            let (mut all, edited) = (reasons(row), edited_after_decision(row));
            // An edit after a decision stands first here, since the decision was the team's own.
            all.sort_by_key(|one| Some(*one) != edited);
            all.into_iter().map(reasons::explained).collect::<Vec<_>>().join(" · ")
        }
        _ => "its author asks for a second look".into(),
    }
}

/// The same as a list, for clients that have their own texts; empty for a comment that is not held.
pub fn reasons(row: &Row) -> Vec<HoldReason> {
    if row.first.comment.status != Status::Held {
        return Vec::new();
    }
    let (hold, edited) = (row.first.comment.hold, edited_after_decision(row));
    let also =
        row.first.arrival.other_hold_reasons.iter().copied().filter(|also| hold.is_some() && Some(*also) != hold);
    // What follows from the decision says more than that there was an edit.
    let stored = hold.into_iter().chain(also).filter(|one| edited.is_none() || *one != HoldReason::Edited);
    let mut all: Vec<_> = edited.into_iter().chain(stored).collect();
    all.sort_by_key(|one| one.rank());
    if all.is_empty() { vec![HoldReason::NotReviewed] } else { all }
}

/// The reason of a comment that its author has edited after a decision.
fn edited_after_decision(row: &Row) -> Option<HoldReason> {
    row.revised.as_ref().map(|revised| reasons::edited_after(revised.decision))
}

/// The rows of a site, the longest wait first, at most `limit` of them; and how many comments wait in all. Comments are
/// read until there are enough rows, so a row does not count the comments with its text that were not read yet.
pub async fn rows(app: &App, site: &str, limit: usize) -> Result<(Vec<Row>, u32)> {
    chosen_rows(app, site, &Choice::default(), limit).await
}

/// The same for the comments that `choice` selects, in its order; and how many those are.
pub async fn chosen_rows(app: &App, site: &str, choice: &Choice, limit: usize) -> Result<(Vec<Row>, u32)> {
    let (groups, total) = groups(app, site, choice, limit).await?;
    let firsts: Vec<_> = groups.iter().filter_map(|alike| alike.first()).map(|first| first.comment.id).collect();
    let mut revised = app.storage.revised_comments(site, &firsts).await?;
    let mut rows = Vec::new();
    for alike in groups {
        let Some(first) = alike.first().cloned() else { continue };
        let people = alike.iter().map(|one| one.comment.person.as_str()).collect::<HashSet<_>>().len();
        let history = app.storage.history(site, &first.comment.person).await?;
        let reports = app.storage.open_reports(site, first.comment.id).await?;
        let (standing, revised) = (standing(history, app.clock.now()), revised.remove(&first.comment.id));
        rows.push(Row { first, alike, people, standing, reports, revised });
    }
    Ok((rows, total))
}

/// One group for each row, and how many comments there are in all.
async fn groups(app: &App, site: &str, choice: &Choice, limit: usize) -> Result<(Vec<Vec<QueuedComment>>, u32)> {
    let mut groups = Groups::default();
    let (mut read, most) = (0, u32::try_from(limit.saturating_mul(MAX_READ_PER_ROW)).unwrap_or(u32::MAX));
    let total = loop {
        let (waiting, total) = app.storage.filtered_review_queue(site, choice, read, BATCH).await?;
        let received = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        read = read.saturating_add(received);
        for one in waiting {
            groups.add(one);
        }
        // An empty read carries no total.
        let all = if received == 0 { read } else { total };
        if received < BATCH || groups.all.len() >= limit || read >= most {
            break all;
        }
    };
    Ok((groups.all.into_iter().map(|(_, group)| group).take(limit).collect(), total))
}

/// All waiting comments with the same or nearly the same text as a comment, the longest wait first.
pub(super) async fn alike(app: &App, site: &str, id: CommentId) -> Result<Vec<CommentId>> {
    let comment = app.storage.comment(site, id).await?.ok_or(TeamError::NoComment(id))?;
    let simhash = TextSimhash::of(&plain_text(&comment.tree));
    if !simhash.long {
        return Ok(vec![id]);
    }
    let (waiting, _) = app.storage.review_queue(site, 0, MAX_COMPARED).await?;
    let similar = waiting.iter().filter(|one| simhash.is_like(&TextSimhash::of(&plain_text(&one.comment.tree))));
    Ok(similar.map(|one| one.comment.id).collect())
}

/// Long texts that are the same or nearly so, and are all published or all not; a short text is always its own group.
#[derive(Default)]
struct Groups {
    all: Vec<(TextSimhash, Vec<QueuedComment>)>,
    /// The index of the group with exactly this text, by whether its comments are published.
    exact: HashMap<(TextSimhash, bool), usize>,
    seen: HashSet<CommentId>,
}

impl Groups {
    fn add(&mut self, one: QueuedComment) {
        let Self { all: groups, exact, seen } = self;
        // Another comment was held between two reads and moved the rest back, so this one was read before.
        if !seen.insert(one.comment.id) {
            return;
        }
        let simhash = TextSimhash::of(&plain_text(&one.comment.tree));
        let published = one.comment.status == Status::Published;
        let known = exact.get(&(simhash, published)).copied().filter(|_| simhash.long);
        let same_state = |group: &[QueuedComment]| (group[0].comment.status == Status::Published) == published;
        let joins =
            |other: &TextSimhash, group: &[QueuedComment]| other.long && same_state(group) && other.is_like(&simhash);
        let similar = || groups.iter().position(|(other, group)| joins(other, group));
        if let Some(index) = known.or_else(|| simhash.long.then(similar).flatten()) {
            groups[index].1.push(one);
        } else {
            exact.insert((simhash, published), groups.len());
            groups.push((simhash, vec![one]));
        }
    }
}
