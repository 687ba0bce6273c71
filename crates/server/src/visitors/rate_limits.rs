//! Rate limits: how often one network, one thread, one site and all clients together may write.
//!
//! A request counts for each network around its client (`client_address.rs`). A wider network has a limit of its own:
//! higher than a narrow one's, and lower than what would use up the limit of a thread, a site or the server. Shared
//! limits are charged only for what was stored, and each site has a limit of its own before it uses what all sites
//! share.
//!
//! The key of a network is a keyed hash, under a key that exists in memory only and is replaced each day: no address is
//! stored.

use std::sync::Mutex;
use std::time::Duration;

use porch_protocol::ThreadId;

use super::client_address::{ClientAddress, Width};
use super::token_bucket::{Charge, Key, Quota, TokenBuckets};
use crate::clock::Clock;

/// Posts, edits and withdrawals of one network on one site: ten at once, then one in six seconds.
const WRITES_PER_NETWORK: Quota = (10, Duration::from_secs(6));
/// Write requests that have an idempotency key, new or used: each key is looked up before anything else is done. Thirty
/// at once, then one a second: more often than a widget retries.
const LOOKUPS: Quota = (30, Duration::from_secs(1));
/// Comments in one thread: thirty at once, then one a second.
const THREAD: Quota = (30, Duration::from_secs(1));
/// New threads by one network on one site: five at once, then one in two minutes.
const NEW_THREADS: Quota = (5, Duration::from_mins(2));
/// New threads of one site: sixty at once, then one in ten seconds.
const SITE_THREADS: Quota = (60, Duration::from_secs(10));
/// Writes of one site that no other site can use up: fifty at once, then ten a second.
const SITE: Quota = (50, Duration::from_millis(100));
/// Writes of all sites together beyond that: five hundred at once, then two hundred a second.
const GLOBAL: Quota = (500, Duration::from_millis(5));
/// Previews of one network: ten at once, then five a second.
const PREVIEWS: Quota = (10, Duration::from_millis(200));
/// Attempts of one network to sign in to the dashboard: ten at once, then one in ten seconds.
const SIGN_INS: Quota = (10, Duration::from_secs(10));
/// Reports and appeals of one network on one site: five at once, then one a minute.
const REPORTS: Quota = (5, Duration::from_mins(1));
/// Notices of one network about pages of one site: ten at once, then one in ten seconds.
const INSTALL_REPORTS: Quota = (10, Duration::from_secs(10));
/// Challenges of one network on one site: thirty at once, as in a school, then one a second. The server computes one
/// try for each.
const CHALLENGES: Quota = (30, Duration::from_secs(1));
/// Challenges of all clients together: a hundred at once, then twenty-five a second. A comment without one is held for
/// review, not refused.
const ALL_CHALLENGES: Quota = (100, Duration::from_millis(40));
/// A second limit of the same size, for clients from whose neighbourhood few requests came recently: a flood from some
/// hundreds of addresses uses up the other one and leaves this to newcomers. Making a challenge takes 2 to 5 ms of a
/// core, so both together use a fifth of one core at most.
const NEWCOMER_CHALLENGES: Quota = (100, Duration::from_millis(40));
/// Challenges from `NEWCOMER_CHALLENGES` for one neighbourhood on all sites: three at once, then one a minute.
const NEWCOMERS_OF_NETWORK: Quota = (3, Duration::from_mins(1));
/// Tests of webhook receivers and external checks by the team of one site: five at once, then three a minute. Each
/// sends a request to another server.
const TESTS: Quota = (5, Duration::from_secs(20));
/// Sign-in links for one mail address, from all clients: three at once, then one in ten minutes.
const SIGN_IN_MAILS: Quota = (3, Duration::from_mins(10));
/// Requests of one network for codes by mail on one site: five at once, then one in two minutes.
const MAIL_CODES: Quota = (5, Duration::from_mins(2));
/// Files with everything of one's own, of one network on one site: three at once, then one in five minutes. Each reads all
/// comments of a person.
const OWN_DATA: Quota = (3, Duration::from_mins(5));
/// Sign-ins with an identity provider that one network begins on one site: ten at once, then one in thirty seconds.
const PROVIDER_SIGN_INS: Quota = (10, Duration::from_secs(30));
/// Searches of one network on one site: forty at once, as somebody types, then five a second.
const SEARCHES: Quota = (40, Duration::from_millis(200));
/// How long a key for hashing networks is used.
const KEY_LIFE: Duration = Duration::from_hours(24);
/// The key of a limit that all clients share.
const ALL: Key = [0; 16];

struct DayKey {
    key: [u8; 32],
    since: Duration,
}

/// A rate limit is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitReached {
    /// The seconds until the next request is allowed, at least one.
    pub seconds: u32,
}

/// All rate limits of a server.
pub struct RateLimits {
    on: bool,
    clock: Clock,
    day: Mutex<DayKey>,
    writes: TokenBuckets,
    lookups: TokenBuckets,
    slow_mode: TokenBuckets,
    threads: TokenBuckets,
    new_threads: TokenBuckets,
    site_threads: TokenBuckets,
    sites: TokenBuckets,
    global: TokenBuckets,
    previews: TokenBuckets,
    sign_ins: TokenBuckets,
    reports: TokenBuckets,
    notices: TokenBuckets,
    challenges: TokenBuckets,
    tests: TokenBuckets,
    mails: TokenBuckets,
    mail_codes: TokenBuckets,
    own_data: TokenBuckets,
    searches: TokenBuckets,
    provider_sign_ins: TokenBuckets,
    all_challenges: TokenBuckets,
    newcomer_challenges: TokenBuckets,
    newcomers_of_network: TokenBuckets,
}

fn new_day_key(since: Duration) -> DayKey {
    let mut key = [0; 32];
    key[..16].copy_from_slice(uuid::Uuid::new_v4().as_bytes());
    key[16..].copy_from_slice(uuid::Uuid::new_v4().as_bytes());
    DayKey { key, since }
}

/// Tokens that were taken for something that may not be stored: dropping it gives them back, unless it is committed.
#[must_use = "what is dropped is given back"]
#[derive(Default)]
pub struct Reservation<'a>(Vec<(&'a TokenBuckets, Vec<Charge>)>);

impl Reservation<'_> {
    /// It was stored: the tokens stay taken.
    pub fn commit(mut self) {
        self.0.clear();
    }
}

impl Drop for Reservation<'_> {
    fn drop(&mut self) {
        for (rates, charges) in &self.0 {
            rates.give_back(charges);
        }
    }
}

impl RateLimits {
    /// With `on` false, nothing is limited.
    pub fn new(on: bool, clock: &Clock) -> Self {
        Self {
            on,
            clock: clock.clone(),
            day: Mutex::new(new_day_key(clock.steady())),
            writes: TokenBuckets::default(),
            lookups: TokenBuckets::default(),
            slow_mode: TokenBuckets::default(),
            threads: TokenBuckets::default(),
            new_threads: TokenBuckets::default(),
            site_threads: TokenBuckets::default(),
            sites: TokenBuckets::default(),
            global: TokenBuckets::default(),
            previews: TokenBuckets::default(),
            sign_ins: TokenBuckets::default(),
            reports: TokenBuckets::default(),
            notices: TokenBuckets::default(),
            challenges: TokenBuckets::default(),
            tests: TokenBuckets::default(),
            mails: TokenBuckets::default(),
            mail_codes: TokenBuckets::default(),
            own_data: TokenBuckets::default(),
            searches: TokenBuckets::default(),
            provider_sign_ins: TokenBuckets::default(),
            all_challenges: TokenBuckets::default(),
            newcomer_challenges: TokenBuckets::default(),
            newcomers_of_network: TokenBuckets::default(),
        }
    }

    /// One lookup of an idempotency key.
    pub fn lookup(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.lookups, || self.network_charges(site, from, LOOKUPS))
    }

    /// One write by this network.
    pub fn write(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.writes, || self.network_charges(site, from, WRITES_PER_NETWORK))
    }

    /// Tokens for one change of the site, of any kind.
    pub fn change<'a>(&'a self, site: &str) -> Result<Reservation<'a>, LimitReached> {
        let mut reserved = Reservation::default();
        let own = vec![(site_key(site), SITE)];
        if self.reserve(&mut reserved, &self.sites, own).is_err() {
            self.reserve(&mut reserved, &self.global, vec![(ALL, GLOBAL)])?;
        }
        Ok(reserved)
    }

    /// Tokens for one comment: in an existing thread, or with a new one.
    pub fn comment<'a>(
        &'a self,
        site: &str,
        thread: Option<ThreadId>,
        from: ClientAddress,
    ) -> Result<Reservation<'a>, LimitReached> {
        let mut reserved = Reservation::default();
        if let Some(thread) = thread {
            self.reserve(&mut reserved, &self.threads, self.shared_charges(&thread.to_string(), from, THREAD))?;
            self.reserve(&mut reserved, &self.threads, vec![(thread.0.into_bytes(), THREAD)])?;
        } else {
            self.reserve(&mut reserved, &self.new_threads, self.network_charges(site, from, NEW_THREADS))?;
            self.reserve(&mut reserved, &self.site_threads, self.shared_charges(site, from, SITE_THREADS))?;
            self.reserve(&mut reserved, &self.site_threads, vec![(site_key(site), SITE_THREADS)])?;
        }
        reserved.0.append(&mut self.change(site)?.0);
        Ok(reserved)
    }

    /// Tokens for one comment in slow mode: one comment of a network in so many seconds, in a thread or on the whole
    /// site. The guest cookie is no measure: a client gets a new one at any time.
    pub fn slow_mode<'a>(
        &'a self,
        site: &str,
        thread: Option<ThreadId>,
        seconds: u32,
        from: ClientAddress,
    ) -> Result<Reservation<'a>, LimitReached> {
        let mut reserved = Reservation::default();
        let scope = thread.map_or_else(|| site.to_owned(), |thread| format!("{site}/{thread}"));
        let every = Duration::from_secs(seconds.into());
        let charges = from.networks().map(|(network, width)| {
            // A wide network may be one household or all customers of a provider.
            let many = match width {
                Width::Own => 1,
                Width::Line => 4,
                Width::Block | Width::V4Block => 16,
            };
            (self.hashed(&network, &scope), (many, every / many))
        });
        self.reserve(&mut reserved, &self.slow_mode, charges.collect())?;
        Ok(reserved)
    }

    /// One preview.
    pub fn preview(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.previews, || self.network_charges(site, from, PREVIEWS))
    }

    /// One attempt to sign in to the dashboard.
    pub fn sign_in(&self, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.sign_ins, || self.network_charges("", from, SIGN_INS))
    }

    /// One report or appeal.
    pub fn report(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.reports, || self.network_charges(site, from, REPORTS))
    }

    /// One notice of a page about itself.
    pub fn install_report(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.notices, || self.network_charges(site, from, INSTALL_REPORTS))
    }

    /// One request for a challenge.
    pub fn challenge(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.challenges, || self.network_charges(site, from, CHALLENGES))
    }

    /// One test of a webhook receiver or an external check, by any member of the site's team.
    pub fn test(&self, site: &str) -> Result<(), LimitReached> {
        self.take(&self.tests, || vec![(site_key(site), TESTS)])
    }

    /// One mail with a sign-in link, to an address that any client may type.
    pub fn mail(&self, address: &str) -> Result<(), LimitReached> {
        self.take(&self.mails, || vec![(self.hashed(&[], address), SIGN_IN_MAILS)])
    }

    /// One request for a code by mail. The address has limits of its own, which are stored.
    pub fn mail_code(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.mail_codes, || self.network_charges(site, from, MAIL_CODES))
    }

    /// One file with everything of one's own.
    pub fn own_data(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.own_data, || self.network_charges(site, from, OWN_DATA))
    }

    /// One search of published comments.
    pub fn search(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.searches, || self.network_charges(site, from, SEARCHES))
    }

    /// One sign-in with an identity provider that begins.
    pub fn provider_sign_in(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.provider_sign_ins, || self.network_charges(site, from, PROVIDER_SIGN_INS))
    }

    /// One challenge to be made, on any site.
    pub fn make_challenge(&self, from: ClientAddress) -> Result<(), LimitReached> {
        let newcomers_of_network = || vec![(self.hashed(&from.wide_network(), ""), NEWCOMERS_OF_NETWORK)];
        let newcomer = self.take(&self.newcomers_of_network, newcomers_of_network).is_ok();
        if newcomer && self.take(&self.newcomer_challenges, || vec![(ALL, NEWCOMER_CHALLENGES)]).is_ok() {
            return Ok(());
        }
        self.take(&self.all_challenges, || vec![(ALL, ALL_CHALLENGES)])
    }

    /// Whether clients are limited at all.
    pub fn are_enabled(&self) -> bool {
        self.on
    }

    /// Removes keys whose tokens are all available again.
    pub fn tidy(&self) {
        let now = self.clock.steady();
        let networks =
            [&self.writes, &self.lookups, &self.slow_mode, &self.new_threads, &self.previews, &self.sign_ins];
        let others = [
            &self.reports,
            &self.notices,
            &self.challenges,
            &self.newcomers_of_network,
            &self.all_challenges,
            &self.newcomer_challenges,
            &self.mail_codes,
            &self.own_data,
            &self.searches,
            &self.provider_sign_ins,
        ];
        let shared = [&self.threads, &self.site_threads, &self.sites, &self.global, &self.tests, &self.mails];
        for rates in networks.into_iter().chain(others).chain(shared) {
            rates.tidy(now);
        }
    }

    fn take(&self, rates: &TokenBuckets, charges: impl FnOnce() -> Vec<Charge>) -> Result<(), LimitReached> {
        if !self.on {
            return Ok(());
        }
        rates.take(&charges(), self.clock.steady()).map_err(limit_reached)
    }

    fn reserve<'a>(
        &self,
        reserved: &mut Reservation<'a>,
        rates: &'a TokenBuckets,
        charges: Vec<Charge>,
    ) -> Result<(), LimitReached> {
        if self.on {
            rates.take(&charges, self.clock.steady()).map_err(limit_reached)?;
            reserved.0.push((rates, charges));
        }
        Ok(())
    }

    /// The charges of all networks around an address, on one site.
    fn network_charges(&self, site: &str, from: ClientAddress, (burst, every): Quota) -> Vec<Charge> {
        let charges = from.networks().map(|(network, width)| {
            let most = width.limit(burst);
            // The wider it is, the faster it refills.
            (self.hashed(&network, site), (most, every * burst / most.max(1)))
        });
        charges.collect()
    }

    /// Charges that bound how much of a shared limit the wide networks around an address use: never so much that
    /// nothing is left for others.
    fn shared_charges(&self, scope: &str, from: ClientAddress, (burst, every): Quota) -> Vec<Charge> {
        let wide = from.networks().filter(|(_, width)| *width != Width::Own);
        wide.map(|(network, width)| (self.hashed(&network, scope), (width.share(burst), every * 2))).collect()
    }

    fn hashed(&self, network: &[u8], scope: &str) -> Key {
        let mut day = self.day.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = self.clock.steady();
        if now.saturating_sub(day.since) > KEY_LIFE {
            *day = new_day_key(now);
        }
        let mut hash = blake3::Hasher::new_keyed(&day.key);
        hash.update(&[u8::try_from(network.len()).unwrap_or(u8::MAX)]).update(network).update(scope.as_bytes());
        key_of(&hash)
    }
}

/// The key of a site.
fn site_key(site: &str) -> Key {
    key_of(blake3::Hasher::new().update(site.as_bytes()))
}

fn key_of(hash: &blake3::Hasher) -> Key {
    let hash = hash.finalize();
    std::array::from_fn(|i| hash.as_bytes()[i])
}

fn limit_reached(wait: Duration) -> LimitReached {
    // Rounded up, so that a client that waits this long is let through.
    LimitReached { seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
}

#[cfg(test)]
#[path = "rate_limits_tests.rs"]
mod tests;
