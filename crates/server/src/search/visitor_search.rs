//! What visitors find: the index ranks, the database has the last word about what everyone may see.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use porch_domain::markup::plain_text;
use porch_protocol::comment_search::{FoundComment, FoundComments, PageFacet, SearchFacets, Snippet, YearFacet};
use porch_protocol::page_ref::PageRef;
use porch_protocol::{Author, CommentId, ThreadId};
use porch_search::{MatchedForms, Order, ParsedQuery, SearchError, SearchRequest, SearchResults, snippet};
use porch_storage::StorageError;
use porch_storage::indexed_comments::PublishedComment;
use porch_storage::threads::Thread;

use super::{indexing, languages};
use crate::App;

/// How long a search waits for the index to hear of what was hidden.
const LONGEST_WAIT: Duration = Duration::from_secs(1);
/// Characters of a snippet at most.
const SNIPPET: usize = 220;
/// Hits of one part at most.
pub const MOST_IN_PART: usize = 20;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As it was typed.
    pub query: String,
    /// Whether somebody is typing, so that the last word may be unfinished.
    pub typing: bool,
    /// The newest first, in place of the best.
    pub newest: bool,
    /// Only comments of this thread.
    pub thread: Option<ThreadId>,
    /// Only comments of this year, in UTC.
    pub year: Option<i16>,
    /// Hits that are skipped.
    pub offset: usize,
    /// Hits that are wanted.
    pub limit: usize,
}

/// Why nothing can be searched.
#[derive(Debug, thiserror::Error)]
pub enum VisitorSearchError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] SearchError),
    /// A thread panicked.
    #[error("the task that searches failed: {0}")]
    Task(#[from] tokio::task::JoinError),
}

/// Searches the published comments of a site.
///
/// # Errors
/// If the index or the database cannot be read.
pub async fn search(app: &App, site: &str, asked: Search) -> Result<FoundComments, VisitorSearchError> {
    let query = ParsedQuery::new(&asked.query);
    let ignored = query.ignored.clone();
    let request = SearchRequest {
        complete_last_word: asked.typing,
        order: if asked.newest { Order::Newest } else { Order::Relevance },
        thread: asked.thread,
        year: asked.year,
        offset: asked.offset,
        limit: asked.limit.min(MOST_IN_PART),
        languages: languages(),
        query,
        ..SearchRequest::default()
    };
    find(app, site, request, ignored).await
}

/// Does what is requested, for everyone to see.
pub(super) async fn find(
    app: &App,
    site: &str,
    request: SearchRequest,
    ignored: Vec<String>,
) -> Result<FoundComments, VisitorSearchError> {
    hear_of_what_was_hidden(app, site).await?;
    // Nobody closes it.
    let _turn = app.search_index.searches.acquire().await.ok();
    let index = app.search_index.get().await?;
    let (reader, of_site, runtime) = (app.clone(), site.to_owned(), tokio::runtime::Handle::current());
    let results = tokio::task::spawn_blocking(move || {
        // The texts come from the database while the index ranks, on a thread that may wait.
        let read = |ids: &[CommentId]| runtime.block_on(texts(&reader, &of_site, ids));
        index.search(&of_site, &request, &read)
    });
    let results = results.await??;
    let ids: Vec<CommentId> = results.hits.iter().map(|hit| hit.id).collect();
    let published = app.storage.published_among(site, &ids).await?;
    let people: HashSet<&str> = published.iter().map(|one| one.comment.person.as_str()).collect();
    let confirmed = app.storage.confirmed_people(site, &people).await?;
    let pages: Vec<ThreadId> = results.facets.pages.iter().map(|(thread, _)| *thread).collect();
    let pages = app.storage.threads(site, &pages).await?;
    Ok(found(app, site, (results, ignored), (&published, &confirmed, pages)))
}

/// Has the index hear at once of what was hidden since it was brought up to date: else the numbers would count it for a moment
/// longer. While the index is made anew, that is not awaited.
async fn hear_of_what_was_hidden(app: &App, site: &str) -> Result<(), VisitorSearchError> {
    let Some(place) = app.search_index.place(site) else { return Ok(()) };
    if app.storage.hides_after(site, place).await?
        && let Ok(Err(error)) = tokio::time::timeout(LONGEST_WAIT, indexing::catch_up(app)).await
    {
        tracing::warn!(%error, "a search may count what was just hidden: the index is not up to date");
    }
    Ok(())
}

/// The texts of comments that are still published; none where the database fails, which costs their rank alone.
async fn texts(app: &App, site: &str, ids: &[CommentId]) -> Vec<(CommentId, String)> {
    let published = app.storage.published_among(site, ids).await.unwrap_or_default();
    published.iter().map(|one| (one.comment.id, plain_text(&one.comment.tree))).collect()
}

fn found(
    app: &App,
    site: &str,
    (results, ignored): (SearchResults, Vec<String>),
    (published, confirmed, pages): (&[PublishedComment], &HashSet<String>, Vec<Thread>),
) -> FoundComments {
    let known: HashMap<CommentId, &PublishedComment> = published.iter().map(|one| (one.comment.id, one)).collect();
    // What was hidden since the index has heard of it is left out.
    let hits = results.hits.iter().filter_map(|hit| {
        let one = known.get(&hit.id)?;
        let (found_in_page, found_in_name) = (hit.found_in.page, hit.found_in.name);
        let found = found_comment(app, site, one, (&results.forms, confirmed));
        Some(FoundComment { found_in_page, found_in_name, ..found })
    });
    FoundComments {
        hits: hits.collect(),
        total: results.total,
        loosened: results.loosened,
        suggestion: results.suggestion,
        ignored,
        facets: SearchFacets {
            by_host: results.facets.by_host,
            answered: results.facets.answered,
            has_link: results.facets.has_link,
            pages: page_facets(&results.facets.pages, pages),
            years: results.facets.years.iter().map(|(year, hits)| YearFacet { year: *year, hits: *hits }).collect(),
            about: results.facets.about,
        },
    }
}

fn found_comment(
    app: &App,
    site: &str,
    one: &PublishedComment,
    (forms, confirmed): (&MatchedForms, &HashSet<String>),
) -> FoundComment {
    let comment = &one.comment;
    let author = Author {
        name: comment.name.clone(),
        role: comment.role,
        confirmed: comment.role.is_none() && confirmed.contains(&comment.person),
        id: Some(app.visitor_cookies.author_id(site, &comment.person, &comment.name)),
    };
    FoundComment {
        id: comment.id,
        thread: comment.thread,
        page: PageRef { url: one.url.clone(), title: one.title.clone() },
        author,
        posted_at: (!comment.undated).then_some(comment.posted_at),
        snippet: pieces(&plain_text(&comment.tree), forms),
        found_in_page: false,
        found_in_name: false,
    }
}

/// The part of a text that fits best, with what was found in it.
fn pieces(text: &str, forms: &MatchedForms) -> Snippet {
    let best = snippet(text, forms, SNIPPET);
    let (mut pieces, mut at) = (Vec::new(), 0);
    for mark in &best.marks {
        pieces.extend([best.text[at..mark.start].to_owned(), best.text[mark.clone()].to_owned()]);
        at = mark.end;
    }
    pieces.push(best.text[at..].to_owned());
    Snippet { pieces, cut_before: best.cut_before, cut_after: best.cut_after }
}

fn page_facets(counted: &[(ThreadId, u64)], pages: Vec<Thread>) -> Vec<PageFacet> {
    let mut known: HashMap<ThreadId, Thread> = pages.into_iter().map(|thread| (thread.id, thread)).collect();
    let facet = |(thread, hits): &(ThreadId, u64)| {
        let page = known.remove(thread)?;
        Some(PageFacet { thread: *thread, page: PageRef { url: page.url, title: page.title }, hits: *hits })
    };
    counted.iter().filter_map(facet).collect()
}
