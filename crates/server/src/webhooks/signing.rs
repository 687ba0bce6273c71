//! Secrets and signatures of Standard Webhooks (<https://www.standardwebhooks.com>), version `v1`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use porch_protocol::Timestamp;

use crate::storage::webhooks::Webhook;

/// How long the secret before a rotation goes on signing, in microseconds.
pub const ROTATION: i64 = 24 * 3_600 * Timestamp::SECOND;

/// A fresh secret of 32 random bytes, as it is shown once.
pub fn new_secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(format!("whsec_{}", STANDARD.encode(bytes)))
}

/// The headers of one try: the id of every try, this try's time, and a signature by each secret that counts.
///
/// None when a secret cannot be read, which only a change from outside can bring about.
pub fn headers(webhook: &Webhook, id: &str, body: &str, now: Timestamp) -> Option<HeaderMap> {
    let seconds = now.0.div_euclid(Timestamp::SECOND);
    let old = webhook.old_secret.as_ref().filter(|(_, until)| now < *until).map(|(secret, _)| secret);
    let mut signatures = Vec::new();
    for secret in std::iter::once(&webhook.secret).chain(old) {
        let signer = standardwebhooks::Webhook::new(secret).ok()?;
        signatures.push(signer.sign(id, seconds, body.as_bytes()).ok()?);
    }
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(standardwebhooks::HEADER_WEBHOOK_ID, HeaderValue::from_str(id).ok()?);
    headers.insert(standardwebhooks::HEADER_WEBHOOK_TIMESTAMP, HeaderValue::from(seconds));
    let signatures = HeaderValue::from_str(&signatures.join(" ")).ok()?;
    headers.insert(standardwebhooks::HEADER_WEBHOOK_SIGNATURE, signatures);
    Some(headers)
}
