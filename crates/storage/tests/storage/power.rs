//! A power cut: what was not flushed to the disk may be there, may be missing, or may be there in part.
//!
//! Nothing here cuts a wire. Between two acknowledged posts the files go from one state, which was flushed, to the next.
//! A cut in between leaves of what was written any choice: SQLite's own tests call it the same
//! (<https://sqlite.org/testing.html#crash_testing>).

use std::path::Path;

use porch_protocol::CommentId;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Row};

use super::{job, post, storage_with_sites};

/// What a disk writes whole.
const SECTOR: usize = 512;
const PAGE: usize = 4_096;
/// The head of the log (<https://sqlite.org/fileformat2.html#the_write_ahead_log>).
const HEAD: usize = 32;
/// Enough for the log to be written back into the database twice.
const POSTS: usize = 150;

/// The two files after a post was acknowledged.
#[derive(Clone)]
struct Flushed {
    database: Vec<u8>,
    log: Vec<u8>,
}

impl Flushed {
    fn of(folder: &Path) -> Self {
        let read = |name| std::fs::read(folder.join(name)).unwrap();
        Self { database: read("porch.db"), log: read("porch.db-wal") }
    }
}

/// Chance that can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// The file as it was, with some of the blocks of what it was about to be. How many is a matter of chance, too.
fn torn(before: &[u8], after: &[u8], block: usize, dice: &mut Dice) -> Vec<u8> {
    let share = dice.below(9);
    let reached = dice.below(after.len().max(before.len()) + 1);
    let mut left = before.to_vec();
    left.resize(left.len().max(reached), 0);
    for (place, new) in after.chunks(block).enumerate() {
        let from = place * block;
        if from + new.len() <= left.len() && dice.below(8) < share {
            left[from..from + new.len()].copy_from_slice(new);
        }
    }
    left
}

/// What is on the disk after a cut between two states. The log is flushed before it is written back.
fn cut(before: &Flushed, after: &Flushed, dice: &mut Dice) -> Flushed {
    if dice.below(2) == 0 {
        let mut log = before.log.clone();
        if let (Some(old), Some(new)) = (log.get_mut(..HEAD), after.log.get(..HEAD)) {
            // A log that begins anew has its head flushed before anything else is written.
            old.copy_from_slice(new);
        }
        Flushed { database: before.database.clone(), log: torn(&log, &after.log, SECTOR, dice) }
    } else {
        let database = torn(&before.database, &after.database, PAGE, dice);
        Flushed { database, log: after.log.clone() }
    }
}

/// Starts from what a cut left; the comments that are there, where the database is whole.
async fn found(state: &Flushed, folder: &Path) -> Result<Vec<String>, String> {
    let file = folder.join("porch.db");
    let _ = std::fs::remove_file(folder.join("porch.db-shm"));
    std::fs::write(&file, &state.database).unwrap();
    std::fs::write(folder.join("porch.db-wal"), &state.log).unwrap();
    let mut connection =
        SqliteConnectOptions::new().filename(&file).connect().await.map_err(|error| error.to_string())?;
    let read = async {
        let whole: String = sqlx::query("pragma integrity_check").fetch_one(&mut connection).await?.try_get(0)?;
        let rows = sqlx::query("select id from comments order by rowid").fetch_all(&mut connection).await?;
        let ids = rows.iter().map(|row| row.try_get::<Vec<u8>, _>(0).map(|id| format!("{id:02x?}")));
        Ok((whole, ids.collect::<sqlx::Result<Vec<_>>>()?))
    };
    let outcome = read.await.map_err(|error: sqlx::Error| error.to_string());
    let _ = connection.close().await;
    match outcome? {
        (whole, ids) if whole == "ok" => Ok(ids),
        (damage, _) => Err(damage),
    }
}

/// The states of a database in which comments are posted one after the other.
async fn states() -> Vec<Flushed> {
    let (storage, folder) = storage_with_sites().await;
    let mut states = vec![Flushed::of(folder.path())];
    for number in 0..POSTS {
        let words = "words ".repeat(1 + number % 7 * 200);
        let _: CommentId = post(&storage, job("bakery", &format!("page {}", number % 9), &words)).await.id;
        states.push(Flushed::of(folder.path()));
    }
    storage.close().await;
    states
}

/// Cuts the power so often, and says how often something that was acknowledged was gone and how often the database was
/// damaged. `unflushed` is how many states before the last one are not on the disk.
async fn cuts(count: usize, unflushed: usize) -> (usize, usize) {
    let states = states().await;
    let (folder, mut dice) = (tempfile::tempdir().unwrap(), Dice(0x5EED));
    let (mut lost, mut damaged) = (0, 0);
    for _ in 0..count {
        let acknowledged = unflushed + dice.below(states.len() - 1 - unflushed);
        let left = cut(&states[acknowledged - unflushed], &states[acknowledged + 1], &mut dice);
        match found(&left, folder.path()).await {
            Ok(ids) => lost += usize::from(ids.len() < acknowledged),
            Err(_) => damaged += 1,
        }
    }
    (lost, damaged)
}

#[tokio::test]
async fn after_a_power_cut_all_that_was_acknowledged_is_there() {
    assert_eq!(cuts(200, 0).await, (0, 0));
}

#[tokio::test]
async fn the_cuts_would_find_a_log_that_is_not_flushed_at_each_post() {
    let (lost, _) = cuts(60, 3).await;
    assert!(lost > 10, "only {lost} of 60 lost something");
}

#[tokio::test]
#[ignore = "takes minutes: R2 in docs/figures.md"]
async fn whole_power_cuts() {
    let outcome = cuts(10_000, 0).await;
    println!("10,000 cuts: {} lost something, {} damaged the database", outcome.0, outcome.1);
    assert_eq!(outcome, (0, 0));
}
