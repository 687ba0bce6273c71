//! What is looked after while the server runs: the room on the disk, whether the files lie where they were opened, how far
//! the log has come, whether the counts are right and the file is whole. What is found is told in the log, once, and in the metrics.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval, interval_at};

use crate::App;
use crate::storage;
use crate::storage::disk_space::DiskSpace;
use crate::storage::thread_seals::{ThreadName, ThreadSeal, broken};

/// How often it is kept how far the log has come, and looked whether the files are where they were.
const COUNT: Duration = Duration::from_secs(5);
/// How often the room on the disk is looked at.
const ROOM: Duration = Duration::from_mins(1);
/// How often all counts are compared with the log.
const AUDIT: Duration = Duration::from_hours(1);
/// How often all pages of the file are read.
const PAGES: Duration = Duration::from_hours(24);
/// How long after the start the counts are compared first, and the pages read.
const FIRST: Duration = Duration::from_mins(5);

/// Looks after the database until the server ends.
pub async fn run(app: App) {
    let mut care = Maintenance::default();
    let (mut count, mut room) = (interval(COUNT), interval(ROOM));
    let mut audit = interval_at(Instant::now() + FIRST, AUDIT);
    let mut pages = interval_at(Instant::now() + FIRST, PAGES);
    for often in [&mut count, &mut room, &mut audit, &mut pages] {
        often.set_missed_tick_behavior(MissedTickBehavior::Delay);
    }
    loop {
        tokio::select! {
            () = app.ending.cancelled() => return,
            _ = count.tick() => {
                // Either tells by itself what is wrong.
                if app.storage.look_at_files().is_ok() {
                    let _ = app.storage.recount(app.clock.now()).await;
                }
            }
            _ = room.tick() => care.look_at_room(app.storage.room()),
            _ = audit.tick() => care.audit(&app).await,
            _ = pages.tick() => {
                if let Err(error) = app.storage.look_at_pages().await {
                    tracing::warn!(%error, "the pages of the database could not be read");
                }
            }
        }
    }
}

/// What was found last, so that it is told once.
#[derive(Default)]
pub struct Maintenance {
    low: bool,
    faults: Vec<String>,
    /// What threads were like the last time. It is in memory: what is changed while no server runs is not seen.
    seals: HashMap<ThreadName, ThreadSeal>,
}

impl Maintenance {
    fn look_at_room(&mut self, room: Option<DiskSpace>) {
        let Some(room) = room else { return };
        #[expect(clippy::cast_precision_loss, reason = "a gauge holds a float, and nobody counts single bytes")]
        metrics::gauge!("porch_disk_free_bytes").set(room.free as f64);
        if room.is_low() && !self.low {
            let percent = room.percent();
            tracing::warn!(free = room.free, percent, "the disk of the data folder is nearly full: make room there");
        }
        self.low = room.is_low();
    }

    /// Compares all counts with the log, and all comments with what they were the last time. Whoever finds a difference
    /// wants to know what else is wrong: it is an alarm.
    pub async fn audit(&mut self, app: &App) {
        let faults = match self.differences(app).await {
            Ok(faults) => faults,
            Err(error) => return tracing::warn!(%error, "the counts of the database could not be compared"),
        };
        metrics::gauge!("porch_database_faults").set(u32::try_from(faults.len()).unwrap_or(u32::MAX));
        for fault in faults.iter().filter(|fault| !self.faults.contains(fault)) {
            tracing::error!("the database does not add up: {fault}. `porch check` says what to do");
        }
        self.faults = faults;
    }

    async fn differences(&mut self, app: &App) -> storage::Result<Vec<String>> {
        let mut faults = app.storage.miscounts().await?;
        let now = app.storage.seals().await?;
        for (site, thread) in broken(&self.seals, &now) {
            faults.push(format!("comments of {site} were changed, which the log knows nothing of: thread {thread}"));
        }
        // A broken one keeps its seal, so that it is still a fault the next time, until the log knows of a change.
        let kept: Vec<_> = broken(&self.seals, &now).into_iter().cloned().collect();
        let kept: Vec<_> = kept.into_iter().filter_map(|name| self.seals.remove_entry(&name)).collect();
        self.seals = now;
        self.seals.extend(kept);
        Ok(faults)
    }

    /// What does not add up, as sentences.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }
}
