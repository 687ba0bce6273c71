//! Languages: which stemmer a text gets.

use frostem::Algorithm;

/// The languages with a stemmer, by their code of ISO 639-1.
const STEMMED: [(&str, Algorithm); 27] = [
    ("ar", Algorithm::Arabic),
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("nl", Algorithm::Dutch),
    ("en", Algorithm::English),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("hi", Algorithm::Hindi),
    ("hu", Algorithm::Hungarian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("no", Algorithm::Norwegian),
    ("fa", Algorithm::Persian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sr", Algorithm::Serbian),
    ("es", Algorithm::Spanish),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
    ("uk", Algorithm::Ukrainian),
];

/// How many languages of a site are used: a query is stemmed by each of them.
const MOST: usize = 3;

/// A language with a stemmer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Language(usize);

impl Language {
    /// How many there are.
    pub(crate) const COUNT: usize = STEMMED.len();

    /// The language of a tag such as `de` or `pt-BR`; none where it has no stemmer.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        let code = if matches!(primary.as_str(), "nb" | "nn") { "no" } else { primary.as_str() };
        STEMMED.iter().position(|(known, _)| *known == code).map(Self)
    }

    /// The code of ISO 639-1.
    pub fn code(self) -> &'static str {
        STEMMED[self.0].0
    }

    pub(crate) fn algorithm(self) -> Algorithm {
        STEMMED[self.0].1
    }

    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// The languages of a site, the main one first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteLanguages(Vec<Language>);

impl SiteLanguages {
    /// The languages of these tags, at most three. Those without a stemmer are left out: their words are indexed as they are.
    /// A site that names none is taken to be English.
    pub fn new<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        let mut tags = tags.into_iter().peekable();
        if tags.peek().is_none() {
            return Self::default();
        }
        let mut languages: Vec<Language> = Vec::new();
        for language in tags.filter_map(Language::from_tag) {
            if languages.len() < MOST && !languages.contains(&language) {
                languages.push(language);
            }
        }
        Self(languages)
    }

    /// The languages, the main one first.
    pub fn all(&self) -> &[Language] {
        &self.0
    }

    /// The language of a text: that of its page, else the one that its words look like, else the main one. Always one of the
    /// site's, since queries are stemmed by these only.
    pub fn of(&self, text: &str, page: Option<&str>) -> Option<Language> {
        let stated = page.and_then(Language::from_tag).filter(|language| self.0.contains(language));
        stated.or_else(|| self.detect(text)).or_else(|| self.0.first().copied())
    }

    fn detect(&self, text: &str) -> Option<Language> {
        if self.0.len() < 2 {
            return None;
        }
        Language::from_tag(code(whichlang::detect_language(text))).filter(|language| self.0.contains(language))
    }
}

impl Default for SiteLanguages {
    fn default() -> Self {
        Self(Language::from_tag("en").into_iter().collect())
    }
}

fn code(language: whichlang::Lang) -> &'static str {
    use whichlang::Lang;
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(site: &[&str], text: &str, page: Option<&str>) -> Option<&'static str> {
        SiteLanguages::new(site.iter().copied()).of(text, page).map(Language::code)
    }

    #[test]
    fn the_page_comes_first_and_then_the_words_among_the_languages_of_the_site() {
        let german = "Danke, das hat mir sehr geholfen";
        assert_eq!(of(&["en", "de"], german, None), Some("de"));
        assert_eq!(of(&["en", "de"], german, Some("en-GB")), Some("en"));
        assert_eq!(of(&["en"], german, None), Some("en"));
        assert_eq!(of(&["en", "de"], german, Some("fr")), Some("de"));
        assert_eq!(of(&["en", "fr"], german, None), Some("en"));
    }

    #[test]
    fn a_site_that_names_no_language_is_english_and_one_without_a_stemmer_has_none() {
        assert_eq!(of(&[], "words", None), Some("en"));
        assert_eq!(of(&["ja"], "words", Some("ja")), None);
        assert_eq!(of(&["nb"], "words", None), Some("no"));
    }
}
