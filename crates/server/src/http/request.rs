//! What a request that changes something must bring: JSON, a key, and nothing more than fits.

use axum::extract::rejection::BytesRejection;
use axum::extract::{self, FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, header};
use porch_protocol::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::{AppError, Result};
use crate::App;
use porch_storage::idempotency::Key;

/// The most bytes of a request's body.
pub const MOST_BYTES: usize = 32 * 1_024;

/// A JSON body. Unlike axum's, its refusals are problem details.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        if !is_json(request.headers()) {
            return Err(AppError::Refused(ErrorCode::UnsupportedMediaType));
        }
        let bytes = Bytes::from_request(request, app).await.map_err(|error| unreadable(&error))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|_| AppError::Refused(ErrorCode::Malformed))
    }
}

/// The query of an address. Unlike axum's, its refusals are problem details.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let read = extract::Query::try_from_uri(&parts.uri);
        read.map(|extract::Query(query)| Self(query)).map_err(|_| AppError::Refused(ErrorCode::Malformed))
    }
}

/// The names in the path of an address. Unlike axum's, its refusals are problem details: a name that cannot be is that of
/// nothing.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let read = extract::Path::from_request_parts(parts, app).await;
        read.map(|extract::Path(names)| Self(names)).map_err(|_| AppError::Refused(ErrorCode::NotFound))
    }
}

/// Why a body could not be read to its end.
pub fn unreadable(error: &BytesRejection) -> AppError {
    let too_large = error.status() == http::StatusCode::PAYLOAD_TOO_LARGE;
    AppError::Refused(if too_large { ErrorCode::RequestTooLarge } else { ErrorCode::Malformed })
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// `Idempotency-Key`: random, at least 122 bits, which is 22 characters of base64 or a UUID.
pub struct IdempotencyKey(pub String);

impl FromRequestParts<App> for IdempotencyKey {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let value = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok());
        // The header's own grammar quotes it; a bare one means the same.
        let key = value.unwrap_or_default().trim().trim_matches('"');
        let plain = key.bytes().all(|byte| byte.is_ascii_graphic());
        if !plain || !(22..=128).contains(&key.len()) {
            return Err(AppError::Refused(ErrorCode::IdempotencyKeyInvalid));
        }
        Ok(Self(key.to_owned()))
    }
}

impl IdempotencyKey {
    /// What is stored of the key and of the request it came with: hashes.
    pub fn with(&self, method: &str, target: &str, body: &impl Serialize) -> Result<Key> {
        Ok(Key::of_request(&self.0, method, target, body)?)
    }
}
