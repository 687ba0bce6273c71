//! The key of a site, which begins each of its terms: each site has a part of the dictionary for itself.

use tantivy::Term;
use tantivy::schema::Field;

use crate::error::{Result, SearchError};

/// Ends the key. No word and no id has a control character, so that no key begins another.
const END: char = '\u{1f}';

/// The beginning of all terms of a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct SiteKey(String);

impl SiteKey {
    /// The key of a site.
    pub(crate) fn new(site: &str) -> Result<Self> {
        if site.is_empty() || site.contains(char::is_control) {
            return Err(SearchError::SiteId);
        }
        Ok(Self(format!("{site}{END}")))
    }

    /// The bytes that all terms of the site begin with.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text of a term: the key and a word.
    pub(crate) fn text(&self, word: &str) -> String {
        format!("{}{word}", self.0)
    }

    /// The term of a word in a field.
    pub(crate) fn term(&self, field: Field, word: &str) -> Term {
        Term::from_field_text(field, &self.text(word))
    }

    /// The term that all documents of the site have.
    pub(crate) fn all(&self, field: Field) -> Term {
        Term::from_field_text(field, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_an_id_without_control_characters() {
        assert!(SiteKey::new("").is_err());
        assert!(SiteKey::new("a\u{1f}b").is_err());
        assert_eq!(SiteKey::new("bakery").unwrap().text("rye"), "bakery\u{1f}rye");
    }
}
