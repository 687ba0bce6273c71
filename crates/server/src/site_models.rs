//! The models trained on each site's decisions, in memory. `model_learning` fills it.

use std::collections::HashMap;
use std::sync::Arc;

use moka::sync::Cache;
use porch_spam::Local;
use tokio::sync::Mutex;

/// Sites whose model stays in memory, at most about 300 kB each.
const MODELS: u64 = 500;

/// The models, and how far each log was read.
pub struct SiteModels {
    pub(crate) known: Cache<String, Option<Arc<Local>>>,
    /// The last event of each site's log that was read. A task holds the lock while it changes a model.
    pub(crate) looked: Mutex<HashMap<String, i64>>,
}

impl Default for SiteModels {
    fn default() -> Self {
        Self { known: Cache::new(MODELS), looked: Mutex::default() }
    }
}
