//! How many newcomers write just now, on a site and from a network, and how much work that asks of the next one.
//!
//! Nobody is tracked: two numbers that fade, in memory only. A restart forgets them, and a flood is known again after
//! its first comments.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use porch_protocol::Timestamp;

/// After how long a comment counts for 1/e of itself, in microseconds: five minutes.
const FADES: f64 = 300.0 * 1_000_000.0;
/// Newcomers' comments of a site that make each level. A dozen in five minutes is more than most sites see in a day; one
/// every five seconds is a flood; one a second is an attack.
const OF_SITE: [(f64, ProofLevel); 3] =
    [(300.0, ProofLevel::Attack), (60.0, ProofLevel::Flood), (12.0, ProofLevel::Busy)];
/// The same of one network. Honest people share some, so this never makes an attack.
const OF_NETWORK: [(f64, ProofLevel); 2] = [(12.0, ProofLevel::Flood), (3.0, ProofLevel::Busy)];
/// A browser is asked as if so many times more had come: whoever begins to write before a level is reached has done the
/// work of that level when they send.
const AHEAD: f64 = 2.0;
/// Networks of a site that are remembered.
const MOST: usize = 10_000;

/// How hard newcomers press.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum ProofLevel {
    /// As on most days: no work is asked for.
    #[default]
    Quiet,
    /// More than usual.
    Busy,
    /// More than people write.
    Flood,
    /// So many that the work does not keep them out: it is asked for, and newcomers wait for the host.
    Attack,
}

/// A count that fades.
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
        self.sum * (-passed / FADES).exp()
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
            // Whoever came once is the least to forget.
            self.networks.retain(|_, heat| heat.at(now) > 1.0);
            if self.networks.len() >= MOST / 2 {
                self.networks.clear();
            }
        }
        self.networks.entry(network.into()).or_insert(Heat::NONE).add(now);
    }
}

/// The pressure on each site.
#[derive(Default)]
pub struct NewcomerRate(Mutex<HashMap<Arc<str>, SiteRate>>);

impl NewcomerRate {
    /// What a browser is asked for that begins to write now.
    pub fn ahead(&self, site: &str, network: &str, now: Timestamp) -> ProofLevel {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sites.get(site).map_or(ProofLevel::Quiet, |own| own.level(network, now, AHEAD))
    }

    /// Counts a newcomer's comment, and says what those before it ask of it.
    pub fn note(&self, site: &str, network: &str, now: Timestamp) -> ProofLevel {
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

    /// The levels that comments from ever new networks meet, one after the other.
    fn met(pressure: &NewcomerRate, count: u32, every: impl Fn(u32) -> i64) -> Vec<ProofLevel> {
        (0..count).map(|i| pressure.note("bakery", &i.to_string(), second(every(i)))).collect()
    }

    #[test]
    fn each_level_is_reached_by_so_many_at_once() {
        let levels = met(&NewcomerRate::default(), 301, |_| 0);
        let first = |level| levels.iter().position(|met| *met == level);
        assert_eq!(first(ProofLevel::Busy), Some(12));
        assert_eq!(first(ProofLevel::Flood), Some(60));
        assert_eq!(first(ProofLevel::Attack), Some(300));
        assert!(levels.is_sorted());
    }

    #[test]
    fn a_site_that_is_read_by_many_asks_for_nothing() {
        let levels = met(&NewcomerRate::default(), 500, |i| i64::from(i) * 30);
        assert!(levels.iter().all(|level| *level == ProofLevel::Quiet), "one newcomer every half minute");
    }

    #[test]
    fn it_fades_when_they_stop_and_other_sites_never_feel_it() {
        let pressure = NewcomerRate::default();
        met(&pressure, 400, |_| 0);
        assert_eq!(pressure.ahead("bakery", "home", second(1)), ProofLevel::Attack);
        assert_eq!(pressure.ahead("cafe", "home", second(1)), ProofLevel::Quiet);
        assert_eq!(pressure.ahead("bakery", "home", second(900)), ProofLevel::Busy);
        assert_eq!(pressure.ahead("bakery", "home", second(3_600)), ProofLevel::Quiet);
    }

    #[test]
    fn one_network_is_felt_by_itself_alone() {
        let pressure = NewcomerRate::default();
        let levels: Vec<ProofLevel> = (0..13).map(|_| pressure.note("bakery", "one", second(0))).collect();
        assert_eq!(levels[2..4], [ProofLevel::Quiet, ProofLevel::Busy]);
        assert_eq!(levels[12], ProofLevel::Flood);
        let pressure = NewcomerRate::default();
        for _ in 0..5 {
            pressure.note("bakery", "one", second(0));
        }
        assert_eq!(pressure.ahead("bakery", "one", second(0)), ProofLevel::Busy);
        assert_eq!(pressure.ahead("bakery", "other", second(0)), ProofLevel::Quiet);
    }

    #[test]
    fn whoever_begins_before_a_level_is_reached_is_asked_already() {
        let pressure = NewcomerRate::default();
        met(&pressure, 6, |_| 0);
        assert_eq!(pressure.ahead("bakery", "home", second(0)), ProofLevel::Busy);
        assert_eq!(pressure.note("bakery", "home", second(0)), ProofLevel::Quiet);
    }

    #[test]
    fn only_so_many_networks_are_remembered() {
        let pressure = NewcomerRate::default();
        met(&pressure, 25_000, |_| 0);
        let sites = pressure.0.lock().unwrap();
        assert!(sites["bakery"].networks.len() <= MOST);
    }

    proptest! {
        #[test]
        fn a_clock_that_jumps_breaks_nothing(times in prop::collection::vec(any::<i64>(), 1..50)) {
            let pressure = NewcomerRate::default();
            for at in times {
                pressure.note("bakery", "one", Timestamp(at));
                let heat = pressure.0.lock().unwrap()["bakery"].all.sum;
                prop_assert!(heat.is_finite() && (1.0..=50.0).contains(&heat));
            }
        }
    }
}
