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

/// Origins and when they were last heard of.
pub type Latest = Vec<(String, Timestamp)>;

/// A page and when it was last heard of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Its address.
    pub url: String,
    /// The canonical address that it names and that could not be used.
    pub canonical: Option<String>,
    /// When.
    pub at: Timestamp,
}

#[derive(Default)]
struct OfSite {
    pages: Vec<Seen>,
    strangers: Latest,
}

impl OfSite {
    fn last(&self) -> Option<Timestamp> {
        self.pages.iter().map(|page| page.at).chain(self.strangers.iter().map(|(_, at)| *at)).max()
    }
}

/// What was heard, site by site.
#[derive(Default)]
pub struct Heard(Mutex<HashMap<String, OfSite>>);

impl Heard {
    /// A page of the site shows its conversation.
    pub fn page(&self, site: &str, url: &str, now: Timestamp) {
        if url.len() > BYTES {
            return;
        }
        self.note(site, now, |own| {
            let canonical = own.pages.iter().find(|page| page.url == url).and_then(|page| page.canonical.clone());
            let seen = Seen { url: url.to_owned(), canonical, at: now };
            latest(&mut own.pages, PAGES, seen, |page| page.url != url);
        });
    }

    /// A page that was heard of names this canonical address, which could not be used; or none that could not.
    pub fn canonical(&self, site: &str, url: &str, canonical: Option<&str>) {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let page = sites.get_mut(site).and_then(|own| own.pages.iter_mut().find(|page| page.url == url));
        if let Some(page) = page {
            page.canonical = canonical.filter(|canonical| canonical.len() <= BYTES).map(str::to_owned);
        }
    }

    /// A page of an origin that is not on the site's list would like to.
    pub fn stranger(&self, site: &str, origin: &str, now: Timestamp) {
        if origin.len() > BYTES {
            return;
        }
        let seen = (origin.to_owned(), now);
        self.note(site, now, |own| latest(&mut own.strangers, STRANGERS, seen, |(known, _)| known != origin));
    }

    fn note(&self, site: &str, now: Timestamp, note: impl FnOnce(&mut OfSite)) {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !sites.contains_key(site) && sites.len() >= SITES {
            // Those that have been quiet for a day tell nothing any more.
            sites.retain(|_, own| own.last().is_some_and(|at| at.plus(KEPT) >= now));
            if sites.len() >= SITES {
                return;
            }
        }
        note(sites.entry(site.to_owned()).or_default());
    }

    /// The pages and the strange origins of the last day, the latest first.
    pub fn of_site(&self, site: &str, now: Timestamp) -> (Vec<Seen>, Latest) {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = sites.get(site) else { return Default::default() };
        let lately = |at: Timestamp| at.plus(KEPT) >= now;
        let pages = own.pages.iter().rev().filter(|page| lately(page.at)).cloned().collect();
        (pages, own.strangers.iter().rev().filter(|(_, at)| lately(*at)).cloned().collect())
    }
}

/// Puts `seen` at the end of a list of at most `most`, in the place of the one that is the same.
fn latest<T>(list: &mut Vec<T>, most: usize, seen: T, is_other: impl Fn(&T) -> bool) {
    list.retain(is_other);
    if list.len() >= most {
        list.remove(0);
    }
    list.push(seen);
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
        let long = "x".repeat(BYTES + 1);
        heard.canonical("bakery", "/90", Some("http://bakery.example/90"));
        heard.page("bakery", "/90", Timestamp(100));
        heard.page("bakery", &long, Timestamp(101));
        heard.page("bakery", "/91", Timestamp(101));
        heard.canonical("bakery", "/91", Some(&long));
        heard.canonical("bakery", "/unheard", Some("http://bakery.example/"));
        let (pages, strangers) = heard.of_site("bakery", Timestamp(101));
        assert_eq!((pages.len(), strangers.len()), (PAGES, STRANGERS));
        let seen: Vec<_> = pages.iter().map(|page| (page.url.as_str(), page.canonical.as_deref(), page.at.0)).collect();
        assert_eq!(seen[..2], [("/91", None, 101), ("/90", Some("http://bakery.example/90"), 100)]);
        assert_eq!(strangers[0].0, "https://99.example");
        assert!(heard.of_site("cafe", Timestamp(101)).0.is_empty());
        assert!(heard.of_site("bakery", Timestamp(KEPT + 102)).0.is_empty());
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
