//! What the server has heard from pages lately: which ones show a site's lines, whether they can be read and written on, and
//! who shows them from elsewhere.
//!
//! In memory alone, and little of it: it is for whoever sets a site up, and a restart forgets it. A page's own browser tells
//! it, and so can anybody who pretends to be one: nothing but lines in the dashboard follows from it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use porch_protocol::Timestamp;
use porch_protocol::site_settings::WritingCheck;

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
/// How long after a page was read it may be asked for again before nobody knows whether it can still be read, in
/// microseconds: its next readers may not scroll to the comments at once.
const READ: i64 = 600 * Timestamp::SECOND;
/// How long it is taken as known that writing works on a site, in microseconds. Until then no page is asked to tell.
const KNOWN: i64 = 3_600 * Timestamp::SECOND;

/// Origins and when they were last heard of.
pub type Latest = Vec<(String, Timestamp)>;

/// A page and when it was last heard of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageReport {
    /// Its address.
    pub url: String,
    /// The canonical address that it names and that could not be used.
    pub canonical: Option<String>,
    /// When.
    pub at: Timestamp,
    /// When its comments were last shown.
    read_at: Option<Timestamp>,
    /// What it last told of writing, and when.
    wrote: Option<(WritingCheck, Timestamp)>,
}

impl PageReport {
    /// Whether its comments were shown the last time that it asked for them.
    pub fn reads(&self) -> bool {
        self.read_at.is_some_and(|read_at| read_at.plus(READ) >= self.at)
    }

    /// What it told of writing in the last day.
    pub fn writing(&self, now: Timestamp) -> Option<WritingCheck> {
        self.wrote.filter(|(_, at)| at.plus(KEPT) >= now).map(|(writing, _)| writing)
    }
}

/// What a page was heard doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageSignal {
    /// It asks for its comments.
    Asks,
    /// It shows them.
    Reads,
    /// It tells of writing.
    Tells(WritingCheck),
}

#[derive(Default)]
struct SiteReports {
    pages: Vec<PageReport>,
    strangers: Latest,
}

impl SiteReports {
    fn last(&self) -> Option<Timestamp> {
        self.pages.iter().map(|page| page.at).chain(self.strangers.iter().map(|(_, at)| *at)).max()
    }
}

/// What was heard, site by site.
#[derive(Default)]
pub struct InstallReports(Mutex<HashMap<String, SiteReports>>);

impl InstallReports {
    /// A page of the site was heard.
    pub fn page(&self, site: &str, url: &str, sign: PageSignal, now: Timestamp) {
        if url.len() > BYTES {
            return;
        }
        self.note(site, now, |own| {
            let known = own.pages.iter().find(|page| page.url == url).cloned();
            let new = || PageReport { url: url.to_owned(), canonical: None, at: now, read_at: None, wrote: None };
            let mut seen = PageReport { at: now, ..known.unwrap_or_else(new) };
            match sign {
                PageSignal::Asks => {}
                PageSignal::Reads => seen.read_at = Some(now),
                PageSignal::Tells(writing) => seen.wrote = Some((writing, now)),
            }
            latest(&mut own.pages, PAGES, seen, |page| page.url != url);
        });
    }

    /// Whether a page is to tell once the widget runs there: where writing was blocked, and where nobody knows of any page of
    /// the site. Else it would be one request more of every visitor.
    pub fn wants_to_know(&self, site: &str, url: &str, now: Timestamp) -> bool {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = sites.get(site) else { return false };
        let works = |page: &PageReport| {
            page.wrote.is_some_and(|(told, at)| told == WritingCheck::Works && at.plus(KNOWN) >= now)
        };
        let blocked =
            |page: &PageReport| page.url == url && page.wrote.is_some_and(|(told, _)| told == WritingCheck::Blocked);
        own.pages.iter().any(blocked) || !own.pages.iter().any(works)
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

    fn note(&self, site: &str, now: Timestamp, note: impl FnOnce(&mut SiteReports)) {
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
    pub fn of_site(&self, site: &str, now: Timestamp) -> (Vec<PageReport>, Latest) {
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
    use super::{BYTES, InstallReports, KEPT, KNOWN, PAGES, PageSignal, READ, SITES, STRANGERS};
    use porch_protocol::Timestamp;
    use porch_protocol::site_settings::WritingCheck;

    #[test]
    fn little_is_remembered_the_latest_first_for_a_day() {
        let heard = InstallReports::default();
        for number in 0..100 {
            heard.page("bakery", &format!("/{number}"), PageSignal::Asks, Timestamp(number));
            heard.stranger("bakery", &format!("https://{number}.example"), Timestamp(number));
        }
        let long = "x".repeat(BYTES + 1);
        heard.canonical("bakery", "/90", Some("http://bakery.example/90"));
        heard.page("bakery", "/90", PageSignal::Asks, Timestamp(100));
        heard.page("bakery", &long, PageSignal::Asks, Timestamp(101));
        heard.page("bakery", "/91", PageSignal::Asks, Timestamp(101));
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
    fn a_page_reads_until_it_is_asked_for_and_not_shown() {
        let heard = InstallReports::default();
        let reads = |now| heard.of_site("bakery", Timestamp(now)).0[0].reads();
        heard.page("bakery", "/rye", PageSignal::Asks, Timestamp(0));
        assert!(!reads(0), "it has only asked");
        heard.page("bakery", "/rye", PageSignal::Reads, Timestamp(1));
        assert!(reads(1));
        heard.page("bakery", "/rye", PageSignal::Asks, Timestamp(READ + 1));
        assert!(reads(READ + 1), "somebody may still scroll there");
        heard.page("bakery", "/rye", PageSignal::Asks, Timestamp(READ + 2));
        assert!(!reads(READ + 2), "it asks, and shows nothing any more");
    }

    #[test]
    fn what_a_page_last_told_of_writing_counts_and_is_asked_for_no_more_than_is_needed() {
        let heard = InstallReports::default();
        let tells = |url, writing, now| heard.page("bakery", url, PageSignal::Tells(writing), Timestamp(now));
        let wants = |url, now| heard.wants_to_know("bakery", url, Timestamp(now));
        let told = |now| heard.of_site("bakery", Timestamp(now)).0[0].writing(Timestamp(now));
        assert!(!wants("/rye", 0), "nothing was heard of such a site");
        heard.page("bakery", "/rye", PageSignal::Reads, Timestamp(0));
        assert!(wants("/rye", 0) && told(0).is_none());
        tells("/rye", WritingCheck::Blocked, 1);
        assert!(wants("/rye", 1) && told(1) == Some(WritingCheck::Blocked));
        tells("/spelt", WritingCheck::Works, 2);
        assert!(wants("/rye", 2) && !wants("/spelt", 2) && !wants("/oats", 2), "the blocked page alone");
        tells("/rye", WritingCheck::Works, 3);
        heard.page("bakery", "/rye", PageSignal::Asks, Timestamp(4));
        assert!(!wants("/rye", 4) && told(4) == Some(WritingCheck::Works), "asking for it takes nothing back");
        assert!(wants("/rye", KNOWN + 4), "from time to time one tells");
        heard.page("bakery", "/rye", PageSignal::Reads, Timestamp(KEPT + 4));
        assert_eq!(told(KEPT + 4), None, "that was long ago");
    }

    #[test]
    fn only_so_many_sites_are_remembered_and_quiet_ones_make_room() {
        let heard = InstallReports::default();
        for number in 0..SITES {
            heard.page(&number.to_string(), "/", PageSignal::Asks, Timestamp(i64::from(number > 0)));
        }
        let knows = |now| !heard.of_site("one more", Timestamp(now)).0.is_empty();
        heard.page("one more", "/", PageSignal::Asks, Timestamp(KEPT));
        assert!(!knows(KEPT), "all of them were heard of within a day");
        heard.page("one more", "/", PageSignal::Asks, Timestamp(KEPT + 1));
        assert!(knows(KEPT + 1));
        assert_eq!(heard.0.lock().unwrap().len(), SITES);
    }
}
