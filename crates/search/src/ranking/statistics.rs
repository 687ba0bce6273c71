//! The numbers of BM25: how many documents there are, and how long they are on average.
#![expect(clippy::cast_precision_loss, reason = "weights are approximate")]

use tantivy::Searcher;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

use crate::error::Result;
use crate::schema::Fields;
use crate::site_key::SiteKey;

/// How soon more occurrences of a word count no more.
pub(crate) const K1: f32 = 1.2;
/// How much the length of a text counts.
const B: f32 = 0.75;
/// The length of most names, in words.
const NAME_LENGTH: f32 = 2.0;

/// What BM25 has to know of a site.
pub(crate) struct Statistics {
    /// The documents of the site.
    pub(crate) documents: f32,
    /// For each length of a body, coded in a byte, what is added to the number of occurrences.
    pub(crate) body: Lengths,
    pub(crate) page: Lengths,
    pub(crate) name: Lengths,
    /// Where lengths are not known.
    pub(crate) constant: Lengths,
}

/// What is added to the number of occurrences, by the length of a text as tantivy codes it.
pub(crate) type Lengths = Box<[f32; 256]>;

impl Statistics {
    /// The numbers of a site. Average lengths are those of all sites together.
    pub(crate) fn new(searcher: &Searcher, fields: &Fields, key: &SiteKey) -> Result<Self> {
        let documents = searcher.doc_freq(&key.all(fields.site))?.max(1) as f32;
        let body = average(searcher, fields.body_stems)?;
        let page = average(searcher, fields.page_stems)?;
        let constant = Box::new([K1; 256]);
        Ok(Self { documents, body: lengths(body), page: lengths(page), name: lengths(NAME_LENGTH), constant })
    }
}

fn average(searcher: &Searcher, field: Field) -> Result<f32> {
    let (mut documents, mut tokens) = (0_u64, 0_u64);
    for segment in searcher.segment_readers() {
        documents += u64::from(segment.max_doc());
        tokens += segment.inverted_index(field)?.total_num_tokens();
    }
    Ok((tokens as f32 / documents.max(1) as f32).max(1.0))
}

fn lengths(average: f32) -> Lengths {
    let mut lengths = Box::new([0.0; 256]);
    for (code, length) in (0..=u8::MAX).zip(lengths.iter_mut()) {
        *length = K1 * (1.0 - B + B * FieldNormReader::id_to_fieldnorm(code) as f32 / average);
    }
    lengths
}
