//! What of the database is in memory and follows each commit: the pages that are watched, the sites with their rules, and the
//! services that they ask.
//!
//! Only `after_commit` changes it. Whoever writes has nothing to do for it.

mod after_commit;
mod pages;
mod sites;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

pub use pages::{PageId, PageStamp, Pages, WatchedPage};
pub use sites::Sites;

use crate::site_checks::ExternalChecks;
use porch_storage::Storage;

/// The state in memory.
pub struct Live {
    /// The pages that are watched.
    pub pages: Pages,
    /// The sites and their rules.
    pub sites: Sites,
    /// The services that sites ask about comments.
    pub external_checks: ExternalChecks,
    /// Notified when the log or the outbox has grown.
    pub log_grew: Notify,
    /// The same, for the one who keeps the search index up to date.
    pub index_outdated: Notify,
    storage: Storage,
}

impl Live {
    /// Reads all sites. From now on, the state follows each commit of `storage`, as long as it is in use.
    pub async fn open(storage: &Storage, check_timeout: Duration) -> porch_storage::Result<Arc<Self>> {
        let live = Arc::new(Self {
            pages: Pages::new(storage.clone()),
            sites: Sites::default(),
            external_checks: ExternalChecks::new(check_timeout),
            log_grew: Notify::new(),
            index_outdated: Notify::new(),
            storage: storage.clone(),
        });
        storage.after_commits(&(live.clone() as _));
        live.sites.reload(storage, &live.external_checks, None).await?;
        Ok(live)
    }
}
