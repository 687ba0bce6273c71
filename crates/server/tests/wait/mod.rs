//! Waiting for conditions, never for durations.

use std::time::Duration;

/// How long anything may take before a test gives up, however busy the machine is.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);
/// How often we look.
const GLANCE: Duration = Duration::from_millis(2);

/// Looks until there is an answer. Gives up by failing, and names what it awaited.
pub(crate) async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let found = tokio::time::timeout(PATIENCE, async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            tokio::time::sleep(GLANCE).await;
        }
    });
    match found.await {
        Ok(found) => found,
        Err(late) => panic!("waited in vain for {what}: {late}"),
    }
}
