//! How a visitor sets the line about themselves.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use porch_protocol::Problem;
use porch_protocol::author_card::SetAbout;

use super::error::Result;
use super::origin;
use super::request::Json;
use super::site::WritableSite;
use crate::App;
use crate::talk;
use crate::talk::browser::Browser;
use crate::visitors::client_address::ClientAddress;
use porch_storage::sites::Site;

/// Sets the line that the profile card of one's comments shows; an empty one removes it.
#[utoipa::path(
    post, path = "/v1/sites/{site}/me/about", tag = "writing", request_body = SetAbout,
    params(("site" = String, Path, description = "the site's name, or `-`")),
    responses((status = 204, description = "stored; it shows beside published comments"),
              (status = 403, description = "banned", body = Problem),
              (status = 404, description = "person-unknown: has written nothing here", body = Problem),
              (status = 422, description = "too long, or with a link, a name of the team or a word that the site holds",
               body = Problem),
              (status = 429, body = Problem))
)]
pub async fn set_about(
    State(app): State<App>,
    written: WritableSite,
    from: ClientAddress,
    headers: HeaderMap,
    Json(asked): Json<SetAbout>,
) -> Result<Response> {
    let site: &Site = &written.site;
    let browser = Browser::load(&app, &site.id, app.visitor_cookies.of_request(&headers)).await?;
    talk::about::set_about(&app, (site, &browser), from, &asked.about).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    origin::allow_cors(&mut response, &written.origin);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
