//! Token buckets: so many events at once, then one per interval, for each key.
//!
//! The generic cell rate algorithm, in memory. Unlike in the crates that we know, tokens can be given back: shared
//! limits are only charged for what was stored.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What a bucket counts for: a hash, or an id.
pub(super) type Key = [u8; 16];

/// The burst, and the interval after it.
pub(super) type Quota = (u32, Duration);

/// One token to take: the key, and the quota of its bucket.
pub(super) type Charge = (Key, Quota);

/// Keys that are stored before full buckets are removed.
const MANY: usize = 4_096;

/// When each bucket is full again, if no more tokens are taken.
#[derive(Default)]
struct Deadlines {
    ends: HashMap<Key, Duration>,
    /// With so many keys, some buckets are full again.
    prune_at: usize,
}

impl Deadlines {
    fn end(&self, key: &Key, now: Duration) -> Duration {
        self.ends.get(key).copied().unwrap_or_default().max(now)
    }

    fn tidy(&mut self, now: Duration) {
        self.ends.retain(|_, end| *end > now);
        // Twice what is left, so that the cost of a pass stays constant per insertion.
        self.prune_at = (2 * self.ends.len()).max(MANY);
    }
}

/// The buckets of one limit, by key.
#[derive(Default)]
pub(super) struct TokenBuckets(Mutex<Deadlines>);

impl TokenBuckets {
    /// Takes one token for each charge, or none: then the error is the longest time to wait.
    pub(super) fn take(&self, charges: &[Charge], now: Duration) -> Result<(), Duration> {
        let mut deadlines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if deadlines.ends.len() >= deadlines.prune_at {
            deadlines.tidy(now);
        }
        let wait = charges.iter().map(|(key, (burst, every))| {
            let room = every.saturating_mul(burst.saturating_sub(1));
            deadlines.end(key, now).saturating_sub(now).saturating_sub(room)
        });
        let wait = wait.max().unwrap_or_default();
        if wait > Duration::ZERO {
            return Err(wait);
        }
        for (key, (_, every)) in charges {
            let next = deadlines.end(key, now).saturating_add(*every);
            deadlines.ends.insert(*key, next);
        }
        Ok(())
    }

    /// Gives back one token of each charge.
    pub(super) fn give_back(&self, charges: &[Charge]) {
        let mut deadlines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, (_, every)) in charges {
            if let Some(end) = deadlines.ends.get_mut(key) {
                *end = end.saturating_sub(*every);
            }
        }
    }

    /// Removes full buckets.
    pub(super) fn tidy(&self, now: Duration) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).tidy(now);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::TokenBuckets;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_burst_is_allowed_and_then_one_per_interval() {
        let (rates, one) = (TokenBuckets::default(), [([1; 16], (3, SECOND))]);
        let take = |at: u64| rates.take(&one, Duration::from_millis(at));
        assert!((0..3).all(|_| take(5_000).is_ok()));
        assert_eq!(take(5_000), Err(SECOND));
        assert_eq!(take(5_999), Err(Duration::from_millis(1)));
        assert!(take(6_000).is_ok() && take(6_000).is_err());
        assert_eq!((0..9).filter(|_| take(60_000).is_ok()).count(), 3, "a long pause gives no more than the burst");
    }

    #[test]
    fn all_charges_are_taken_or_none_and_a_token_given_back_can_be_taken_again() {
        let rates = TokenBuckets::default();
        let (wide, narrow) = (([1; 16], (3, SECOND)), ([2; 16], (1, SECOND)));
        assert!(rates.take(&[wide, narrow], SECOND).is_ok());
        assert!((0..9).all(|_| rates.take(&[wide, narrow], SECOND).is_err()), "the narrow one is full");
        assert_eq!((0..9).filter(|_| rates.take(&[wide], SECOND).is_ok()).count(), 2, "and costs the wide one nothing");
        rates.give_back(&[wide]);
        assert!(rates.take(&[wide], SECOND).is_ok() && rates.take(&[wide], SECOND).is_err());
        rates.tidy(SECOND * 3);
        assert!(rates.take(&[wide], SECOND * 3).is_ok());
        rates.tidy(SECOND * 60);
        assert!(rates.0.lock().unwrap().ends.is_empty());
    }
}
