//! A search: the query is read, its words are expanded, documents are scored, and the best are ranked by their texts.

use std::collections::HashMap;

use porch_protocol::{CommentId, ThreadId};
use tantivy::{DocId, Searcher};
use uuid::Uuid;

use crate::error::Result;
use crate::expansion::groups::{Group, Planner};
use crate::expansion::lexicon::Lexicon;
use crate::facets::Counter;
use crate::filter::Filter;
use crate::flags::Facts;
use crate::matched::MatchedForms;
use crate::query::ParsedQuery;
use crate::ranking::boost::{Boosted, boost};
use crate::ranking::collector::{Collector, Found, Required};
use crate::ranking::feedback::{Example, HITS, LEAST_GROUPS, feedback};
use crate::ranking::nearness::{Nearness, nearness};
use crate::ranking::postings::{ExtraWord, Part};
use crate::ranking::scoring::{Scoring, enough_groups, required_groups};
use crate::ranking::statistics::Statistics;
use crate::request::{Order, SearchRequest};
use crate::results::{FoundIn, Hit, MOST_HITS, SearchResults};
use crate::schema::{Fields, column};
use crate::site_key::SiteKey;
use crate::stems::Stems;
use crate::suggestion::respell;
use crate::words::words;

/// Hits whose texts are read.
const READ: usize = 50;
/// Hits that are so few that those with fewer words follow them.
const FEW: u64 = 10;
/// How much nearness counts.
const NEARNESS: f32 = 0.2;

/// Reads texts of comments by their ids. Those that are missing are not ranked by their texts.
pub type ReadTexts<'a> = dyn Fn(&[CommentId]) -> Vec<(CommentId, String)> + 'a;

/// A search of one site at one moment.
pub(crate) struct Search<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) key: &'a SiteKey,
    pub(crate) request: &'a SearchRequest,
}

/// What the steps of a search share.
struct Run<'a> {
    search: &'a Search<'a>,
    lexicon: Lexicon<'a>,
    statistics: Statistics,
    filter: Filter,
    stems: Stems,
    texts: Texts<'a>,
}

impl<'a> Search<'a> {
    /// Searches.
    pub(crate) fn run(&'a self, read: &'a ReadTexts<'a>) -> Result<SearchResults> {
        let lexicon = Lexicon { searcher: self.searcher, fields: self.fields, key: self.key };
        let statistics = Statistics::new(self.searcher, self.fields, self.key)?;
        let mut stems = Stems::default();
        let languages = &self.request.languages;
        let mut planner = Planner { lexicon, languages, stems: &mut stems, documents: statistics.documents };
        let groups = planner.groups(&self.request.query, self.request.complete_last_word)?;
        if groups.is_empty() && !self.request.query.has_filters() && self.request.year.is_none() {
            return Ok(SearchResults::default());
        }
        let filter = Filter::new(self.request, &lexicon)?;
        let texts = Texts { read, known: HashMap::new() };
        Run { search: self, lexicon, statistics, filter, stems, texts }.run(&groups)
    }
}

impl Run<'_> {
    fn run(mut self, groups: &[Group]) -> Result<SearchResults> {
        let request = self.search.request;
        let complete = if request.any_word { 1 } else { required_groups(groups.len()) };
        let mut required = Required { enough: complete, complete };
        let mut collector = self.collect(groups, &[], required, true)?;
        let loosened = collector.total == 0 && complete > 1;
        // Few hits are followed by those with fewer words.
        let enough = if loosened { 1 } else { enough_groups(groups.len()) };
        if collector.total < FEW && enough < complete && request.order == Order::Relevance || loosened {
            required = Required { enough, complete: if loosened { 1 } else { complete } };
            collector = self.collect(groups, &[], required, true)?;
        }
        let total = collector.total;
        let forms = MatchedForms::new(groups, &request.languages);
        let (mut found, counter) = collector.into_best();
        if request.order == Order::Relevance && !groups.is_empty() {
            found = self.expand(groups, required, found)?;
            self.rank(&forms, groups.len(), &mut found)?;
        }
        let facets = counter.map(|counter| counter.into_facets(|segment, doc| self.thread(segment, doc)));
        let suggestion = if total == 0 || loosened { self.suggestion(groups)? } else { None };
        let hits = found.iter().skip(request.offset).take(request.limit).filter_map(|found| self.hit(found));
        let hits = hits.collect();
        Ok(SearchResults { hits, total, facets: facets.unwrap_or_default(), forms, loosened, suggestion })
    }

    fn collect(&self, groups: &[Group], extra: &[ExtraWord], required: Required, count: bool) -> Result<Collector> {
        let order = if groups.is_empty() { Order::Newest } else { self.search.request.order };
        let mut collector = Collector::new(order, MOST_HITS, required, count.then(Counter::new));
        let scoring = Scoring {
            searcher: self.search.searcher,
            fields: self.search.fields,
            key: self.search.key,
            statistics: &self.statistics,
            filter: &self.filter,
        };
        scoring.run(groups, extra, &mut collector)?;
        Ok(collector)
    }

    /// Scores again with words of the best hits, where there are enough words and hits.
    fn expand(&mut self, groups: &[Group], required: Required, found: Vec<Found>) -> Result<Vec<Found>> {
        if groups.len() < LEAST_GROUPS || found.len() < LEAST_GROUPS {
            return Ok(found);
        }
        self.read(&found[..found.len().min(READ)]);
        let mut stems = std::mem::take(&mut self.stems);
        let best = found.iter().take(HITS).filter_map(|found| {
            let text = self.texts.get(self.id(found.segment, found.doc)?)?;
            Some(Example { text, score: found.score })
        });
        let best: Vec<Example<'_>> = best.collect();
        let (documents, languages) = (self.statistics.documents, &self.search.request.languages);
        let extra = feedback(&best, groups, &self.lexicon, documents, languages, &mut stems)?;
        Ok(self.collect(groups, &extra, required, false)?.into_best().0)
    }

    /// Ranks the best by the nearness of the words, and raises confirmed answers.
    fn rank(&mut self, forms: &MatchedForms, groups: usize, found: &mut [Found]) -> Result<()> {
        let read = found.len().min(READ);
        let typed = words(&self.search.request.query.text);
        let mut exact = vec![false; found.len()];
        if typed.len() > 1 {
            self.read(&found[..read]);
            for (found, exact) in found.iter_mut().zip(&mut exact).take(read) {
                let text = self.id(found.segment, found.doc).and_then(|id| self.texts.get(id));
                let near = text.map_or_else(Nearness::default, |text| nearness(forms, groups, &typed, text));
                found.score *= 1.0 + NEARNESS * near.share;
                *exact = near.exact;
            }
        }
        let mut boosted = Vec::with_capacity(found.len());
        for (found, exact) in found.iter().zip(exact) {
            let flags = self.column(found.segment, column::FLAGS, found.doc)?;
            let confirmed = Facts::from_bits(flags).confirmed_answer;
            boosted.push(Boosted { score: found.score, confirmed, exact });
        }
        boost(&mut boosted);
        found.iter_mut().zip(boosted).for_each(|(found, boosted)| found.score = boosted.score);
        found.sort_unstable_by(|a, b| b.cmp(a));
        Ok(())
    }

    /// Another spelling that finds something.
    fn suggestion(&self, groups: &[Group]) -> Result<Option<String>> {
        let request = self.search.request;
        let Some(text) = respell(&self.lexicon, &request.query.text, groups)? else { return Ok(None) };
        let query = ParsedQuery { text: text.clone(), ends_in_word: false, ..request.query.clone() };
        let request = SearchRequest { query, complete_last_word: false, limit: 0, ..request.clone() };
        let search = Search { request: &request, ..*self.search };
        let found = search.run(&|_| Vec::new())?;
        Ok((found.total > 0 && !found.loosened).then_some(text))
    }

    fn read(&mut self, found: &[Found]) {
        let ids: Vec<CommentId> = found.iter().filter_map(|found| self.id(found.segment, found.doc)).collect();
        self.texts.load(&ids);
    }

    fn hit(&self, found: &Found) -> Option<Hit> {
        let is_in = |part: Part| found.parts & part.bit() != 0;
        Some(Hit {
            id: self.id(found.segment, found.doc)?,
            thread: self.thread(found.segment, found.doc)?,
            score: found.score,
            found_in: FoundIn { body: is_in(Part::Body), page: is_in(Part::Page), name: is_in(Part::Name) },
        })
    }

    fn id(&self, segment: usize, doc: DocId) -> Option<CommentId> {
        self.uuid(segment, doc, [column::ID_HIGH, column::ID_LOW]).map(CommentId)
    }

    fn thread(&self, segment: usize, doc: DocId) -> Option<ThreadId> {
        self.uuid(segment, doc, [column::THREAD_HIGH, column::THREAD_LOW]).map(ThreadId)
    }

    fn uuid(&self, segment: usize, doc: DocId, halves: [&str; 2]) -> Option<Uuid> {
        let [high, low] = halves.map(|half| self.column(segment, half, doc));
        Some(Uuid::from_u64_pair(high.ok()?, low.ok()?))
    }

    fn column(&self, segment: usize, name: &str, doc: DocId) -> Result<u64> {
        let reader = &self.search.searcher.segment_readers()[segment];
        Ok(reader.fast_fields().column_first_or_default::<u64>(name)?.get_val(doc))
    }
}

/// Texts that were read, each once.
struct Texts<'a> {
    read: &'a ReadTexts<'a>,
    known: HashMap<CommentId, Option<String>>,
}

impl Texts<'_> {
    fn load(&mut self, ids: &[CommentId]) {
        let missing: Vec<CommentId> = ids.iter().copied().filter(|id| !self.known.contains_key(id)).collect();
        if missing.is_empty() {
            return;
        }
        self.known.extend(missing.iter().map(|id| (*id, None)));
        for (id, text) in (self.read)(&missing) {
            self.known.insert(id, Some(text));
        }
    }

    fn get(&self, id: CommentId) -> Option<&str> {
        self.known.get(&id)?.as_deref()
    }
}
