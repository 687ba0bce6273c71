//! Where strangers led a site's readers lately, in memory: a campaign of many names is known after its first comments.
//!
//! Nothing of it is stored, as with [`super::recent`].

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use porch_protocol::Timestamp;
use porch_spam::{Campaign, CampaignMemory};

use super::spam_facts::Reading;

type SiteCampaigns = Arc<Mutex<CampaignMemory>>;

/// What strangers sent, site by site.
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

    /// How a stranger's comment compares with what others sent before. It is remembered in the same moment, under the hash
    /// of its request's key.
    pub fn compare(&self, site: &str, key: &str, person: &str, now: Timestamp, reading: &Reading) -> Campaign {
        let own = self.site(site);
        let mut own = own.lock().unwrap_or_else(PoisonError::into_inner);
        reading.compare(&mut own, (number(key), number(person)), now.0 / Timestamp::SECOND)
    }

    /// It was refused, and so never sent.
    pub fn forget(&self, site: &str, key: &str) {
        self.site(site).lock().unwrap_or_else(PoisonError::into_inner).forget(number(key));
    }

    /// The team let a comment in, or called it spam: what it leads to is no campaign from now on, or is one again.
    pub fn decided(&self, site: &str, reading: &Reading, is_spam: bool) {
        let own = self.site(site);
        reading.decided(&mut own.lock().unwrap_or_else(PoisonError::into_inner), is_spam);
    }
}

fn number(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
