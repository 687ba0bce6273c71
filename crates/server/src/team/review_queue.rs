//! What waits for the host: a row for each comment, and one for all that say the same.

use std::collections::{HashMap, HashSet};

use porch_protocol::held::HeldFor;
use porch_protocol::{CommentId, Status, Trust};

use super::{DeskError, Result};
use crate::App;
use crate::domain::markup::plain_text;
use crate::moderation::reasons::{self, HoldReason};
use crate::moderation::simhash::TextSimhash;
use crate::moderation::trust::standing;
use crate::storage::queue_choice::Choice;
use crate::storage::review_queue::WaitingComment;
use crate::storage::revised::RevisedComment;

/// Comments that are read at a time for a list. One without many that say the same is full after these.
const AT_A_TIME: u32 = 200;
/// For each row of a list, so many comments are read at most: who sends the same very often makes nobody's list slow.
const EACH: usize = 20;
/// Comments that are looked at for one decision about all that say the same.
const MOST: u32 = 10_000;

/// A row of the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The comment that has waited longest.
    pub first: WaitingComment,
    /// All that say the same, or nearly so, the first one among them.
    pub alike: Vec<WaitingComment>,
    /// How many people sent them.
    pub people: usize,
    /// Where the author of the first one stands.
    pub standing: Trust,
    /// What readers reported of the first one.
    pub reports: Vec<String>,
    /// What was decided about the first one before its author changed it, or asked for a second look.
    pub mended: Option<RevisedComment>,
}

/// Why a comment is on the list, for the team: first what tells most, then what else spoke against it.
pub fn why(row: &Row) -> String {
    let (comment, mended) = (&row.first.comment, row.mended.as_ref().map(|mended| reasons::mended(mended.verb)));
    match (comment.status, comment.hold) {
        (Status::Published, _) => "reported by readers".into(),
        (Status::Held, Some(hold)) => {
            let also = row.first.arrival.also.iter().filter(|also| **also != hold);
            // That it was changed is said already, and better.
            let all = std::iter::once(&hold).chain(also).filter(|one| mended.is_none() || **one != HoldReason::Resent);
            let mut all: Vec<_> = all.collect();
            all.sort_by_key(|one| one.shown().rank());
            mended.into_iter().chain(all.into_iter().map(|one| one.explained())).collect::<Vec<_>>().join(" · ")
        }
        (Status::Held, None) => mended.unwrap_or("not reviewed yet").into(),
        _ => "its author asks for a second look".into(),
    }
}

/// The same, one by one, for whoever says it in their own words; none for what is not held.
pub fn reasons(row: &Row) -> Vec<HeldFor> {
    if row.first.comment.status != Status::Held {
        return Vec::new();
    }
    let mended = row.mended.as_ref().map(|mended| reasons::mended_for(mended.verb));
    let hold = row.first.comment.hold;
    let also = row.first.arrival.also.iter().copied().filter(|also| hold.is_some() && Some(*also) != hold);
    let all = hold.into_iter().chain(also).filter(|one| mended.is_none() || *one != HoldReason::Resent);
    let mut all: Vec<_> = mended.into_iter().chain(all.map(HoldReason::shown)).collect();
    all.sort_by_key(|one| one.rank());
    if all.is_empty() { vec![HeldFor::NotReviewed] } else { all }
}

/// The rows of a site, the longest wait first, at most `limit` of them; and how many comments wait in all. Comments are read
/// until there are enough rows: one that says the same as a row and waits further back joins it once it is reached.
pub async fn rows(app: &App, site: &str, limit: usize) -> Result<(Vec<Row>, u32)> {
    chosen_rows(app, site, &Choice::default(), limit).await
}

/// The same of the comments that are chosen, in the order that is chosen; and how many those are.
pub async fn chosen_rows(app: &App, site: &str, choice: &Choice, limit: usize) -> Result<(Vec<Row>, u32)> {
    let (groups, total) = groups(app, site, choice, limit).await?;
    let firsts: Vec<_> = groups.iter().filter_map(|alike| alike.first()).map(|first| first.comment.id).collect();
    let mut mended = app.storage.mended(site, &firsts).await?;
    let mut rows = Vec::new();
    for alike in groups {
        let Some(first) = alike.first().cloned() else { continue };
        let people = alike.iter().map(|one| one.comment.person.as_str()).collect::<HashSet<_>>().len();
        let history = app.storage.history(site, &first.comment.person).await?;
        let reports = app.storage.open_reports(site, first.comment.id).await?;
        let (standing, mended) = (standing(history, app.clock.now()), mended.remove(&first.comment.id));
        rows.push(Row { first, alike, people, standing, reports, mended });
    }
    Ok((rows, total))
}

/// As many groups as there are rows, and how many comments there are in all.
async fn groups(app: &App, site: &str, choice: &Choice, limit: usize) -> Result<(Vec<Vec<WaitingComment>>, u32)> {
    let mut groups = Groups::default();
    let (mut read, most) = (0, u32::try_from(limit.saturating_mul(EACH)).unwrap_or(u32::MAX));
    let total = loop {
        let (waiting, total) = app.storage.chosen_waiting(site, choice, read, AT_A_TIME).await?;
        let came = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
        read = read.saturating_add(came);
        for one in waiting {
            groups.add(one);
        }
        // Behind the end nothing is counted.
        let all = if came == 0 { read } else { total };
        if came < AT_A_TIME || groups.all.len() >= limit || read >= most {
            break all;
        }
    };
    Ok((groups.all.into_iter().map(|(_, group)| group).take(limit).collect(), total))
}

/// All that wait and say the same as a comment, or nearly so, the longest wait first.
pub(super) async fn alike(app: &App, site: &str, id: CommentId) -> Result<Vec<CommentId>> {
    let comment = app.storage.comment(site, id).await?.ok_or(DeskError::NoComment(id))?;
    let print = TextSimhash::of(&plain_text(&comment.tree));
    if !print.long {
        return Ok(vec![id]);
    }
    let (waiting, _) = app.storage.waiting(site, 0, MOST).await?;
    let same = waiting.iter().filter(|one| print.is_like(&TextSimhash::of(&plain_text(&one.comment.tree))));
    Ok(same.map(|one| one.comment.id).collect())
}

/// What says the same at length, and is seen by the same eyes; short words stand by themselves.
#[derive(Default)]
struct Groups {
    all: Vec<(TextSimhash, Vec<WaitingComment>)>,
    /// The place of the group that has exactly these words.
    exact: HashMap<(TextSimhash, bool), usize>,
    seen: HashSet<CommentId>,
}

impl Groups {
    fn add(&mut self, one: WaitingComment) {
        let Self { all: groups, exact, seen } = self;
        // Between two questions another one came to wait, and the rest moved back.
        if !seen.insert(one.comment.id) {
            return;
        }
        let print = TextSimhash::of(&plain_text(&one.comment.tree));
        let up = one.comment.status == Status::Published;
        let known = exact.get(&(print, up)).copied().filter(|_| print.long);
        let same = |group: &[WaitingComment]| (group[0].comment.status == Status::Published) == up;
        let like = || groups.iter().position(|(other, group)| other.long && same(group) && other.is_like(&print));
        if let Some(place) = known.or_else(|| print.long.then(like).flatten()) {
            groups[place].1.push(one);
        } else {
            exact.insert((print, up), groups.len());
            groups.push((print, vec![one]));
        }
    }
}
