//! Dates for visitors without a script. In a browser the loader writes each time in the visitor's time zone, so the names
//! of the months would be bytes for nothing.

use porch_protocol::Timestamp;

use crate::language::dates;

include!(concat!(env!("OUT_DIR"), "/dates.rs"));

/// A time, in microseconds; with its year unless that is the year given. For year 0, no year is shown.
pub fn date(lang: &str, micros: i64, this_year: u16) -> String {
    let shown = Timestamp(micros).to_string();
    let (day, time) = shown.split_once('T').unwrap_or_default();
    // Split from the end: years before Christ begin with a minus sign.
    let mut parts = day.rsplitn(3, '-');
    let mut part = || parts.next().unwrap_or_default();
    let (day, month, year) = (part().trim_start_matches('0'), part(), part());
    let (month, time) = (month.parse().unwrap_or_default(), time.get(..5).unwrap_or_default());
    let dates = dates(lang);
    if this_year == 0 || year == this_year.to_string() {
        dates.this_year(day, month, time)
    } else {
        dates.with_year(day, month, year, time)
    }
}
