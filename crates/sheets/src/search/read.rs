//! Reads what was found as the browser has parsed it.

use porch_protocol::comment_search::{FoundComment, FoundComments, PageFacet, SearchFacets, Snippet, YearFacet};
use porch_protocol::page_ref::PageRef;
use porch_protocol::{Author, ThreadId};
use porch_widget::wire::field;
use wasm_bindgen::JsValue;

use crate::read::{count, flag, list, text, time};

/// The hits; none where an answer is not what it should be.
pub(super) fn found(value: &JsValue) -> Option<FoundComments> {
    let facets = field(value, "facets");
    Some(FoundComments {
        hits: list(&field(value, "hits"), comment),
        total: field(value, "total").as_f64().map(|_| number(value, "total"))?,
        facets: SearchFacets {
            by_host: number(&facets, "by_host"),
            answered: number(&facets, "answered"),
            has_link: number(&facets, "has_link"),
            pages: list(&field(&facets, "pages"), page_facet),
            years: list(&field(&facets, "years"), year_facet),
            about: flag(&facets, "about"),
        },
        loosened: flag(value, "loosened"),
        suggestion: text(value, "suggestion"),
        ignored: list(&field(value, "ignored"), JsValue::as_string),
    })
}

fn comment(value: &JsValue) -> Option<FoundComment> {
    let author = field(value, "author");
    let author = Author { name: text(&author, "name")?, role: None, confirmed: false, id: text(&author, "id") };
    let snippet = field(value, "snippet");
    Some(FoundComment {
        id: text(value, "id")?.parse().ok()?,
        thread: thread(value)?,
        page: page(value)?,
        author,
        posted_at: time(value, "posted_at"),
        snippet: Snippet {
            pieces: list(&field(&snippet, "pieces"), JsValue::as_string),
            cut_before: flag(&snippet, "cut_before"),
            cut_after: flag(&snippet, "cut_after"),
        },
        found_in_page: flag(value, "found_in_page"),
        found_in_name: flag(value, "found_in_name"),
    })
}

fn page(value: &JsValue) -> Option<PageRef> {
    let page = field(value, "page");
    Some(PageRef { url: text(&page, "url")?, title: text(&page, "title") })
}

fn thread(value: &JsValue) -> Option<ThreadId> {
    text(value, "thread")?.parse().ok()
}

fn page_facet(value: &JsValue) -> Option<PageFacet> {
    Some(PageFacet { thread: thread(value)?, page: page(value)?, hits: number(value, "hits") })
}

fn year_facet(value: &JsValue) -> Option<YearFacet> {
    let year = i16::try_from(count(value, "year")).ok()?;
    Some(YearFacet { year, hits: number(value, "hits") })
}

fn number(value: &JsValue, name: &str) -> u64 {
    u64::from(count(value, name))
}
