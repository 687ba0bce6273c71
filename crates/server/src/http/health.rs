//! Whether the server lives, and whether it can serve.

use axum::extract::State;
use http::StatusCode;

use crate::App;

/// It lives.
#[utoipa::path(get, path = "/healthz", tag = "operating", responses((status = 200, description = "it lives")))]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// It can serve: the database answers, and it is not ending.
#[utoipa::path(get, path = "/readyz", tag = "operating",
    responses((status = 200, description = "it can serve"), (status = 503, description = "it cannot")))]
pub async fn readyz(State(app): State<App>) -> (StatusCode, &'static str) {
    if !app.ending.is_cancelled() && app.storage.is_ready().await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
    }
}
