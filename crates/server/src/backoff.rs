//! When a failed attempt is repeated: a list of waits, each randomly a little longer or shorter.

use porch_protocol::Timestamp;

/// A tenth either way, so that attempts that failed together are not repeated together.
const JITTER_PERCENT: i64 = 10;

/// When the next attempt is due after `tried` of them. `waits` are seconds before each attempt. None when that was the
/// last.
pub(crate) fn next_try(now: Timestamp, tried: u32, waits: &[i64]) -> Option<Timestamp> {
    let wait = *waits.get(usize::try_from(tried).ok()?)?;
    // Without randomness the attempts are only less spread out.
    let random = i64::from(getrandom::u32().unwrap_or(0) % 1_000);
    let percent_thousandths = (100 - JITTER_PERCENT) * 1_000 + random * 2 * JITTER_PERCENT;
    Some(now.plus(wait * Timestamp::SECOND / 100_000 * percent_thousandths))
}

/// The longest wait that a receiver may ask for, in microseconds.
const LONGEST: i64 = 24 * 3_600 * Timestamp::SECOND;

/// When the next attempt is due after a response with `Retry-After`: not before that, and not before `due`. The header
/// has seconds or a date (RFC 9110 §10.2.3), and anything else is ignored.
pub(crate) fn not_before(due: Timestamp, now: Timestamp, retry_after: Option<&str>) -> Timestamp {
    let wanted = retry_after.and_then(|retry_after| {
        let seconds =
            retry_after.bytes().all(|byte| byte.is_ascii_digit()).then(|| retry_after.parse::<i64>().ok()).flatten();
        let wait = seconds.map(|seconds| seconds.saturating_mul(Timestamp::SECOND));
        let date = || Some(jiff::fmt::rfc2822::parse(retry_after).ok()?.timestamp().as_microsecond() - now.0);
        wait.or_else(date)
    });
    due.max(now.plus(wanted.unwrap_or(0).clamp(0, LONGEST)))
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
    fn a_receiver_gets_the_time_that_it_asks_for_up_to_a_day() {
        let now = Timestamp(1_750_000_000_000_000);
        let seconds = |value: &str| (not_before(now.plus(5_000_000), now, Some(value)).0 - now.0) / Timestamp::SECOND;
        for (value, waited) in [
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
            assert_eq!(seconds(value), waited, "{value:?}");
        }
        assert_eq!(not_before(now, now, None), now);
    }
}
