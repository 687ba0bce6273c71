//! What waits for the host: a row for each comment, and one for all that say the same.

use std::collections::{HashMap, HashSet};

use porch_protocol::{CommentId, Standing, Status};

use super::{DeskError, Result};
use crate::App;
use crate::domain::markup::plain_text;
use crate::moderation::prints::Print;
use crate::moderation::standing::standing;
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
}

/// Why a comment is on the list, for the team: first what counts, then what else spoke against it.
pub fn why(waiting: &WaitingComment) -> String {
    let comment = &waiting.comment;
    match (comment.status, comment.hold) {
        (Status::Published, _) => "reported by readers".into(),
        (Status::Held, Some(hold)) => {
            let also = waiting.arrival.also.iter().filter(|also| **also != hold).map(|also| also.explained());
            std::iter::once(hold.explained()).chain(also).collect::<Vec<_>>().join(" · ")
        }
        (Status::Held, None) => "nobody has read it yet".into(),
        _ => "asks for a second look".into(),
    }
}

/// The rows of a site, the longest wait first, at most `limit` of them; and how many comments wait in all.
pub async fn rows(app: &App, site: &str, limit: usize) -> Result<(Vec<Row>, u32)> {
    let (waiting, total) = app.storage.waiting(site, MOST).await?;
    let mut rows = Vec::new();
    for alike in grouped(waiting).into_iter().take(limit) {
        let Some(first) = alike.first().cloned() else { continue };
        let people = alike.iter().map(|one| one.comment.person.as_str()).collect::<HashSet<_>>().len();
        let history = app.storage.history(site, &first.comment.person).await?;
        let reports = app.storage.open_reports(site, first.comment.id).await?;
        rows.push(Row { first, alike, people, standing: standing(history, app.clock.now()), reports });
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
