//! Faults of the database's file, and what the operator can do about them. `condition` notifies of them.

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

/// Result codes of SQLite, the primary part: <https://sqlite.org/rescode.html>.
mod code {
    pub(super) const PERM: u32 = 3;
    pub(super) const BUSY: u32 = 5;
    pub(super) const LOCKED: u32 = 6;
    pub(super) const NOMEM: u32 = 7;
    pub(super) const READONLY: u32 = 8;
    pub(super) const INTERRUPT: u32 = 9;
    pub(super) const IOERR: u32 = 10;
    pub(super) const CORRUPT: u32 = 11;
    pub(super) const FULL: u32 = 13;
    pub(super) const CANTOPEN: u32 = 14;
    pub(super) const PROTOCOL: u32 = 15;
    pub(super) const NOTADB: u32 = 26;
}

impl DatabaseFault {
    /// The fault that a result code of SQLite means, by its primary part.
    pub(super) fn of_code(primary: u32) -> Option<Self> {
        Some(match primary {
            code::FULL => Self::Full,
            code::BUSY | code::LOCKED | code::PROTOCOL => Self::Locked,
            code::READONLY | code::PERM => Self::ReadOnly,
            code::CANTOPEN => Self::Unopenable,
            code::IOERR => Self::Io,
            code::NOMEM | code::INTERRUPT => Self::Transaction,
            code::CORRUPT | code::NOTADB => Self::Damaged,
            _ => return None,
        })
    }

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

#[cfg(test)]
mod tests {
    use super::DatabaseFault;

    #[test]
    fn each_code_of_the_file_is_a_trouble_and_a_refused_statement_is_none() {
        let expected = [
            (13, Some(DatabaseFault::Full)),
            (5, Some(DatabaseFault::Locked)),
            (8, Some(DatabaseFault::ReadOnly)),
            (14, Some(DatabaseFault::Unopenable)),
            (10, Some(DatabaseFault::Io)),
            (11, Some(DatabaseFault::Damaged)),
            (26, Some(DatabaseFault::Damaged)),
            (9, Some(DatabaseFault::Transaction)),
            (19, None),
            (1, None),
        ];
        for (code, trouble) in expected {
            assert_eq!(DatabaseFault::of_code(code), trouble, "{code}");
        }
    }
}
