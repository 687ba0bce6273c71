//! The words of one site, as the index has them: looked up, completed, and searched for those near to another one.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::Searcher;
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;

use crate::error::Result;
use crate::expansion::automaton::KeyedAutomaton;
use crate::schema::Fields;
use crate::site_key::SiteKey;

/// A word of the site, and in how many documents of one segment it is. Deleted documents count until they are merged away.
pub(crate) struct Entry {
    pub(crate) word: String,
    pub(crate) documents: u64,
}

/// The words of a site.
#[derive(Clone, Copy)]
pub(crate) struct Lexicon<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a Fields,
    pub(crate) key: &'a SiteKey,
}

impl Lexicon<'_> {
    /// In how many documents a word is, in one field.
    pub(crate) fn documents_in(&self, field: Field, word: &str) -> Result<u64> {
        Ok(self.searcher.doc_freq(&self.key.term(field, word))?)
    }

    /// In how many documents of bodies, pages and names a word is, each field for itself.
    pub(crate) fn documents(&self, word: &str) -> Result<u64> {
        self.fields.lexicon().into_iter().map(|field| self.documents_in(field, word)).sum()
    }

    /// The most frequent words that begin so, at most `most` of each segment and field; the word itself comes first.
    pub(crate) fn beginning_with(&self, beginning: &str, most: usize) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        self.each_dictionary(&self.fields.lexicon(), |dictionary| {
            self.complete(dictionary, beginning, most, &mut found)
        })?;
        Ok(found)
    }

    /// The words of one field that begin so, at most `most` of each segment, the most frequent ones.
    pub(crate) fn beginning_with_in(&self, field: Field, beginning: &str, most: usize) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        self.each_dictionary(&[field], |dictionary| self.complete(dictionary, beginning, most, &mut found))?;
        Ok(found)
    }

    /// The words that an automaton accepts.
    pub(crate) fn accepted_by(&self, automaton: &KeyedAutomaton) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        self.each_dictionary(&self.fields.lexicon(), |dictionary| {
            let mut terms = dictionary.search(automaton).into_stream()?;
            while terms.advance() {
                found.extend(self.entry(terms.key(), terms.value().doc_freq));
            }
            Ok(())
        })?;
        Ok(found)
    }

    fn each_dictionary(&self, fields: &[Field], mut act: impl FnMut(&TermDictionary) -> Result<()>) -> Result<()> {
        for segment in self.searcher.segment_readers() {
            for field in fields {
                act(segment.inverted_index(*field)?.terms())?;
            }
        }
        Ok(())
    }

    /// A beginning of two letters has thousands of words: only the most frequent ones are copied.
    fn complete(
        &self,
        dictionary: &TermDictionary,
        beginning: &str,
        most: usize,
        found: &mut Vec<Entry>,
    ) -> Result<()> {
        let first = self.key.text(beginning);
        let mut terms = dictionary.range().ge(first.as_bytes()).lt(after(first.as_bytes())).into_stream()?;
        let mut frequent: BinaryHeap<Reverse<(u32, Vec<u8>)>> = BinaryHeap::with_capacity(most + 1);
        while terms.advance() {
            let documents = terms.value().doc_freq;
            if terms.key().len() == first.len() {
                found.extend(self.entry(terms.key(), documents));
            } else if frequent.len() < most || frequent.peek().is_some_and(|least| least.0.0 < documents) {
                frequent.push(Reverse((documents, terms.key().to_vec())));
                if frequent.len() > most {
                    frequent.pop();
                }
            }
        }
        found.extend(frequent.into_iter().filter_map(|Reverse((documents, term))| self.entry(&term, documents)));
        Ok(())
    }

    fn entry(&self, term: &[u8], documents: u32) -> Option<Entry> {
        let word = std::str::from_utf8(term.get(self.key.as_str().len()..)?).ok()?;
        Some(Entry { word: word.to_owned(), documents: u64::from(documents) })
    }
}

/// The least bytes that are greater than everything that begins so.
fn after(beginning: &[u8]) -> Vec<u8> {
    let mut after = beginning.to_vec();
    while let Some(last) = after.pop() {
        if last < u8::MAX {
            after.push(last + 1);
            break;
        }
    }
    after
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn everything_that_begins_so_comes_before() {
        assert_eq!(after(b"ab"), b"ac");
        assert_eq!(after(&[97, 255]), b"b");
    }
}
