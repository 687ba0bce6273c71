//! The judges of all sites, and how much room there is for asking them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::storage::external_checks::{Judge, JudgeKind};

/// Questions under way at once. What comes on top is not asked about: a flood must not make everybody wait.
const AT_ONCE: usize = 64;
/// The same of one site: a slow judge of one site must not leave the others without theirs.
const OF_SITE: usize = 16;

/// The judges of all sites, and how much room there is for asking them.
pub struct ExternalChecks {
    of: ArcSwap<HashMap<String, SiteChecks>>,
    room: Arc<Semaphore>,
    pub(crate) patience: Duration,
}

struct SiteChecks {
    judges: Arc<[Judge]>,
    room: Arc<Semaphore>,
}

/// A question that is under way.
pub(crate) struct PendingCheck {
    _of_site: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl ExternalChecks {
    /// Nobody's yet; each may take so long in all.
    pub fn new(patience: Duration) -> Self {
        Self { of: ArcSwap::default(), room: Arc::new(Semaphore::new(AT_ONCE)), patience }
    }

    /// Puts these in the place of all that were known.
    pub fn know(&self, judges: HashMap<String, Vec<Judge>>) {
        let before = self.of.load();
        let of_site = |(site, own): (String, Vec<Judge>)| {
            // What is under way goes on counting.
            let room = before.get(&site).map(|before| before.room.clone());
            let room = room.unwrap_or_else(|| Arc::new(Semaphore::new(OF_SITE)));
            (site, SiteChecks { judges: own.into(), room })
        };
        self.of.store(Arc::new(judges.into_iter().map(of_site).collect()));
    }

    /// Those of a site; mostly none.
    pub fn of(&self, site: &str) -> Arc<[Judge]> {
        self.of.load().get(site).map(|own| own.judges.clone()).unwrap_or_default()
    }

    /// Room for one question more; none while too many are under way, of everybody or of the site.
    pub(crate) fn enter(&self, site: &str) -> Option<PendingCheck> {
        let of_site = self.of.load().get(site)?.room.clone().try_acquire_owned().ok()?;
        Some(PendingCheck { _of_site: of_site, _of_all: self.room.clone().try_acquire_owned().ok()? })
    }

    /// A site's judge of this kind.
    pub fn one(&self, site: &str, kind: JudgeKind) -> Option<Judge> {
        self.of(site).iter().find(|judge| judge.kind == kind).cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::time::Duration;

    use super::{AT_ONCE, ExternalChecks, OF_SITE};

    #[test]
    fn there_is_room_for_so_many_questions_and_for_so_many_of_a_site() {
        let judges = ExternalChecks::new(Duration::from_secs(1));
        let sites: HashMap<_, _> = (0..=AT_ONCE / OF_SITE).map(|number| (number.to_string(), Vec::new())).collect();
        judges.know(sites.clone());
        let mut under_way = Vec::new();
        for site in 0..AT_ONCE / OF_SITE {
            assert!(judges.enter("nowhere").is_none());
            under_way.extend((0..OF_SITE).map_while(|_| judges.enter(&site.to_string())));
            // A change of the judges lets nobody in.
            judges.know(sites.clone());
            assert!(judges.enter(&site.to_string()).is_none(), "{site}");
        }
        assert_eq!(under_way.len(), AT_ONCE);
        let last = (AT_ONCE / OF_SITE).to_string();
        assert!(judges.enter(&last).is_none());
        under_way.pop();
        assert!(judges.enter(&last).is_some());
    }
}
