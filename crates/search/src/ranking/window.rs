//! The scores of a window of documents. Postings are added list by list; then the documents that have any are read out.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "scores are approximate, windows small"
)]

use tantivy::postings::Postings;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::ranking::postings::{List, Lists};

/// Documents of a window, so that its scores stay in the cache of the processor.
const SIZE: usize = 1 << 16;

/// A document that has one of the words.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Scored {
    pub(crate) doc: DocId,
    pub(crate) score: f32,
    /// The groups that it has, a bit each.
    pub(crate) groups: u32,
    /// The parts that they are in, a bit each.
    pub(crate) parts: u8,
}

/// The scores of the documents from `base` on.
pub(crate) struct Window {
    base: DocId,
    scores: Vec<f32>,
    groups: Vec<u32>,
    parts: Vec<u8>,
    /// The documents with any score, a bit each.
    seen: Vec<u64>,
    /// Scores of the group that is being added, and which documents have one.
    best: Vec<f32>,
    has_best: Vec<u64>,
}

impl Window {
    /// An empty window for a segment with so many documents.
    pub(crate) fn new(documents: u32) -> Self {
        let size = usize::try_from(documents).map_or(SIZE, |documents| documents.clamp(1, SIZE));
        let bits = size.div_ceil(64);
        Self {
            base: 0,
            scores: vec![0.0; size],
            groups: vec![0; size],
            parts: vec![0; size],
            seen: vec![0; bits],
            best: vec![0.0; size],
            has_best: vec![0; bits],
        }
    }

    /// Moves to the next window with any postings, and adds them. Returns false at the end.
    pub(crate) fn fill(&mut self, all: &mut [Lists<'_>]) -> bool {
        let docs = all.iter().flat_map(|lists| &lists.forms).map(|list| list.postings.doc());
        let Some(first) = docs.filter(|doc| *doc != TERMINATED).min() else { return false };
        let size = DocId::try_from(SIZE).unwrap_or(DocId::MAX);
        self.base = first / size * size;
        let end = self.base.saturating_add(size);
        for lists in all {
            self.add(lists, end);
        }
        true
    }

    fn add(&mut self, lists: &mut Lists<'_>, end: DocId) {
        let group = lists.group_bit();
        // Words that were not typed are no reason for a hit.
        let part = if group == 0 { 0 } else { lists.part.bit() };
        let (norms, lengths) = (&lists.norms, lists.lengths);
        let score = |list: &List, doc: DocId| {
            let occurrences = list.postings.term_freq() as f32;
            list.weight * occurrences / (occurrences + lengths[usize::from(norms.fieldnorm_id(doc))])
        };
        if let [list] = &mut lists.forms[..] {
            let mut doc = list.postings.doc();
            while doc < end {
                let at = (doc - self.base) as usize;
                self.scores[at] += score(list, doc);
                self.groups[at] |= group;
                self.parts[at] |= part;
                self.seen[at / 64] |= 1 << (at % 64);
                doc = list.postings.advance();
            }
            return;
        }
        for list in &mut lists.forms {
            let mut doc = list.postings.doc();
            while doc < end {
                let at = (doc - self.base) as usize;
                self.best[at] = self.best[at].max(score(list, doc));
                self.has_best[at / 64] |= 1 << (at % 64);
                doc = list.postings.advance();
            }
        }
        self.take_best(group, part);
    }

    fn take_best(&mut self, group: u32, part: u8) {
        for word in 0..self.has_best.len() {
            let mut bits = std::mem::take(&mut self.has_best[word]);
            self.seen[word] |= bits;
            while bits != 0 {
                let at = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                self.scores[at] += std::mem::take(&mut self.best[at]);
                self.groups[at] |= group;
                self.parts[at] |= part;
            }
        }
    }

    /// Reads out the documents with any score, and empties the window.
    pub(crate) fn drain(&mut self, mut take: impl FnMut(Scored)) {
        for word in 0..self.seen.len() {
            let mut bits = std::mem::take(&mut self.seen[word]);
            while bits != 0 {
                let bit = bits.trailing_zeros();
                bits &= bits - 1;
                let at = word * 64 + bit as usize;
                take(Scored {
                    doc: self.base + at as DocId,
                    score: std::mem::take(&mut self.scores[at]),
                    groups: std::mem::take(&mut self.groups[at]),
                    parts: std::mem::take(&mut self.parts[at]),
                });
            }
        }
    }
}
