//! What a page of a site reports about itself, for the team's list of checks: whether the widget runs there, or the page's
//! Content-Security-Policy keeps it from running. No policy is read here, and no page is fetched.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::Problem;
use porch_protocol::site_settings::WritingCheck;

use super::error::Result;
use super::origin;
use super::request::Query;
use super::site::{WritableSite, record_page_signal};
use crate::App;
use crate::install_check::PageSignal;
use crate::visitors::client_address::ClientAddress;
use porch_domain::page::page_of_site;

/// The report of a page.
#[derive(serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WritingCheckReport {
    /// The page's raw address, or a key of the owner's.
    page: String,
    /// `works` or `blocked`.
    is: WritingCheck,
}

/// Reports whether people can write on a page. Nothing is stored: the team sees it in its list of checks for a day, until the
/// same page reports otherwise. Only pages of the site's own addresses count.
#[utoipa::path(
    post, path = "/v1/sites/{site}/writing", tag = "writing",
    params(("site" = String, Path, description = "the site's name, or `-`"), WritingCheckReport),
    responses((status = 204, description = "it was heard"), (status = 400, description = "page-not-allowed", body = Problem),
              (status = 403, description = "origin-not-allowed", body = Problem),
              (status = 429, description = "rate-limited", body = Problem))
)]
pub async fn report_writing_check(
    State(app): State<App>,
    WritableSite { site, origin }: WritableSite,
    from: ClientAddress,
    Query(report): Query<WritingCheckReport>,
    headers: HeaderMap,
) -> Result<Response> {
    app.limits.install_report(&site.id, from)?;
    let page = page_of_site(&report.page, &site.origins)?;
    record_page_signal(&app, &site, &page.url, PageSignal::Writing(report.is), &headers);
    let mut response = StatusCode::NO_CONTENT.into_response();
    origin::allow_cors(&mut response, &origin);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
