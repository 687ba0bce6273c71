//! A public response: rendered once, stored in the encodings that browsers accept, and with an `ETag` derived from its
//! content.

use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use arc_swap::ArcSwapOption;
use axum::body::Body;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

use super::cross_origin;

/// Takes two milliseconds for a long page: for a page that has just changed.
const QUICK_BROTLI: u32 = 5;
/// Takes a hundred milliseconds: for a page that has not changed for a while.
const SLOW_BROTLI: u32 = 11;
/// How many requests make the slow compression worthwhile: one reader's single request does not.
const REQUESTS_BEFORE_SLOW: u32 = 4;
/// Shorter bodies do not get smaller.
const WORTH_COMPRESSING: usize = 200;

/// The content encoding of a body.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Encoding {
    /// `br`.
    Brotli,
    /// `gzip`.
    Gzip,
    /// Uncompressed.
    Plain,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Plain];

    /// The best one that the request accepts.
    pub fn of_request(headers: &HeaderMap) -> Self {
        let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let accepts = |name: &str| {
            accepted.split(',').any(|item| {
                let mut parts = item.split(';');
                let named = parts.next().is_some_and(|coding| coding.trim().eq_ignore_ascii_case(name));
                named && !parts.any(|weight| matches!(weight.trim(), "q=0" | "q=0.0"))
            })
        };
        if accepts("br") {
            Self::Brotli
        } else if accepts("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    /// Its name in `Content-Encoding`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }
}

/// A body and its headers.
pub struct CachedResponse {
    etag: HeaderValue,
    kind: HeaderValue,
    cache_control: HeaderValue,
    plain: Bytes,
    quick: OnceLock<Bytes>,
    slow: ArcSwapOption<Bytes>,
    gzip: OnceLock<Bytes>,
    /// How often it was sent in the quick compression.
    quick_responses: AtomicU32,
    claimed: AtomicBool,
}

impl CachedResponse {
    /// `kind` is its `Content-Type`, `cache_control` its `Cache-Control`.
    pub fn new(kind: &'static str, cache_control: HeaderValue, plain: impl Into<Bytes>) -> Self {
        let plain = plain.into();
        let hash = Sha256::digest(&plain);
        let name = URL_SAFE_NO_PAD.encode(&hash[..9]);
        // Weak: the same content in another encoding is the same response.
        let etag = HeaderValue::from_str(&format!("W/\"{name}\"")).unwrap_or(HeaderValue::from_static("W/\"\""));
        Self {
            etag,
            kind: HeaderValue::from_static(kind),
            cache_control,
            plain,
            quick: OnceLock::new(),
            slow: ArcSwapOption::empty(),
            gzip: OnceLock::new(),
            quick_responses: AtomicU32::new(0),
            claimed: AtomicBool::new(false),
        }
    }

    /// The same for a value as JSON.
    ///
    /// # Errors
    /// A value that JSON cannot hold.
    pub fn json(cache_control: HeaderValue, value: &impl serde::Serialize) -> serde_json::Result<Self> {
        Ok(Self::new("application/json", cache_control, serde_json::to_vec(value)?))
    }

    /// Its approximate cost in memory, in bytes.
    pub fn weight(&self) -> u32 {
        u32::try_from(self.plain.len() * 2 + 1_024).unwrap_or(u32::MAX)
    }

    /// Whether it has been requested so often that the slow compression is worthwhile, and no other caller does it. A
    /// caller that gets true compresses it, or [gives it up](Self::unclaim).
    pub fn claim(&self) -> bool {
        // Loaded before it is swapped: every request gets here, and most of them after it was claimed.
        let free = || !self.claimed.load(Ordering::Relaxed) && !self.claimed.swap(true, Ordering::Relaxed);
        self.quick_responses.load(Ordering::Relaxed) >= REQUESTS_BEFORE_SLOW && free()
    }

    /// It was not compressed: another caller may claim it.
    pub fn unclaim(&self) {
        self.claimed.store(false, Ordering::Relaxed);
    }

    /// Compresses it with the highest quality.
    pub fn compress_slowly(&self) {
        if self.plain.len() >= WORTH_COMPRESSING {
            self.slow.store(Some(std::sync::Arc::new(brotli(&self.plain, SLOW_BROTLI))));
        }
    }

    fn body(&self, encoding: Encoding) -> (Bytes, Option<&'static str>) {
        if self.plain.len() < WORTH_COMPRESSING {
            return (self.plain.clone(), None);
        }
        let bytes = match encoding {
            Encoding::Brotli => {
                if let Some(bytes) = self.slow.load().as_deref() {
                    bytes.clone()
                } else {
                    self.quick_responses.fetch_add(1, Ordering::Relaxed);
                    self.quick.get_or_init(|| brotli(&self.plain, QUICK_BROTLI)).clone()
                }
            }
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            Encoding::Plain => self.plain.clone(),
        };
        (bytes, encoding.name())
    }

    /// The response to a request with these headers.
    pub fn respond(&self, request: &HeaderMap) -> Response {
        let mut response = if self.client_has_it(request) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            let (bytes, encoding) = self.body(Encoding::of_request(request));
            let mut response = Response::new(Body::from(bytes));
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, self.kind.clone());
            if let Some(encoding) = encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            response
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::CACHE_CONTROL, self.cache_control.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
        cross_origin::allow_any_origin(headers);
        response
    }

    /// Whether the client has this very response already.
    fn client_has_it(&self, request: &HeaderMap) -> bool {
        let known = request.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let own = self.etag.to_str().unwrap_or_default();
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        !known.is_empty() && known.split(',').any(|tag| tag.trim() == "*" || opaque(tag) == opaque(own))
    }
}

fn brotli(plain: &[u8], quality: u32) -> Bytes {
    let mut packed = Vec::with_capacity(plain.len() / 3);
    let mut writer = brotli::CompressorWriter::new(&mut packed, 4_096, quality, 20);
    // Writing into memory cannot fail.
    let _ = writer.write_all(plain);
    drop(writer);
    packed.into()
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut writer = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 3), flate2::Compression::new(6));
    let _ = writer.write_all(plain);
    writer.finish().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::{CachedResponse, Encoding};
    use http::{HeaderMap, HeaderValue, StatusCode};

    fn headers(name: &'static str, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(http::HeaderName::from_static(name), HeaderValue::from_static(value))])
    }

    #[test]
    fn the_best_encoding_that_is_taken_is_chosen() {
        for (accepted, encoding) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip", Encoding::Gzip),
            ("br;q=0, gzip;q=0.5", Encoding::Gzip),
            ("identity", Encoding::Plain),
            ("", Encoding::Plain),
        ] {
            assert_eq!(Encoding::of_request(&headers("accept-encoding", accepted)), encoding, "{accepted}");
        }
    }

    #[test]
    fn only_a_repeated_request_claims_the_slow_compression_and_only_once() {
        let answer = CachedResponse::new("text/html", HeaderValue::from_static("no-cache"), "words ".repeat(100));
        let sent = || answer.respond(&headers("accept-encoding", "br")).headers()["content-encoding"] == "br";
        assert!((0..3).all(|_| sent() && !answer.claim()));
        assert!(sent() && answer.claim() && !answer.claim());
        answer.unclaim();
        assert!(answer.claim());
        answer.compress_slowly();
        assert!(sent() && !answer.claim());
    }

    #[test]
    fn a_response_that_the_client_has_is_not_sent_again() {
        let answer = CachedResponse::new("text/html", HeaderValue::from_static("no-cache"), "words");
        let etag = answer.respond(&HeaderMap::new()).headers()["etag"].clone();
        let again = HeaderMap::from_iter([(http::header::IF_NONE_MATCH, etag)]);
        assert_eq!(answer.respond(&again).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(answer.respond(&headers("if-none-match", "\"other\"")).status(), StatusCode::OK);
    }
}
