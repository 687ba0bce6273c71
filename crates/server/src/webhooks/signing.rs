//! Secrets and signatures of Standard Webhooks (<https://www.standardwebhooks.com>): `v1` with a shared secret, and
//! `v1a`, where the receiver has only a public key and cannot sign itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use porch_protocol::Timestamp;
use ring::signature::{Ed25519KeyPair, KeyPair};

use porch_storage::webhooks::Webhook;

/// How long the previous secret still signs after a rotation, in microseconds.
pub const ROTATION: i64 = 24 * 3_600 * Timestamp::SECOND;

/// The prefix of a secret that is a key pair. The seed and the public key follow, 64 bytes in all.
const PAIR: &str = "whsk_";
const SEED_BYTES: usize = 32;

/// A new secret: 32 random bytes that are shared, or a key pair.
pub fn new_secret(asymmetric: bool) -> Result<String, getrandom::Error> {
    let mut bytes = [0; SEED_BYTES];
    getrandom::fill(&mut bytes)?;
    if !asymmetric {
        return Ok(format!("whsec_{}", STANDARD.encode(bytes)));
    }
    // Any 32 bytes are a valid seed.
    let pair = Ed25519KeyPair::from_seed_unchecked(&bytes).map_err(|_| getrandom::Error::UNEXPECTED)?;
    Ok(format!("{PAIR}{}", STANDARD.encode([&bytes, pair.public_key().as_ref()].concat())))
}

/// Whether a secret is a key pair.
pub fn is_asymmetric(secret: &str) -> bool {
    secret.starts_with(PAIR)
}

/// The key that a receiver checks signatures with: the secret itself, or the public key of a pair.
pub fn checked_with(secret: &str) -> String {
    let public = pair(secret).map(|pair| format!("whpk_{}", STANDARD.encode(pair.public_key())));
    public.unwrap_or_else(|| secret.to_owned())
}

fn pair(secret: &str) -> Option<Ed25519KeyPair> {
    let bytes = STANDARD.decode(secret.strip_prefix(PAIR)?).ok()?;
    let (seed, public) = bytes.split_at_checked(SEED_BYTES)?;
    Ed25519KeyPair::from_seed_and_public_key(seed, public).ok()
}

/// One signature, prefixed by its version.
fn signature(secret: &str, id: &str, seconds: i64, body: &str) -> Option<String> {
    if is_asymmetric(secret) {
        let signed = pair(secret)?.sign(format!("{id}.{seconds}.{body}").as_bytes());
        return Some(format!("v1a,{}", STANDARD.encode(signed)));
    }
    standardwebhooks::Webhook::new(secret).ok()?.sign(id, seconds, body.as_bytes()).ok()
}

/// The headers of one attempt: the message's id, the attempt's time, and a signature by each valid secret.
///
/// None when a secret cannot be parsed, which only a change of the database by another program can cause.
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
