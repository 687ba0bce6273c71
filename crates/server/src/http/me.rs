//! What only the person asking may know: their own comments, and what it takes to change them.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};
use porch_protocol::limits::HOUSE_RULES_UNTIL;
use porch_protocol::people::BanKind;
use porch_protocol::sign_in::{AccessToken, SignInProvider};
use porch_protocol::visitor_mail::StoredAboutMe;
use porch_protocol::{Author, ErrorCode, Me, MyComment};
use serde::Serialize;

use super::browser_request::BrowserRequest;
use super::error::{AppError, Result};
use super::provider_sign_in::offered;
use super::site::{NamedSite, RequestedPage, live_page};
use super::{asking_browser, origin, stored_about_me};
use crate::App;
use crate::talk::browser::Browser;
use crate::talk::moderate;
use crate::visitors::visitor_cookie::VisitorToken;
use porch_domain::comment::editable_until;
use porch_domain::moderation::checks;
use porch_domain::moderation::trust::standing;
use porch_storage::comments::StoredComment;
use porch_storage::sites::Site;

/// What a request for one's own things is about.
pub enum RequestedMe {
    /// A page.
    Page(RequestedPage),
    /// The whole site.
    Site(Arc<Site>),
}

impl FromRequestParts<App> for RequestedMe {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let query = parts.uri.query().unwrap_or_default();
        if url::form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "page") {
            return RequestedPage::from_request_parts(parts, app).await.map(Self::Page);
        }
        let named = NamedSite::from_request_parts(parts, app).await?;
        let found = || origin::of_request(&parts.headers).and_then(|origin| app.live.sites.site_of_origin(origin));
        named.0.or_else(found).map(Self::Site).ok_or(AppError::Refused(ErrorCode::SiteUnknown))
    }
}

impl RequestedMe {
    /// The site.
    pub(super) fn site(&self) -> &Site {
        match self {
            Self::Page(page) => &page.site,
            Self::Site(site) => site,
        }
    }

    /// The origin of the page that asks, which must be one of the site's. A page of the server's own origin sends none with
    /// a read. Two of them are not none.
    pub(super) fn origin<'h>(&self, app: &App, headers: &'h HeaderMap) -> Result<Option<&'h str>> {
        if !headers.contains_key(header::ORIGIN) {
            return Ok(None);
        }
        origin::allowed(headers, self.site(), &app.config.public_origin).map(Some)
    }
}

/// What is a visitor's own of a page, and how they may sign in. That is for the part of the widget which is loaded for it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct MeOnPage {
    #[serde(flatten)]
    me: Me,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    providers: Vec<SignInProvider>,
}

/// What a visitor is told about themselves.
#[derive(Serialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum AboutMe {
    /// What is theirs of a page.
    Page(Box<MeOnPage>),
    /// What is stored about them.
    Stored(Box<StoredAboutMe>),
}

/// One's own comments of a page, or without a page what is stored about oneself. Credentialed, and kept nowhere.
#[utoipa::path(
    get, path = "/v1/sites/{site}/me", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`"),
           ("page" = Option<String>, Query, description = "the page's raw address, or a key of the owner's"),
           ("origin" = Option<String>, Query, description = "the embedding page's origin, where it is not that of `page`")),
    responses((status = 200, body = AboutMe), (status = 403, body = porch_protocol::Problem))
)]
pub async fn get_me(State(app): State<App>, requested: RequestedMe, headers: HeaderMap) -> Result<Response> {
    let origin = requested.origin(&app, &headers)?;
    let browser = asking_browser::load(&app, (&requested.site().id, origin), &headers).await?;
    let me = match &requested {
        RequestedMe::Page(page) => {
            let me = of_page(&app, page, &browser).await?;
            AboutMe::Page(Box::new(MeOnPage { me, providers: offered(&app) }))
        }
        RequestedMe::Site(site) => AboutMe::Stored(Box::new(stored_about_me::load(&app, &site.id, &browser).await?)),
    };
    let mut response = axum::Json(me).into_response();
    if let Some(origin) = origin {
        origin::allow_cors(&mut response, origin);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// Makes somebody new known, before their first words: the guest's cookie is then there although the answer to the words
/// may be lost, and a repeat of the words needs to give nothing away. Stores nothing.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "the browser has a guest's cookie now, or had one"),
              (status = 403, body = porch_protocol::Problem), (status = 429, body = porch_protocol::Problem))
)]
pub async fn register_visitor(request: BrowserRequest) -> Result<Response> {
    request.app.limits.lookup(&request.site, request.from)?;
    Ok(request.keep_cookie(http::StatusCode::NO_CONTENT.into_response()).await)
}

/// A token for a browser that keeps no cookie: on pages of this origin it is somebody new by it, for ten minutes, and whoever
/// signs in with it in the header `Authorization`. Nothing is stored, and a cookie that comes along counts for nothing.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/token", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 200, body = AccessToken), (status = 403, body = porch_protocol::Problem),
              (status = 429, body = porch_protocol::Problem))
)]
pub async fn make_token(request: BrowserRequest) -> Result<Response> {
    request.app.limits.lookup(&request.site, request.from)?;
    let token = request.issue(&VisitorToken::random()?);
    Ok(request.answer_without_cookie(axum::Json(AccessToken { token }).into_response()))
}

/// What is a browser's own of a page.
async fn of_page(app: &App, asked: &RequestedPage, browser: &Browser) -> Result<Me> {
    let me = if browser.known {
        load(app, asked, browser).await?
    } else {
        Me { hold: asked.site.hold.to_protocol(), ..Me::default() }
    };
    let mail = if browser.signed_in { app.storage.visitor_mail(&asked.site.id, &browser.person).await? } else { None };
    let mail = mail.is_some_and(|mail| mail.confirmed_at.is_some());
    let name = match me.name {
        None if browser.signed_in => app.storage.stated_name(&asked.site.id, &browser.person).await?,
        name => name,
    };
    let mail_possible = app.mailer.is_some();
    let sign_in_possible = mail_possible || !app.providers.all().is_empty();
    Ok(Me { name, mail, signed_in: browser.signed_in, mail_possible, sign_in_possible, ..me })
}

async fn load(app: &App, requested: &RequestedPage, browser: &Browser) -> Result<Me> {
    let person = browser.person.as_str();
    let name = app.storage.name_of(&requested.site.id, person).await?;
    let page = live_page(app, requested).await?;
    let comments = match page.thread() {
        Some(thread) => app.storage.own_comments(&requested.site.id, thread.id, person).await?,
        None => Vec::new(),
    };
    let standing = match &name {
        Some(_) => Some(standing(app.storage.history(&requested.site.id, person).await?, app.clock.now())),
        None => None,
    };
    let regular = standing.as_ref().is_some_and(|standing| standing.published >= HOUSE_RULES_UNTIL);
    let hold = requested.site.hold.to_protocol();
    let thread = page.thread();
    let wait = match moderate::slow_mode(app, &requested.site.id, thread.as_deref()) {
        Some(pace) => {
            let within = thread.filter(|_| !pace.everywhere).map(|thread| thread.id);
            let last = app.storage.last_post(&requested.site.id, person, within).await?;
            checks::wait(pace.seconds, last, app.clock.now())
        }
        None => 0,
    };
    let ids: Vec<_> = comments.iter().map(|comment| comment.id).collect();
    let deciders = if ids.is_empty() { Vec::new() } else { app.storage.deciders(&requested.site.id, &ids).await? };
    let banned = app.rules(&requested.site.id).ban(BanKind::Person, person, app.clock.now()).is_some();
    let comments = comments.into_iter().map(|comment| my_comment(comment, browser.signed_in)).collect();
    Ok(Me { guest: name.is_some(), name, standing, regular, hold, wait, banned, comments, deciders, ..Me::default() })
}

fn my_comment(comment: StoredComment, confirmed: bool) -> MyComment {
    MyComment {
        id: comment.id,
        parent: comment.parent,
        version: comment.version,
        status: comment.status,
        source: comment.source,
        body: comment.tree,
        author: Author { confirmed, ..Author::visitor(comment.name) },
        posted_at: comment.posted_at,
        edited_at: comment.edited_at,
        reason: comment.reason,
        editable_until: editable_until(comment.posted_at),
        second_look: comment.second_look_at.is_some(),
    }
}
