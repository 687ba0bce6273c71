//! The free space on the disk of the database.

use std::io::{self, Write};
use std::path::Path;

use crate::private_files;

const GIB: u64 = 1 << 30;
/// Bytes that SQLite needs to open a database, with a reserve: the log's index alone takes 32 KiB.
const NEEDED: usize = 64 * 1_024;
/// Below this the disk may be full before the next start.
const SCARCE: u64 = 16 << 20;
/// The file for the test, in the data folder.
const PROBE: &str = "porch.room.tmp";

/// Whether the system accepts no more bytes in a folder, because the disk or the quota is full. The test writes a file:
/// SQLite reports an I/O error when it creates or extends one, and a quota does not show in the number of free blocks.
pub(super) fn is_full(folder: &Path) -> bool {
    let file = folder.join(PROBE);
    // A file that a killed process left.
    let _ = std::fs::remove_file(&file);
    let written = private_files::new_file(&file).and_then(|mut file| {
        file.write_all(&vec![0xAA; NEEDED])?;
        file.sync_all()
    });
    let _ = std::fs::remove_file(&file);
    let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
    written.is_err_and(|error| full.contains(&error.kind()))
}

/// The space on a disk, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiskSpace {
    /// Bytes that an ordinary process can still write.
    pub free: u64,
    /// The size of the disk.
    pub total: u64,
}

impl DiskSpace {
    /// The space on the disk of a folder; none when the system does not report it.
    pub fn of(folder: &Path) -> Option<Self> {
        let about = rustix::fs::statvfs(folder).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(about.f_frsize);
        Some(DiskSpace { free: bytes(about.f_bavail), total: bytes(about.f_blocks) })
    }

    /// The operator should act: less than a tenth is free, or on a large disk less than ten gibibytes.
    pub fn is_low(self) -> bool {
        self.free < (self.total / 10).min(10 * GIB)
    }

    /// The rest is reserved for visitors' comments: less than a twentieth is free, or on a large disk less than five
    /// gibibytes.
    pub fn is_short(self) -> bool {
        self.free < (self.total / 20).min(5 * GIB)
    }

    /// Nearly nothing is free: another process may take it at any time.
    pub fn is_scarce(self) -> bool {
        self.free < SCARCE
    }

    /// The share that is free, in hundredths.
    pub fn percent(self) -> u64 {
        self.free.saturating_mul(100) / self.total.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{DiskSpace, GIB};

    #[test]
    fn a_tenth_is_low_a_twentieth_is_short_and_large_disks_have_more_than_enough() {
        let is = |free, total| (DiskSpace { free, total }.is_low(), DiskSpace { free, total }.is_short());
        assert_eq!(is(100, 1_000), (false, false));
        assert_eq!(is(99, 1_000), (true, false));
        assert_eq!(is(49, 1_000), (true, true));
        assert_eq!(is(11 * GIB, 2_000 * GIB), (false, false));
        assert_eq!(is(4 * GIB, 2_000 * GIB), (true, true));
        assert_eq!(DiskSpace { free: 1, total: 0 }.percent(), 100);
    }
}
