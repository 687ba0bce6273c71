//! Import: a reader for each format, and one way into the storage.
//!
//! A reader turns its format into [`Item`]s, one at a time. [`plan`] reads the file twice: once for an overview, with
//! nothing written, and once to produce [`Batch`](porch_domain::archive::batch::Batch)es, in which a parent always comes before its replies. All of that
//! happens in a process of its own (`child`); the process that stores the rows receives its frames (`reader`).
#![forbid(unsafe_code)]

mod address;
mod address_map;
mod batches;
pub mod child;
mod dates;
mod decode;
mod decompress;
mod disqus;
mod foreign_hosts;
mod frame;
mod items;
mod open;
mod page_target;
mod plan;
mod porch;
pub mod reader;
mod recover;
mod refusal;
mod report;
mod row;
mod target;
mod wordpress;
mod xml;

pub use batches::Batches;
pub use decode::FILE_BYTES;
pub use decompress::unpacked;
pub use foreign_hosts::{Question, question};
pub use frame::{Frame, SeenPage, Task};
pub(crate) use items::Item;
pub use items::{ImportedComment, ImportedPerson, ImportedThread, OwnPage};
pub use plan::{Plan, plan};
pub use reader::{Broken, ReaderProcess};
pub use refusal::Refusal;
pub use report::{Example, Repair, Report, Skipped, UnreadablePart};
pub use target::Target;

/// The most comments, threads, people and events of one file.
pub const ROWS: usize = 1_000_000;
/// The most bytes of one comment's source that are stored.
pub const SOURCE_BYTES: usize = 262_144;
