//! Days, months and years of queries and facets, in UTC.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use porch_protocol::Timestamp;

/// The first moment of a day, month or year, written as `2026-05-03`, `2026-05` or `2026`; none where it is no date.
pub(crate) fn first_moment(text: &str) -> Option<Timestamp> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(1), |part| number(part, 2))?;
    let day = parts.next().map_or(Some(1), |part| number(part, 2))?;
    if parts.next().is_some() || year < 1 {
        return None;
    }
    moment(Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?)
}

/// The first moment of a year.
pub(crate) fn first_of_year(year: i16) -> Option<Timestamp> {
    moment(Date::new(year, 1, 1).ok()?)
}

fn number(text: &str, most_digits: usize) -> Option<i16> {
    let digits = !text.is_empty() && text.len() <= most_digits && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn moment(day: Date) -> Option<Timestamp> {
    Some(Timestamp(day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_microsecond()))
}

/// The years of moments: a table, since facets ask for the year of every hit.
pub(crate) struct Years {
    first: i16,
    starts: Vec<i64>,
}

impl Years {
    /// Years from 1970 to 2199; moments outside count to the nearest.
    pub(crate) fn new() -> Self {
        let first = 1970;
        let starts = (first..2200).filter_map(|year| moment(date(year, 1, 1))).map(|moment| moment.0).collect();
        Self { first, starts }
    }

    /// The year of a moment in microseconds.
    pub(crate) fn of(&self, micros: i64) -> i16 {
        let begun = self.starts.partition_point(|start| *start <= micros);
        self.first.saturating_add(i16::try_from(begun.saturating_sub(1)).unwrap_or(i16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_read() {
        let shown = |text| first_moment(text).map(|moment| moment.to_string());
        assert_eq!(shown("2026-05-03").as_deref(), Some("2026-05-03T00:00:00Z"));
        assert_eq!(shown("2024-2").as_deref(), Some("2024-02-01T00:00:00Z"));
        assert_eq!(shown("2024").as_deref(), Some("2024-01-01T00:00:00Z"));
    }

    #[test]
    fn other_texts_are_no_dates() {
        for text in ["", "yesterday", "2024-13", "2023-02-29", "2024-1-1-1", "-5", "20245", "0", "2024-", "２０２４"]
        {
            assert_eq!(first_moment(text), None, "{text}");
        }
    }

    #[test]
    fn each_moment_has_its_year() {
        let years = Years::new();
        for (micros, year) in [(0, 1970), (951_782_400_000_000, 2000), (-1, 1970), (i64::MAX, 2199), (i64::MIN, 1970)] {
            assert_eq!(years.of(micros), year);
        }
        let start = first_of_year(2025).unwrap().0;
        assert_eq!((years.of(start - 1), years.of(start)), (2024, 2025));
    }
}
