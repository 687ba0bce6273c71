//! How much room the disk of the database has.

use super::Storage;

const GIB: u64 = 1 << 30;

/// The room on a disk, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// What an ordinary process can still write.
    pub free: u64,
    /// All there is.
    pub total: u64,
}

impl Room {
    /// Time to do something: less than a tenth is free. Of a large disk ten gibibytes are enough.
    pub fn is_low(self) -> bool {
        self.free < (self.total / 10).min(10 * GIB)
    }

    /// The rest is for people who write: less than a twentieth is free. Of a large disk five gibibytes are enough.
    pub fn is_short(self) -> bool {
        self.free < (self.total / 20).min(5 * GIB)
    }

    /// The share that is free, in hundredths.
    pub fn percent(self) -> u64 {
        self.free.saturating_mul(100) / self.total.max(1)
    }
}

impl Storage {
    /// The room on the disk of the database; none where the system does not say.
    pub fn room(&self) -> Option<Room> {
        let folder = self.file().parent()?;
        let about = rustix::fs::statvfs(folder).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(about.f_frsize);
        Some(Room { free: bytes(about.f_bavail), total: bytes(about.f_blocks) })
    }
}

#[cfg(test)]
mod tests {
    use super::{GIB, Room};

    #[test]
    fn a_tenth_is_low_a_twentieth_is_short_and_large_disks_have_more_than_enough() {
        let is = |free, total| (Room { free, total }.is_low(), Room { free, total }.is_short());
        assert_eq!(is(100, 1_000), (false, false));
        assert_eq!(is(99, 1_000), (true, false));
        assert_eq!(is(49, 1_000), (true, true));
        assert_eq!(is(11 * GIB, 2_000 * GIB), (false, false));
        assert_eq!(is(4 * GIB, 2_000 * GIB), (true, true));
        assert_eq!(Room { free: 1, total: 0 }.percent(), 100);
    }
}
