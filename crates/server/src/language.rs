//! The languages of the server's own pages and mails, and which of them a request wants.

use std::sync::LazyLock;

use http::{HeaderMap, header};
use porch_text::Languages;

include!(concat!(env!("OUT_DIR"), "/pages.rs"));
include!(concat!(env!("OUT_DIR"), "/mail.rs"));

/// Languages that a header may list before the rest is not read any more.
const MOST_LISTED: usize = 16;

static PAGES: LazyLock<Languages> = LazyLock::new(|| {
    static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/pages.tables.rs"));
    Languages::new(SOURCES)
});

/// The texts of the server's own pages for a language tag.
pub fn pages(tag: &str) -> PageText {
    PageText::new(PAGES.nearest(tag))
}

/// The texts of mails for a language tag; English where none is known.
pub fn mail(tag: &str) -> MailText {
    static SOURCES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/mail.tables.rs"));
    static MAIL: LazyLock<Languages> = LazyLock::new(|| Languages::new(SOURCES));
    MailText::new(MAIL.nearest(tag))
}

/// The tags of all languages, English first.
pub fn tags() -> impl Iterator<Item = &'static str> {
    PAGES.all().iter().map(porch_text::Table::lang)
}

/// The language of a page: the nearest to the one that is named; else the first that the browser asks for and that there
/// is; else English.
pub fn wanted(named: Option<&str>, headers: &HeaderMap) -> &'static str {
    if let Some(named) = named.filter(|named| !named.is_empty()) {
        return PAGES.nearest(named).lang();
    }
    let requested = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tags: Vec<_> = requested.split(',').take(MOST_LISTED).filter_map(tag_and_weight).collect();
    // Stable: of two that are equally welcome, the first.
    tags.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    let found = tags.into_iter().find_map(|(tag, _)| PAGES.find(tag));
    found.unwrap_or_else(|| PAGES.nearest("")).lang()
}

/// A tag of the header, and its weight in thousandths; none where it is not wanted.
fn tag_and_weight(part: &str) -> Option<(&str, u16)> {
    let mut parts = part.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix("q=")).unwrap_or("1");
    let (whole, rest) = weight.split_once('.').unwrap_or((weight, ""));
    let thousandths = format!("{rest:0<3}").get(..3)?.parse::<u16>().ok()?;
    let weight = whole.parse::<u16>().ok()?.min(1) * 1_000 + thousandths;
    (weight > 0).then_some((tag, weight.min(1_000)))
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, header};

    use super::{pages, wanted};

    #[test]
    fn a_page_is_in_the_language_that_is_named_or_that_the_browser_asks_for() {
        let of = |named: Option<&str>, requested: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(requested));
            wanted(named, &headers)
        };
        assert_eq!(of(Some("ar-EG"), "de"), "ar");
        assert_eq!(of(Some("eo"), "de"), "en");
        assert_eq!(of(None, "de-AT,de;q=0.9,en;q=0.8"), "de");
        assert_eq!(of(None, "eo, en;q=0.5, ar;q=0.7"), "ar");
        assert_eq!(of(None, "de;q=0, *"), "en");
        assert_eq!(of(Some(""), ""), "en");
        assert_eq!(of(None, "de;q=x, ;;;, ar;q=0.123456"), "ar");
        assert_eq!(wanted(None, &HeaderMap::new()), "en");
    }

    #[test]
    fn each_language_has_the_texts_of_the_pages() {
        assert_eq!(pages("de").back_to_page(), "Zurück zur Seite");
        assert_eq!(pages("ar").table().direction(), Some("rtl"));
    }
}
