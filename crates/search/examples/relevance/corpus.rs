//! An index made of judged texts.

use std::collections::HashMap;

use porch_protocol::{CommentId, ThreadId, Timestamp};
use porch_search::{Change, Facts, IndexedComment, ParsedQuery, SearchIndex, SearchRequest, SiteLanguages};
use tempfile::TempDir;
use uuid::Uuid;

/// The site of everything.
pub(crate) const SITE: &str = "judged";

/// A text with a title, by its name in the collection.
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) body: String,
}

/// The index and its texts.
pub(crate) struct Corpus {
    pub(crate) folder: TempDir,
    pub(crate) index: SearchIndex,
    pub(crate) languages: SiteLanguages,
    names: HashMap<CommentId, String>,
    bodies: HashMap<CommentId, String>,
}

/// The id of a text.
pub(crate) fn id_of(name: &str) -> CommentId {
    CommentId(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
}

impl Corpus {
    /// Indexes texts.
    pub(crate) fn new(texts: &[Text]) -> Self {
        let folder = TempDir::new().unwrap();
        let index = SearchIndex::open(folder.path()).unwrap();
        let languages = SiteLanguages::new(["en"]);
        for (number, text) in texts.iter().enumerate() {
            let id = id_of(&text.name);
            let comment = IndexedComment {
                id,
                thread: ThreadId(id.0),
                person: "",
                name: "",
                body: &text.body,
                page_title: &text.title,
                page_address: "",
                page_language: None,
                posted: Timestamp(0),
                facts: Facts::default(),
            };
            index.apply(SITE, &languages, &[Change::Put(comment)], number as i64 + 1).unwrap();
        }
        index.close_writer().unwrap();
        let names = texts.iter().map(|text| (id_of(&text.name), text.name.clone())).collect();
        let bodies = texts.iter().map(|text| (id_of(&text.name), text.body.clone())).collect();
        Self { folder, index, languages, names, bodies }
    }

    /// The names of the texts that a query finds, the best first.
    pub(crate) fn search(&self, query: &str, any_word: bool) -> Vec<String> {
        // A query of a collection has no operators.
        let query = ParsedQuery::new(&query.replace([':', '"'], " "));
        let request = SearchRequest {
            query,
            languages: self.languages.clone(),
            any_word,
            limit: 1_000,
            ..SearchRequest::default()
        };
        let read = |ids: &[CommentId]| ids.iter().map(|id| (*id, self.bodies[id].clone())).collect();
        let results = self.index.search(SITE, &request, &read).unwrap();
        results.hits.iter().map(|hit| self.name(hit.id)).collect()
    }

    /// The name of a text.
    pub(crate) fn name(&self, id: CommentId) -> String {
        self.names[&id].clone()
    }
}
