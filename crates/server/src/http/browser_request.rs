//! A request by which a visitor's browser changes something about its own person: whom it stands for, and an answer that
//! keeps or changes its cookie.

use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderValue, header};

use super::error::{AppError, Result};
use super::site::WritableSite;
use super::{asking_browser, origin};
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
        let browser = asking_browser::load(app, (&site.id, Some(&origin)), &parts.headers).await?;
        Ok(Self { app: app.clone(), site: site.id.clone(), from, browser, origin })
    }
}

impl BrowserRequest {
    /// The site and the browser, as acts of visitors take them.
    pub(super) fn asker(&self) -> (&str, &Browser) {
        (&self.site, &self.browser)
    }

    /// A token for this guest, where the browser keeps no cookie.
    pub(super) fn token(&self, guest: &VisitorToken) -> Option<String> {
        self.browser.by_token.then(|| self.issue(guest))
    }

    /// The same, for any browser that asks for one.
    pub(super) fn issue(&self, guest: &VisitorToken) -> String {
        let guest = self.app.visitor_cookies.id(&self.site, guest);
        self.app.access_tokens.issue((&self.site, &self.origin), &guest, self.app.clock.now())
    }

    /// An answer that its page may read, and that gives the browser this guest's cookie, if it keeps any.
    pub(super) fn answer(&self, response: Response, guest: &VisitorToken) -> Response {
        let mut response = self.answer_without_cookie(response);
        let cookie = self.app.visitor_cookies.cookie(guest).filter(|_| !self.browser.by_token);
        if let Some(cookie) = cookie {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// An answer that its page may read, and by which the browser keeps its guest's cookie, or gets one.
    pub(super) async fn keep_cookie(&self, response: Response) -> Response {
        let mut response = self.answer_without_cookie(response);
        if let Some(cookie) = own_cookie(&self.app, &self.site, &self.browser).await {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// An answer that its page may read.
    pub(super) fn answer_without_cookie(&self, mut response: Response) -> Response {
        origin::allow_cors(&mut response, &self.origin);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// The cookie of a browser's own guest; none where it keeps none, or where a new one would lose what the browser is on other
/// sites.
pub(super) async fn own_cookie(app: &App, site: &str, browser: &Browser) -> Option<HeaderValue> {
    if browser.by_token {
        return None;
    }
    if let Err(error) = browser.keep_other_sites(app, site).await {
        tracing::warn!(%error, "a browser got no new cookie: it could not be kept on the other sites");
        return None;
    }
    app.visitor_cookies.cookie(&browser.guest)
}
