//! A site's switches and addresses, as its people set them, and what its pages reported.

use axum::Json as Answer;
use axum::extract::State;
use http::HeaderMap;
use porch_protocol::site_settings::{InstallCheck, ReportedPage, SetSite, Setting, SiteSettings, UnlistedOrigin};
use porch_protocol::{ErrorCode, Problem, Timestamp};

use super::signed_in_member::TeamMember;
use crate::http::error::{AppError, Result};
use crate::http::request::Json;
use crate::team::settings;
use crate::{App, language};
use porch_domain::moderation::origins::looks_like;
use porch_domain::team::{Right, may};

/// Settings in one change.
const MOST_AT_ONCE: usize = 300;

/// The site as it is set.
#[utoipa::path(get, path = "/v1/host/site", tag = "host",
    responses((status = 200, body = SiteSettings), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_site_settings(State(app): State<App>, staff: TeamMember) -> Result<Answer<SiteSettings>> {
    staff.require(Right::See)?;
    settings_of(&app, &staff).await.map(Answer)
}

/// Changes the site: all that is named, or nothing. Answers the site as it is set now.
#[utoipa::path(patch, path = "/v1/host/site", tag = "host", request_body = SetSite,
    responses((status = 200, body = SiteSettings), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 422, description = "setting-invalid", body = Problem)))]
pub async fn set_site_settings(
    State(app): State<App>,
    staff: TeamMember,
    headers: HeaderMap,
    Json(request): Json<SetSite>,
) -> Result<Answer<SiteSettings>> {
    staff.require(Right::Set)?;
    if !(1..=MOST_AT_ONCE).contains(&request.settings.len()) {
        return Err(AppError::Refused(ErrorCode::Malformed));
    }
    let named: Vec<_> = request.settings.into_iter().map(|setting| (setting.key, setting.value)).collect();
    let language = language::wanted(None, &headers);
    settings::set_from(&app, &staff.member.site, &named, &staff.member.person, Some(language)).await?;
    settings_of(&app, &staff).await.map(Answer)
}

async fn settings_of(app: &App, staff: &TeamMember) -> Result<SiteSettings> {
    let site = app.site(&staff.member.site).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let may_change = may(staff.member.role, Right::Set);
    let listed = settings::list(app, &site).await?;
    let owner = app.storage.owner_mail(&site.id).await?;
    Ok(SiteSettings {
        server: app.config.public_url.clone(),
        name: site.shown_name(),
        origins: site.origins.clone(),
        settings: listed.into_iter().map(|(key, value)| Setting { key: key.to_owned(), value }).collect(),
        // An address is for those who may change it.
        notified: owner.filter(|_| may_change).map(|owner| owner.addresses).unwrap_or_default(),
        sends_mail: app.mailer.is_some(),
        may_change,
    })
}

/// What the site's pages reported in the last day, since the server was started.
#[utoipa::path(get, path = "/v1/host/site/heard", tag = "host",
    responses((status = 200, body = InstallCheck), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn get_install_check(State(app): State<App>, staff: TeamMember) -> Result<Answer<InstallCheck>> {
    staff.require(Right::See)?;
    let site = app.site(&staff.member.site).ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    let now = app.clock.now();
    let (pages, strangers) = app.install_reports.of_site(&site.id, now);
    let pages = pages.into_iter().map(|page| {
        let (reads, writing) = (page.reads(), page.writing(now));
        ReportedPage { url: page.url, canonical: page.canonical, at: page.at, reads, writing }
    });
    let strangers = strangers.into_iter().filter(|(origin, _)| !site.origins.contains(origin));
    Ok(Answer(InstallCheck {
        pages: pages.collect(),
        unlisted_origins: strangers.map(|(origin, at)| unlisted_origin(origin, at, &site.origins)).collect(),
    }))
}

fn unlisted_origin(origin: String, at: Timestamp, own: &[String]) -> UnlistedOrigin {
    let looks_like = looks_like(&origin, own).map(str::to_owned);
    UnlistedOrigin { origin, at, looks_like }
}
