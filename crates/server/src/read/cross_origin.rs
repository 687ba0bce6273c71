//! Cross-origin headers of public responses.

use http::{HeaderMap, HeaderValue, header};

/// Lets every origin read a public response. Such a response never depends on the client.
pub fn allow_any_origin(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
}
