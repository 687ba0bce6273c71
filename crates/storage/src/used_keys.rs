//! The idempotency keys that may be in the database, in memory: a new key, like nearly all, needs no query.
//!
//! It may contain too many keys, and never decides alone: a key that seems new is looked up again inside the
//! transaction that uses it.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use super::Result;
use super::database;
use super::database::Readers;

/// Keys that are held at most, of eight bytes each: those of three days with more than one post a second.
const MAX_KEYS: usize = 300_000;

enum KeyState {
    /// The database has not been read completely yet. Holds the keys that were sent to the writer meanwhile: the read
    /// may miss them.
    Unread(HashSet<u64>),
    /// All keys that may be in the database.
    All(HashSet<u64>),
    /// There are more keys than can be held: each key needs a query.
    TooMany,
}

/// The keys that may have been used.
pub(super) struct UsedKeys {
    hasher: RandomState,
    known: Mutex<KeyState>,
    /// Held by the task that reads the keys.
    reading: tokio::sync::Mutex<()>,
}

impl Default for UsedKeys {
    fn default() -> Self {
        Self {
            hasher: RandomState::new(),
            known: Mutex::new(KeyState::Unread(HashSet::new())),
            reading: tokio::sync::Mutex::default(),
        }
    }
}

impl UsedKeys {
    fn with<T>(&self, act: impl FnOnce(&mut KeyState) -> T) -> T {
        act(&mut self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Adds a key that is sent to the writer: from now on it may be in the database.
    pub(super) fn record_key(&self, site: &str, key_hash: &str) {
        let hash = self.hasher.hash_one((site, key_hash));
        self.with(|known| {
            if let KeyState::All(keys) | KeyState::Unread(keys) = known {
                keys.insert(hash);
                if keys.len() > MAX_KEYS {
                    *known = KeyState::TooMany;
                }
            }
        });
    }

    /// Old keys were deleted: there may be room for the others.
    pub(super) fn forgotten(&self) {
        self.with(|known| {
            if matches!(known, KeyState::TooMany) {
                *known = KeyState::Unread(HashSet::new());
            }
        });
    }

    /// Whether a key is certainly not in the database.
    pub(super) async fn is_new(&self, readers: &Readers, site: &str, key_hash: &str) -> Result<bool> {
        let hash = self.hasher.hash_one((site, key_hash));
        let look = |known: &mut KeyState| match known {
            KeyState::All(keys) => Some(!keys.contains(&hash)),
            KeyState::TooMany => Some(false),
            KeyState::Unread(_) => None,
        };
        if let Some(new) = self.with(look) {
            return Ok(new);
        }
        // One task reads; the others query the database meanwhile.
        let Ok(_reading) = self.reading.try_lock() else { return Ok(false) };
        self.read(readers).await?;
        Ok(self.with(look).unwrap_or_default())
    }

    async fn read(&self, readers: &Readers) -> Result<()> {
        let most = i64::try_from(MAX_KEYS).unwrap_or(i64::MAX);
        let rows =
            database::query("select site_id, key_hash from idempotency limit $1").bind(most).fetch_all(readers).await?;
        let mut read = HashSet::with_capacity(rows.len());
        for row in &rows {
            let (site, key): (&str, &str) = (row.try_get("site_id")?, row.try_get("key_hash")?);
            read.insert(self.hasher.hash_one((site, key)));
        }
        self.with(|known| {
            if let KeyState::Unread(noted) = known {
                read.extend(noted.drain());
                *known = if read.len() < MAX_KEYS { KeyState::All(read) } else { KeyState::TooMany };
            }
        });
        Ok(())
    }
}
