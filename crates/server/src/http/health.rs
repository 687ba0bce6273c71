//! Whether the process runs, and whether it can serve.

use axum::extract::State;
use http::StatusCode;

use crate::App;

/// Whether the process runs.
#[utoipa::path(get, path = "/healthz", tag = "operating", responses((status = 200, description = "it runs")))]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// It can serve: the database answers and takes writes, and the server is not ending. What cannot be done, and what the
/// operator can do about it, stands in the answer. Nothing is written to find out: while writing fails the writer tries it
/// each second.
#[utoipa::path(get, path = "/readyz", tag = "operating",
    responses((status = 200, description = "it can serve"), (status = 503, description = "it cannot, and why")))]
pub async fn readyz(State(app): State<App>) -> (StatusCode, String) {
    match app.readiness().await {
        Ok(()) => (StatusCode::OK, "ready\n".to_owned()),
        Err(why) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready\n{why}\n")),
    }
}
