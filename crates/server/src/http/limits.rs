//! Rates: how often one prefix, one thread, one site and everybody together may write.
//!
//! The key of a prefix is a keyed hash under a key that lives in memory only and is drawn anew each day:
//! no address is stored anywhere.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::Duration;

use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use porch_protocol::ThreadId;

use super::address::ClientAddress;
use super::error::AppError;
use crate::clock::Clock;

/// One rate of everybody, by the server's own clock.
type Rate = RateLimiter<NotKeyed, InMemoryState, Clock, NoOpMiddleware<Duration>>;
/// A rate for each key.
type KeyedRate<K> = RateLimiter<K, DefaultKeyedStateStore<K>, Clock, NoOpMiddleware<Duration>>;
/// A hashed prefix on one site.
type Bucket = [u8; 16];

/// Posts, edits and withdrawals of one prefix on one site: ten at once, then one in six seconds.
const WRITES: (u32, Duration) = (10, Duration::from_secs(6));
/// Comments in one thread: thirty at once, then one a second.
const THREAD: (u32, Duration) = (30, Duration::from_secs(1));
/// New threads by one prefix on one site: five at once, then one in two minutes.
const NEW_THREADS: (u32, Duration) = (5, Duration::from_mins(2));
/// New threads of one site: sixty at once, then one in ten seconds.
const SITE_THREADS: (u32, Duration) = (60, Duration::from_secs(10));
/// Writes of everybody together: five hundred at once, then two hundred a second.
const GLOBAL: (u32, Duration) = (500, Duration::from_millis(5));
/// Previews of one prefix: ten at once, then five a second.
const PREVIEWS: (u32, Duration) = (10, Duration::from_millis(200));
/// Tries of one prefix to come into the host's house: ten at once, then one in ten seconds.
const ENTRIES: (u32, Duration) = (10, Duration::from_secs(10));
/// Reports and second looks of one prefix on one site: five at once, then one a minute.
const REPORTS: (u32, Duration) = (5, Duration::from_mins(1));
/// Challenges of one prefix on one site: thirty at once, as in a school, then one a second. Each costs us a try.
const CHALLENGES: (u32, Duration) = (30, Duration::from_secs(1));
/// Challenges of everybody together: a hundred at once, then twenty-five a second. Whoever gets none waits for the host, and
/// is not refused.
const WORK: (u32, Duration) = (100, Duration::from_millis(40));
/// As many more for those from whose neighbourhood few asked lately: a flood from some hundreds of addresses takes the
/// others and leaves newcomers these. Making one takes two to five thousandths of a second of a core, so both together are
/// a fifth of one at most.
const FIRST_WORK: (u32, Duration) = (100, Duration::from_millis(40));
/// What is few, of one neighbourhood on all sites: three at once, then one a minute.
const NEIGHBOURS: (u32, Duration) = (3, Duration::from_mins(1));
/// Tests of receivers and judges by the people of one site: five at once, then three a minute. Each asks somebody else.
const TESTS: (u32, Duration) = (5, Duration::from_secs(20));
/// Sign-in links for one mail address, whoever asks: three at once, then one in ten minutes.
const MAILS: (u32, Duration) = (3, Duration::from_mins(10));
/// How long a key for hashing prefixes lives.
const KEY_LIFE: Duration = Duration::from_hours(24);

struct DayKey {
    key: [u8; 32],
    since: Duration,
}

impl governor::clock::Clock for Clock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.steady()
    }
}

/// All the rates of a server.
pub struct RateLimits {
    on: bool,
    clock: Clock,
    day: Mutex<DayKey>,
    writes: KeyedRate<Bucket>,
    threads: KeyedRate<ThreadId>,
    new_threads: KeyedRate<Bucket>,
    site_threads: KeyedRate<String>,
    previews: KeyedRate<Bucket>,
    entries: KeyedRate<Bucket>,
    reports: KeyedRate<Bucket>,
    challenges: KeyedRate<Bucket>,
    tests: KeyedRate<String>,
    mails: KeyedRate<Bucket>,
    global: Rate,
    work: Rate,
    first_work: Rate,
    neighbours: KeyedRate<Bucket>,
}

fn quota((burst, every): (u32, Duration)) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(every).unwrap_or(Quota::per_second(burst)).allow_burst(burst)
}

fn keyed<K: Hash + Eq + Clone>(rate: (u32, Duration), clock: &Clock) -> KeyedRate<K> {
    KeyedRate::dashmap_with_clock(quota(rate), clock.clone())
}

fn drawn_key(since: Duration) -> DayKey {
    let mut key = [0; 32];
    key[..16].copy_from_slice(uuid::Uuid::new_v4().as_bytes());
    key[16..].copy_from_slice(uuid::Uuid::new_v4().as_bytes());
    DayKey { key, since }
}

impl RateLimits {
    /// With `on` false, nothing is ever too much.
    pub fn new(on: bool, clock: &Clock) -> Self {
        Self {
            on,
            clock: clock.clone(),
            day: Mutex::new(drawn_key(clock.steady())),
            writes: keyed(WRITES, clock),
            threads: keyed(THREAD, clock),
            new_threads: keyed(NEW_THREADS, clock),
            site_threads: keyed(SITE_THREADS, clock),
            previews: keyed(PREVIEWS, clock),
            entries: keyed(ENTRIES, clock),
            reports: keyed(REPORTS, clock),
            challenges: keyed(CHALLENGES, clock),
            tests: keyed(TESTS, clock),
            mails: keyed(MAILS, clock),
            global: Rate::direct_with_clock(quota(GLOBAL), clock.clone()),
            work: Rate::direct_with_clock(quota(WORK), clock.clone()),
            first_work: Rate::direct_with_clock(quota(FIRST_WORK), clock.clone()),
            neighbours: keyed(NEIGHBOURS, clock),
        }
    }

    /// One write more by this prefix, and by everybody.
    pub fn write(&self, site: &str, from: ClientAddress) -> Result<(), AppError> {
        if !self.on {
            return Ok(());
        }
        check(&self.writes, &self.bucket(site, from))?;
        check_all(&self.global)
    }

    /// One comment more in a thread that is there.
    pub fn comment_in(&self, thread: ThreadId) -> Result<(), AppError> {
        if self.on { check(&self.threads, &thread) } else { Ok(()) }
    }

    /// One thread more.
    pub fn new_thread(&self, site: &str, from: ClientAddress) -> Result<(), AppError> {
        if !self.on {
            return Ok(());
        }
        check(&self.new_threads, &self.bucket(site, from))?;
        check(&self.site_threads, &site.to_owned())
    }

    /// One preview more.
    pub fn preview(&self, site: &str, from: ClientAddress) -> Result<(), AppError> {
        if self.on { check(&self.previews, &self.bucket(site, from)) } else { Ok(()) }
    }

    /// One try more to come into the host's house.
    pub fn enter(&self, from: ClientAddress) -> Result<(), AppError> {
        if self.on { check(&self.entries, &self.bucket("", from)) } else { Ok(()) }
    }

    /// One report more.
    pub fn report(&self, site: &str, from: ClientAddress) -> Result<(), AppError> {
        if self.on { check(&self.reports, &self.bucket(site, from)) } else { Ok(()) }
    }

    /// One challenge more.
    pub fn challenge(&self, site: &str, from: ClientAddress) -> Result<(), AppError> {
        if self.on { check(&self.challenges, &self.bucket(site, from)) } else { Ok(()) }
    }

    /// One test more of whom a site tells or asks, whoever of its people makes it.
    pub fn test(&self, site: &str) -> Result<(), AppError> {
        if self.on { check(&self.tests, &site.to_owned()) } else { Ok(()) }
    }

    /// One mail more with a link for signing in, to an address that anybody may type.
    pub fn mail(&self, address: &str) -> Result<(), AppError> {
        if self.on { check(&self.mails, &self.hashed([0; 8], address)) } else { Ok(()) }
    }

    /// One challenge more that has to be made, on any site.
    pub fn work(&self, from: ClientAddress) -> Result<(), AppError> {
        if !self.on {
            return Ok(());
        }
        let few = check(&self.neighbours, &self.hashed(from.neighbourhood(), "")).is_ok();
        if few && check_all(&self.first_work).is_ok() { Ok(()) } else { check_all(&self.work) }
    }

    /// Whether people are held to rates at all.
    pub fn are_on(&self) -> bool {
        self.on
    }

    /// Forgets whoever has been quiet.
    pub fn tidy(&self) {
        self.writes.retain_recent();
        self.threads.retain_recent();
        self.new_threads.retain_recent();
        self.site_threads.retain_recent();
        self.previews.retain_recent();
        self.entries.retain_recent();
        self.reports.retain_recent();
        self.challenges.retain_recent();
        self.tests.retain_recent();
        self.mails.retain_recent();
        self.neighbours.retain_recent();
    }

    fn bucket(&self, site: &str, from: ClientAddress) -> Bucket {
        self.hashed(from.prefix(), site)
    }

    fn hashed(&self, network: [u8; 8], site: &str) -> Bucket {
        let mut day = self.day.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = self.clock.steady();
        if now.saturating_sub(day.since) > KEY_LIFE {
            *day = drawn_key(now);
        }
        let hash = blake3::Hasher::new_keyed(&day.key).update(&network).update(site.as_bytes()).finalize();
        std::array::from_fn(|i| hash.as_bytes()[i])
    }
}

fn check<K: Hash + Eq + Clone>(limiter: &KeyedRate<K>, key: &K) -> Result<(), AppError> {
    limiter.check_key(key).map_err(|until| too_many(until.wait_time_from(limiter.clock().steady())))
}

fn check_all(limiter: &Rate) -> Result<(), AppError> {
    limiter.check().map_err(|until| too_many(until.wait_time_from(limiter.clock().steady())))
}

fn too_many(wait: Duration) -> AppError {
    // Rounded up, so that whoever waits that long gets in.
    AppError::TooMany(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use porch_protocol::Timestamp;

    use super::{AppError, ClientAddress, Clock, RateLimits};

    fn from(text: &str) -> ClientAddress {
        ClientAddress(text.parse().unwrap())
    }

    /// Rates by a clock that stands still until it is set.
    fn limits() -> (RateLimits, Clock) {
        let clock = Clock::fixed(Timestamp(1_750_000_000_000_000));
        (RateLimits::new(true, &clock), clock)
    }

    fn pass(clock: &Clock, milliseconds: i64) {
        clock.set(clock.now().plus(milliseconds * Timestamp::SECOND / 1_000));
    }

    #[test]
    fn one_prefix_is_held_back_and_another_is_not() {
        let (limits, _) = limits();
        let held = (0..11).map(|_| limits.write("bakery", from("203.0.113.7"))).filter(Result::is_err).count();
        assert_eq!(held, 1);
        assert!(limits.write("bakery", from("203.0.113.8")).is_ok());
        assert!(limits.write("cafe", from("203.0.113.7")).is_ok());
    }

    #[test]
    fn whoever_is_held_back_hears_how_long_and_gets_in_then_and_not_before() {
        let (limits, clock) = limits();
        let one = || limits.new_thread("bakery", from("203.0.113.7"));
        assert_eq!(through(5, |_| one()), 5);
        assert!(matches!(one(), Err(AppError::TooMany(121))));
        pass(&clock, 119_999);
        assert!(matches!(one(), Err(AppError::TooMany(1))));
        pass(&clock, 1);
        assert!(one().is_ok() && one().is_err());
    }

    /// How many of so many at once are let through.
    fn through(most: u32, mut one: impl FnMut(u32) -> Result<(), AppError>) -> u32 {
        (0..most).map(|number| u32::from(one(number).is_ok())).sum()
    }

    #[test]
    fn a_flood_of_those_who_want_work_leaves_newcomers_theirs() {
        let (limits, _) = limits();
        // Thirty neighbourhoods of two hundred and fifty addresses each.
        let flood = |number: u32| nth(((number % 30) << 8) + (number / 30) % 250);
        assert_eq!(through(1_000, |number| limits.work(flood(number))), 190);
        assert!(limits.work(from("203.0.113.7")).is_ok());
        assert!(limits.work(from("2001:db8::7")).is_ok());
    }

    /// An address of a network of its own.
    fn nth(number: u32) -> ClientAddress {
        ClientAddress(std::net::Ipv4Addr::from(0x0A00_0000 + number).into())
    }

    #[test]
    fn each_limit_fires_at_its_number_and_not_before() {
        let ((limits, clock), home) = (limits(), from("203.0.113.7"));
        let thread = porch_protocol::ThreadId(uuid::Uuid::nil());
        assert_eq!(through(12, |_| limits.write("bakery", home)), 10);
        assert_eq!(through(32, |_| limits.comment_in(thread)), 30);
        assert_eq!(through(7, |_| limits.new_thread("bakery", home)), 5);
        assert_eq!(through(12, |_| limits.enter(home)), 10);
        assert_eq!(through(32, |_| limits.challenge("bakery", home)), 30);
        assert_eq!(through(7, |_| limits.report("bakery", home)), 5);
        assert_eq!((through(5, |_| limits.mail("a@b.example")), through(1, |_| limits.mail("c@b.example"))), (3, 1));
        assert_eq!((through(7, |_| limits.test("bakery")), through(1, |_| limits.test("cafe"))), (5, 1));
        assert_eq!(through(15, |_| limits.preview("bakery", home)), 10);
        assert_eq!(through(300, |number| limits.work(nth(number << 8))), 200);
        // Each gives room again at its own pace.
        pass(&clock, 1_000);
        assert_eq!(through(3, |_| limits.comment_in(thread)), 1);
        assert_eq!(through(9, |_| limits.preview("bakery", home)), 5);
        assert_eq!(through(90, |number| limits.work(nth((1_000 + number) << 8))), 50);
        assert_eq!(through(3, |_| limits.write("bakery", home)), 0);
        let limits = self::limits().0;
        assert_eq!(through(62, |number| limits.new_thread("bakery", nth(number))), 60, "of a site");
        assert_eq!(through(5, |number| limits.new_thread("cafe", nth(number))), 5);
        assert_eq!(through(1_000, |number| limits.write("bakery", nth(number))), 500, "of everybody");
    }
}
