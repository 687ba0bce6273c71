//! When something that failed is tried again: a list of waits, each a little longer or shorter by chance.

use porch_protocol::Timestamp;

/// A tenth either way, so that what failed together does not come back together.
const JITTER_PERCENT: i64 = 10;

/// When the next try is due after `tried` of them. `waits` are seconds before each try. None when that was the last.
pub(crate) fn next_try(now: Timestamp, tried: u32, waits: &[i64]) -> Option<Timestamp> {
    let wait = *waits.get(usize::try_from(tried).ok()?)?;
    // Without chance it is only less spread out.
    let chance = i64::from(getrandom::u32().unwrap_or(0) % 1_000);
    let percent_thousandths = (100 - JITTER_PERCENT) * 1_000 + chance * 2 * JITTER_PERCENT;
    Some(now.plus(wait * Timestamp::SECOND / 100_000 * percent_thousandths))
}

/// The longest that somebody may make us wait, in microseconds.
const LONGEST: i64 = 24 * 3_600 * Timestamp::SECOND;

/// When the next try is due after one that was answered with `Retry-After`: no sooner than it asks, and no sooner than
/// is due anyway. What it says is seconds or a date (RFC 9110 §10.2.3), and anything else says nothing.
pub(crate) fn not_before(due: Timestamp, now: Timestamp, said: Option<&str>) -> Timestamp {
    let asked = said.and_then(|said| {
        let seconds = said.bytes().all(|byte| byte.is_ascii_digit()).then(|| said.parse::<i64>().ok()).flatten();
        let wait = seconds.map(|seconds| seconds.saturating_mul(Timestamp::SECOND));
        let date = || Some(jiff::fmt::rfc2822::parse(said).ok()?.timestamp().as_microsecond() - now.0);
        wait.or_else(date)
    });
    due.max(now.plus(asked.unwrap_or(0).clamp(0, LONGEST)))
}

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;

    use super::{next_try, not_before};

    #[test]
    fn each_wait_is_about_as_long_as_the_list_says_and_the_list_ends() {
        let now = Timestamp(1_750_000_000_000_000);
        for _ in 0..200 {
            let next = next_try(now, 1, &[0, 100, 1_000]).unwrap();
            let waited = (next.0 - now.0) / Timestamp::SECOND;
            assert!((90..=110).contains(&waited), "{waited}");
        }
        assert_eq!(next_try(now, 0, &[0, 100]), Some(now));
        assert_eq!(next_try(now, 2, &[0, 100]), None);
    }

    #[test]
    fn whoever_asks_for_time_gets_it_up_to_a_day() {
        let now = Timestamp(1_750_000_000_000_000);
        let seconds = |said: &str| (not_before(now.plus(5_000_000), now, Some(said)).0 - now.0) / Timestamp::SECOND;
        for (said, waited) in [
            ("120", 120),
            ("1", 5),
            ("0", 5),
            ("999999999999999999999", 5),
            ("9999999999", 86_400),
            ("Sun, 15 Jun 2025 15:08:40 GMT", 120),
            ("Sun, 15 Jun 2003 15:08:40 GMT", 5),
            ("Sun, 15 Jun 2031 15:08:40 GMT", 86_400),
            ("-7", 5),
            ("", 5),
            ("soon", 5),
        ] {
            assert_eq!(seconds(said), waited, "{said:?}");
        }
        assert_eq!(not_before(now, now, None), now);
    }
}
