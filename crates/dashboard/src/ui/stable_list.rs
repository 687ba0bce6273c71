//! A list that is reloaded while it is being read: new rows that would push down the visible ones wait until the reader
//! asks for them.

use porch_protocol::CommentId;
use porch_protocol::team_api::{ReviewItem, ReviewQueue, UnansweredComment, UnansweredList};

/// The rows of a list.
pub(crate) trait Rows {
    /// Removes the rows that are new and stand above a row that was there before; returns how many comments those are.
    fn hold_back(&mut self, before: &Self) -> usize;
}

impl Rows for ReviewQueue {
    fn hold_back(&mut self, before: &Self) -> usize {
        let ids = |card: &ReviewItem| card.alike.iter().map(|one| one.id).chain([card.comment.id]).collect::<Vec<_>>();
        let seen: Vec<CommentId> = before.cards.iter().flat_map(ids).collect();
        hold_back(&mut self.cards, |card| ids(card).iter().any(|id| seen.contains(id)), |card| card.alike.len().max(1))
    }
}

impl Rows for UnansweredList {
    fn hold_back(&mut self, before: &Self) -> usize {
        let seen: Vec<CommentId> = before.openings.iter().map(|one| one.comment.id).collect();
        hold_back(&mut self.openings, |one: &UnansweredComment| seen.contains(&one.comment.id), |_| 1)
    }
}

fn hold_back<T>(rows: &mut Vec<T>, seen: impl Fn(&T) -> bool, count: impl Fn(&T) -> usize) -> usize {
    let Some(last) = rows.iter().rposition(&seen) else { return 0 };
    let (mut place, mut held) = (0, 0);
    rows.retain(|row| {
        let stays = place > last || seen(row);
        place += 1;
        held += if stays { 0 } else { count(row) };
        stays
    });
    held
}

#[cfg(test)]
mod tests {
    use super::hold_back;

    #[test]
    fn new_rows_above_a_row_that_was_shown_are_held_back() {
        let result = |before: &str, found: &str| {
            let mut rows: Vec<char> = found.chars().collect();
            let held = hold_back(&mut rows, |row| before.contains(*row), |_| 1);
            (rows.into_iter().collect::<String>(), held)
        };
        assert_eq!(result("abc", "xabcy"), ("abcy".into(), 1));
        assert_eq!(result("abc", "xaybz"), ("abz".into(), 2));
        assert_eq!(result("abc", "ac"), ("ac".into(), 0), "what goes, goes");
        assert_eq!(result("abc", "xyz"), ("xyz".into(), 0), "nothing is there to be moved");
        assert_eq!(result("", "ab"), ("ab".into(), 0));
    }
}
