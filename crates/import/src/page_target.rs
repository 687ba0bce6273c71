//! The page of an address of a file: which page of the site, from which host, under which other identifiers.

use url::Url;

use super::address_map::Moves;
use super::{ImportedThread, Report, Target, address, row};
use porch_domain::archive::batch::NewPage;
use porch_domain::page::{self, imported_page};
use porch_domain::text;

/// The page that an address leads to.
pub(super) struct PageTarget {
    pub(super) page: page::PageAddress,
    /// Its former keys.
    pub(super) aliases: Vec<String>,
    /// The host that is none of the site's, where no mapping names the address.
    pub(super) foreign: Option<String>,
}

/// The page of an address; none when it is not an address.
pub(super) fn resolve(address: &str, target: Target<'_>, moves: &mut Moves<'_>) -> Option<PageTarget> {
    let address = address.trim();
    let Some(moved) = moves.move_page(address) else {
        let (page, alias) = imported_page(address, target.origins).ok()?;
        // The site's own host without TLS is not a foreign one.
        let foreign = alias.as_ref().filter(|alias| **alias != page.key).and_then(|_| host(address));
        return Some(PageTarget { page, aliases: alias.into_iter().collect(), foreign });
    };
    let (page, alias) = imported_page(&moved, target.origins).ok()?;
    // The old address is an alias of the page, whether it was one of the site's or not.
    let before = imported_page(address, target.origins).ok().map(|(page, alias)| alias.unwrap_or(page.key));
    Some(PageTarget { page, aliases: alias.into_iter().chain(before).collect(), foreign: None })
}

fn host(address: &str) -> Option<String> {
    let address = address.strip_prefix("//").map_or_else(|| address.to_owned(), |rest| format!("https://{rest}"));
    Url::parse(&address).ok()?.host_str().map(str::to_owned)
}

/// The other identifiers of a thread, as keys; one that no page can have is counted.
pub(super) fn names(thread: &ImportedThread, target: Target<'_>, report: &mut Report) -> Vec<String> {
    let mut keys = Vec::new();
    for name in thread.names.iter().filter(|name| !name.trim().is_empty()) {
        let found = address::keys(name, target.origins);
        if found.is_empty() && !name.contains("://") {
            report.count_repair(super::Repair::Identifiers);
        }
        keys.extend(found);
    }
    keys
}

/// The page's title, cleaned.
pub(super) fn title(thread: &ImportedThread) -> Option<String> {
    let title = thread.title.as_deref()?;
    text::clean_title(&if thread.own.is_some() { title.to_owned() } else { row::without_html(title) })
}

/// The page that a thread becomes.
pub(super) fn new_page(ids: &row::Ids, thread: &ImportedThread, page: page::PageAddress) -> NewPage {
    let own = thread.own.clone();
    NewPage {
        id: own.as_ref().map_or_else(|| ids.thread(&page.key), |own| own.id),
        key: page.key,
        url: page.url,
        title: title(thread),
        title_by: own.as_ref().map_or_else(|| "import".to_owned(), |own| own.title_by.clone()),
        closed: thread.closed,
        closed_note: own.as_ref().and_then(|own| own.closed_note.clone()),
        slow: own.as_ref().map_or(0, |own| own.slow),
        created_at: own.as_ref().map(|own| own.created_at),
        aliases: own.map(|own| own.aliases).unwrap_or_default(),
    }
}
