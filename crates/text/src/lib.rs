//! Texts as data: each visible text stands in a Fluent file of `text/<language>/`, one file for each surface (`widget`,
//! `pages`, …); a long one has further files (`dashboard.ftl`, `dashboard-team.ftl`). A crate that shows texts compiles
//! its surface in its build script, and evaluates the table here.
//!
//! # How a crate uses it
//! In `Cargo.toml`: `porch-text` under `[dependencies]`, `porch-text-compiler` under `[build-dependencies]`. In
//! `build.rs`:
//!
//! ```ignore
//! fn main() -> std::process::ExitCode {
//!     let surface = porch_text_compiler::Surface { name: "widget", type_name: "Text", visibility: "pub" };
//!     porch_text_compiler::generate(&[surface])
//! }
//! ```
//!
//! That writes two files into `OUT_DIR`, and reports each fault of the texts with its file, line and key:
//! - `widget.rs`: `pub struct Text`, a copyable handle with one function for each message of the English file. Without
//!   arguments it returns `&'static str`, with arguments a `String`: `text.cancel()`, `text.comment_count(12)`,
//!   `text.reply_to(Some("Ben"))`. Use it by `include!(concat!(env!("OUT_DIR"), "/widget.rs"));`.
//! - `widget.tables.rs`: an array of the tables of all languages, English first, for whoever has all of them built in:
//!   `static TABLES: [&str; …] = include!(…)`, see [`Languages`]. The browser loads one instead: `cargo xtask assets`
//!   packs `widget` of each language as a file of its own.
//!
//! `Text::new(table)` makes the handle from a [`Table`] that lives as long as the program ([`Table::leak`] for one that
//! was loaded).
//!
//! # What a message may contain
//! The type of an argument follows from its use in English:
//! - `{ $name }`: a text (`&str`). Whoever passes a person's name isolates it first (U+2068 … U+2069).
//! - `{ NUMBER($left) }`, or `$count` as a selector with plural forms or numbers (`[0]`, `[one]`, `*[other]`): a number
//!   (`usize`), written with the language's digits and groups.
//! - a selector with `[none]`: a text that may be missing (`Option<&str>`).
//! - any other selector: a word (`&str`), compared with the keys.
//!
//! `{ other-message }` and `{ -term }` are inserted when the table is compiled. Attributes, functions other than `NUMBER`
//! and options are not supported. Where a node stands in a sentence (a name in bold, a time), pass one of [`NODES`] as
//! the argument, and split the result with [`pieces`].

mod languages;
mod plural;
mod table;

pub use languages::Languages;
pub use table::{Arg, NODES, Piece, Table, pieces};
