//! Which pages of an imported file the site already knows. The dry run prints them, so that the operator sees a wrong
//! address before comments are stored under it.

use std::collections::HashSet;
use std::fmt;

use super::error::CommandError;
use crate::App;
use porch_domain::page::page_of_site;
use porch_import::SeenPage;
use porch_storage::sites::Site;

/// Pages that are listed as examples.
const MAX_EXAMPLES: usize = 5;

/// The known and the new pages of a file.
#[derive(Default)]
pub(super) struct PageMatches {
    /// Keys of pages that were opened recently.
    opened: HashSet<String>,
    known: u64,
    new: u64,
    known_names: Vec<String>,
    new_names: Vec<String>,
}

impl PageMatches {
    /// No pages yet, with the keys of the site's pages that were opened recently.
    pub(super) fn of(app: &App, site: &Site) -> Self {
        let (pages, _) = app.install_reports.of_site(&site.id, app.clock.now());
        let keys = pages.iter().filter_map(|seen| page_of_site(&seen.url, &site.origins).ok());
        Self { opened: keys.map(|page| page.key).collect(), ..Self::default() }
    }

    /// Looks up some pages of the file.
    pub(super) async fn look_up(&mut self, app: &App, site: &Site, pages: Vec<SeenPage>) -> Result<(), CommandError> {
        let keys: Vec<&str> =
            pages.iter().flat_map(|page| page.names.iter().chain([&page.key]).map(String::as_str)).collect();
        let stored = app.storage.known_pages(&site.id, &keys).await?;
        for page in &pages {
            let is_known = |key: &String| stored.contains(key) || self.opened.contains(key);
            let known = page.names.iter().chain([&page.key]).any(is_known);
            let (count, names) =
                if known { (&mut self.known, &mut self.known_names) } else { (&mut self.new, &mut self.new_names) };
            *count += 1;
            if names.len() < MAX_EXAMPLES {
                names.push(if page.key.starts_with("key:") { page.key.clone() } else { page.url.clone() });
            }
        }
        Ok(())
    }
}

/// Two lines with the counts, and an explanation when there are new pages.
impl fmt::Display for PageMatches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let like =
            |names: &[String]| if names.is_empty() { String::new() } else { format!(", like {}", names.join(", ")) };
        writeln!(f, "pages that this site knows: {}{}", self.known, like(&self.known_names))?;
        writeln!(f, "pages that it does not know yet: {}{}", self.new, like(&self.new_names))?;
        if self.new > 0 {
            f.write_str(
                "  A page is known once somebody has commented on it, or has opened it since this server started: the last\n  \
                 20 pages of a day are remembered. Open one that is not known in a browser, and do this again: if it is\n  \
                 still not known, its address has changed, and --map OLD=NEW says how.\n",
            )?;
        }
        Ok(())
    }
}
