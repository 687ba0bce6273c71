//! The site that a request is about: named in the path, or found by an origin.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, Query};
use http::HeaderMap;
use http::request::Parts;
use porch_protocol::ErrorCode;

use super::error::{AppError, Result};
use super::origin;
use crate::App;
use crate::install_check::PageSignal;
use porch_domain::page::{self, PageAddress};
use porch_storage::sites::Site;
use porch_storage::threads::Thread;

/// `{site}` of the path: a name, or `-` to be found by an origin.
pub struct NamedSite(pub Option<Arc<Site>>);

impl FromRequestParts<App> for NamedSite {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let Path(names) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| AppError::Refused(ErrorCode::NotFound))?;
        match names.get("site").map(String::as_str) {
            Some("-") => Ok(Self(None)),
            Some(name) => app.site(name).map(|site| Self(Some(site))).ok_or(AppError::Refused(ErrorCode::SiteUnknown)),
            None => Err(AppError::Refused(ErrorCode::NotFound)),
        }
    }
}

impl NamedSite {
    /// The site, found by the origin inside `page`, or by `origin` where the page is a key of the owner's.
    pub fn for_page(self, app: &App, page: &str, origin: Option<&str>) -> Result<Arc<Site>> {
        let unknown = AppError::Refused(ErrorCode::SiteUnknown);
        if let Some(site) = self.0 {
            return Ok(site);
        }
        let origin = page::origin_of(page).or_else(|| origin.map(str::to_owned)).ok_or(unknown)?;
        app.live.sites.site_of_origin(&origin).ok_or(AppError::Refused(ErrorCode::SiteUnknown))
    }
}

/// The site of a request that changes something: named, or found by its `Origin`.
pub struct WritableSite {
    /// The site.
    pub site: Arc<Site>,
    /// The origin that the request comes from: on the site's list.
    pub origin: String,
}

impl FromRequestParts<App> for WritableSite {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let named = NamedSite::from_request_parts(parts, app).await?;
        let found = || origin::of_request(&parts.headers).and_then(|origin| app.live.sites.site_of_origin(origin));
        let site = named.0.or_else(found).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
        let origin = origin::allowed(&parts.headers, &site, &app.config.public_origin)?.to_owned();
        Ok(Self { site, origin })
    }
}

/// The site of a read that is about no page: named, or found by the origin of the page whose script asks.
pub struct ReadableSite(pub Arc<Site>);

impl FromRequestParts<App> for ReadableSite {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let named = NamedSite::from_request_parts(parts, app).await?;
        let found = || asking_origin(app, &parts.headers).and_then(|origin| app.live.sites.site_of_origin(origin));
        named.0.or_else(found).map(Self).ok_or(AppError::Refused(ErrorCode::SiteUnknown))
    }
}

/// `?page=…&origin=…` of a read.
#[derive(serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The page's raw address, or a key of the owner's.
    pub page: String,
    /// The embedding page's origin, where it is not that of `page`. It has to be on the site's list, or be the server's own.
    pub origin: Option<String>,
}

/// The site and the page that a read is about.
pub struct RequestedPage {
    /// The site.
    pub site: Arc<Site>,
    /// The cleaned page.
    pub page: PageAddress,
}

impl FromRequestParts<App> for RequestedPage {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let named = NamedSite::from_request_parts(parts, app).await?;
        let Query(query) =
            Query::<PageQuery>::try_from_uri(&parts.uri).map_err(|_| AppError::Refused(ErrorCode::PageNotAllowed))?;
        let name = named.0.clone();
        let found = named.for_page(app, &query.page, query.origin.as_deref());
        let page = found.and_then(|site| {
            let page = page::page_of_site(&query.page, &site.origins)?;
            // Whoever cannot write from where they are is not shown a conversation that asks them to.
            let is_listed = |origin: &String| site.origins.contains(origin) || *origin == app.config.public_origin;
            if !query.origin.as_ref().is_none_or(is_listed) {
                return Err(AppError::Refused(ErrorCode::PageNotAllowed));
            }
            Ok(Self { site, page })
        });
        page.inspect_err(|_| record_unlisted_origin(app, name, &parts.headers))
    }
}

/// A page that is on nobody's list asks: whoever sets a site up wants to know. It names its own origin, as browsers do.
fn record_unlisted_origin(app: &App, named: Option<Arc<Site>>, headers: &HeaderMap) {
    let origin = asking_origin(app, headers).and_then(porch_domain::origin::parse_origin);
    let Some(origin) = origin.filter(|origin| app.live.sites.site_of_origin(origin).is_none()) else { return };
    if let Some(site) = named.or_else(|| app.live.sites.site_near_origin(&origin)) {
        app.install_reports.unlisted_origin(&site.id, &origin, app.clock.now());
    }
}

/// Records a request of a page of the site, when the browser names the page as its source.
pub fn record_page_signal(app: &App, site: &Site, url: &str, sign: PageSignal, headers: &HeaderMap) {
    if comes_from_site(app, site, headers) {
        app.install_reports.page(&site.id, url, sign, app.clock.now());
    }
}

/// A page of the site asks for its comments. `canonical` is the address that it names and that was refused, or empty.
pub fn record_canonical_address(app: &App, site: &Site, url: &str, canonical: &str, headers: &HeaderMap) {
    if comes_from_site(app, site, headers) {
        // Only a web address that is no page of the site: anything else is no mistake that somebody could mend.
        let foreign = page::origin_of(canonical).is_some_and(|origin| !site.origins.contains(&origin));
        // Without what is somebody's own, as all addresses that are kept.
        let named = page::cleaned(canonical).filter(|_| foreign);
        app.install_reports.canonical(&site.id, url, named.as_ref().map(|named| named.url.as_str()));
    }
}

fn comes_from_site(app: &App, site: &Site, headers: &HeaderMap) -> bool {
    asking_origin(app, headers).is_some_and(|origin| site.origins.iter().any(|listed| listed == origin))
}

/// The origin of the page whose script asks, as its browser names it. Where the server lies below the page's own address, a
/// browser names none with a read, and says only that it is the same.
fn asking_origin<'r>(app: &'r App, headers: &'r HeaderMap) -> Option<&'r str> {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|header| header == value);
    let same = is("sec-fetch-site", "same-origin") && is("sec-fetch-dest", "empty");
    let own = (same && !headers.contains_key(http::header::ORIGIN)).then_some(app.config.public_origin.as_str());
    origin::of_request(headers).or(own)
}

/// The live state of the page asked for.
pub async fn live_page(app: &App, requested: &RequestedPage) -> Result<Arc<crate::live::WatchedPage>> {
    let id = (Arc::from(requested.site.id.as_str()), Arc::from(requested.page.key.as_str()));
    Ok(app.live.pages.current_page(id).await?)
}

/// Whether a page takes no comments: its thread is closed, or the whole site is, where perhaps nobody has spoken on it yet.
pub fn is_closed(app: &App, site: &str, thread: Option<&Thread>) -> bool {
    thread.map_or_else(|| app.site(site).is_some_and(|site| site.closed), |thread| thread.closed)
}
