//! How many newcomers write at present, on a site and from a network, and which proof of work is required of the next
//! one.
//!
//! No person is tracked: two decaying numbers, in memory only. A restart clears them, and a flood is recognised again
//! after its first comments.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use porch_protocol::Timestamp;

/// After this time a comment counts for 1/e, in microseconds: five minutes.
const DECAY: f64 = 300.0 * 1_000_000.0;
/// Newcomers' comments on a site that reach each level. A dozen in five minutes is more than most sites get in a day;
/// one every five seconds is a flood; one a second is an attack.
const OF_SITE: [(f64, ProofLevel); 3] =
    [(300.0, ProofLevel::Attack), (60.0, ProofLevel::Flood), (12.0, ProofLevel::Busy)];
/// The same for one network. Honest people share some, so this alone never reaches the level of an attack.
const OF_NETWORK: [(f64, ProofLevel); 2] = [(12.0, ProofLevel::Flood), (3.0, ProofLevel::Busy)];
/// A browser gets the challenge for so many times the count: a visitor who begins to write before a level is reached
/// has done the work of that level when they send.
const AHEAD: f64 = 2.0;
/// Networks stored per site.
const MOST: usize = 10_000;

/// The level of proof of work.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum ProofLevel {
    /// The normal level: no work is required.
    #[default]
    Quiet,
    /// More than usual.
    Busy,
    /// More than people write.
    Flood,
    /// So many that proof of work does not stop them: it is required, and newcomers are held.
    Attack,
}

/// A decaying count.
#[derive(Clone, Copy)]
struct Heat {
    sum: f64,
    at: Timestamp,
}

impl Heat {
    const NONE: Self = Self { sum: 0.0, at: Timestamp(0) };

    fn at(self, now: Timestamp) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a time between two comments")]
        let passed = now.0.saturating_sub(self.at.0).max(0) as f64;
        self.sum * (-passed / DECAY).exp()
    }

    fn add(&mut self, now: Timestamp) {
        *self = Self { sum: self.at(now) + 1.0, at: now };
    }
}

struct SiteRate {
    all: Heat,
    networks: HashMap<Arc<str>, Heat>,
}

impl SiteRate {
    fn level(&self, network: &str, now: Timestamp, times: f64) -> ProofLevel {
        let reached = |heat: Heat, steps: &[(f64, ProofLevel)]| {
            let heat = heat.at(now) * times;
            steps.iter().find(|(step, _)| heat >= *step).map_or(ProofLevel::Quiet, |(_, level)| *level)
        };
        let own = self.networks.get(network).copied().unwrap_or(Heat::NONE);
        reached(self.all, &OF_SITE).max(reached(own, &OF_NETWORK))
    }

    fn add(&mut self, network: &str, now: Timestamp) {
        self.all.add(now);
        if self.networks.len() >= MOST && !self.networks.contains_key(network) {
            // Networks with one comment matter least.
            self.networks.retain(|_, heat| heat.at(now) > 1.0);
            if self.networks.len() >= MOST / 2 {
                self.networks.clear();
            }
        }
        self.networks.entry(network.into()).or_insert(Heat::NONE).add(now);
    }
}

/// The rate of newcomers on each site.
#[derive(Default)]
pub struct NewcomerRate(Mutex<HashMap<Arc<str>, SiteRate>>);

impl NewcomerRate {
    /// The level for a browser that begins to write now.
    pub fn level_for_writing(&self, site: &str, network: &str, now: Timestamp) -> ProofLevel {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sites.get(site).map_or(ProofLevel::Quiet, |own| own.level(network, now, AHEAD))
    }

    /// Counts a newcomer's comment, and returns the level that the earlier ones require of it.
    pub fn count(&self, site: &str, network: &str, now: Timestamp) -> ProofLevel {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = sites.entry(site.into()).or_insert_with(|| SiteRate { all: Heat::NONE, networks: HashMap::new() });
        let level = own.level(network, now, 1.0);
        own.add(network, now);
        level
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, NewcomerRate, ProofLevel};
    use porch_protocol::Timestamp;
    use proptest::prelude::*;

    fn second(second: i64) -> Timestamp {
        Timestamp(second * Timestamp::SECOND)
    }

    /// The levels for comments from ever new networks, in order.
    fn levels_for(rate: &NewcomerRate, count: u32, every: impl Fn(u32) -> i64) -> Vec<ProofLevel> {
        (0..count).map(|i| rate.count("bakery", &i.to_string(), second(every(i)))).collect()
    }

    #[test]
    fn each_level_is_reached_at_its_number() {
        let levels = levels_for(&NewcomerRate::default(), 301, |_| 0);
        let first = |level| levels.iter().position(|reached| *reached == level);
        assert_eq!(first(ProofLevel::Busy), Some(12));
        assert_eq!(first(ProofLevel::Flood), Some(60));
        assert_eq!(first(ProofLevel::Attack), Some(300));
        assert!(levels.is_sorted());
    }

    #[test]
    fn a_busy_site_requires_no_work() {
        let levels = levels_for(&NewcomerRate::default(), 500, |i| i64::from(i) * 30);
        assert!(levels.iter().all(|level| *level == ProofLevel::Quiet), "one newcomer every half minute");
    }

    #[test]
    fn the_level_decays_and_other_sites_are_not_affected() {
        let rate = NewcomerRate::default();
        levels_for(&rate, 400, |_| 0);
        assert_eq!(rate.level_for_writing("bakery", "home", second(1)), ProofLevel::Attack);
        assert_eq!(rate.level_for_writing("cafe", "home", second(1)), ProofLevel::Quiet);
        assert_eq!(rate.level_for_writing("bakery", "home", second(900)), ProofLevel::Busy);
        assert_eq!(rate.level_for_writing("bakery", "home", second(3_600)), ProofLevel::Quiet);
    }

    #[test]
    fn the_count_of_a_network_affects_that_network_only() {
        let rate = NewcomerRate::default();
        let levels: Vec<ProofLevel> = (0..13).map(|_| rate.count("bakery", "one", second(0))).collect();
        assert_eq!(levels[2..4], [ProofLevel::Quiet, ProofLevel::Busy]);
        assert_eq!(levels[12], ProofLevel::Flood);
        let rate = NewcomerRate::default();
        for _ in 0..5 {
            rate.count("bakery", "one", second(0));
        }
        assert_eq!(rate.level_for_writing("bakery", "one", second(0)), ProofLevel::Busy);
        assert_eq!(rate.level_for_writing("bakery", "other", second(0)), ProofLevel::Quiet);
    }

    #[test]
    fn a_visitor_who_begins_before_a_level_is_reached_gets_its_work() {
        let rate = NewcomerRate::default();
        levels_for(&rate, 6, |_| 0);
        assert_eq!(rate.level_for_writing("bakery", "home", second(0)), ProofLevel::Busy);
        assert_eq!(rate.count("bakery", "home", second(0)), ProofLevel::Quiet);
    }

    #[test]
    fn the_number_of_networks_is_bounded() {
        let rate = NewcomerRate::default();
        levels_for(&rate, 25_000, |_| 0);
        let sites = rate.0.lock().unwrap();
        assert!(sites["bakery"].networks.len() <= MOST);
    }

    proptest! {
        #[test]
        fn a_clock_that_jumps_breaks_nothing(times in prop::collection::vec(any::<i64>(), 1..50)) {
            let rate = NewcomerRate::default();
            for at in times {
                rate.count("bakery", "one", Timestamp(at));
                let heat = rate.0.lock().unwrap()["bakery"].all.sum;
                prop_assert!(heat.is_finite() && (1.0..=50.0).contains(&heat));
            }
        }
    }
}
