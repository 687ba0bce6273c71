//! Why a file is refused.

use std::io;

/// Why a file is refused, in one sentence. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Another kind of file.
    #[error("this is no {wanted} export: it begins with {found}")]
    OtherFile {
        /// What was expected.
        wanted: &'static str,
        /// What the file begins with.
        found: String,
    },
    /// A file of a format that another command imports.
    #[error("this looks like a {found} export: import it with `porch import {command}`")]
    OtherFormat {
        /// The format that it seems to have.
        found: &'static str,
        /// The command to type instead.
        command: &'static str,
    },
    /// The file has not even the first letter of the format.
    #[error("this is no export: there is no '{0}' at its beginning")]
    Beginning(char),
    /// A document type, on this line: it can expand a small file without limit.
    #[error(
        "line {0} of the file declares a document type (<!DOCTYPE …>). No export does, and it can make a small file endless, \
         so the file is not read: export it anew, or remove that declaration if you know where it comes from"
    )]
    DocumentType(u64),
    /// More than [`super::FILE_BYTES`].
    #[error("the file is longer than 200 MB")]
    TooLarge,
    /// More than [`super::ROWS`].
    #[error("the file has more than 1,000,000 entries")]
    TooMany,
    /// Elements nested without end; the line of the first one too many.
    #[error(
        "at line {0} of the file, elements lie more than 64 deep in each other. Those of an export don't: most likely \
         closing tags are missing before it. Export the file anew, or mend it there"
    )]
    TooDeep(u64),
    /// A value without end; the line on which it begins.
    #[error(
        "line {0} of the file begins a value of more than 16 MB. No comment is that long: most likely a closing tag or a \
         quotation mark is missing after it. Export the file anew, or mend it there"
    )]
    LongValue(u64),
    /// An export of a later version.
    #[error("the export is of version {0}; this program reads version 1")]
    Version(u64),
    /// A compression that is not supported.
    #[error("the file is packed with {0}: unpack it, and import what is in it (gzip and zip are unpacked here)")]
    OtherPacking(&'static str),
    /// A compressed file in a compressed file.
    #[error("the file is packed twice: unpack it once")]
    PackedTwice,
    /// A compressed file that ends early or is malformed.
    #[error("the packed file is damaged: {0}")]
    BrokenPacking(String),
    /// A decompression bomb.
    #[error("the packed file grows more than two hundredfold: no export does, so it is not read")]
    Bomb,
    /// A zip without an export.
    #[error("the zip has no export in it: no .xml, .wxr, .jsonl or .json")]
    NoExport,
    /// A zip with several exports.
    #[error("the zip has several exports in it ({0}): unpack it, and import them one by one")]
    ManyFiles(String),
    /// The site has no origin to put pages under.
    #[error("the site has no origin yet: add one with `porch site set NAME origin=https://…`")]
    NoOrigin,
    /// The file cannot be read at all.
    #[error("the file cannot be read: {0}")]
    Io(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        // The decoder can only pass on a refusal inside an I/O error.
        match error.downcast::<Self>() {
            Ok(refusal) => refusal,
            Err(error) => Self::Io(error),
        }
    }
}
