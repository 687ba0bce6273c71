//! The fields of the index. Nothing is stored: texts come from the database by the ids that a search returns.

use tantivy::schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};

/// Rises with every change of what is indexed or how; an index of another version is made anew.
pub(crate) const VERSION: u32 = 1;

/// The columns, by the names that tantivy opens them with.
pub(crate) mod column {
    /// The high half of a comment's id.
    pub(crate) const ID_HIGH: &str = "id_high";
    /// The low half.
    pub(crate) const ID_LOW: &str = "id_low";
    /// The high half of a thread's id.
    pub(crate) const THREAD_HIGH: &str = "thread_high";
    /// The low half, which also stands for the thread where hits are counted: it is random.
    pub(crate) const THREAD_LOW: &str = "thread_low";
    /// When the comment was posted: microseconds since 1970.
    pub(crate) const POSTED: &str = "posted";
    /// What else is known of it, a bit each.
    pub(crate) const FLAGS: &str = "flags";
}

/// The fields of a comment in the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// Terms by which documents are deleted.
    pub(crate) site: Field,
    pub(crate) id: Field,
    pub(crate) person: Field,
    /// Words of the body, folded, with their positions.
    pub(crate) body: Field,
    /// Stems of the body without stop words, with their number and the length of the text.
    pub(crate) body_stems: Field,
    /// Words of the page's title and address.
    pub(crate) page: Field,
    /// Their stems.
    pub(crate) page_stems: Field,
    /// Words of the author's name.
    pub(crate) name: Field,
    pub(crate) id_high: Field,
    pub(crate) id_low: Field,
    pub(crate) thread_high: Field,
    pub(crate) thread_low: Field,
    pub(crate) posted: Field,
    pub(crate) flags: Field,
}

impl Fields {
    /// The fields with the words that people wrote, from which words are completed and corrected.
    pub(crate) fn lexicon(&self) -> [Field; 3] {
        [self.body, self.page, self.name]
    }
}

/// The schema and its fields.
pub(crate) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let key = text(IndexRecordOption::Basic, false);
    let words = text(IndexRecordOption::WithFreqsAndPositions, false);
    let stems = text(IndexRecordOption::WithFreqs, true);
    let number = NumericOptions::default().set_fast();
    let fields = Fields {
        site: schema.add_text_field("site", key.clone()),
        id: schema.add_text_field("id", key.clone()),
        person: schema.add_text_field("person", key),
        body: schema.add_text_field("body", words.clone()),
        body_stems: schema.add_text_field("body_stems", stems.clone()),
        page: schema.add_text_field("page", words),
        page_stems: schema.add_text_field("page_stems", stems.clone()),
        name: schema.add_text_field("name", stems),
        id_high: schema.add_u64_field(column::ID_HIGH, number.clone()),
        id_low: schema.add_u64_field(column::ID_LOW, number.clone()),
        thread_high: schema.add_u64_field(column::THREAD_HIGH, number.clone()),
        thread_low: schema.add_u64_field(column::THREAD_LOW, number.clone()),
        posted: schema.add_i64_field(column::POSTED, number.clone()),
        flags: schema.add_u64_field(column::FLAGS, number),
    };
    (schema.build(), fields)
}

fn text(detail: IndexRecordOption, lengths: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(detail).set_fieldnorms(lengths);
    TextOptions::default().set_indexing_options(indexing)
}
