//! Checks of the database while the server runs: the free space on the disk, whether the files are where they were
//! opened, the log's progress, whether the counts are right and the file is intact. Faults are logged once, and are in
//! the metrics.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval, interval_at};

use crate::App;
use porch_storage;
use porch_storage::disk_space::DiskSpace;
use porch_storage::thread_checksums::{ThreadChecksum, ThreadName, changed_without_event};

/// How often the log's progress is stored and the files' places are checked.
const COUNT: Duration = Duration::from_secs(5);
/// How often the free space on the disk is measured.
const DISK_SPACE_INTERVAL: Duration = Duration::from_mins(1);
/// How often all counts are compared with the log.
const AUDIT: Duration = Duration::from_hours(1);
/// How often all pages of the file are read.
const PAGES: Duration = Duration::from_hours(24);
/// How long after the start the counts are first compared, and the pages read.
const FIRST: Duration = Duration::from_mins(5);

/// Checks the database until the server ends.
pub async fn run(app: App) {
    let mut maintenance = Maintenance::default();
    let (mut count, mut room) = (interval(COUNT), interval(DISK_SPACE_INTERVAL));
    let mut audit = interval_at(Instant::now() + FIRST, AUDIT);
    let mut pages = interval_at(Instant::now() + FIRST, PAGES);
    for interval in [&mut count, &mut room, &mut audit, &mut pages] {
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    }
    loop {
        tokio::select! {
            () = app.ending.cancelled() => return,
            _ = count.tick() => {
                // Both log their own errors.
                if app.storage.check_files().is_ok() {
                    let _ = app.storage.recount(app.clock.now()).await;
                }
            }
            _ = room.tick() => maintenance.check_disk_space(app.storage.disk_space()),
            _ = audit.tick() => maintenance.audit(&app).await,
            _ = pages.tick() => {
                if let Err(error) = app.storage.check_pages().await {
                    tracing::warn!(%error, "the pages of the database could not be read");
                }
            }
        }
    }
}

/// What was found last, so that a fault is logged once.
#[derive(Default)]
pub struct Maintenance {
    low: bool,
    faults: Vec<String>,
    /// The checksums of the threads of the last audit. In memory: a change while no server runs is not detected.
    checksums: HashMap<ThreadName, ThreadChecksum>,
}

impl Maintenance {
    fn check_disk_space(&mut self, space: Option<DiskSpace>) {
        let Some(space) = space else { return };
        #[expect(clippy::cast_precision_loss, reason = "a gauge holds a float, and nobody counts single bytes")]
        metrics::gauge!("porch_disk_free_bytes").set(space.free as f64);
        if space.is_low() && !self.low {
            let percent = space.percent();
            tracing::warn!(free = space.free, percent, "the disk of the data folder is nearly full: make space there");
        }
        self.low = space.is_low();
    }

    /// Compares all counts with the log, and all comments with their checksums of the last audit. A difference is an alarm:
    /// the operator has to look for its cause.
    pub async fn audit(&mut self, app: &App) {
        let faults = match self.differences(app).await {
            Ok(faults) => faults,
            Err(error) => return tracing::warn!(%error, "the counts of the database could not be compared"),
        };
        metrics::gauge!("porch_database_faults").set(u32::try_from(faults.len()).unwrap_or(u32::MAX));
        for fault in faults.iter().filter(|fault| !self.faults.contains(fault)) {
            tracing::error!("the counts in the database are wrong: {fault}. `porch check` says what to do");
        }
        self.faults = faults;
    }

    async fn differences(&mut self, app: &App) -> porch_storage::Result<Vec<String>> {
        let mut faults = app.storage.miscounts().await?;
        let now = app.storage.thread_checksums().await?;
        for (site, thread) in changed_without_event(&self.checksums, &now) {
            faults.push(format!("comments of {site} were changed, which the log knows nothing of: thread {thread}"));
        }
        // A broken thread keeps its old checksum, so that it is still a fault the next time, until the log has a change of
        // it.
        let changed_checksums: Vec<_> = changed_without_event(&self.checksums, &now).into_iter().cloned().collect();
        let changed_checksums: Vec<_> =
            changed_checksums.into_iter().filter_map(|name| self.checksums.remove_entry(&name)).collect();
        self.checksums = now;
        self.checksums.extend(changed_checksums);
        Ok(faults)
    }

    /// The faults, as sentences.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }
}
