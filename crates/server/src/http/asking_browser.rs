//! Which browser asks: by its cookie, or where it keeps none, by a token (`visitors/access_tokens.rs`).

use http::{HeaderMap, header};
use porch_protocol::ErrorCode;

use super::error::{AppError, Result};
use crate::App;
use crate::talk::browser::Browser;

/// The browser that asks something of a site, from a page of this origin. One that names none is the server's own: a browser names
/// no origin in a read of the page's own.
pub(super) async fn load(app: &App, (site, origin): (&str, Option<&str>), headers: &HeaderMap) -> Result<Browser> {
    let Some(token) = bearer(headers) else {
        return Ok(Browser::load(app, site, app.visitor_cookies.of_request(headers)).await?);
    };
    let origin = origin.unwrap_or(&app.config.public_origin);
    let guest = app.access_tokens.verify((site, origin), token, app.clock.now());
    let guest = guest.ok_or(AppError::Refused(ErrorCode::SignInAgain))?;
    Ok(Browser::load_by_token(app, site, guest).await?)
}

/// The token of a request. Another scheme is that of a proxy before the server. The scheme's case does not count (RFC 9110,
/// section 11.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim_start())
}
