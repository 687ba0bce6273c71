//! The external checks of all sites, and limits on how many requests to them are active.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use porch_storage::external_checks::{ExternalCheck, ExternalCheckKind};

/// Active requests at once. A comment beyond that is not checked: a flood must not make all comments wait.
const AT_ONCE: usize = 64;
/// The same for one site: a slow check of one site must not leave the other sites without theirs.
const OF_SITE: usize = 16;

/// The external checks of all sites, and limits on how many requests to them are active.
pub struct ExternalChecks {
    of: ArcSwap<HashMap<String, SiteChecks>>,
    permits: Arc<Semaphore>,
    pub(crate) timeout: Duration,
}

struct SiteChecks {
    services: Arc<[ExternalCheck]>,
    permits: Arc<Semaphore>,
}

/// A request that is active.
pub(crate) struct PendingCheck {
    _of_site: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl ExternalChecks {
    /// No checks yet; `timeout` is the timeout of each.
    pub fn new(timeout: Duration) -> Self {
        Self { of: ArcSwap::default(), permits: Arc::new(Semaphore::new(AT_ONCE)), timeout }
    }

    /// Replaces all checks.
    pub fn replace(&self, services: HashMap<String, Vec<ExternalCheck>>) {
        let before = self.of.load();
        let of_site = |(site, own): (String, Vec<ExternalCheck>)| {
            // Active requests still count.
            let permits = before.get(&site).map(|before| before.permits.clone());
            let permits = permits.unwrap_or_else(|| Arc::new(Semaphore::new(OF_SITE)));
            (site, SiteChecks { services: own.into(), permits })
        };
        self.of.store(Arc::new(services.into_iter().map(of_site).collect()));
    }

    /// The checks of a site; mostly none.
    pub fn of(&self, site: &str) -> Arc<[ExternalCheck]> {
        self.of.load().get(site).map(|own| own.services.clone()).unwrap_or_default()
    }

    /// A permit for one request; none while too many are active, in all or for the site.
    pub(crate) fn acquire(&self, site: &str) -> Option<PendingCheck> {
        let of_site = self.of.load().get(site)?.permits.clone().try_acquire_owned().ok()?;
        Some(PendingCheck { _of_site: of_site, _of_all: self.permits.clone().try_acquire_owned().ok()? })
    }

    /// The check of a site of this kind.
    pub fn find(&self, site: &str, kind: ExternalCheckKind) -> Option<ExternalCheck> {
        self.of(site).iter().find(|service| service.kind == kind).cloned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::time::Duration;

    use super::{AT_ONCE, ExternalChecks, OF_SITE};

    #[test]
    fn requests_are_limited_in_all_and_for_one_site() {
        let checks = ExternalChecks::new(Duration::from_secs(1));
        let sites: HashMap<_, _> = (0..=AT_ONCE / OF_SITE).map(|number| (number.to_string(), Vec::new())).collect();
        checks.replace(sites.clone());
        let mut under_way = Vec::new();
        for site in 0..AT_ONCE / OF_SITE {
            assert!(checks.acquire("nowhere").is_none());
            under_way.extend((0..OF_SITE).map_while(|_| checks.acquire(&site.to_string())));
            // A change of the checks gives no additional permits.
            checks.replace(sites.clone());
            assert!(checks.acquire(&site.to_string()).is_none(), "{site}");
        }
        assert_eq!(under_way.len(), AT_ONCE);
        let last = (AT_ONCE / OF_SITE).to_string();
        assert!(checks.acquire(&last).is_none());
        under_way.pop();
        assert!(checks.acquire(&last).is_some());
    }
}
