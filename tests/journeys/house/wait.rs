//! Waiting for conditions, never for durations.

use std::time::{Duration, Instant};

/// How long anything may take before a journey gives up, however busy the machine is.
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);
/// How often we look.
const GLANCE: Duration = Duration::from_millis(20);

/// Looks until there is an answer. Gives up by failing, and names what it awaited.
pub(crate) async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    match within(PATIENCE, look).await {
        Some(found) => found,
        None => panic!("waited in vain for {what}"),
    }
}

/// Looks until there is an answer, or this much time has passed.
pub(crate) async fn within<T>(patience: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let begun = Instant::now();
    loop {
        if let Some(found) = look().await {
            return Some(found);
        }
        if begun.elapsed() > patience {
            return None;
        }
        tokio::time::sleep(GLANCE).await;
    }
}
