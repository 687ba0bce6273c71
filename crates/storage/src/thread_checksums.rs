//! A checksum of each thread: a hash of its comments, and its last event in the log. Comments change only with an event, so
//! a thread with another hash at the same event was changed by another program.

use std::collections::HashMap;

use futures_util::TryStreamExt;

use super::database::{self, Snapshot};
use super::{Result, Storage};

/// A site and a thread of it.
pub type ThreadName = (String, String);

/// The state of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadChecksum {
    /// The number of its last event.
    seq: i64,
    /// The hash of the texts, authors, statuses and times of its comments.
    hash: [u8; 16],
}

/// The threads whose comments have changed without an event in the log.
pub fn changed_without_event<'s>(
    before: &'s HashMap<ThreadName, ThreadChecksum>,
    now: &HashMap<ThreadName, ThreadChecksum>,
) -> Vec<&'s ThreadName> {
    let changed = |(name, checksum): &(&ThreadName, &ThreadChecksum)| {
        now.get(*name).is_none_or(|now| now.seq == checksum.seq && now.hash != checksum.hash)
    };
    before.iter().filter(changed).map(|(name, _)| name).collect()
}

impl Storage {
    /// The checksums of all threads with comments, in one read transaction. Reads every comment.
    pub async fn thread_checksums(&self) -> Result<HashMap<ThreadName, ThreadChecksum>> {
        let mut connection = self.separate_connection().await?;
        let mut tx = Snapshot::on(&mut connection).await?;
        let checksums = self.condition.record_outcome(read_checksums(&mut tx).await)?;
        tx.end().await?;
        connection.close().await?;
        Ok(checksums)
    }
}

async fn read_checksums(tx: &mut Snapshot<'_>) -> Result<HashMap<ThreadName, ThreadChecksum>> {
    let mut last = HashMap::new();
    let mut events = database::query(
        "select site_id, thread_id, max(seq) as seq from events where thread_id is not null group by site_id, thread_id",
    )
    .fetch(tx)?;
    while let Some(row) = events.try_next().await? {
        last.insert((row.try_get("site_id")?, row.try_get("thread_id")?), row.try_get::<i64>("seq")?);
    }
    drop(events);
    let mut hashers: HashMap<ThreadName, blake3::Hasher> = HashMap::new();
    let mut comments = database::query(
        "select site_id, thread_id, id, parent_id, person_id, name, source, tree, version, status, posted_at
         from comments order by site_id, thread_id, id",
    )
    .fetch(tx)?;
    while let Some(row) = comments.try_next().await? {
        let hasher = hashers.entry((row.try_get("site_id")?, row.try_get("thread_id")?)).or_default();
        for column in ["id", "parent_id", "person_id", "name", "source", "tree", "status"] {
            // The length before each text keeps neighbours apart; null has none.
            if let Some(text) = row.try_get::<Option<&str>>(column)? {
                hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
            }
            hasher.update(b"\n");
        }
        for column in ["version", "posted_at"] {
            hasher.update(&row.try_get::<i64>(column)?.to_le_bytes());
        }
    }
    let sealed = hashers.into_iter().map(|(name, hasher)| {
        let hash = hasher.finalize();
        let checksum = ThreadChecksum {
            seq: last.get(&name).copied().unwrap_or(0),
            hash: std::array::from_fn(|byte| hash.as_bytes()[byte]),
        };
        (name, checksum)
    });
    Ok(sealed.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_without_an_event_is_broken() {
        let checksum = |seq, byte| ThreadChecksum { seq, hash: [byte; 16] };
        let name = |thread: &str| ("bakery".to_owned(), thread.to_owned());
        let before = HashMap::from([
            (name("same"), checksum(1, 1)),
            (name("changed"), checksum(2, 2)),
            (name("by hand"), checksum(3, 3)),
            (name("gone"), checksum(4, 4)),
        ]);
        let now = HashMap::from([
            (name("same"), checksum(1, 1)),
            (name("changed"), checksum(9, 9)),
            (name("by hand"), checksum(3, 8)),
            (name("new"), checksum(5, 5)),
        ]);
        let mut found = changed_without_event(&before, &now);
        found.sort();
        assert_eq!(found, [&name("by hand"), &name("gone")]);
    }
}
