//! Counts what visitors look for and do not find, for the team. Who looked for it is not stored: only that it was one more.

use porch_domain::missed_search::{day, term};
use porch_storage::WriteError;
use porch_storage::missed_searches::NewMissedSearch;

use super::visitor_search::{Search, VisitorSearchError, search};
use crate::App;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::search_mark::search_mark;

/// Why a search could not be counted.
#[derive(Debug, thiserror::Error)]
pub enum MissedSearchError {
    /// It could not be searched.
    #[error(transparent)]
    Search(#[from] VisitorSearchError),
    /// It could not be stored.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Counts a search, if it finds nothing indeed. What may be private is not counted, and a network counts once for the same
/// words on a day.
///
/// # Errors
/// If the index or the database fails.
pub async fn note(app: &App, site: &str, from: ClientAddress, query: String) -> Result<(), MissedSearchError> {
    let Some(term) = term(&query) else { return Ok(()) };
    let found = search(app, site, Search { query, limit: 1, ..Search::default() }).await?;
    if found.total > 0 && !found.loosened {
        return Ok(());
    }
    let now = app.clock.now();
    let mark = search_mark(&app.identity.secret, (site, &term), (from, day(now)));
    app.storage.note_missed_search(NewMissedSearch { site: site.to_owned(), term, mark, now }).await?;
    Ok(())
}
