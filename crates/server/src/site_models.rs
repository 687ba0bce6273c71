//! What each site's team taught the judge of words, in memory. `model_learning` fills it.

use std::collections::HashMap;
use std::sync::Arc;

use moka::sync::Cache;
use porch_spam::Local;
use tokio::sync::Mutex;

/// Sites whose learning stays in memory, at most about 300 kB each.
const KEPT: u64 = 500;

/// The models, and how far each log was read.
pub struct SiteModels {
    pub(crate) known: Cache<String, Option<Arc<Local>>>,
    /// How far each site's log was looked through. Whoever changes what was learnt holds this meanwhile.
    pub(crate) looked: Mutex<HashMap<String, i64>>,
}

impl Default for SiteModels {
    fn default() -> Self {
        Self { known: Cache::new(KEPT), looked: Mutex::default() }
    }
}
