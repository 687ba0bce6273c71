//! Idempotency keys of requests: a repeat gets the first answer. They are stored for 72 hours, longer than a widget
//! retries.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Timestamp};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::database::{self, Row};
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// How long a key is stored, in microseconds.
const RETENTION: i64 = 72 * 3_600 * Timestamp::SECOND;

/// A key and the request that it belongs to.
#[derive(Clone, Debug)]
pub struct Key {
    /// Hash of the key.
    pub key_hash: String,
    /// Hash of the request's method, target and body.
    pub request_hash: String,
}

impl Key {
    /// The hashes of a key and of the request that it came with.
    ///
    /// # Errors
    /// When the body cannot be written as JSON.
    pub fn of_request(key: &str, method: &str, target: &str, body: &impl Serialize) -> serde_json::Result<Self> {
        let body = serde_json::to_vec(body)?;
        let mut request = Sha256::new();
        for part in [method.as_bytes(), target.as_bytes(), &body] {
            // With its length, so that no two lists of parts run together into one.
            request.update((part.len() as u64).to_be_bytes());
            request.update(part);
        }
        Ok(Self { key_hash: encoded(&Sha256::digest(key)), request_hash: encoded(&request.finalize()) })
    }
}

fn encoded(hash: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
}

/// The earlier use of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriorRequest {
    /// None.
    None,
    /// The same request: the thread's rev after it.
    Same(Option<i64>),
    /// Another request.
    Other,
}

/// Looks a key up inside the transaction that would use it.
pub(super) async fn earlier(tx: &mut Tx, site: &str, key: &Key) -> Result<PriorRequest> {
    let row = database::query("select request_hash, rev from idempotency where site_id = $1 and key_hash = $2")
        .bind(site)
        .bind(&key.key_hash)
        .fetch_optional(tx)
        .await?;
    let Some(row) = row else { return Ok(PriorRequest::None) };
    let same = row.try_get::<&str>("request_hash")? == key.request_hash;
    Ok(if same { PriorRequest::Same(row.try_get("rev")?) } else { PriorRequest::Other })
}

/// Stores a key together with the result of its request.
pub(super) async fn record_key(
    tx: &mut Tx,
    site: &str,
    key: &Key,
    comment: CommentId,
    rev: Option<i64>,
    at: Timestamp,
) -> Result<()> {
    database::query(
        "insert into idempotency (site_id, key_hash, request_hash, comment_id, status, rev, created_at)
         values ($1, $2, $3, $4, 200, $5, $6)",
    )
    .bind(site)
    .bind(&key.key_hash)
    .bind(&key.request_hash)
    .bind(comment.to_string())
    .bind(rev)
    .bind(at.0)
    .execute(tx)
    .await?;
    Ok(())
}

/// The stored result of a request with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Used {
    /// Hash of the request.
    pub request_hash: String,
    /// The comment that was posted or changed.
    pub comment: CommentId,
    /// Whether the request published it.
    pub published: bool,
    /// The thread's rev after it, when the change is public.
    pub rev: Option<i64>,
    /// Why it was held.
    pub hold: Option<HoldReason>,
}

impl Storage {
    /// The earlier use of a key. This check runs outside of the transaction that would use the key: for simultaneous
    /// requests [`earlier`] decides.
    pub async fn used_key(&self, site: &str, key_hash: &str) -> Result<Option<Used>> {
        if self.used_keys.is_new(&self.readers, site, key_hash).await? {
            return Ok(None);
        }
        let row = database::query(
            "select request_hash, comment_id, status, rev, reason from idempotency where site_id = $1 and key_hash = $2",
        )
        .bind(site)
        .bind(key_hash)
        .fetch_optional(&self.readers)
        .await?;
        let used = |row: Row| {
            let reason: Option<String> = row.try_get("reason")?;
            Ok(Used {
                request_hash: row.try_get("request_hash")?,
                comment: row.comment_id("comment_id")?,
                published: row.try_get::<i64>("status")? == 201,
                rev: row.try_get("rev")?,
                hold: reason.as_deref().and_then(HoldReason::from_word),
            })
        };
        row.map(used).transpose()
    }

    /// Whether a key was used here, and for which comment: a repeat costs no rate limit and no new thread.
    pub async fn comment_of_key(&self, site: &str, key_hash: &str) -> Result<Option<CommentId>> {
        if self.used_keys.is_new(&self.readers, site, key_hash).await? {
            return Ok(None);
        }
        let row = database::query("select comment_id from idempotency where site_id = $1 and key_hash = $2")
            .bind(site)
            .bind(key_hash)
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| row.comment_id("comment_id")).transpose()
    }

    /// Deletes keys that are too old for a retry. Returns their number.
    pub async fn forget_old_keys(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        let forgotten = self
            .writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let deleted = database::query(
                        "delete from idempotency where (site_id, key_hash) in
                         (select site_id, key_hash from idempotency where created_at < $1 limit 5000)",
                    )
                    .bind(now.0 - RETENTION)
                    .execute(tx)
                    .await?;
                    Ok(deleted)
                })
            })
            .await?;
        if forgotten > 0 {
            self.used_keys.forgotten();
        }
        Ok(forgotten)
    }
}
