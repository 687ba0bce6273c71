//! A request by which a visitor's browser changes something about its own person: whom it stands for, and an answer that
//! keeps or changes its cookie.

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderValue, header};

use super::error::{AppError, Result};
use super::origin;
use super::site::WritableSite;
use crate::App;
use crate::talk::browser::Browser;
use crate::visitors::client_address::ClientAddress;
use crate::visitors::visitor_cookie::VisitorToken;

/// Such a request: its origin is on the site's list, or is the server's own.
pub struct BrowserRequest {
    pub(super) app: App,
    /// The site, by its id.
    pub(super) site: String,
    /// Where it comes from.
    pub(super) from: ClientAddress,
    pub(super) browser: Browser,
    /// The origin of the page.
    pub(super) origin: String,
}

impl FromRequestParts<App> for BrowserRequest {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let WritableSite { site, origin } = WritableSite::from_request_parts(parts, app).await?;
        let from = ClientAddress::from_request_parts(parts, app).await?;
        let browser = Browser::load(app, &site.id, app.visitor_cookies.of_request(&parts.headers)).await?;
        Ok(Self { app: app.clone(), site: site.id.clone(), from, browser, origin })
    }
}

impl BrowserRequest {
    /// The site and the browser, as acts of visitors take them.
    pub(super) fn asker(&self) -> (&str, &Browser) {
        (&self.site, &self.browser)
    }

    /// An answer that its page may read, and that gives the browser this guest's cookie.
    pub(super) fn answer(&self, mut response: Response, guest: &VisitorToken) -> Response {
        origin::allow_cors(&mut response, &self.origin);
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(cookie) = self.app.visitor_cookies.cookie(guest) {
            headers.insert(header::SET_COOKIE, cookie);
        }
        response
    }
}
