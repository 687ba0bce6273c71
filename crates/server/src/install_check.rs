//! The install check: which pages of a site have loaded the widget recently, whether comments can be read and written
//! there, and which other origins load it.
//!
//! In memory only, and bounded: it helps the owner to set a site up, and a restart clears it. The reports come from the
//! pages' own browsers, and any client can forge them: the only effect is lines in the dashboard.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use porch_protocol::Timestamp;
use porch_protocol::site_settings::WritingCheck;

/// Pages per site.
const PAGES: usize = 20;
/// Unlisted origins per site: any client can claim to be one, and must not fill the memory with that.
const UNLISTED_ORIGINS: usize = 5;
/// Sites.
const SITES: usize = 10_000;
/// Bytes of an address.
const BYTES: usize = 512;
/// How long a report counts, in microseconds: a day.
const VALID_FOR: i64 = 86_400 * Timestamp::SECOND;
/// How long after a page was shown it may be requested again before it counts as not readable, in microseconds: its
/// next readers may not scroll to the comments at once.
const READ: i64 = 600 * Timestamp::SECOND;
/// How long a site counts as writable after a page reported that writing works, in microseconds. In this time no page
/// is asked to report.
const KNOWN: i64 = 3_600 * Timestamp::SECOND;

/// Origins and when they were last seen.
pub type Latest = Vec<(String, Timestamp)>;

/// A page and when it was last seen.
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
    /// Its last report of writing, and when.
    wrote: Option<(WritingCheck, Timestamp)>,
}

impl PageReport {
    /// Whether its comments were shown the last time that they were requested.
    pub fn reads(&self) -> bool {
        self.read_at.is_some_and(|read_at| read_at.plus(READ) >= self.at)
    }

    /// Its report of writing of the last day.
    pub fn writing(&self, now: Timestamp) -> Option<WritingCheck> {
        self.wrote.filter(|(_, at)| at.plus(VALID_FOR) >= now).map(|(writing, _)| writing)
    }
}

/// What a page reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageSignal {
    /// The comments were requested.
    Requested,
    /// The comments were shown.
    Shown,
    /// Whether writing works.
    Writing(WritingCheck),
}

#[derive(Default)]
struct SiteReports {
    pages: Vec<PageReport>,
    unlisted_origins: Latest,
}

impl SiteReports {
    fn last(&self) -> Option<Timestamp> {
        self.pages.iter().map(|page| page.at).chain(self.unlisted_origins.iter().map(|(_, at)| *at)).max()
    }
}

/// The reports of all sites.
#[derive(Default)]
pub struct InstallReports(Mutex<HashMap<String, SiteReports>>);

impl InstallReports {
    /// A page of the site reported something.
    pub fn page(&self, site: &str, url: &str, signal: PageSignal, now: Timestamp) {
        if url.len() > BYTES {
            return;
        }
        self.update(site, now, |own| {
            let known = own.pages.iter().find(|page| page.url == url).cloned();
            let new = || PageReport { url: url.to_owned(), canonical: None, at: now, read_at: None, wrote: None };
            let mut report = PageReport { at: now, ..known.unwrap_or_else(new) };
            match signal {
                PageSignal::Requested => {}
                PageSignal::Shown => report.read_at = Some(now),
                PageSignal::Writing(writing) => report.wrote = Some((writing, now)),
            }
            push_latest(&mut own.pages, PAGES, report, |page| page.url != url);
        });
    }

    /// Whether a page has to report once the widget runs there: where writing was blocked, and where no page of the
    /// site is known to work. Else it would be one request more for every visitor.
    pub fn needs_writing_check(&self, site: &str, url: &str, now: Timestamp) -> bool {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = sites.get(site) else { return false };
        let works = |page: &PageReport| {
            page.wrote.is_some_and(|(writing, at)| writing == WritingCheck::Works && at.plus(KNOWN) >= now)
        };
        let blocked = |page: &PageReport| {
            page.url == url && page.wrote.is_some_and(|(writing, _)| writing == WritingCheck::Blocked)
        };
        own.pages.iter().any(blocked) || !own.pages.iter().any(works)
    }

    /// The canonical address of a known page that could not be used; none, where there is no such address.
    pub fn canonical(&self, site: &str, url: &str, canonical: Option<&str>) {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let page = sites.get_mut(site).and_then(|own| own.pages.iter_mut().find(|page| page.url == url));
        if let Some(page) = page {
            page.canonical = canonical.filter(|canonical| canonical.len() <= BYTES).map(str::to_owned);
        }
    }

    /// An origin that is not on the site's list requested comments.
    pub fn unlisted_origin(&self, site: &str, origin: &str, now: Timestamp) {
        if origin.len() > BYTES {
            return;
        }
        let seen = (origin.to_owned(), now);
        self.update(site, now, |own| {
            push_latest(&mut own.unlisted_origins, UNLISTED_ORIGINS, seen, |(known, _)| known != origin);
        });
    }

    fn update(&self, site: &str, now: Timestamp, update: impl FnOnce(&mut SiteReports)) {
        let mut sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !sites.contains_key(site) && sites.len() >= SITES {
            // Sites without a report for a day are removed.
            sites.retain(|_, own| own.last().is_some_and(|at| at.plus(VALID_FOR) >= now));
            if sites.len() >= SITES {
                return;
            }
        }
        update(sites.entry(site.to_owned()).or_default());
    }

    /// The pages and the unlisted origins of the last day, the latest first.
    pub fn of_site(&self, site: &str, now: Timestamp) -> (Vec<PageReport>, Latest) {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = sites.get(site) else { return Default::default() };
        let is_recent = |at: Timestamp| at.plus(VALID_FOR) >= now;
        let pages = own.pages.iter().rev().filter(|page| is_recent(page.at)).cloned().collect();
        (pages, own.unlisted_origins.iter().rev().filter(|(_, at)| is_recent(*at)).cloned().collect())
    }
}

/// Appends `seen` to a list of at most `most` entries, in place of the one that is the same.
fn push_latest<T>(list: &mut Vec<T>, most: usize, seen: T, is_other: impl Fn(&T) -> bool) {
    list.retain(is_other);
    if list.len() >= most {
        list.remove(0);
    }
    list.push(seen);
}

#[cfg(test)]
mod tests {
    use super::{BYTES, InstallReports, KNOWN, PAGES, PageSignal, READ, SITES, UNLISTED_ORIGINS, VALID_FOR};
    use porch_protocol::Timestamp;
    use porch_protocol::site_settings::WritingCheck;

    #[test]
    fn reports_are_bounded_and_listed_for_a_day_the_latest_first() {
        let reports = InstallReports::default();
        for number in 0..100 {
            reports.page("bakery", &format!("/{number}"), PageSignal::Requested, Timestamp(number));
            reports.unlisted_origin("bakery", &format!("https://{number}.example"), Timestamp(number));
        }
        let long = "x".repeat(BYTES + 1);
        reports.canonical("bakery", "/90", Some("http://bakery.example/90"));
        reports.page("bakery", "/90", PageSignal::Requested, Timestamp(100));
        reports.page("bakery", &long, PageSignal::Requested, Timestamp(101));
        reports.page("bakery", "/91", PageSignal::Requested, Timestamp(101));
        reports.canonical("bakery", "/91", Some(&long));
        reports.canonical("bakery", "/unheard", Some("http://bakery.example/"));
        let (pages, unlisted_origins) = reports.of_site("bakery", Timestamp(101));
        assert_eq!((pages.len(), unlisted_origins.len()), (PAGES, UNLISTED_ORIGINS));
        let seen: Vec<_> = pages.iter().map(|page| (page.url.as_str(), page.canonical.as_deref(), page.at.0)).collect();
        assert_eq!(seen[..2], [("/91", None, 101), ("/90", Some("http://bakery.example/90"), 100)]);
        assert_eq!(unlisted_origins[0].0, "https://99.example");
        assert!(reports.of_site("cafe", Timestamp(101)).0.is_empty());
        assert!(reports.of_site("bakery", Timestamp(VALID_FOR + 102)).0.is_empty());
    }

    #[test]
    fn a_page_is_readable_until_it_is_requested_and_not_shown() {
        let reports = InstallReports::default();
        let reads = |now| reports.of_site("bakery", Timestamp(now)).0[0].reads();
        reports.page("bakery", "/rye", PageSignal::Requested, Timestamp(0));
        assert!(!reads(0), "it was only requested");
        reports.page("bakery", "/rye", PageSignal::Shown, Timestamp(1));
        assert!(reads(1));
        reports.page("bakery", "/rye", PageSignal::Requested, Timestamp(READ + 1));
        assert!(reads(READ + 1), "a reader may still scroll there");
        reports.page("bakery", "/rye", PageSignal::Requested, Timestamp(READ + 2));
        assert!(!reads(READ + 2), "it was requested, and not shown");
    }

    #[test]
    fn the_last_report_of_writing_counts_and_no_more_are_requested_than_needed() {
        let reports = InstallReports::default();
        let report_writing =
            |url, writing, now| reports.page("bakery", url, PageSignal::Writing(writing), Timestamp(now));
        let needs = |url, now| reports.needs_writing_check("bakery", url, Timestamp(now));
        let writing = |now| reports.of_site("bakery", Timestamp(now)).0[0].writing(Timestamp(now));
        assert!(!needs("/rye", 0), "the site has no report");
        reports.page("bakery", "/rye", PageSignal::Shown, Timestamp(0));
        assert!(needs("/rye", 0) && writing(0).is_none());
        report_writing("/rye", WritingCheck::Blocked, 1);
        assert!(needs("/rye", 1) && writing(1) == Some(WritingCheck::Blocked));
        report_writing("/spelt", WritingCheck::Works, 2);
        assert!(needs("/rye", 2) && !needs("/spelt", 2) && !needs("/oats", 2), "the blocked page alone");
        report_writing("/rye", WritingCheck::Works, 3);
        reports.page("bakery", "/rye", PageSignal::Requested, Timestamp(4));
        assert!(!needs("/rye", 4) && writing(4) == Some(WritingCheck::Works), "a request changes nothing");
        assert!(needs("/rye", KNOWN + 4), "after a while one reports again");
        reports.page("bakery", "/rye", PageSignal::Shown, Timestamp(VALID_FOR + 4));
        assert_eq!(writing(VALID_FOR + 4), None, "that was long ago");
    }

    #[test]
    fn the_number_of_sites_is_bounded_and_quiet_ones_are_removed() {
        let reports = InstallReports::default();
        for number in 0..SITES {
            reports.page(&number.to_string(), "/", PageSignal::Requested, Timestamp(i64::from(number > 0)));
        }
        let knows = |now| !reports.of_site("one more", Timestamp(now)).0.is_empty();
        reports.page("one more", "/", PageSignal::Requested, Timestamp(VALID_FOR));
        assert!(!knows(VALID_FOR), "all of them have a report within a day");
        reports.page("one more", "/", PageSignal::Requested, Timestamp(VALID_FOR + 1));
        assert!(knows(VALID_FOR + 1));
        assert_eq!(reports.0.lock().unwrap().len(), SITES);
    }
}
