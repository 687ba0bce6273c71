//! A seal of each thread: a hash of its comments, and its last event in the log. Comments change only with an event, so
//! a thread with another hash at the same event was changed by another program.

use std::collections::HashMap;

use futures_util::TryStreamExt;

use super::database::{self, Snapshot};
use super::{Result, Storage};

/// A site and a thread of it.
pub type ThreadName = (String, String);

/// The state of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadSeal {
    /// The number of its last event.
    seq: i64,
    /// The hash of the texts, authors, statuses and times of its comments.
    hash: [u8; 16],
}

/// The threads whose comments have changed without an event in the log.
pub fn broken<'s>(
    before: &'s HashMap<ThreadName, ThreadSeal>,
    now: &HashMap<ThreadName, ThreadSeal>,
) -> Vec<&'s ThreadName> {
    let changed = |(name, seal): &(&ThreadName, &ThreadSeal)| {
        now.get(*name).is_none_or(|now| now.seq == seal.seq && now.hash != seal.hash)
    };
    before.iter().filter(changed).map(|(name, _)| name).collect()
}

impl Storage {
    /// The seals of all threads with comments, in one read transaction. Reads every comment.
    pub async fn seals(&self) -> Result<HashMap<ThreadName, ThreadSeal>> {
        let mut connection = self.aside().await?;
        let mut tx = Snapshot::on(&mut connection).await?;
        let seals = self.condition.note(seals(&mut tx).await)?;
        tx.end().await?;
        connection.close().await?;
        Ok(seals)
    }
}

async fn seals(tx: &mut Snapshot<'_>) -> Result<HashMap<ThreadName, ThreadSeal>> {
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
        "select site_id, thread_id,
           json_array(id, parent_id, person_id, name, source, tree, version, status, posted_at) as said
         from comments order by site_id, thread_id, id",
    )
    .fetch(tx)?;
    while let Some(row) = comments.try_next().await? {
        let hasher = hashers.entry((row.try_get("site_id")?, row.try_get("thread_id")?)).or_default();
        hasher.update(row.try_get::<&str>("said")?.as_bytes()).update(b"\n");
    }
    let sealed = hashers.into_iter().map(|(name, hasher)| {
        let hash = hasher.finalize();
        let seal = ThreadSeal {
            seq: last.get(&name).copied().unwrap_or(0),
            hash: std::array::from_fn(|byte| hash.as_bytes()[byte]),
        };
        (name, seal)
    });
    Ok(sealed.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_without_an_event_is_broken() {
        let seal = |seq, byte| ThreadSeal { seq, hash: [byte; 16] };
        let name = |thread: &str| ("bakery".to_owned(), thread.to_owned());
        let before = HashMap::from([
            (name("same"), seal(1, 1)),
            (name("changed"), seal(2, 2)),
            (name("by hand"), seal(3, 3)),
            (name("gone"), seal(4, 4)),
        ]);
        let now = HashMap::from([
            (name("same"), seal(1, 1)),
            (name("changed"), seal(9, 9)),
            (name("by hand"), seal(3, 8)),
            (name("new"), seal(5, 5)),
        ]);
        let mut found = broken(&before, &now);
        found.sort();
        assert_eq!(found, [&name("by hand"), &name("gone")]);
    }
}
