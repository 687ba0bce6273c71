//! Faults of the database's file, and what the operator can do about them. `condition` notifies of them.

use porch_protocol::StorageFault;

/// Why the database cannot be written, or must not be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DatabaseFault {
    /// The disk, or the quota, is full.
    Full,
    /// Another process holds the database's lock.
    Locked,
    /// The file or its file system is mounted or set read-only.
    ReadOnly,
    /// The file cannot be opened: it is missing, belongs to another user, or the process has no free file descriptor.
    Unopenable,
    /// Reading or writing the file failed.
    Io,
    /// A file of the open database was removed from the data folder or replaced.
    Displaced,
    /// A transaction could not be started or ended, for a reason that says nothing about the file.
    Transaction,
    /// The file is damaged. Only this fault is permanent: nothing is written until the server is restarted.
    Damaged,
}

impl DatabaseFault {
    /// One word, for metrics.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Locked => "locked",
            Self::ReadOnly => "read-only",
            Self::Unopenable => "unopenable",
            Self::Io => "io",
            Self::Displaced => "displaced",
            Self::Transaction => "transaction",
            Self::Damaged => "damaged",
        }
    }

    /// Whether a transaction that it ended may succeed when it is run again: another writer was in its way, and it is
    /// certain that nothing of it was stored. After the other faults of a commit nobody knows that.
    pub(crate) fn is_retryable(self) -> bool {
        match self {
            Self::Locked => true,
            Self::Full
            | Self::ReadOnly
            | Self::Unopenable
            | Self::Io
            | Self::Displaced
            | Self::Transaction
            | Self::Damaged => false,
        }
    }

    /// The same as a code on the wire.
    pub fn code(self) -> StorageFault {
        match self {
            Self::Full => StorageFault::Full,
            Self::Locked => StorageFault::Locked,
            Self::ReadOnly => StorageFault::ReadOnly,
            Self::Unopenable => StorageFault::Unopenable,
            Self::Io => StorageFault::Io,
            Self::Displaced => StorageFault::Displaced,
            Self::Transaction => StorageFault::Transaction,
            Self::Damaged => StorageFault::Damaged,
        }
    }

    /// The fault, as a sentence that may be public.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Full => "The server's disk is full.",
            Self::Locked => "Another program holds the server's database.",
            Self::ReadOnly => "The server's disk is read-only.",
            Self::Unopenable => "The server's database cannot be opened.",
            Self::Io => "The server's disk reports an error.",
            Self::Displaced => "A file of the server's database was removed or replaced.",
            Self::Transaction => "The server's database did not take the change.",
            Self::Damaged => "The server's database is damaged and takes no changes.",
        }
    }

    /// What still works, as a sentence. `reads` says whether a query has just succeeded.
    pub fn extent(self, reads: bool) -> &'static str {
        match self {
            // A successful query says nothing about the pages that it did not read.
            Self::Damaged => "Comments that lie on damaged pages cannot be read, and none can be written.",
            _ if reads => "Comments can be read and not written.",
            _ => "Comments can be neither read nor written.",
        }
    }

    /// What the operator can do, as a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Full => "Make room on the disk of the data folder; writing goes on by itself.",
            Self::Locked => "End the program that holds porch.db open for writing; writing goes on by itself.",
            Self::ReadOnly => "Mount the data folder for writing; writing goes on by itself.",
            Self::Unopenable => {
                "Look at the data folder: is porch.db there, does it belong to the user of the server, and is the limit of \
                 open files (ulimit -n) high enough? Writing goes on by itself."
            }
            Self::Io => "Look at the disk of the data folder (dmesg, SMART); writing goes on by itself when it works.",
            Self::Displaced => {
                "The server still has the files that it opened. If they were moved, move them back: writing goes on by \
                 itself. If not, run `porch backup FILE` before you stop the server: it saves all that it has. Then stop it \
                 and run `porch restore FILE`."
            }
            Self::Transaction => "Writing is tried again by itself; the log has the cause.",
            Self::Damaged => {
                "Stop the server, keep a copy of the data folder as it is, and run `porch restore FILE` with the newest \
                 backup that `porch check` finds whole."
            }
        }
    }
}
