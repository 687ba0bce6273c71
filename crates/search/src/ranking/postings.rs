//! The postings of a query in one segment.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{SegmentReader, Term};

use crate::error::Result;
use crate::expansion::groups::{Form, Group, MOST};
use crate::ranking::statistics::{K1, Lengths, Statistics};
use crate::schema::Fields;
use crate::site_key::SiteKey;

/// What a word in a title counts against one in the body.
const PAGE: f32 = 0.3;

/// The group of words that were not typed: they score, and no hit needs them.
pub(crate) const EXTRA: usize = MOST;

/// A part of a comment that words are found in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Part {
    Body,
    Page,
    Name,
}

impl Part {
    /// Its bit in the mask of a hit.
    pub(crate) fn bit(self) -> u8 {
        match self {
            Self::Body => 1,
            Self::Page => 2,
            Self::Name => 4,
        }
    }
}

/// A word that was not typed, and its weight.
#[derive(Clone, Debug)]
pub(crate) struct ExtraWord {
    pub(crate) stem: String,
    pub(crate) weight: f32,
}

/// The postings of one form in one field.
pub(crate) struct List {
    pub(crate) postings: SegmentPostings,
    pub(crate) weight: f32,
}

/// All forms of a group in one field: a document has the score of the best.
pub(crate) struct Lists<'a> {
    pub(crate) group: usize,
    pub(crate) part: Part,
    pub(crate) forms: Vec<List>,
    pub(crate) norms: FieldNormReader,
    pub(crate) lengths: &'a Lengths,
}

impl Lists<'_> {
    /// The bit of the group in the mask of a hit; none for words that were not typed.
    pub(crate) fn group_bit(&self) -> u32 {
        if self.group < MOST { 1 << self.group } else { 0 }
    }
}

/// Reads the postings of one segment.
pub(crate) struct Reader<'a> {
    pub(crate) segment: &'a SegmentReader,
    pub(crate) fields: &'a Fields,
    pub(crate) key: &'a SiteKey,
    pub(crate) statistics: &'a Statistics,
}

impl<'a> Reader<'a> {
    /// The postings of all groups.
    pub(crate) fn groups(&self, groups: &[Group]) -> Result<Vec<Lists<'a>>> {
        let mut all = Vec::new();
        let (fields, statistics) = (self.fields, self.statistics);
        for (at, group) in groups.iter().enumerate() {
            let factor = group.weight * group.rarity * (K1 + 1.0);
            let stems = if group.stop_word { &group.forms } else { &group.stems };
            let (body, page) = if group.stop_word {
                ((fields.body, &statistics.constant), (fields.page, &statistics.constant))
            } else {
                ((fields.body_stems, &statistics.body), (fields.page_stems, &statistics.page))
            };
            all.extend(self.read(at, Part::Body, body, stems, factor)?);
            all.extend(self.read(at, Part::Page, page, stems, factor * PAGE)?);
            all.extend(self.read(at, Part::Name, (fields.name, &statistics.name), &group.forms, factor)?);
        }
        Ok(all)
    }

    /// The postings of words that were not typed, each for itself: their scores add up.
    pub(crate) fn extra(&self, words: &[ExtraWord]) -> Result<Vec<Lists<'a>>> {
        let mut all = Vec::new();
        for word in words {
            let form = [Form { text: word.stem.clone(), worth: 1.0 }];
            let field = (self.fields.body_stems, &self.statistics.body);
            all.extend(self.read(EXTRA, Part::Body, field, &form, word.weight * (K1 + 1.0))?);
        }
        Ok(all)
    }

    /// All documents of the site, with no score.
    pub(crate) fn all(&self) -> Result<Vec<Lists<'a>>> {
        let postings = self.postings(self.fields.site, &self.key.all(self.fields.site))?;
        let lists: Vec<List> = postings.into_iter().map(|postings| List { postings, weight: 0.0 }).collect();
        let norms = FieldNormReader::constant(self.segment.max_doc(), 1);
        Ok(vec![Lists { group: 0, part: Part::Body, forms: lists, norms, lengths: &self.statistics.constant }])
    }

    fn read(
        &self,
        group: usize,
        part: Part,
        (field, lengths): (Field, &'a Lengths),
        forms: &[Form],
        factor: f32,
    ) -> Result<Option<Lists<'a>>> {
        let mut lists = Vec::new();
        for form in forms {
            let postings = self.postings(field, &self.key.term(field, &form.text))?;
            lists.extend(postings.map(|postings| List { postings, weight: form.worth * factor }));
        }
        if lists.is_empty() {
            return Ok(None);
        }
        let has_norms = field == self.fields.body_stems || field == self.fields.page_stems || field == self.fields.name;
        let norms = if has_norms {
            self.segment.get_fieldnorms_reader(field)?
        } else {
            FieldNormReader::constant(self.segment.max_doc(), 1)
        };
        Ok(Some(Lists { group, part, forms: lists, norms, lengths }))
    }

    fn postings(&self, field: Field, term: &Term) -> Result<Option<SegmentPostings>> {
        Ok(self.segment.inverted_index(field)?.read_postings(term, IndexRecordOption::WithFreqs)?)
    }
}
