//! Atom feeds (RFC 4287) of comments; replies name what they answer (RFC 4685).

use porch_protocol::{Comment, Timestamp};
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::error::{AppError, Result};
use crate::read::cache::REVALIDATED;
use crate::read::cached_response::CachedResponse;
use porch_domain::markup::plain_text;
use porch_domain::text::is_outside_xml;

/// Entries of a feed.
pub(super) const MOST: usize = 50;

/// A feed.
pub(super) struct Feed<'a> {
    /// Its id, which never changes.
    pub(super) id: &'a str,
    /// Its title.
    pub(super) title: &'a str,
    /// Its own address.
    pub(super) address: &'a str,
    /// The page that it is about.
    pub(super) page: &'a str,
    /// When something of it changed last, where it has no entries.
    pub(super) since: Timestamp,
    /// Its entries, the newest first.
    pub(super) entries: &'a [Entry<'a>],
}

/// A comment in a feed. Only what everyone may read gets here.
pub(super) struct Entry<'a> {
    /// The comment: a published one.
    pub(super) comment: &'a Comment,
    /// Its title; none for the beginning of its text.
    pub(super) title: Option<String>,
    /// Where it is read.
    pub(super) link: String,
}

impl Entry<'_> {
    fn updated(&self) -> Timestamp {
        self.comment.edited_at.unwrap_or(self.comment.posted_at)
    }
}

type Xml = Writer<Vec<u8>>;

impl Feed<'_> {
    /// The feed as a response.
    pub(super) fn response(&self) -> Result<CachedResponse> {
        let xml = self.written().map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(CachedResponse::new("application/atom+xml; charset=utf-8", REVALIDATED, xml))
    }

    fn written(&self) -> std::io::Result<Vec<u8>> {
        let mut xml = document()?;
        let feed = [("xmlns", "http://www.w3.org/2005/Atom"), ("xmlns:thr", "http://purl.org/syndication/thread/1.0")];
        let updated = self.entries.iter().map(Entry::updated).max().unwrap_or(self.since);
        xml.create_element("feed").with_attributes(feed).write_inner_content(|xml| {
            text(xml, "id", self.id)?;
            text(xml, "title", self.title)?;
            text(xml, "updated", &updated.to_string())?;
            link(xml, Some("self"), self.address)?;
            link(xml, None, self.page)?;
            self.entries.iter().try_for_each(|one| entry(xml, one))
        })?;
        Ok(xml.into_inner())
    }
}

fn entry(xml: &mut Xml, entry: &Entry<'_>) -> std::io::Result<()> {
    let comment = entry.comment;
    let body = comment.body.as_ref().map(plain_text).unwrap_or_default();
    let name = comment.author.as_ref().map(|author| author.name.as_str()).unwrap_or_default();
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &format!("urn:uuid:{}", comment.id))?;
        let beginning = || body.chars().take(80).collect::<String>().lines().next().unwrap_or_default().to_owned();
        text(xml, "title", &entry.title.clone().unwrap_or_else(beginning))?;
        // A feed's reader must have some date of change; when the comment was written, nobody needs to claim.
        if !comment.undated {
            text(xml, "published", &comment.posted_at.to_string())?;
        }
        text(xml, "updated", &entry.updated().to_string())?;
        xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
        link(xml, None, &entry.link)?;
        if let Some(parent) = comment.parent {
            let parent = format!("urn:uuid:{parent}");
            xml.create_element("thr:in-reply-to").with_attribute(("ref", parent.as_str())).write_empty()?;
        }
        text(xml, "content", &body)
    })?;
    Ok(())
}

/// The beginning of an XML document.
pub(super) fn document() -> std::io::Result<Xml> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    Ok(xml)
}

/// An element with a text.
pub(super) fn text(xml: &mut Xml, element: &str, words: &str) -> std::io::Result<()> {
    xml.create_element(element).write_text_content(BytesText::new(&within_xml(words))).map(|_| ())
}

fn link(xml: &mut Xml, relation: Option<&str>, href: &str) -> std::io::Result<()> {
    let relation = relation.map(|relation| ("rel", relation));
    let element = xml.create_element("link").with_attributes(relation);
    element.with_attribute(("href", within_xml(href).as_str())).write_empty().map(|_| ())
}

/// A text as a file of XML can carry it: what was stored before a rule was, or by hand, must not break it for all readers.
fn within_xml(text: &str) -> String {
    text.chars().filter(|c| !is_outside_xml(*c)).collect()
}
