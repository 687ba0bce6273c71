//! Lists that are sent in parts: the mark at which the next part begins.

use std::fmt::Display;
use std::str::FromStr;

use porch_protocol::{ErrorCode, Timestamp};

use crate::http::error::{AppError, Result};

/// Entries of one part.
pub(super) const PART: u32 = 50;

/// What a list goes on after, as the `next` of the part before says it: a moment and an id; none at the beginning.
pub(super) fn after<T: FromStr>(mark: &str) -> Result<Option<(Timestamp, T)>> {
    if mark.is_empty() {
        return Ok(None);
    }
    let parsed = mark.split_once('.').and_then(|(at, id)| Some((Timestamp(at.parse().ok()?), id.parse().ok()?)));
    parsed.map(Some).ok_or(AppError::Refused(ErrorCode::Malformed))
}

/// Cuts a list, of which one entry more than a part was asked for, to one part. The mark of the next part, if there is
/// one.
pub(super) fn cut<T, I: Display>(entries: &mut Vec<T>, mark: impl Fn(&T) -> (Timestamp, I)) -> Option<String> {
    let has_more = entries.len() > PART as usize;
    entries.truncate(PART as usize);
    let (at, id) = mark(entries.last().filter(|_| has_more)?);
    Some(format!("{}.{id}", at.0))
}

#[cfg(test)]
mod tests {
    use super::{PART, after, cut};
    use porch_protocol::Timestamp;

    #[test]
    fn a_part_ends_with_the_mark_of_the_next_one() {
        let list = |count: u32| (0..count).collect::<Vec<_>>();
        let mark = |one: &u32| (Timestamp(7), *one);
        let (mut full, mut longer) = (list(PART), list(PART + 1));
        assert_eq!(cut(&mut full, mark), None);
        let next = cut(&mut longer, mark).unwrap();
        assert_eq!((longer.len(), after::<u32>(&next).unwrap()), (PART as usize, Some((Timestamp(7), PART - 1))));
        assert!(after::<u32>("").unwrap().is_none() && after::<u32>("7").is_err() && after::<u32>("x.1").is_err());
    }
}
