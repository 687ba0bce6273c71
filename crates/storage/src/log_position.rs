//! The end of each site's log, stored in a file beside the database. When the database was set back (its write-ahead
//! log was lost, or an older copy replaced it), this shows it.
//!
//! The file is written every few seconds and at the end, without a flush to the disk. So a loss of the last seconds
//! before a crash is not detected; and it compares numbers of changes, not their content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use porch_protocol::Timestamp;
use serde::{Deserialize, Serialize};

use super::database;
use super::{Result, Storage};
use crate::private_files;

/// The file's name in the data folder.
pub(super) const FILE: &str = "porch.count";

/// The content of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Count {
    /// The `life` of the counted database. A restored backup has another one, and is not compared.
    life: String,
    /// The number of each site's last change.
    sites: BTreeMap<String, i64>,
    /// The losses that were found, until the operator accepts them.
    #[serde(default)]
    lost: Vec<LostEvents>,
}

/// Acknowledged changes that are not in the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct LostEvents {
    site: String,
    from: i64,
    to: i64,
    found_at: Timestamp,
}

impl std::fmt::Display for LostEvents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { site, from, to, found_at } = self;
        let many = to - from + 1;
        write!(
            f,
            "{many} {} of {site} had been acknowledged and {} missing (numbers {from} to {to}, found {found_at})",
            if many == 1 { "change" } else { "changes" },
            if many == 1 { "is" } else { "are" }
        )
    }
}

fn path(storage: &Storage) -> PathBuf {
    storage.file().with_file_name(FILE)
}

fn read(file: &Path) -> Option<Count> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

fn write(file: &Path, count: &Count) -> std::io::Result<()> {
    let arriving = file.with_extension("count.tmp");
    let _ = std::fs::remove_file(&arriving);
    std::io::Write::write_all(&mut private_files::new_file(&arriving)?, &serde_json::to_vec(count)?)?;
    std::fs::rename(arriving, file)
}

/// Sites whose log ends before the counted number.
fn missing(before: &Count, now: &Count, at: Timestamp) -> Vec<LostEvents> {
    if before.life != now.life {
        return Vec::new();
    }
    let short = before.sites.iter().filter_map(|(site, counted)| {
        let current = now.sites.get(site).copied().unwrap_or(0);
        (current < *counted).then(|| LostEvents { site: site.clone(), from: current + 1, to: *counted, found_at: at })
    });
    short.collect()
}

impl Storage {
    /// Compares the database with the counted numbers, and counts again. Returns the losses, new and old, as sentences.
    /// Only a start can find new ones: no other process sets back an open database.
    pub async fn recount(&self, at: Timestamp) -> Result<Vec<String>> {
        let (file, now) = (path(self), self.counted().await?);
        let _one_at_a_time = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let before = read(&file).unwrap_or_default();
        let found = missing(&before, &now, at);
        for lost in &found {
            tracing::error!("{lost}. `porch check` says what to do");
        }
        let lost: Vec<LostEvents> =
            before.lost.iter().filter(|_| before.life == now.life).cloned().chain(found).collect();
        let sentences = lost.iter().map(ToString::to_string).collect();
        let after = Count { lost, ..now };
        if after != before {
            write_count(&file, &after);
        }
        Ok(sentences)
    }

    /// The losses that the operator has not accepted, as sentences.
    pub fn lost(&self) -> Vec<String> {
        read(&path(self)).map(|count| count.lost.iter().map(ToString::to_string).collect()).unwrap_or_default()
    }

    /// Accepts the losses. Returns the number of their lines.
    pub fn accept_lost(&self) -> std::io::Result<usize> {
        let file = path(self);
        let _one_at_a_time = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(count) = read(&file) else { return Ok(0) };
        let many = count.lost.len();
        write(&file, &Count { lost: Vec::new(), ..count })?;
        Ok(many)
    }

    /// Counts once more, after the last write.
    pub(super) async fn count_at_the_end(&self) {
        let Ok(now) = self.counted().await else { return };
        let _one_at_a_time = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let file = path(self);
        // A database without a `life` was never opened completely, so there is nothing to compare.
        let Some(before) = read(&file).filter(|before| before.life == now.life) else { return };
        let after = Count { lost: before.lost.clone(), ..now };
        if after != before {
            write_count(&file, &after);
        }
    }

    async fn counted(&self) -> Result<Count> {
        let life = database::query("select value from meta where key = 'life'").fetch_optional(&self.readers).await?;
        let life = life.map_or(Ok(String::new()), |row| row.try_get("value"))?;
        let rows = database::query("select id, last_seq from sites").fetch_all(&self.readers).await?;
        let sites = rows.iter().map(|row| Ok((row.try_get("id")?, row.try_get("last_seq")?)));
        Ok(Count { life, sites: sites.collect::<Result<_>>()?, lost: Vec::new() })
    }
}

fn write_count(file: &Path, count: &Count) {
    if let Err(error) = write(file, count) {
        // Most likely the disk is full; the next attempt follows in seconds.
        tracing::debug!(%error, "how far the log has come could not be kept");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(life: &str, sites: &[(&str, i64)]) -> Count {
        let sites = sites.iter().map(|(site, seq)| ((*site).to_owned(), *seq)).collect();
        Count { life: life.into(), sites, lost: Vec::new() }
    }

    #[test]
    fn a_log_that_ends_earlier_than_it_did_is_missed_and_another_life_has_no_pending_messages() {
        let before = count("a", &[("bakery", 12), ("cafe", 3), ("gone", 1)]);
        let now = |life| count(life, &[("bakery", 9), ("cafe", 4)]);
        let at = Timestamp(1_750_000_000_000_000);
        let lost = missing(&before, &now("a"), at);
        let found: Vec<_> = lost.iter().map(|lost| (lost.site.as_str(), lost.from, lost.to)).collect();
        assert_eq!(found, [("bakery", 10, 12), ("gone", 1, 1)]);
        assert!(lost[0].to_string().starts_with("3 changes of bakery had been acknowledged and are missing"));
        assert!(lost[1].to_string().starts_with("1 change of gone had been acknowledged and is missing"));
        assert!(missing(&before, &now("b"), at).is_empty());
        assert!(missing(&Count::default(), &now("a"), at).is_empty());
    }
}
