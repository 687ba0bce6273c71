//! Where the links of newcomers' recent comments lead, in memory: a campaign with many names is recognised after its
//! first comments.
//!
//! Nothing of it is stored, as with [`super::repetition`].

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use porch_protocol::Timestamp;
use porch_spam::{Campaign, CampaignMemory};

use super::spam_facts::SpamInput;

type SiteCampaigns = Arc<Mutex<CampaignMemory>>;

/// The recent links of newcomers, by site.
#[derive(Default)]
pub struct Campaigns(Mutex<HashMap<String, SiteCampaigns>>);

impl Campaigns {
    fn site(&self, site: &str) -> SiteCampaigns {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = sites.get(site) {
            return own.clone();
        }
        sites.entry(site.to_owned()).or_default().clone()
    }

    /// How a newcomer's comment compares with earlier ones. It is recorded in the same step, under the hash of its
    /// request's key.
    pub fn compare(&self, site: &str, key: &str, person: &str, now: Timestamp, input: &SpamInput) -> Campaign {
        let own = self.site(site);
        let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
        input.compare(&mut own, (number(key), number(person)), now.0 / Timestamp::SECOND)
    }

    /// The comment was refused: it is not counted.
    pub fn forget(&self, site: &str, key: &str) {
        self.site(site).lock().unwrap_or_else(PoisonError::into_inner).forget(number(key));
    }

    /// The team published a comment, or marked it as spam: its links are no campaign from now on, or are one again.
    pub fn decided(&self, site: &str, input: &SpamInput, is_spam: bool) {
        let own = self.site(site);
        input.decided(&mut own.lock().unwrap_or_else(PoisonError::into_inner), is_spam);
    }
}

fn number(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
