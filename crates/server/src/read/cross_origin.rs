//! Headers of what every page may read.

use http::{HeaderMap, HeaderValue, header};

/// Lets every page read a public answer. Such an answer never depends on who asks.
pub fn let_everyone_read(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
}
