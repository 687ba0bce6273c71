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

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;

    use super::next_try;

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
}
