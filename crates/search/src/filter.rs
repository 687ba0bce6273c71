//! What a hit has to fulfil beside its words: operators, chips and phrases in quotes.

use std::sync::Arc;

use porch_protocol::{ThreadId, Timestamp};
use tantivy::columnar::ColumnValues;
use tantivy::fastfield::AliveBitSet;
use tantivy::query::{EnableScoring, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use crate::dates::first_of_year;
use crate::error::Result;
use crate::expansion::lexicon::Lexicon;
use crate::flags;
use crate::request::SearchRequest;
use crate::schema::column;
use crate::words::words;

/// Words of a name or a title that one word of an operator may stand for.
const COMPLETED: usize = 64;

/// What a hit has to fulfil.
pub(crate) struct Filter {
    flags: u64,
    /// The earliest moment, and the first one that is too late, in microseconds.
    since: i64,
    until: i64,
    thread: Option<ThreadId>,
    /// A hit has to have one of the terms of each of these.
    any_of: Vec<Vec<Term>>,
    /// A hit has to have one of the readings of each of these.
    phrases: Vec<Vec<Box<dyn Query>>>,
}

impl Filter {
    /// The filter of a request.
    pub(crate) fn new(request: &SearchRequest, lexicon: &Lexicon<'_>) -> Result<Self> {
        let query = &request.query;
        let mut any_of = Vec::new();
        for (field, texts) in [(lexicon.fields.name, &query.from), (lexicon.fields.page, &query.on)] {
            for word in texts.iter().flat_map(|text| words(text)) {
                any_of.push(terms(lexicon, field, &word.text)?);
            }
        }
        let phrases =
            query.phrases.iter().map(|phrase| phrase_queries(lexicon, phrase)).filter(|phrase| !phrase.is_empty());
        Ok(Self {
            flags: flags::required(query),
            since: latest(query.after, request.year.and_then(first_of_year)),
            until: earliest(query.before, request.year.and_then(|year| first_of_year(year.saturating_add(1)))),
            thread: request.thread,
            any_of,
            phrases: phrases.collect(),
        })
    }

    /// The filter of one segment.
    pub(crate) fn of_segment<'a>(&'a self, segment: &'a SegmentReader) -> Result<SegmentFilter<'a>> {
        let columns = segment.fast_fields();
        Ok(SegmentFilter {
            filter: self,
            alive: segment.alive_bitset(),
            allowed: self.allowed(segment)?,
            posted: columns.column_first_or_default(column::POSTED)?,
            flags: columns.column_first_or_default(column::FLAGS)?,
            thread_high: columns.column_first_or_default(column::THREAD_HIGH)?,
            thread_low: columns.column_first_or_default(column::THREAD_LOW)?,
        })
    }

    /// The documents of a segment that have the words of operators and the phrases; none where there are no such.
    fn allowed(&self, segment: &SegmentReader) -> Result<Option<Documents>> {
        let mut allowed: Option<Documents> = None;
        let mut restrict = |other: Documents| match &mut allowed {
            Some(allowed) => allowed.retain(&other),
            None => allowed = Some(other),
        };
        for terms in &self.any_of {
            let mut documents = Documents::none(segment.max_doc());
            for term in terms {
                let index = segment.inverted_index(term.field())?;
                if let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? {
                    documents.add(&mut postings);
                }
            }
            restrict(documents);
        }
        for phrase in &self.phrases {
            let mut documents = Documents::none(segment.max_doc());
            for query in phrase {
                let weight = query.weight(EnableScoring::disabled_from_schema(segment.schema()))?;
                documents.add(&mut weight.scorer(segment, 1.0)?);
            }
            restrict(documents);
        }
        Ok(allowed)
    }
}

fn latest(one: Option<Timestamp>, other: Option<Timestamp>) -> i64 {
    one.max(other).map_or(i64::MIN, |moment| moment.0)
}

fn earliest(one: Option<Timestamp>, other: Option<Timestamp>) -> i64 {
    one.into_iter().chain(other).min().map_or(i64::MAX, |moment| moment.0)
}

/// The terms of a field that a word of an operator stands for: those that begin so.
fn terms(lexicon: &Lexicon<'_>, field: Field, word: &str) -> Result<Vec<Term>> {
    let found = lexicon.beginning_with_in(field, word, COMPLETED)?;
    Ok(found.iter().map(|entry| lexicon.key.term(field, &entry.word)).collect())
}

/// The readings of a phrase: in the body, in the title, and as a name where it is one word.
fn phrase_queries(lexicon: &Lexicon<'_>, phrase: &str) -> Vec<Box<dyn Query>> {
    let words = words(phrase);
    let fields = lexicon.fields;
    let query = |field: Field| -> Option<Box<dyn Query>> {
        let terms: Vec<Term> = words.iter().map(|word| lexicon.key.term(field, &word.text)).collect();
        match &terms[..] {
            [] => None,
            [term] => Some(Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic))),
            _ if field == fields.name => None,
            _ => Some(Box::new(PhraseQuery::new(terms))),
        }
    };
    [fields.body, fields.page, fields.name].into_iter().filter_map(query).collect()
}

/// The filter of one segment, with the columns that it reads.
pub(crate) struct SegmentFilter<'a> {
    filter: &'a Filter,
    alive: Option<&'a AliveBitSet>,
    allowed: Option<Documents>,
    posted: Arc<dyn ColumnValues<i64>>,
    flags: Arc<dyn ColumnValues<u64>>,
    thread_high: Arc<dyn ColumnValues<u64>>,
    thread_low: Arc<dyn ColumnValues<u64>>,
}

impl SegmentFilter<'_> {
    /// Whether a document is there and fulfils everything.
    pub(crate) fn accepts(&self, doc: DocId) -> bool {
        let filter = self.filter;
        self.alive.is_none_or(|alive| alive.is_alive(doc))
            && self.allowed.as_ref().is_none_or(|allowed| allowed.contains(doc))
            && (filter.flags == 0 || self.flags(doc) & filter.flags == filter.flags)
            && ((filter.since == i64::MIN && filter.until == i64::MAX)
                || (filter.since..filter.until).contains(&self.posted(doc)))
            && filter.thread.is_none_or(|thread| {
                thread.0.as_u64_pair() == (self.thread_high.get_val(doc), self.thread_low.get_val(doc))
            })
    }

    /// When a document was posted, in microseconds.
    pub(crate) fn posted(&self, doc: DocId) -> i64 {
        self.posted.get_val(doc)
    }

    /// What is known of it, a bit each.
    pub(crate) fn flags(&self, doc: DocId) -> u64 {
        self.flags.get_val(doc)
    }

    /// The number that stands for its thread.
    pub(crate) fn thread(&self, doc: DocId) -> u64 {
        self.thread_low.get_val(doc)
    }
}

/// A set of documents of one segment.
struct Documents(Vec<u64>);

impl Documents {
    fn none(count: u32) -> Self {
        Self(vec![0; count.div_ceil(64) as usize])
    }

    fn add(&mut self, documents: &mut dyn DocSet) {
        let mut doc = documents.doc();
        while doc != TERMINATED {
            if let Some(bits) = self.0.get_mut(doc as usize / 64) {
                *bits |= 1 << (doc % 64);
            }
            doc = documents.advance();
        }
    }

    fn retain(&mut self, others: &Self) {
        self.0.iter_mut().zip(&others.0).for_each(|(bits, others)| *bits &= others);
    }

    fn contains(&self, doc: DocId) -> bool {
        self.0.get(doc as usize / 64).is_some_and(|bits| bits >> (doc % 64) & 1 == 1)
    }
}
