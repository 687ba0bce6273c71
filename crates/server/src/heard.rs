//! What the server has heard from pages lately: which ones show a site's lines, and who shows them from elsewhere.
//!
//! In memory alone, and little of it: it is for whoever sets a site up, and a restart forgets it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use porch_protocol::Timestamp;

/// Pages of a site that are remembered.
const PAGES: usize = 20;
/// Strange origins of a site that are remembered: anybody can claim to be one, and must not fill anything with that.
const STRANGERS: usize = 5;
/// Sites.
const SITES: usize = 10_000;
/// Bytes of an address.
const BYTES: usize = 512;
/// How long, in microseconds: a day.
const KEPT: i64 = 86_400 * Timestamp::SECOND;

/// Addresses and when they were last heard of.
pub type Latest = Vec<(String, Timestamp)>;

#[derive(Default)]
struct OfSite {
    pages: Latest,
    strangers: Latest,
}

/// What was heard, site by site.
#[derive(Default)]
pub struct Heard(Mutex<HashMap<String, OfSite>>);

impl Heard {
    /// A page of the site shows its conversation.
    pub fn page(&self, site: &str, url: &str, now: Timestamp) {
        self.note(site, now, |own| (&mut own.pages, PAGES), url);
    }

    /// A page of an origin that is not on the site's list would like to.
    pub fn stranger(&self, site: &str, origin: &str, now: Timestamp) {
        self.note(site, now, |own| (&mut own.strangers, STRANGERS), origin);
    }

    fn note(&self, site: &str, now: Timestamp, list: impl FnOnce(&mut OfSite) -> (&mut Latest, usize), what: &str) {
        if what.len() > BYTES {
            return;
        }
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !sites.contains_key(site) && sites.len() >= SITES {
            // Those that have been quiet for a day tell nothing any more.
            sites.retain(|_, own| {
                [&own.pages, &own.strangers].into_iter().flatten().any(|(_, at)| at.plus(KEPT) >= now)
            });
            if sites.len() >= SITES {
                return;
            }
        }
        let (list, most) = list(sites.entry(site.to_owned()).or_default());
        // The latest one is the last one.
        list.retain(|(known, _)| known != what);
        if list.len() >= most {
            list.remove(0);
        }
        list.push((what.to_owned(), now));
    }

    /// The pages and the strange origins of the last day, the latest first.
    pub fn of_site(&self, site: &str, now: Timestamp) -> (Latest, Latest) {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = sites.get(site) else { return Default::default() };
        let lately = |list: &Latest| list.iter().rev().filter(|(_, at)| at.plus(KEPT) >= now).cloned().collect();
        (lately(&own.pages), lately(&own.strangers))
    }
}

#[cfg(test)]
mod tests {
    use super::{BYTES, Heard, KEPT, PAGES, SITES, STRANGERS};
    use porch_protocol::Timestamp;

    #[test]
    fn little_is_remembered_the_latest_first_for_a_day() {
        let heard = Heard::default();
        for number in 0..100 {
            heard.page("bakery", &format!("/{number}"), Timestamp(number));
            heard.stranger("bakery", &format!("https://{number}.example"), Timestamp(number));
        }
        heard.page("bakery", "/90", Timestamp(100));
        heard.page("bakery", &"x".repeat(BYTES + 1), Timestamp(101));
        let (pages, strangers) = heard.of_site("bakery", Timestamp(101));
        assert_eq!((pages.len(), strangers.len()), (PAGES, STRANGERS));
        assert_eq!(pages[..2], [("/90".to_owned(), Timestamp(100)), ("/99".to_owned(), Timestamp(99))]);
        assert_eq!(strangers[0].0, "https://99.example");
        assert!(heard.of_site("cafe", Timestamp(101)).0.is_empty());
        assert!(heard.of_site("bakery", Timestamp(KEPT + 101)).0.is_empty());
    }

    #[test]
    fn only_so_many_sites_are_remembered_and_quiet_ones_make_room() {
        let heard = Heard::default();
        for number in 0..SITES {
            heard.page(&number.to_string(), "/", Timestamp(i64::from(number > 0)));
        }
        let knows = |now| !heard.of_site("one more", Timestamp(now)).0.is_empty();
        heard.page("one more", "/", Timestamp(KEPT));
        assert!(!knows(KEPT), "all of them were heard of within a day");
        heard.page("one more", "/", Timestamp(KEPT + 1));
        assert!(knows(KEPT + 1));
        assert_eq!(heard.0.lock().unwrap().len(), SITES);
    }
}
