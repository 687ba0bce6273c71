//! Rates: how often one network, one thread, one site and everybody together may write.
//!
//! A request counts for each network around it (`address.rs`), and a wider one has room of its own: more than a narrow one,
//! and less than it takes to fill what a thread, a site or everybody shares. What is shared is charged for what was stored
//! alone, and each site has room of its own before it takes of what all sites share.
//!
//! The key of a network is a keyed hash under a key that lives in memory only and is drawn anew each day: no address is
//! stored anywhere.

use std::sync::Mutex;
use std::time::Duration;

use porch_protocol::ThreadId;

use super::client_address::{ClientAddress, Width};
use super::token_bucket::{Charge, Key, Quota, TokenBuckets};
use crate::clock::Clock;

/// Posts, edits and withdrawals of one network on one site: ten at once, then one in six seconds.
const WRITES: Quota = (10, Duration::from_secs(6));
/// Requests to write that bring a key, new or used: each is looked up before anything else is done. Thirty at once, then one
/// a second: more often than a widget tries again.
const LOOKUPS: Quota = (30, Duration::from_secs(1));
/// Comments in one thread: thirty at once, then one a second.
const THREAD: Quota = (30, Duration::from_secs(1));
/// New threads by one network on one site: five at once, then one in two minutes.
const NEW_THREADS: Quota = (5, Duration::from_mins(2));
/// New threads of one site: sixty at once, then one in ten seconds.
const SITE_THREADS: Quota = (60, Duration::from_secs(10));
/// Writes of one site that no other site can take from it: fifty at once, then ten a second.
const SITE: Quota = (50, Duration::from_millis(100));
/// Writes of all sites together beyond that: five hundred at once, then two hundred a second.
const GLOBAL: Quota = (500, Duration::from_millis(5));
/// Previews of one network: ten at once, then five a second.
const PREVIEWS: Quota = (10, Duration::from_millis(200));
/// Tries of one network to come into the dashboard: ten at once, then one in ten seconds.
const ENTRIES: Quota = (10, Duration::from_secs(10));
/// Reports and second looks of one network on one site: five at once, then one a minute.
const REPORTS: Quota = (5, Duration::from_mins(1));
/// Notices of one network about pages of one site: ten at once, then one in ten seconds.
const NOTICES: Quota = (10, Duration::from_secs(10));
/// Challenges of one network on one site: thirty at once, as in a school, then one a second. Each costs us a try.
const CHALLENGES: Quota = (30, Duration::from_secs(1));
/// Challenges of everybody together: a hundred at once, then twenty-five a second. Whoever gets none waits for the host, and
/// is not refused.
const WORK: Quota = (100, Duration::from_millis(40));
/// As many more for those from whose neighbourhood few asked lately: a flood from some hundreds of addresses takes the
/// others and leaves newcomers these. Making one takes two to five thousandths of a second of a core, so both together are
/// a fifth of one at most.
const FIRST_WORK: Quota = (100, Duration::from_millis(40));
/// What is few, of one neighbourhood on all sites: three at once, then one a minute.
const NEIGHBOURS: Quota = (3, Duration::from_mins(1));
/// Tests of receivers and judges by the people of one site: five at once, then three a minute. Each asks somebody else.
const TESTS: Quota = (5, Duration::from_secs(20));
/// Sign-in links for one mail address, whoever asks: three at once, then one in ten minutes.
const MAILS: Quota = (3, Duration::from_mins(10));
/// How long a key for hashing networks lives.
const KEY_LIFE: Duration = Duration::from_hours(24);
/// The key of what everybody shares.
const ALL: Key = [0; 16];

struct DayKey {
    key: [u8; 32],
    since: Duration,
}

/// A rate is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitReached {
    /// In how many seconds there is room again, at least one.
    pub seconds: u32,
}

/// All the rates of a server.
pub struct RateLimits {
    on: bool,
    clock: Clock,
    day: Mutex<DayKey>,
    writes: TokenBuckets,
    lookups: TokenBuckets,
    paces: TokenBuckets,
    threads: TokenBuckets,
    new_threads: TokenBuckets,
    site_threads: TokenBuckets,
    sites: TokenBuckets,
    global: TokenBuckets,
    previews: TokenBuckets,
    entries: TokenBuckets,
    reports: TokenBuckets,
    notices: TokenBuckets,
    challenges: TokenBuckets,
    tests: TokenBuckets,
    mails: TokenBuckets,
    work: TokenBuckets,
    first_work: TokenBuckets,
    neighbours: TokenBuckets,
}

fn drawn_key(since: Duration) -> DayKey {
    let mut key = [0; 32];
    key[..16].copy_from_slice(uuid::Uuid::new_v4().as_bytes());
    key[16..].copy_from_slice(uuid::Uuid::new_v4().as_bytes());
    DayKey { key, since }
}

/// Room that was taken for something that may not be stored after all: unless it is kept, it is given back.
#[must_use = "what is dropped is given back"]
#[derive(Default)]
pub struct Reservation<'a>(Vec<(&'a TokenBuckets, Vec<Charge>)>);

impl Reservation<'_> {
    /// It was stored.
    pub fn keep(mut self) {
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
    /// With `on` false, nothing is ever too much.
    pub fn new(on: bool, clock: &Clock) -> Self {
        Self {
            on,
            clock: clock.clone(),
            day: Mutex::new(drawn_key(clock.steady())),
            writes: TokenBuckets::default(),
            lookups: TokenBuckets::default(),
            paces: TokenBuckets::default(),
            threads: TokenBuckets::default(),
            new_threads: TokenBuckets::default(),
            site_threads: TokenBuckets::default(),
            sites: TokenBuckets::default(),
            global: TokenBuckets::default(),
            previews: TokenBuckets::default(),
            entries: TokenBuckets::default(),
            reports: TokenBuckets::default(),
            notices: TokenBuckets::default(),
            challenges: TokenBuckets::default(),
            tests: TokenBuckets::default(),
            mails: TokenBuckets::default(),
            work: TokenBuckets::default(),
            first_work: TokenBuckets::default(),
            neighbours: TokenBuckets::default(),
        }
    }

    /// One key more to look up.
    pub fn lookup(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.lookups, || self.around(site, from, LOOKUPS))
    }

    /// One write more by this network.
    pub fn write(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.writes, || self.around(site, from, WRITES))
    }

    /// Room for one change more of the site, whatever it is.
    pub fn change<'a>(&'a self, site: &str) -> Result<Reservation<'a>, LimitReached> {
        let mut reserved = Reservation::default();
        let own = vec![(named(site), SITE)];
        if self.reserve(&mut reserved, &self.sites, own).is_err() {
            self.reserve(&mut reserved, &self.global, vec![(ALL, GLOBAL)])?;
        }
        Ok(reserved)
    }

    /// Room for one comment more: in a thread that is there, or with a new one.
    pub fn comment<'a>(
        &'a self,
        site: &str,
        thread: Option<ThreadId>,
        from: ClientAddress,
    ) -> Result<Reservation<'a>, LimitReached> {
        let mut reserved = Reservation::default();
        if let Some(thread) = thread {
            self.reserve(&mut reserved, &self.threads, self.shares(&thread.to_string(), from, THREAD))?;
            self.reserve(&mut reserved, &self.threads, vec![(thread.0.into_bytes(), THREAD)])?;
        } else {
            self.reserve(&mut reserved, &self.new_threads, self.around(site, from, NEW_THREADS))?;
            self.reserve(&mut reserved, &self.site_threads, self.shares(site, from, SITE_THREADS))?;
            self.reserve(&mut reserved, &self.site_threads, vec![(named(site), SITE_THREADS)])?;
        }
        reserved.0.append(&mut self.change(site)?.0);
        Ok(reserved)
    }

    /// Room for one comment more of a network where comments are to come slowly: one in so many seconds, in a thread or
    /// anywhere on the site. The cookie alone says nothing: a new one is free.
    pub fn pace<'a>(
        &'a self,
        site: &str,
        thread: Option<ThreadId>,
        seconds: u32,
        from: ClientAddress,
    ) -> Result<Reservation<'a>, LimitReached> {
        let mut reserved = Reservation::default();
        let place = thread.map_or_else(|| site.to_owned(), |thread| format!("{site}/{thread}"));
        let every = Duration::from_secs(seconds.into());
        let charges = from.networks().map(|(network, width)| {
            // A wide network has few people in a household, and many where it is a provider's.
            let many = match width {
                Width::Own => 1,
                Width::Line => 4,
                Width::Block | Width::Street => 16,
            };
            (self.hashed(&network, &place), (many, every / many))
        });
        self.reserve(&mut reserved, &self.paces, charges.collect())?;
        Ok(reserved)
    }

    /// One preview more.
    pub fn preview(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.previews, || self.around(site, from, PREVIEWS))
    }

    /// One try more to come into the dashboard.
    pub fn enter(&self, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.entries, || self.around("", from, ENTRIES))
    }

    /// One report more.
    pub fn report(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.reports, || self.around(site, from, REPORTS))
    }

    /// One notice more of a page about itself.
    pub fn notice(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.notices, || self.around(site, from, NOTICES))
    }

    /// One challenge more.
    pub fn challenge(&self, site: &str, from: ClientAddress) -> Result<(), LimitReached> {
        self.take(&self.challenges, || self.around(site, from, CHALLENGES))
    }

    /// One test more of whom a site tells or asks, whoever of its people makes it.
    pub fn test(&self, site: &str) -> Result<(), LimitReached> {
        self.take(&self.tests, || vec![(named(site), TESTS)])
    }

    /// One mail more with a link for signing in, to an address that anybody may type.
    pub fn mail(&self, address: &str) -> Result<(), LimitReached> {
        self.take(&self.mails, || vec![(self.hashed(&[], address), MAILS)])
    }

    /// One challenge more that has to be made, on any site.
    pub fn work(&self, from: ClientAddress) -> Result<(), LimitReached> {
        let neighbours = || vec![(self.hashed(&from.neighbourhood(), ""), NEIGHBOURS)];
        let few = self.take(&self.neighbours, neighbours).is_ok();
        if few && self.take(&self.first_work, || vec![(ALL, FIRST_WORK)]).is_ok() {
            return Ok(());
        }
        self.take(&self.work, || vec![(ALL, WORK)])
    }

    /// Whether people are held to rates at all.
    pub fn are_on(&self) -> bool {
        self.on
    }

    /// Forgets whoever has been quiet.
    pub fn tidy(&self) {
        let now = self.clock.steady();
        let networks = [&self.writes, &self.lookups, &self.paces, &self.new_threads, &self.previews, &self.entries];
        let others = [&self.reports, &self.notices, &self.challenges, &self.neighbours, &self.work, &self.first_work];
        let shared = [&self.threads, &self.site_threads, &self.sites, &self.global, &self.tests, &self.mails];
        for rates in networks.into_iter().chain(others).chain(shared) {
            rates.tidy(now);
        }
    }

    fn take(&self, rates: &TokenBuckets, charges: impl FnOnce() -> Vec<Charge>) -> Result<(), LimitReached> {
        if !self.on {
            return Ok(());
        }
        rates.take(&charges(), self.clock.steady()).map_err(too_many)
    }

    fn reserve<'a>(
        &self,
        reserved: &mut Reservation<'a>,
        rates: &'a TokenBuckets,
        charges: Vec<Charge>,
    ) -> Result<(), LimitReached> {
        if self.on {
            rates.take(&charges, self.clock.steady()).map_err(too_many)?;
            reserved.0.push((rates, charges));
        }
        Ok(())
    }

    /// The charges of all networks around an address, on one site.
    fn around(&self, site: &str, from: ClientAddress, (burst, every): Quota) -> Vec<Charge> {
        let charges = from.networks().map(|(network, width)| {
            let most = width.room(burst);
            // As much faster as it is wider.
            (self.hashed(&network, site), (most, every * burst / most.max(1)))
        });
        charges.collect()
    }

    /// What the wide networks around an address may take of something that everybody shares: never so much that nothing
    /// is left for others.
    fn shares(&self, place: &str, from: ClientAddress, (burst, every): Quota) -> Vec<Charge> {
        let wide = from.networks().filter(|(_, width)| *width != Width::Own);
        wide.map(|(network, width)| (self.hashed(&network, place), (width.share(burst), every * 2))).collect()
    }

    fn hashed(&self, network: &[u8], place: &str) -> Key {
        let mut day = self.day.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = self.clock.steady();
        if now.saturating_sub(day.since) > KEY_LIFE {
            *day = drawn_key(now);
        }
        let mut hash = blake3::Hasher::new_keyed(&day.key);
        hash.update(&[u8::try_from(network.len()).unwrap_or(u8::MAX)]).update(network).update(place.as_bytes());
        short(&hash)
    }
}

/// The key of a site.
fn named(site: &str) -> Key {
    short(blake3::Hasher::new().update(site.as_bytes()))
}

fn short(hash: &blake3::Hasher) -> Key {
    let hash = hash.finalize();
    std::array::from_fn(|i| hash.as_bytes()[i])
}

fn too_many(wait: Duration) -> LimitReached {
    // Rounded up, so that whoever waits that long gets in.
    LimitReached { seconds: u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
}

#[cfg(test)]
#[path = "rate_limits_tests.rs"]
mod tests;
