//! The dates of imported comments, and the order of those without one: no date is invented.

use std::collections::HashMap;

use porch_protocol::Timestamp;

/// 1971-01-01. Programs write many kinds of zeros for an unknown date: the year 0 or 1, 1900, and 1970, the epoch of
/// Unix time. No comment on the web is as old.
const EARLIEST: Timestamp = Timestamp(31_536_000 * Timestamp::SECOND);
/// How far a clock may have been ahead: a day, for clocks in another time zone.
const AHEAD: i64 = 86_400 * Timestamp::SECOND;

/// Whether a date is not one of the zeros.
pub(super) fn is_plausible(date: Timestamp) -> bool {
    date >= EARLIEST
}

/// The date, if it is plausible; a date slightly in the future becomes now.
pub(super) fn plausible_date(date: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    let date = date.filter(|date| is_plausible(*date) && *date <= now.plus(AHEAD))?;
    // A comment from the future would be shown after all later comments, or push their dates there.
    Some(date.min(now))
}

/// Dates that order the comments of a thread without a date: after the one before them in the file, a microsecond each.
#[derive(Default)]
pub(super) struct DateOrder {
    /// The last date given in each thread.
    last: HashMap<u32, Timestamp>,
    /// Comments at a thread's beginning, before any that has a date.
    first: HashMap<u32, Vec<u32>>,
    earliest: Option<Timestamp>,
}

impl DateOrder {
    /// Takes the comments in the order of the file: their number, their thread and their date. Returns the dates that
    /// can be given now.
    pub(super) fn take(&mut self, number: u32, thread: u32, date: Option<Timestamp>) -> Vec<(u32, Timestamp)> {
        let Some(date) = date else {
            let Some(last) = self.last.get_mut(&thread) else {
                self.first.entry(thread).or_default().push(number);
                return Vec::new();
            };
            *last = last.plus(1);
            return vec![(number, *last)];
        };
        self.last.insert(thread, date);
        self.earliest = Some(self.earliest.map_or(date, |earliest| earliest.min(date)));
        let waited = self.first.remove(&thread).unwrap_or_default();
        let before = i64::try_from(waited.len()).unwrap_or(i64::MAX);
        (0..).zip(waited).map(|(place, number)| (number, date.plus(place - before))).collect()
    }

    /// The dates for threads none of whose comments has one: from when the thread was created, or else from the file's
    /// earliest date, or else from now.
    pub(super) fn rest(self, now: Timestamp, created: impl Fn(u32) -> Option<Timestamp>) -> Vec<(u32, Timestamp)> {
        let Self { first, earliest, .. } = self;
        let place = |(thread, numbers): (u32, Vec<u32>)| {
            let from = plausible_date(created(thread), now).or(earliest).unwrap_or(now);
            (0..).zip(numbers).map(move |(place, number)| (number, from.plus(place)))
        };
        first.into_iter().flat_map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_and_future_dates_are_no_dates() {
        let now = Timestamp(1_800_000_000_000_000);
        let parse = |text: &str| text.parse::<jiff::Timestamp>().map(|date| Timestamp(date.as_microsecond())).unwrap();
        for text in ["0001-01-01T00:00:00Z", "1900-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T01:00:00Z"] {
            assert_eq!(plausible_date(Some(parse(text)), now), None, "{text}");
        }
        assert_eq!(plausible_date(Some(parse("2099-12-31T23:59:59Z")), now), None);
        assert_eq!(plausible_date(None, now), None);
        assert_eq!(plausible_date(Some(now.plus(AHEAD)), now), Some(now));
        assert_eq!(plausible_date(Some(now.plus(AHEAD + 1)), now), None);
        assert_eq!(plausible_date(Some(EARLIEST), now), Some(EARLIEST));
    }

    #[test]
    fn comments_without_a_date_keep_their_order_in_the_file() {
        let mut places = DateOrder::default();
        let (day, later) = (Timestamp(1_000_000), Timestamp(2_000_000));
        let mut given = Vec::new();
        for (number, thread, date) in [
            (0, 0, None),
            (1, 0, None),
            (2, 1, None),
            (3, 0, Some(day)),
            (4, 0, None),
            (5, 0, None),
            (6, 0, Some(later)),
            (7, 2, None),
        ] {
            given.extend(places.take(number, thread, date));
        }
        let made = Timestamp(40_000_000 * Timestamp::SECOND);
        given.extend(places.rest(made.plus(10), |thread| (thread == 2).then_some(made)));
        given.sort_unstable();
        let expected = [(0, 999_998), (1, 999_999), (2, 1_000_000), (4, 1_000_001), (5, 1_000_002), (7, made.0)];
        assert_eq!(given, expected.map(|(number, at)| (number, Timestamp(at))));
    }
}
