//! The hits of a query: how many there are, the best of them, and what they are counted by.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::DocId;

use crate::facets::Counter;
use crate::filter::SegmentFilter;
use crate::ranking::window::Scored;
use crate::request::Order;

/// A hit, with all that its rank is made of.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Found {
    /// Whether it has as many words as a hit should have.
    pub(crate) complete: bool,
    pub(crate) score: f32,
    /// When it was posted, in microseconds.
    pub(crate) posted: i64,
    /// The number of the segment, and of the document in it.
    pub(crate) segment: usize,
    pub(crate) doc: DocId,
    /// The parts that words were found in, a bit each.
    pub(crate) parts: u8,
}

impl Eq for Found {}

impl Ord for Found {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let place = |found: &Self| Reverse((found.segment, found.doc));
        self.complete
            .cmp(&other.complete)
            .then(self.score.total_cmp(&other.score))
            .then(self.posted.cmp(&other.posted))
            .then_with(|| place(self).cmp(&place(other)))
    }
}

impl PartialOrd for Found {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// How many groups a hit has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Required {
    /// At least.
    pub(crate) enough: u32,
    /// To come before those that have fewer.
    pub(crate) complete: u32,
}

/// Collects the hits of all segments.
pub(crate) struct Collector {
    order: Order,
    most: usize,
    required: Required,
    pub(crate) total: u64,
    /// None where hits are not counted by anything.
    pub(crate) counter: Option<Counter>,
    best: BinaryHeap<Reverse<Found>>,
}

impl Collector {
    /// Collects the `most` best hits.
    pub(crate) fn new(order: Order, most: usize, required: Required, counter: Option<Counter>) -> Self {
        Self { order, most, required, total: 0, counter, best: BinaryHeap::new() }
    }

    /// Takes a document, if it is a hit.
    pub(crate) fn take(&mut self, segment: usize, scored: Scored, filter: &SegmentFilter<'_>) {
        if scored.groups.count_ones() < self.required.enough || !filter.accepts(scored.doc) {
            return;
        }
        self.total += 1;
        if let Some(counter) = &mut self.counter {
            counter.count(self.total, segment, scored.doc, filter);
        }
        let score = match self.order {
            Order::Relevance => scored.score,
            Order::Newest => 0.0,
        };
        let complete = scored.groups.count_ones() >= self.required.complete;
        let full = self.best.len() >= self.most;
        if full && self.best.peek().is_none_or(|least| (complete, score) < (least.0.complete, least.0.score)) {
            return;
        }
        let posted = filter.posted(scored.doc);
        self.best.push(Reverse(Found { complete, score, posted, segment, doc: scored.doc, parts: scored.parts }));
        if self.best.len() > self.most {
            self.best.pop();
        }
    }

    /// The best hits, the first one first.
    pub(crate) fn into_best(self) -> (Vec<Found>, Option<Counter>) {
        let mut best: Vec<Found> = self.best.into_iter().map(|found| found.0).collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        (best, self.counter)
    }
}
