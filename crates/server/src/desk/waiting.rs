//! What waits for the host: a row for each comment, and one for all that say the same.

use std::collections::{HashMap, HashSet};

use porch_protocol::{CommentId, Standing, Status};

use super::{DeskError, Result};
use crate::App;
use crate::domain::markup::plain_text;
use crate::moderation::prints::Print;
use crate::moderation::reasons::{self, HoldReason};
use crate::moderation::standing::standing;
use crate::storage::mended::Mended;
use crate::storage::waiting::WaitingComment;

/// Comments that are looked at.
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
    pub standing: Standing,
    /// What readers reported of the first one.
    pub reports: Vec<String>,
    /// What was decided about the first one before its author changed it.
    pub mended: Option<Mended>,
}

/// Why a comment is on the list, for the team: first what counts, then what else spoke against it.
pub fn why(row: &Row) -> String {
    let (comment, mended) = (&row.first.comment, row.mended.as_ref().map(|mended| reasons::mended(mended.verb)));
    match (comment.status, comment.hold) {
        (Status::Published, _) => "reported by readers".into(),
        (Status::Held, Some(hold)) => {
            let also = row.first.arrival.also.iter().filter(|also| **also != hold);
            // That it was changed is said already, and better.
            let all = std::iter::once(&hold).chain(also).filter(|one| mended.is_none() || **one != HoldReason::Resent);
            mended.into_iter().chain(all.map(|one| one.explained())).collect::<Vec<_>>().join(" · ")
        }
        (Status::Held, None) => mended.unwrap_or("not reviewed yet").into(),
        _ => "asks for a second look".into(),
    }
}

/// The rows of a site, the longest wait first, at most `limit` of them; and how many comments wait in all.
pub async fn rows(app: &App, site: &str, limit: usize) -> Result<(Vec<Row>, u32)> {
    let (waiting, total) = app.storage.waiting(site, MOST).await?;
    let groups: Vec<_> = grouped(waiting).into_iter().take(limit).collect();
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

/// All that wait and say the same as a comment, or nearly so, the longest wait first.
pub(super) async fn alike(app: &App, site: &str, id: CommentId) -> Result<Vec<CommentId>> {
    let comment = app.storage.comment(site, id).await?.ok_or(DeskError::NoComment(id))?;
    let print = Print::of(&plain_text(&comment.tree));
    if !print.long {
        return Ok(vec![id]);
    }
    let (waiting, _) = app.storage.waiting(site, MOST).await?;
    let same = waiting.iter().filter(|one| print.is_like(&Print::of(&plain_text(&one.comment.tree))));
    Ok(same.map(|one| one.comment.id).collect())
}

/// Puts together what says the same at length, and is seen by the same eyes; short words stand by themselves.
fn grouped(waiting: Vec<WaitingComment>) -> Vec<Vec<WaitingComment>> {
    let mut groups: Vec<(Print, Vec<WaitingComment>)> = Vec::new();
    let mut exact: HashMap<(Print, bool), usize> = HashMap::new();
    for one in waiting {
        let print = Print::of(&plain_text(&one.comment.tree));
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
    groups.into_iter().map(|(_, group)| group).collect()
}
