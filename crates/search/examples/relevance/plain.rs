//! A plain BM25 over the same index, as tantivy brings it: stems, no stop words, nothing else.

use std::collections::HashMap;

use porch_protocol::CommentId;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Index, Searcher, Term};
use uuid::Uuid;

use crate::corpus::{Corpus, SITE};

/// The index, opened by tantivy alone.
pub(crate) struct Plain<'a> {
    corpus: &'a Corpus,
    searcher: Searcher,
}

impl<'a> Plain<'a> {
    /// Opens the index of a corpus.
    pub(crate) fn open(corpus: &'a Corpus) -> Self {
        let index = Index::open_in_dir(corpus.folder.path()).unwrap();
        Self { corpus, searcher: index.reader().unwrap().searcher() }
    }

    /// The names of the texts that a query finds, the best first.
    pub(crate) fn search(&self, query: &str) -> Vec<String> {
        let stemmer = frostem::Stemmer::new(frostem::Algorithm::English);
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *counts.entry(stemmer.stem(&word.to_lowercase()).into_owned()).or_default() += 1;
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (stem, count) in counts {
            for field in ["body_stems", "page_stems"] {
                let field = self.searcher.schema().get_field(field).unwrap();
                let term = Term::from_field_text(field, &format!("{SITE}\u{1f}{stem}"));
                let query = || Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)) as Box<dyn Query>;
                clauses.extend((0..count).map(|_| (Occur::Should, query())));
            }
        }
        let top = TopDocs::with_limit(100).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(clauses), &top).unwrap();
        found
            .into_iter()
            .map(|(_, address)| {
                let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
                let half = |name: &str| columns.u64(name).unwrap().first(address.doc_id).unwrap();
                self.corpus.name(CommentId(Uuid::from_u64_pair(half("id_high"), half("id_low"))))
            })
            .collect()
    }
}
