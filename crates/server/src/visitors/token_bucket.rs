//! How often something may happen: so many at once, then one in so long, for each key.
//!
//! The generic cell rate algorithm, in memory. Unlike those of the crates that we know, what was taken can be given back:
//! what is shared is only charged for what was stored.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Whom or what a rate counts: a hash, or an id.
pub(super) type Key = [u8; 16];

/// So many at once, then one in so long.
pub(super) type Quota = (u32, Duration);

/// One thing to be counted: for whom, and how much of it there may be.
pub(super) type Charge = (Key, Quota);

/// Keys that are kept before those that are back at nothing are looked for.
const MANY: usize = 4_096;

/// When each key would be back at nothing, if nothing more came.
#[derive(Default)]
struct Deadlines {
    of: HashMap<Key, Duration>,
    /// When there are so many, some will be back at nothing.
    full: usize,
}

impl Deadlines {
    fn end(&self, key: &Key, now: Duration) -> Duration {
        self.of.get(key).copied().unwrap_or_default().max(now)
    }

    fn tidy(&mut self, now: Duration) {
        self.of.retain(|_, end| *end > now);
        // As many more as are left, so that looking at all of them costs each one little.
        self.full = (2 * self.of.len()).max(MANY);
    }
}

/// What was taken of one kind, by key.
#[derive(Default)]
pub(super) struct TokenBuckets(Mutex<Deadlines>);

impl TokenBuckets {
    /// Takes one of each charge, or none: then the longest time to wait is the error.
    pub(super) fn take(&self, charges: &[Charge], now: Duration) -> Result<(), Duration> {
        let mut ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if ends.of.len() >= ends.full {
            ends.tidy(now);
        }
        let wait = charges.iter().map(|(key, (burst, every))| {
            let room = every.saturating_mul(burst.saturating_sub(1));
            ends.end(key, now).saturating_sub(now).saturating_sub(room)
        });
        let wait = wait.max().unwrap_or_default();
        if wait > Duration::ZERO {
            return Err(wait);
        }
        for (key, (_, every)) in charges {
            let next = ends.end(key, now).saturating_add(*every);
            ends.of.insert(*key, next);
        }
        Ok(())
    }

    /// Gives back one of each that were taken.
    pub(super) fn give_back(&self, charges: &[Charge]) {
        let mut ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, (_, every)) in charges {
            if let Some(end) = ends.of.get_mut(key) {
                *end = end.saturating_sub(*every);
            }
        }
    }

    /// Forgets whatever is back at nothing.
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
    fn so_many_at_once_and_then_one_in_so_long() {
        let (rates, one) = (TokenBuckets::default(), [([1; 16], (3, SECOND))]);
        let take = |at: u64| rates.take(&one, Duration::from_millis(at));
        assert!((0..3).all(|_| take(5_000).is_ok()));
        assert_eq!(take(5_000), Err(SECOND));
        assert_eq!(take(5_999), Err(Duration::from_millis(1)));
        assert!(take(6_000).is_ok() && take(6_000).is_err());
        assert_eq!((0..9).filter(|_| take(60_000).is_ok()).count(), 3, "a rest gives no more than that");
    }

    #[test]
    fn all_charges_are_taken_or_none_and_what_is_given_back_is_there_again() {
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
        assert!(rates.0.lock().unwrap().of.is_empty());
    }
}
