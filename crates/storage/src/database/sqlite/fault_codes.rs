//! The faults that SQLite's result codes mean: <https://sqlite.org/rescode.html>.

use super::super::super::database_fault::DatabaseFault;

const PERM: u32 = 3;
const BUSY: u32 = 5;
const LOCKED: u32 = 6;
const NOMEM: u32 = 7;
const READONLY: u32 = 8;
const INTERRUPT: u32 = 9;
const IOERR: u32 = 10;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const CANTOPEN: u32 = 14;
const PROTOCOL: u32 = 15;
const NOTADB: u32 = 26;

/// The fault that an extended result code means; none when only the statement was refused.
pub(in crate::database) fn fault_of(extended: u32) -> Option<DatabaseFault> {
    Some(match extended & 0xff {
        FULL => DatabaseFault::Full,
        BUSY | LOCKED | PROTOCOL => DatabaseFault::Locked,
        READONLY | PERM => DatabaseFault::ReadOnly,
        CANTOPEN => DatabaseFault::Unopenable,
        IOERR => DatabaseFault::Io,
        NOMEM | INTERRUPT => DatabaseFault::Transaction,
        CORRUPT | NOTADB => DatabaseFault::Damaged,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(fault_of(code), trouble, "{code}");
            assert_eq!(fault_of(code | 0x100), trouble, "{code}, extended");
        }
    }
}
