//! A site with comments for the tests.

use std::cell::RefCell;
use std::collections::HashMap;

use porch_protocol::{CommentId, ThreadId, Timestamp};
use porch_search::{
    Change, Facts, IndexedComment, Order, ParsedQuery, SearchIndex, SearchRequest, SearchResults, SiteLanguages,
};
use tempfile::TempDir;
use uuid::Uuid;

/// A moment in 2024, in microseconds.
pub(crate) const IN_2024: i64 = 1_714_760_411_000_000;
const DAY: i64 = 86_400_000_000;

/// A comment as the tests write it.
#[derive(Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) body: &'a str,
    pub(crate) name: &'a str,
    pub(crate) title: &'a str,
    pub(crate) address: &'a str,
    pub(crate) language: Option<&'a str>,
    pub(crate) facts: Facts,
    /// Days after the first moment.
    pub(crate) day: i64,
}

impl Default for Said<'_> {
    fn default() -> Self {
        Self {
            body: "",
            name: "Ada",
            title: "",
            address: "https://bakery.example/",
            language: None,
            facts: Facts::default(),
            day: 0,
        }
    }
}

/// An index, and the texts that the database would have.
pub(crate) struct Site {
    pub(crate) folder: TempDir,
    pub(crate) index: SearchIndex,
    pub(crate) languages: SiteLanguages,
    texts: RefCell<HashMap<CommentId, String>>,
    next: RefCell<u128>,
}

pub(crate) fn comment(number: u128) -> CommentId {
    CommentId(Uuid::from_u128(number))
}

pub(crate) fn thread_of(title: &str) -> ThreadId {
    ThreadId(Uuid::new_v5(&Uuid::NAMESPACE_OID, title.as_bytes()))
}

impl Site {
    pub(crate) fn new(languages: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let index = SearchIndex::open(folder.path()).unwrap();
        let languages = SiteLanguages::new(languages.iter().copied());
        Self { folder, index, languages, texts: RefCell::default(), next: RefCell::new(1) }
    }

    /// A site with these comments, numbered from 1.
    pub(crate) fn with(bodies: &[&str]) -> Self {
        let site = Self::new(&["en"]);
        for body in bodies {
            site.say("bakery", Said { body, ..Said::default() });
        }
        site.index.commit().unwrap();
        site
    }

    /// Applies a comment, without a commit, and returns its id.
    pub(crate) fn say(&self, site: &str, said: Said<'_>) -> CommentId {
        let id = comment(*self.next.borrow());
        *self.next.borrow_mut() += 1;
        self.put(site, id, said);
        id
    }

    pub(crate) fn put(&self, site: &str, id: CommentId, said: Said<'_>) {
        self.texts.borrow_mut().insert(id, said.body.to_owned());
        let change = Change::Put(IndexedComment {
            id,
            thread: thread_of(said.title),
            person: said.name,
            name: said.name,
            body: said.body,
            page_title: said.title,
            page_address: said.address,
            page_language: said.language,
            posted: Timestamp(IN_2024 + said.day * DAY),
            facts: said.facts,
        });
        self.change(site, &[change]);
    }

    pub(crate) fn change(&self, site: &str, changes: &[Change<'_>]) {
        let cursor = self.index.cursor(site).unwrap() + 1;
        self.index.apply(site, &self.languages, changes, cursor).unwrap();
    }

    pub(crate) fn request(&self, query: &str) -> SearchRequest {
        SearchRequest {
            query: ParsedQuery::new(query),
            languages: self.languages.clone(),
            limit: 1_000,
            ..SearchRequest::default()
        }
    }

    pub(crate) fn search(&self, site: &str, request: &SearchRequest) -> SearchResults {
        let read = |ids: &[CommentId]| {
            let texts = self.texts.borrow();
            ids.iter().filter_map(|id| Some((*id, texts.get(id)?.clone()))).collect()
        };
        self.index.search(site, request, &read).unwrap()
    }

    pub(crate) fn results(&self, query: &str) -> SearchResults {
        self.search("bakery", &self.request(query))
    }

    /// The numbers of the comments that are found, the best first.
    pub(crate) fn found(&self, query: &str) -> Vec<u128> {
        numbers(&self.results(query))
    }

    /// The same while somebody is typing.
    pub(crate) fn typing(&self, query: &str) -> Vec<u128> {
        numbers(&self.search("bakery", &SearchRequest { complete_last_word: true, ..self.request(query) }))
    }

    pub(crate) fn newest(&self, query: &str) -> Vec<u128> {
        numbers(&self.search("bakery", &SearchRequest { order: Order::Newest, ..self.request(query) }))
    }
}

pub(crate) fn numbers(results: &SearchResults) -> Vec<u128> {
    results.hits.iter().map(|hit| hit.id.0.as_u128()).collect()
}
