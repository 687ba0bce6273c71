//! The one source of time: injected, so that a test can say what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use porch_protocol::Timestamp;

/// When this process first asked how long it has been running.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Tells the time in UTC microseconds.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// A test's time; none means the machine's.
    fixed: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// A clock that stands still until it is [set](Self::set).
    pub fn fixed(at: Timestamp) -> Self {
        Self { fixed: Some(Arc::new(AtomicI64::new(at.0))) }
    }

    /// Moves a fixed clock; the machine's clock can't be moved and stays as it is.
    pub fn set(&self, at: Timestamp) {
        if let Some(fixed) = &self.fixed {
            fixed.store(at.0, Ordering::Relaxed);
        }
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        if let Some(fixed) = &self.fixed {
            return Timestamp(fixed.load(Ordering::Relaxed));
        }
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }

    /// What has gone by since some moment: with the machine's clock, no correction of its time is in it.
    pub fn steady(&self) -> Duration {
        if let Some(fixed) = &self.fixed {
            return Duration::from_micros(u64::try_from(fixed.load(Ordering::Relaxed)).unwrap_or_default());
        }
        START.elapsed()
    }
}
