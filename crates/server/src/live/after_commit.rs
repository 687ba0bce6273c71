//! What happens after each commit: readers of the pages that it touched are notified, and what it made outdated is read anew.
//!
//! Two commits may be followed at the same time. Whatever is read here is read and stored under one lock, so that an earlier
//! state never replaces a later one.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::time::Duration;

use porch_protocol::ThreadId;

use super::{Live, PageId};
use porch_storage::AfterCommit;
use porch_storage::touched::{Touched, TouchedThread};

/// The wait after the database could not be read.
const RETRY_AFTER: Duration = Duration::from_secs(1);

impl AfterCommit for Live {
    fn after_commit(self: Arc<Self>, touched: Touched) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move {
            if let Err(error) = self.refresh_touched(&touched).await {
                tracing::warn!(%error, "what was changed could not be read; it is tried again");
                tokio::spawn(try_again(Arc::downgrade(&self), touched));
            }
        })
    }
}

/// Repeats it until it succeeds, or the server has ended.
async fn try_again(live: Weak<Live>, touched: Touched) {
    loop {
        tokio::time::sleep(RETRY_AFTER).await;
        let Some(live) = live.upgrade() else { break };
        match live.refresh_touched(&touched).await {
            Ok(()) => break,
            Err(error) => tracing::debug!(%error, "what was changed still cannot be read"),
        }
    }
}

impl Live {
    async fn refresh_touched(&self, touched: &Touched) -> porch_storage::Result<()> {
        if touched.log {
            self.log_grew.notify_one();
            self.index_outdated.notify_one();
        }
        // First: pages that are read anew show them.
        let rules: Vec<&str> = touched.sites.iter().filter(|(_, site)| site.rules).map(|(id, _)| &**id).collect();
        let mut done = Ok(());
        if !rules.is_empty() {
            done = self.sites.reload(&self.storage, &self.external_checks, Some(&rules)).await;
        }
        for (id, _) in touched.sites.iter().filter(|(_, site)| site.pages) {
            done = done.and(self.pages.refresh(id).await);
        }
        done.and(self.refresh_touched_threads(&touched.threads).await)
    }

    async fn refresh_touched_threads(
        &self,
        touched: &HashMap<(Arc<str>, ThreadId), TouchedThread>,
    ) -> porch_storage::Result<()> {
        let mut unknown: HashMap<&Arc<str>, Vec<ThreadId>> = HashMap::new();
        let mut done = Ok(());
        for ((site, thread), one) in touched {
            match &one.page {
                Some(page) if !one.state => {
                    let page: PageId = (site.clone(), page.clone());
                    done = done.and(self.pages.notify(page, (one.rev, one.titled)).await);
                }
                _ => unknown.entry(site).or_default().push(*thread),
            }
        }
        for (site, threads) in unknown {
            for thread in self.storage.threads(site, &threads).await? {
                let Some(one) = touched.get(&(site.clone(), thread.id)) else { continue };
                done = done.and(self.pages.refresh_thread(site, &thread, (one.rev, one.state)).await);
            }
        }
        done
    }
}
