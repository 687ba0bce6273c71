//! A fault in the texts, and where it is.

use std::fmt;

/// Something in the texts that must be mended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The file, below the root of the repository.
    pub file: String,
    /// The line, from 1 on; 0 where it is about the whole file.
    pub line: usize,
    /// What is wrong, with the key.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.message)
    }
}
