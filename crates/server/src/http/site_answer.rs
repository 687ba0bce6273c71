//! Answers about a whole site: made once for each state of its log, and so for each change at once.

use std::sync::Arc;

use porch_protocol::ErrorCode;

use super::error::{AppError, Result};
use crate::App;
use crate::read::cache::SiteRepresentation;
use crate::read::cached_response::CachedResponse;
use porch_storage::sites::Site;

/// The answer for the present state of the site.
pub(super) async fn current_answer(
    app: &App,
    site: &Site,
    what: SiteRepresentation,
    make: impl Future<Output = Result<CachedResponse>>,
) -> Result<Arc<CachedResponse>> {
    // Read first: what is read afterwards is of this state, or of a newer one, which is asked for by another name.
    let end = app.storage.end_of_log(&site.id).await?.ok_or(AppError::Refused(ErrorCode::SiteUnknown))?;
    Ok(app.cached.site_answer(&site.id, end, what, make).await?)
}
