//! What crawlers ask a server for: the sitemaps of its sites (sitemaps.org), and where they are.

use std::fmt::Write;

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use porch_protocol::ErrorCode;

use super::atom::{document, text};
use super::error::{AppError, Result};
use super::request::Query;
use super::site::NamedSite;
use super::site_answer::current_answer;
use crate::App;
use crate::read::cache::{REVALIDATED, SiteRepresentation};
use crate::read::cached_response::CachedResponse;
use porch_storage::public_pages::PublicPage;
use porch_storage::sites::Site;

/// The most addresses of one sitemap, by its specification.
const MOST_ADDRESSES: u32 = 50_000;
/// Parts that can be asked for, so that the number of answers that are kept is bounded.
const MOST_PARTS: u32 = 1_000;
const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// Which part of a sitemap.
#[derive(Default, serde::Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct SitemapQuery {
    /// Its number, from 1; without it the sitemap, or the list of its parts where it has several.
    part: Option<u32>,
}

/// The sitemap of a site: the conversations in which everyone can read something, and when each changed.
#[utoipa::path(get, path = "/c/{site}/sitemap.xml", tag = "reading", params(("site" = String, Path), SitemapQuery),
    responses((status = 200, description = "a sitemap, or an index of several", content_type = "application/xml"),
              (status = 404, description = "site-unknown, or there is no such part", body = porch_protocol::Problem)))]
pub async fn get_sitemap(
    State(app): State<App>,
    site: NamedSite,
    Query(query): Query<SitemapQuery>,
    headers: HeaderMap,
) -> Result<Response> {
    let site = site.0.ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    if query.part.is_some_and(|part| !(1..=MOST_PARTS).contains(&part)) {
        return Err(AppError::Refused(ErrorCode::NotFound));
    }
    let make = async { written(&app, &site, query.part).await };
    let what = SiteRepresentation::Sitemap { part: query.part };
    Ok(current_answer(&app, &site, what, make).await?.respond(&headers))
}

async fn written(app: &App, site: &Site, part: Option<u32>) -> Result<CachedResponse> {
    let count = async || app.storage.count_public_pages(&site.id).await;
    let parts = if part.is_none() { parts(count().await?) } else { 1 };
    let xml = if parts > 1 {
        index(app, site, parts)
    } else {
        let skipped = (part.unwrap_or(1) - 1) * MOST_ADDRESSES;
        let pages = app.storage.public_pages(&site.id, (MOST_ADDRESSES, skipped)).await?;
        if part.is_some() && pages.is_empty() {
            return Err(AppError::Refused(ErrorCode::NotFound));
        }
        sitemap(&format!("{}/c/{}", app.config.public_url, site.id), &pages)
    };
    let xml = xml.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(CachedResponse::new("application/xml; charset=utf-8", REVALIDATED, xml))
}

/// How many sitemaps so many pages take.
fn parts(pages: u32) -> u32 {
    pages.div_ceil(MOST_ADDRESSES).max(1)
}

/// `base` is the address below which the pages of the site's threads are.
fn sitemap(base: &str, pages: &[PublicPage]) -> std::io::Result<Vec<u8>> {
    let mut xml = document()?;
    xml.create_element("urlset").with_attribute(NAMESPACE).write_inner_content(|xml| {
        for page in pages {
            xml.create_element("url").write_inner_content(|xml| {
                text(xml, "loc", &format!("{base}/{}", page.thread))?;
                text(xml, "lastmod", &page.changed_at.to_string())
            })?;
        }
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn index(app: &App, site: &Site, parts: u32) -> std::io::Result<Vec<u8>> {
    let mut xml = document()?;
    xml.create_element("sitemapindex").with_attribute(NAMESPACE).write_inner_content(|xml| {
        for part in 1..=parts {
            xml.create_element("sitemap")
                .write_inner_content(|xml| text(xml, "loc", &format!("{}?part={part}", address(app, &site.id))))?;
        }
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn address(app: &App, site: &str) -> String {
    format!("{}/c/{site}/sitemap.xml", app.config.public_url)
}

/// What crawlers may read, and where the sitemap is. What the pages of a site load stays allowed: a crawler that draws a
/// page needs it. Of several sites none is named: whose sites a server has is nobody's business.
pub async fn get_robots(State(app): State<App>, headers: HeaderMap) -> Response {
    let sites = app.live.sites.ids();
    let sitemap = match sites.as_slice() {
        [site] => Some(address(&app, site)),
        _ => None,
    };
    let robots = robots(&app.config.public_path, sitemap.as_deref());
    CachedResponse::new("text/plain; charset=utf-8", REVALIDATED, robots).respond(&headers)
}

fn robots(base: &str, sitemap: Option<&str>) -> String {
    let mut robots = format!("User-agent: *\nDisallow: {base}/host\nDisallow: {base}/mail/\n");
    if let Some(sitemap) = sitemap {
        // Writing into a string cannot fail.
        let _ = writeln!(robots, "\nSitemap: {sitemap}");
    }
    robots
}

#[cfg(test)]
mod tests {
    use porch_protocol::{ThreadId, Timestamp};
    use porch_storage::public_pages::PublicPage;

    use super::{MOST_ADDRESSES, parts, robots, sitemap};

    #[test]
    fn a_site_with_more_pages_than_fit_has_several_sitemaps() {
        let many = [(0, 1), (1, 1), (MOST_ADDRESSES, 1), (MOST_ADDRESSES + 1, 2), (3 * MOST_ADDRESSES, 3)];
        for (pages, expected) in many {
            assert_eq!(parts(pages), expected, "{pages}");
        }
    }

    #[test]
    fn a_page_has_its_address_and_the_time_of_its_last_change() {
        let page = PublicPage { thread: ThreadId(uuid::Uuid::nil()), changed_at: Timestamp(1_750_000_000_000_000) };
        let xml = String::from_utf8(sitemap("https://talk.example/c/bakery", &[page]).unwrap()).unwrap();
        let expected = "<loc>https://talk.example/c/bakery/00000000-0000-0000-0000-000000000000</loc>\
             <lastmod>2025-06-15T15:06:40Z</lastmod>";
        assert!(xml.contains(expected), "{xml}");
    }

    #[test]
    fn robots_are_told_where_the_sitemap_of_the_only_site_is() {
        let sitemap = "https://talk.example/c/bakery/sitemap.xml";
        assert!(robots("", Some(sitemap)).ends_with(&format!("\nSitemap: {sitemap}\n")));
        assert!(robots("/talk", None).ends_with("\nDisallow: /talk/mail/\n"));
    }
}
