//! Used challenges of proofs of work and of passkeys: each challenge is valid once, and is deleted when it has expired.

use std::collections::HashSet;
use std::sync::Arc;

use porch_protocol::Timestamp;
use serde_json::{Value, json};

use super::database;
use super::posts::PostJob;
use super::{Result, Storage, Tx, WriteError, WriteScope};

/// How much longer than it is valid a challenge is stored, in microseconds: the clock may be set back.
const EXTRA_RETENTION: i64 = 3_600 * Timestamp::SECOND;

/// Which challenges of these posts were used before, as (site, challenge).
pub(super) async fn used_challenges(tx: &mut Tx, jobs: &[PostJob]) -> Result<HashSet<(Arc<str>, String)>> {
    let brought = jobs.iter().filter_map(|job| Some(json!([job.site, job.proof.as_ref()?.challenge])));
    let brought: Vec<Value> = brought.collect();
    if brought.is_empty() {
        return Ok(HashSet::new());
    }
    let found = database::query(
        "select s.site_id, s.challenge from json_each($1) j
         join spent_proofs s on s.site_id = j.value ->> 0 and s.challenge = j.value ->> 1",
    )
    .bind(Value::Array(brought).to_string())
    .fetch_all(tx)
    .await?;
    found.iter().map(|row| Ok((Arc::from(row.try_get::<&str>("site_id")?), row.try_get("challenge")?))).collect()
}

/// Stores the used challenges: rows of site, challenge and its end.
pub(super) async fn store_used_challenges(tx: &mut Tx, rows: Vec<Value>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    database::query(
        "insert into spent_proofs (site_id, challenge, expires_at)
         select value ->> 0, value ->> 1, cast(value ->> 2 as bigint) from json_each($1)",
    )
    .bind(Value::Array(rows).to_string())
    .execute(tx)
    .await?;
    Ok(())
}

/// Uses up a challenge that is checked elsewhere. False when it was used before.
pub(super) async fn use_challenge(tx: &mut Tx, site: &str, challenge: &str, expires_at: Timestamp) -> Result<bool> {
    let spent = database::query(
        "insert into spent_proofs (site_id, challenge, expires_at) values ($1, $2, $3) on conflict do nothing",
    );
    Ok(spent.bind(site).bind(challenge).bind(expires_at.0).execute(tx).await? == 1)
}

impl Storage {
    /// Deletes expired challenges. Returns their number.
    pub async fn forget_spent_proofs(&self, now: Timestamp) -> std::result::Result<u64, WriteError> {
        self.writer
            .write_low_priority(WriteScope::Server, (), move |tx, ()| {
                Box::pin(async move {
                    let deleted = database::query(
                        "delete from spent_proofs where (site_id, challenge) in
                         (select site_id, challenge from spent_proofs where expires_at < $1 limit 5000)",
                    )
                    .bind(now.0 - EXTRA_RETENTION)
                    .execute(tx)
                    .await?;
                    Ok(deleted)
                })
            })
            .await
    }
}
