//! A comment as it is indexed.

use porch_protocol::{CommentId, ThreadId, Timestamp};
use tantivy::TantivyDocument;
use tantivy::schema::Field;
use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::flags::Facts;
use crate::language::{Language, SiteLanguages};
use crate::schema::Fields;
use crate::site_key::SiteKey;
use crate::stems::Stems;
use crate::stop_words::is_stop_word;
use crate::words::{Word, joined, words};

/// A published comment, with what it is found by. Comments that visitors may not see are never given to the index.
#[derive(Clone, Debug)]
pub struct IndexedComment<'a> {
    /// Its id.
    pub id: CommentId,
    /// The thread of its page.
    pub thread: ThreadId,
    /// The id of its author, by which all of a person's comments are removed.
    pub person: &'a str,
    /// The name of its author, as it is shown.
    pub name: &'a str,
    /// What it says, as plain text.
    pub body: &'a str,
    /// The title of the page, if it is known.
    pub page_title: &'a str,
    /// The address of the page.
    pub page_address: &'a str,
    /// The language of the page, as a tag such as `de` or `pt-BR`, if it is known.
    pub page_language: Option<&'a str>,
    /// When it was posted.
    pub posted: Timestamp,
    /// What else is known of it.
    pub facts: Facts,
}

impl IndexedComment<'_> {
    /// The document of the index.
    pub(crate) fn document(
        &self,
        fields: &Fields,
        key: &SiteKey,
        languages: &SiteLanguages,
        stems: &mut Stems,
    ) -> TantivyDocument {
        let language = languages.of(self.body, self.page_language);
        let mut builder = Builder { document: TantivyDocument::new(), key, language, stems };
        builder.add_words(fields.body, fields.body_stems, self.body);
        builder.add_words(fields.page, fields.page_stems, &page_text(self.page_title, self.page_address));
        builder.add_name(fields.name, self.name);
        let mut document = builder.document;
        document.add_text(fields.site, key.as_str());
        document.add_text(fields.id, id_term(key, self.id));
        document.add_text(fields.person, key.text(self.person));
        let (id_high, id_low) = self.id.0.as_u64_pair();
        let (thread_high, thread_low) = self.thread.0.as_u64_pair();
        document.add_u64(fields.id_high, id_high);
        document.add_u64(fields.id_low, id_low);
        document.add_u64(fields.thread_high, thread_high);
        document.add_u64(fields.thread_low, thread_low);
        document.add_i64(fields.posted, self.posted.0);
        document.add_u64(fields.flags, self.facts.bits());
        document
    }
}

/// The text of the term by which a comment is deleted. It has the key of its site: an archive may bring the same comments to
/// two sites.
pub(crate) fn id_term(key: &SiteKey, id: CommentId) -> String {
    key.text(&id.0.simple().to_string())
}

/// The title of a page, and those words of its address that the title lacks.
fn page_text(title: &str, address: &str) -> String {
    let known: Vec<String> = words(title).into_iter().map(|word| word.text).collect();
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let mut text = title.to_owned();
    for word in words(path).into_iter().filter(|word| !known.contains(&word.text)) {
        text.push(' ');
        text.push_str(&word.text);
    }
    text
}

struct Builder<'a> {
    document: TantivyDocument,
    key: &'a SiteKey,
    language: Option<Language>,
    stems: &'a mut Stems,
}

impl Builder<'_> {
    /// Adds the words of a text to one field, and their stems to another.
    fn add_words(&mut self, field: Field, stem_field: Field, text: &str) {
        let language = self.language;
        let words = words(text);
        let mut placed: Vec<(usize, String, bool)> =
            words.iter().enumerate().map(|(at, word)| (at, word.text.clone(), word.spaceless)).collect();
        placed.extend(joined(text, &words).map(|(at, word)| (at, word, false)));
        placed.sort_by_key(|(at, _, _)| *at);
        let stemmed: Vec<(usize, String)> = placed
            .iter()
            .filter(|(_, word, _)| !is_stop_word(word, language))
            .map(|(at, word, spaceless)| (*at, if *spaceless { word.clone() } else { self.stems.stem(word, language) }))
            .collect();
        self.add(field, placed.into_iter().map(|(at, word, _)| (at, word)));
        self.add(stem_field, stemmed.into_iter());
    }

    fn add_name(&mut self, field: Field, name: &str) {
        self.add(field, words(name).into_iter().map(|word: Word| word.text).enumerate());
    }

    fn add(&mut self, field: Field, words: impl Iterator<Item = (usize, String)>) {
        let token = |(position, word): (usize, String)| Token {
            offset_from: 0,
            offset_to: 0,
            position,
            text: self.key.text(&word),
            position_length: 1,
        };
        let tokens = words.map(token).collect();
        self.document.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_found_by_the_words_of_its_address_that_its_title_lacks() {
        assert_eq!(
            page_text("Rye bread", "https://bakery.example/recipes/rye-bread"),
            "Rye bread bakery example recipes"
        );
        assert_eq!(page_text("", "key-of-the-owner"), " key of the owner");
    }
}
