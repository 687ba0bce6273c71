//! Facets: what the hits of a query are counted by, so that they can be narrowed.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use porch_protocol::ThreadId;
use tantivy::DocId;

use crate::dates::Years;
use crate::filter::SegmentFilter;
use crate::flags::Facts;

/// Hits that are counted one by one; of those beyond every sixteenth document counts sixteen.
const EXACT: u64 = 20_000;
const STEP: u32 = 16;
/// Pages that are named, those with the most hits.
const PAGES: usize = 10;

/// How many hits there are of each kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facets {
    /// Comments of the team.
    pub by_host: u64,
    /// Comments of conversations that have an answer.
    pub answered: u64,
    /// Comments with a link.
    pub has_link: u64,
    /// The pages with the most hits, at most ten.
    pub pages: Vec<(ThreadId, u64)>,
    /// The years with hits, the newest first.
    pub years: Vec<(i16, u64)>,
    /// Whether the numbers are estimated, since there are more than 20,000 hits.
    pub about: bool,
}

/// Counts hits.
pub(crate) struct Counter {
    years_of: Years,
    by_host: u64,
    answered: u64,
    has_link: u64,
    /// For each thread, by the number that stands for it, its hits and one of them.
    threads: HashMap<u64, (u64, usize, DocId), BuildHasherDefault<RandomAlready>>,
    years: HashMap<i16, u64>,
    about: bool,
}

/// A hasher of numbers that are random already: half of an id.
#[derive(Default)]
pub(crate) struct RandomAlready(u64);

impl Hasher for RandomAlready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number.wrapping_mul(0x517c_c1b7_2722_0a95).rotate_left(23);
    }
}

impl Counter {
    pub(crate) fn new() -> Self {
        Self {
            years_of: Years::new(),
            by_host: 0,
            answered: 0,
            has_link: 0,
            threads: HashMap::default(),
            years: HashMap::new(),
            about: false,
        }
    }

    /// Counts a hit, the `number`th one.
    pub(crate) fn count(&mut self, number: u64, segment: usize, doc: DocId, filter: &SegmentFilter<'_>) {
        let mut hits = 1;
        if number > EXACT {
            self.about = true;
            if !doc.is_multiple_of(STEP) {
                return;
            }
            hits = u64::from(STEP);
        }
        let facts = Facts::from_bits(filter.flags(doc));
        self.by_host += if facts.by_host { hits } else { 0 };
        self.answered += if facts.answered { hits } else { 0 };
        self.has_link += if facts.has_link { hits } else { 0 };
        self.threads.entry(filter.thread(doc)).or_insert((0, segment, doc)).0 += hits;
        *self.years.entry(self.years_of.of(filter.posted(doc))).or_default() += hits;
    }

    /// The facets. `thread_of` names the thread of a document.
    pub(crate) fn into_facets(self, thread_of: impl Fn(usize, DocId) -> Option<ThreadId>) -> Facets {
        let mut threads: Vec<(u64, usize, DocId)> = self.threads.into_values().collect();
        threads.sort_unstable_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let pages = threads.into_iter().take(PAGES);
        let mut years: Vec<(i16, u64)> = self.years.into_iter().collect();
        years.sort_unstable_by_key(|(year, _)| std::cmp::Reverse(*year));
        Facets {
            by_host: self.by_host,
            answered: self.answered,
            has_link: self.has_link,
            pages: pages.filter_map(|(hits, segment, doc)| Some((thread_of(segment, doc)?, hits))).collect(),
            years,
            about: self.about,
        }
    }
}
