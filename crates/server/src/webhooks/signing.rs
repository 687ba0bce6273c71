//! Secrets and signatures of Standard Webhooks (<https://www.standardwebhooks.com>): `v1`, whose secret both sides have,
//! and `v1a`, where the receiver has a public key and can make no signature itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use porch_protocol::Timestamp;
use ring::signature::{Ed25519KeyPair, KeyPair};

use crate::storage::webhooks::Webhook;

/// How long the secret before a rotation goes on signing, in microseconds.
pub const ROTATION: i64 = 24 * 3_600 * Timestamp::SECOND;

/// What a secret of a pair of keys begins with: the seed and the public key stand behind it, 64 bytes in all.
const PAIR: &str = "whsk_";
const SEED_BYTES: usize = 32;

/// A fresh secret: 32 random bytes that both sides have, or a pair of keys.
pub fn new_secret(asymmetric: bool) -> Result<String, getrandom::Error> {
    let mut bytes = [0; SEED_BYTES];
    getrandom::fill(&mut bytes)?;
    if !asymmetric {
        return Ok(format!("whsec_{}", STANDARD.encode(bytes)));
    }
    // Any 32 bytes are a seed.
    let pair = Ed25519KeyPair::from_seed_unchecked(&bytes).map_err(|_| getrandom::Error::UNEXPECTED)?;
    Ok(format!("{PAIR}{}", STANDARD.encode([&bytes, pair.public_key().as_ref()].concat())))
}

/// Whether a secret is a pair of keys.
pub fn is_asymmetric(secret: &str) -> bool {
    secret.starts_with(PAIR)
}

/// What a receiver checks signatures with: the secret itself, or the public key of a pair.
pub fn checked_with(secret: &str) -> String {
    let public = pair(secret).map(|pair| format!("whpk_{}", STANDARD.encode(pair.public_key())));
    public.unwrap_or_else(|| secret.to_owned())
}

fn pair(secret: &str) -> Option<Ed25519KeyPair> {
    let bytes = STANDARD.decode(secret.strip_prefix(PAIR)?).ok()?;
    let (seed, public) = bytes.split_at_checked(SEED_BYTES)?;
    Ed25519KeyPair::from_seed_and_public_key(seed, public).ok()
}

/// One signature, with its version before it.
fn signature(secret: &str, id: &str, seconds: i64, body: &str) -> Option<String> {
    if is_asymmetric(secret) {
        let signed = pair(secret)?.sign(format!("{id}.{seconds}.{body}").as_bytes());
        return Some(format!("v1a,{}", STANDARD.encode(signed)));
    }
    standardwebhooks::Webhook::new(secret).ok()?.sign(id, seconds, body.as_bytes()).ok()
}

/// The headers of one try: the id of every try, this try's time, and a signature by each secret that counts.
///
/// None when a secret cannot be read, which only a change from outside can bring about.
pub fn headers(webhook: &Webhook, id: &str, body: &str, now: Timestamp) -> Option<HeaderMap> {
    let seconds = now.0.div_euclid(Timestamp::SECOND);
    let old = webhook.old_secret.as_ref().filter(|(_, until)| now < *until).map(|(secret, _)| secret);
    let secrets = std::iter::once(&webhook.secret).chain(old);
    let signatures: Option<Vec<_>> = secrets.map(|secret| signature(secret, id, seconds, body)).collect();
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(standardwebhooks::HEADER_WEBHOOK_ID, HeaderValue::from_str(id).ok()?);
    headers.insert(standardwebhooks::HEADER_WEBHOOK_TIMESTAMP, HeaderValue::from(seconds));
    let signatures = HeaderValue::from_str(&signatures?.join(" ")).ok()?;
    headers.insert(standardwebhooks::HEADER_WEBHOOK_SIGNATURE, signatures);
    Some(headers)
}
