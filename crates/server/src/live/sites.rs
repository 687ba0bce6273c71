//! The sites and their rules, as they are in the database.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::Mutex;

use crate::site_checks::ExternalChecks;
use porch_domain::moderation::claimed_roles::SiteNames;
use porch_domain::moderation::site_rules::{SiteRules, WordRules};
use porch_domain::moderation::team_names::TeamNames;
use porch_storage::Storage;
use porch_storage::rules::StoredRules;
use porch_storage::sites::Site;

/// All sites.
#[derive(Default)]
pub struct Sites {
    known: ArcSwap<HashMap<String, Arc<Site>>>,
    rules: ArcSwap<HashMap<String, Arc<SiteRules>>>,
    /// Whoever reads them holds this: what was read first must not be stored last.
    reloading: Mutex<()>,
}

impl Sites {
    /// A site by its id.
    pub fn site(&self, id: &str) -> Option<Arc<Site>> {
        self.known.load().get(id).cloned()
    }

    /// The site of a server that has one only.
    pub fn only_site(&self) -> Option<Arc<Site>> {
        let sites = self.known.load();
        let mut all = sites.values();
        all.next().filter(|_| all.next().is_none()).cloned()
    }

    /// The site that an origin belongs to; the first by name where several claim it.
    pub fn site_of_origin(&self, origin: &str) -> Option<Arc<Site>> {
        let sites = self.known.load();
        let claiming = sites.values().filter(|site| site.origins.iter().any(|own| own == origin));
        claiming.min_by(|a, b| a.id.cmp(&b.id)).cloned()
    }

    /// The site that an origin nobody lists is likely to mean: the only one there is, or the one whose home it lies beside
    /// or below, as `staging.bakery.example` does of `bakery.example`. Nobody else's people hear of it.
    pub fn site_near_origin(&self, origin: &str) -> Option<Arc<Site>> {
        let sites = self.known.load();
        if sites.len() == 1 {
            return sites.values().next().cloned();
        }
        let host = |origin: &str| url::Url::parse(origin).ok()?.host_str().map(str::to_owned);
        let strange = host(origin)?;
        let near = |own: &String| {
            let own = host(own).unwrap_or_default();
            let own = own.strip_prefix("www.").unwrap_or(&own);
            strange == own || (own.contains('.') && strange.ends_with(&format!(".{own}")))
        };
        sites.values().filter(|site| site.origins.iter().any(near)).min_by(|a, b| a.id.cmp(&b.id)).cloned()
    }

    /// The ids of all sites.
    pub fn ids(&self) -> Vec<String> {
        self.known.load().keys().cloned().collect()
    }

    /// The rules of a site for those who write.
    pub fn rules(&self, site: &str) -> Arc<SiteRules> {
        self.rules.load().get(site).cloned().unwrap_or_default()
    }

    /// The ids of the sites whose rules are like this.
    pub fn sites_with_rules(&self, are: impl Fn(&SiteRules) -> bool) -> Vec<String> {
        self.rules.load().iter().filter(|(_, rules)| are(rules)).map(|(site, _)| site.clone()).collect()
    }

    /// Reads all sites and their services anew, and the rules of these sites, or of all: the others keep theirs, whose patterns
    /// take long to compile.
    pub(super) async fn reload(
        &self,
        storage: &Storage,
        checks: &ExternalChecks,
        only: Option<&[&str]>,
    ) -> porch_storage::Result<()> {
        let _one_at_a_time = self.reloading.lock().await;
        let sites = storage.sites().await?;
        let ids = sites.iter().map(|site| site.id.as_str()).filter(|id| only.is_none_or(|only| only.contains(id)));
        let read = storage.site_rules(&ids.collect::<Vec<_>>()).await?;
        checks.replace(storage.external_checks().await?);
        let mut rules = HashMap::clone(&self.rules.load());
        for (id, read) in read {
            let site = sites.iter().find(|site| site.id == id);
            rules.insert(id, Arc::new(compiled(read, site)));
        }
        self.rules.store(Arc::new(rules));
        self.known.store(Arc::new(sites.into_iter().map(|site| (site.id.clone(), Arc::new(site))).collect()));
        Ok(())
    }
}

fn compiled(stored: StoredRules, site: Option<&Site>) -> SiteRules {
    let words = WordRules::new(&stored.words).unwrap_or_else(|error| {
        // They were checked when they were added: by an older program with wider bounds, or the file was changed.
        tracing::error!(%error, "the patterns of a site cannot be used, and hold nothing; its words do");
        WordRules::words_of(&stored.words)
    });
    let site =
        site.map(|site| SiteNames::new(&site.id, &site.shown_name(), &site.origins, stored.guest)).unwrap_or_default();
    SiteRules {
        slow: stored.slow,
        reports: stored.reports,
        repeats: stored.repeats,
        links_pass: !stored.links,
        spam: stored.spam,
        proof: stored.proof,
        team: TeamNames::new(stored.team.iter().map(String::as_str)).on_site(site),
        words,
        bans: stored.bans,
        reply_pauses: stored.reply_pauses,
    }
}
