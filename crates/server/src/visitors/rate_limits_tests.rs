//! Each limit with what reaches it, and what one customer line with many networks cannot reach.

use porch_protocol::{ThreadId, Timestamp};

use super::{ClientAddress, Clock, LimitReached, RateLimits};

fn from(text: &str) -> ClientAddress {
    ClientAddress(text.parse().unwrap())
}

/// Rate limits with a clock that only moves when it is set.
fn limits() -> (RateLimits, Clock) {
    let clock = Clock::fixed(Timestamp(1_750_000_000_000_000));
    (RateLimits::new(true, &clock), clock)
}

fn advance(clock: &Clock, milliseconds: i64) {
    clock.set(clock.now().plus(milliseconds * Timestamp::SECOND / 1_000));
}

const RYE: Option<ThreadId> = Some(ThreadId(uuid::Uuid::nil()));

impl RateLimits {
    /// A comment that is stored.
    fn stores(&self, site: &str, thread: Option<ThreadId>, from: ClientAddress) -> Result<(), LimitReached> {
        self.write(site, from)?;
        self.comment(site, thread, from).map(super::Reservation::commit)
    }
}

#[test]
fn one_prefix_is_limited_and_another_is_not() {
    let (limits, _) = limits();
    let refused = (0..11).map(|_| limits.write("bakery", from("203.0.113.7"))).filter(Result::is_err).count();
    assert_eq!(refused, 1);
    assert!(limits.write("bakery", from("203.0.113.8")).is_ok());
    assert!(limits.write("cafe", from("203.0.113.7")).is_ok());
}

#[test]
fn a_limited_client_is_let_through_after_the_wait_and_not_before() {
    let (limits, clock) = limits();
    let one = || limits.comment("bakery", None, from("203.0.113.7")).map(super::Reservation::commit);
    assert_eq!(allowed(5, |_| one()), 5);
    assert!(matches!(one(), Err(LimitReached { seconds: 121 })));
    advance(&clock, 119_999);
    assert!(matches!(one(), Err(LimitReached { seconds: 1 })));
    advance(&clock, 1);
    assert!(one().is_ok() && one().is_err());
}

/// How many of `most` requests at once are let through.
fn allowed(most: u32, mut one: impl FnMut(u32) -> Result<(), LimitReached>) -> u32 {
    (0..most).map(|number| u32::from(one(number).is_ok())).sum()
}

#[test]
fn a_flood_of_challenges_leaves_some_to_newcomers() {
    let (limits, _) = limits();
    // Thirty neighbourhoods of two hundred and fifty addresses each.
    let flood = |number: u32| nth(((number % 30) << 8) + (number / 30) % 250);
    assert_eq!(allowed(1_000, |number| limits.make_challenge(flood(number))), 190);
    assert!(limits.make_challenge(from("203.0.113.7")).is_ok());
    assert!(limits.make_challenge(from("2001:db8::7")).is_ok());
}

/// An address in a network of its own.
fn nth(number: u32) -> ClientAddress {
    ClientAddress(std::net::Ipv4Addr::from(0x0A00_0000 + number).into())
}

/// An address in the nth /64 of one /48.
fn of_one_line(number: u32) -> ClientAddress {
    from(&format!("2001:db8:7:{number:x}::1"))
}

#[test]
fn each_limit_fires_at_its_number_and_not_before() {
    let ((limits, clock), home) = (limits(), from("203.0.113.7"));
    let stored = |thread, from| limits.comment("bakery", thread, from).map(super::Reservation::commit);
    assert_eq!(allowed(12, |_| limits.write("bakery", home)), 10);
    assert_eq!(allowed(32, |_| limits.lookup("bakery", home)), 30);
    assert_eq!(allowed(32, |number| stored(RYE, nth((10 + number) << 8))), 30);
    assert_eq!(allowed(7, |_| stored(None, home)), 5);
    assert_eq!(allowed(12, |_| limits.sign_in(home)), 10);
    assert_eq!(allowed(32, |_| limits.challenge("bakery", home)), 30);
    assert_eq!(allowed(7, |_| limits.report("bakery", home)), 5);
    assert_eq!((allowed(5, |_| limits.mail("a@b.example")), allowed(1, |_| limits.mail("c@b.example"))), (3, 1));
    assert_eq!((allowed(7, |_| limits.test("bakery")), allowed(1, |_| limits.test("cafe"))), (5, 1));
    assert_eq!(allowed(15, |_| limits.preview("bakery", home)), 10);
    assert_eq!(allowed(300, |number| limits.make_challenge(nth(number << 8))), 200);
    // Each refills at its own rate.
    advance(&clock, 1_000);
    assert_eq!(allowed(3, |_| stored(RYE, home)), 1);
    assert_eq!(allowed(9, |_| limits.preview("bakery", home)), 5);
    assert_eq!(allowed(90, |number| limits.make_challenge(nth((1_000 + number) << 8))), 50);
    assert_eq!(allowed(3, |_| limits.write("bakery", home)), 0);
    let limits = self::limits().0;
    let new_thread =
        |site: &str, number: u32| limits.comment(site, None, nth(number << 8)).map(super::Reservation::commit);
    assert_eq!(allowed(62, |number| new_thread("bakery", number)), 60, "of a site");
    assert_eq!(allowed(5, |number| new_thread("cafe", number)), 5);
}

#[test]
fn one_customer_line_with_many_networks_uses_up_no_shared_limit() {
    let (limits, clock) = limits();
    assert_eq!(allowed(640, |number| limits.stores("bakery", RYE, of_one_line(number % 64))), 12, "of one /56");
    assert_eq!(allowed(640, |number| limits.stores("bakery", RYE, of_one_line((number % 64) << 8))), 0, "of the /48");
    assert!(limits.stores("bakery", RYE, nth(1)).is_ok(), "others can write on the page");
    let new_page = |number: u32| limits.comment("bakery", None, of_one_line(number)).map(super::Reservation::commit);
    assert_eq!(allowed(640, |number| new_page((number % 64) << 8)), 12);
    assert_eq!(
        allowed(40, |number| limits.comment("bakery", None, nth(number << 8)).map(super::Reservation::commit)),
        40
    );
    // Over any length of time, and although it comes first every second.
    let (mut line, mut others) = (0, 0);
    for second in 0..600 {
        advance(&clock, 1_000);
        line += allowed(64, |number| limits.stores("bakery", RYE, of_one_line(number << 8)));
        others += u32::from(limits.stores("bakery", RYE, nth(second << 8)).is_ok());
    }
    assert!((240..=255).contains(&line) && others >= 345, "{line} and {others} of the page's six hundred");
    assert!(allowed(15, |number| limits.preview("bakery", of_one_line(1_000 + number))) == 15);
    assert_eq!(allowed(99, |number| limits.sign_in(of_one_line(number << 8))), 25);
    assert_eq!(allowed(99, |number| limits.report("bakery", of_one_line(number << 8))), 12);
}

#[test]
fn no_site_uses_up_the_limit_of_another() {
    let (limits, _) = limits();
    let change = |site: &str| limits.change(site).map(super::Reservation::commit);
    assert_eq!(allowed(1_000, |_| change("bakery")), 550, "its own limit, and the shared one");
    assert_eq!(allowed(60, |_| change("cafe")), 50, "its own limit");
    assert_eq!(allowed(60, |_| change("mill")), 50);
}

#[test]
fn what_is_not_stored_is_charged_to_its_sender_only() {
    let (limits, _) = limits();
    for number in 0..1_000 {
        limits.write("bakery", nth(number << 8)).unwrap();
        drop(limits.comment("bakery", RYE, nth(number << 8)).unwrap());
        drop(limits.comment("bakery", None, nth(number << 8)).unwrap());
    }
    assert_eq!(
        allowed(32, |number| limits.comment("bakery", RYE, nth(number << 8)).map(super::Reservation::commit)),
        30
    );
    // Tokens of several limits are taken from all of them or from none.
    let full = limits.comment("bakery", RYE, nth(1));
    assert!(full.is_err());
    assert_eq!(
        allowed(62, |number| limits.comment("bakery", None, nth(number << 8)).map(super::Reservation::commit)),
        60
    );
}

#[test]
fn slow_mode_counts_a_network_as_one_client_and_a_wide_one_as_several() {
    let (limits, clock) = limits();
    let pace = |from| limits.slow_mode("bakery", RYE, 60, from).map(super::Reservation::commit);
    assert_eq!(allowed(9, |_| pace(nth(7))), 1);
    assert!(matches!(pace(nth(7)), Err(LimitReached { seconds: 61 })));
    assert_eq!(
        allowed(9, |_| limits.slow_mode("bakery", None, 60, nth(7)).map(super::Reservation::commit)),
        1,
        "elsewhere"
    );
    assert_eq!(allowed(64, |number| pace(of_one_line(number))), 4);
    assert_eq!(allowed(256, |number| pace(of_one_line(number << 8))), 12);
    advance(&clock, 60_000);
    assert_eq!(allowed(9, |_| pace(nth(7))), 1);
}

#[test]
fn no_network_uses_up_a_shared_limit() {
    let (limits, _) = limits();
    let comment = |thread, from| limits.comment("bakery", thread, from).map(super::Reservation::commit);
    assert_eq!(allowed(60, |number| comment(RYE, nth(number % 16))), 15, "one /24 in a thread");
    assert_eq!(allowed(14, |number| comment(RYE, nth((1 + number) << 8))), 14, "others there");
    let (limits, _) = self::limits();
    let new_page = |from| limits.comment("bakery", None, from).map(super::Reservation::commit);
    assert_eq!(allowed(80, |number| new_page(nth(number % 16))), 30, "new pages of one /24");
    assert_eq!(allowed(30, |number| new_page(nth((1 + number) << 8))), 30, "new pages of others");
}
