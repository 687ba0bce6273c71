//! The loader and its chunks: hashed, compressed when they were built, and immutable.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use porch_protocol::ErrorCode;

use super::error::{AppError, Result};
use crate::App;
use crate::assets::{self, Asset};
use crate::read::cache::IMMUTABLE;
use crate::read::cached_response::Encoding;
use crate::read::cross_origin;

/// The newest loader: an hour, and a day more while it is asked for again.
const NEWEST: HeaderValue = HeaderValue::from_static("public, max-age=3600, stale-while-revalidate=86400");

/// `/v1/embed.js`: the newest loader of this major version.
#[utoipa::path(get, path = "/v1/embed.js", tag = "embedding",
    responses((status = 200, description = "the loader", content_type = "text/javascript")))]
pub async fn get_loader(headers: HeaderMap) -> Result<Response> {
    let loader = assets::find(assets::build().loader.path).ok_or(AppError::Refused(ErrorCode::NotFound))?;
    Ok(send(loader, NEWEST, &headers))
}

/// A hashed chunk, or the loader of one version. Those of the two builds before are kept beside the database, for pages
/// that were rendered for them.
pub async fn get_file(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response> {
    if let Some(asset) = assets::find(uri.path()) {
        return Ok(send(asset, IMMUTABLE, &headers));
    }
    let name = uri.path().strip_prefix("/a/").ok_or(AppError::Refused(ErrorCode::NotFound))?;
    let kept = app.old_builds.find(name).ok_or(AppError::Refused(ErrorCode::NotFound))?;
    let bytes = app.cached.file(name, &kept).await.map_err(|_| AppError::Refused(ErrorCode::NotFound))?;
    let mime = match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => return Err(AppError::Refused(ErrorCode::NotFound)),
    };
    let mut response = bytes.into_response();
    describe(response.headers_mut(), mime, IMMUTABLE);
    Ok(response)
}

fn send(asset: &'static Asset, keep: HeaderValue, request: &HeaderMap) -> Response {
    let etag = HeaderValue::from_str(&format!("\"{}\"", asset.integrity)).unwrap_or(HeaderValue::from_static("\"\""));
    let known = request.get(header::IF_NONE_MATCH).is_some_and(|known| *known == etag);
    let encoding = Encoding::of_request(request);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let bytes = match encoding {
            Encoding::Brotli => asset.br,
            Encoding::Gzip => asset.gz,
            Encoding::Plain => asset.raw,
        };
        let mut response = Bytes::from_static(bytes).into_response();
        if let Some(name) = encoding.name() {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    };
    describe(response.headers_mut(), asset.mime, keep);
    response.headers_mut().insert(header::ETAG, etag);
    response
}

fn describe(headers: &mut HeaderMap, mime: &'static str, keep: HeaderValue) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(header::CACHE_CONTROL, keep);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    cross_origin::allow_any_origin(headers);
}
