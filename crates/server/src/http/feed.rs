//! A thread as an Atom feed, the newest fifty first; replies name what they answer (RFC 4685).

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use porch_protocol::{Comment, ErrorCode, ThreadId};
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::error::{AppError, Result};
use super::request::Path;
use super::site::{NamedSite, RequestedPage, live_page};
use super::thread_snapshot::current_snapshot;
use crate::App;
use crate::read::cache::{REVALIDATED, Representation};
use crate::read::cached_response::CachedResponse;
use crate::read::snapshot::Snapshot;
use porch_domain::markup::plain_text;
use porch_domain::text::is_outside_xml;

/// Entries of a feed.
const MOST: usize = 50;

/// The feed of a thread.
pub async fn get_feed(
    State(app): State<App>,
    site: NamedSite,
    Path((_, thread)): Path<(String, ThreadId)>,
    headers: HeaderMap,
) -> Result<Response> {
    let site = site.0.ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let found = app.storage.thread(&site.id, thread).await?.ok_or(AppError::Refused(ErrorCode::NotFound))?;
    let page = porch_domain::page::PageAddress { key: found.page_key, url: found.url };
    let name = site.shown_name();
    let page = live_page(&app, &RequestedPage { site, page }).await?;
    let make = async {
        let snapshot = current_snapshot(&app, &page).await?;
        let xml = write(&snapshot, thread, &name).map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(CachedResponse::new("application/atom+xml; charset=utf-8", REVALIDATED, xml))
    };
    let answer = app.cached.answer(&page, Representation::Feed, make).await?;
    Ok(answer.respond(&headers))
}

type Xml = Writer<Vec<u8>>;

fn write(snapshot: &Snapshot, id: ThreadId, site: &str) -> std::io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let (url, title) = match &snapshot.thread {
        Some(thread) => (thread.url.as_str(), thread.title.as_deref().unwrap_or("Conversation")),
        None => ("", "Conversation"),
    };
    let newest = || snapshot.all().iter().rev().filter(|comment| comment.is_published()).take(MOST);
    let updated = newest().map(|comment| comment.edited_at.unwrap_or(comment.posted_at)).max();
    let feed = [("xmlns", "http://www.w3.org/2005/Atom"), ("xmlns:thr", "http://purl.org/syndication/thread/1.0")];
    xml.create_element("feed").with_attributes(feed).write_inner_content(|xml| {
        text(xml, "id", &format!("urn:uuid:{id}"))?;
        text(xml, "title", &format!("{title} · {site}"))?;
        text(xml, "updated", &updated.unwrap_or(porch_protocol::Timestamp(0)).to_string())?;
        xml.create_element("link").with_attribute(("href", within_xml(url).as_str())).write_empty()?;
        for comment in newest() {
            entry(xml, comment, url)?;
        }
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn entry(xml: &mut Xml, comment: &Comment, url: &str) -> std::io::Result<()> {
    let body = comment.body.as_ref().map(plain_text).unwrap_or_default();
    let name = comment.author.as_ref().map(|author| author.name.as_str()).unwrap_or_default();
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "id", &format!("urn:uuid:{}", comment.id))?;
        let title: String = body.chars().take(80).collect();
        text(xml, "title", title.lines().next().unwrap_or_default())?;
        // A feed's reader must have some date of change; when the comment was written, nobody needs to claim.
        if !comment.undated {
            text(xml, "published", &comment.posted_at.to_string())?;
        }
        text(xml, "updated", &comment.edited_at.unwrap_or(comment.posted_at).to_string())?;
        xml.create_element("author").write_inner_content(|xml| text(xml, "name", name))?;
        let link = format!("{}#{}", within_xml(url), comment.id.anchor());
        xml.create_element("link").with_attribute(("href", link.as_str())).write_empty()?;
        if let Some(parent) = comment.parent {
            let parent = format!("urn:uuid:{parent}");
            xml.create_element("thr:in-reply-to").with_attribute(("ref", parent.as_str())).write_empty()?;
        }
        text(xml, "content", &body)
    })?;
    Ok(())
}

fn text(xml: &mut Xml, element: &str, words: &str) -> std::io::Result<()> {
    xml.create_element(element).write_text_content(BytesText::new(&within_xml(words))).map(|_| ())
}

/// A text as a file of XML can carry it: what was stored before a rule was, or by hand, must not break it for all readers.
fn within_xml(url: &str) -> String {
    url.chars().filter(|c| !is_outside_xml(*c)).collect()
}
