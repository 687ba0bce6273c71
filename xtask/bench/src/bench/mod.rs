//! `bench`: Porch compared with a peer and with the limit, in one interleaved run, as one table.

mod corpus;
mod growth;
mod listening;
mod load;
mod mail_sink;
mod mailing;
mod paint;
mod peers;
mod serving;
mod setup;
mod table;
mod weight;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use setup::Lab;
use table::Row;

/// Options of `bench`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only these rows; may be repeated [default: all]
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// How often each thing is measured, in turns with the others
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// Comments that `growth` ends with
    #[arg(long, default_value_t = 1_000_000)]
    many: u64,
    /// The server's program
    #[arg(long)]
    porch: PathBuf,
}

/// Rows that are measured together.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// What a visitor loads
    Sizes,
    /// First comment and composer, in a slow browser
    First,
    /// Requests a second
    Read,
    /// Posts a second
    Post,
    /// One post announced to ten thousand listeners
    Live,
    /// A million comments against ten thousand, and a start after kill -9; takes minutes
    Growth,
    /// Memory of an idle server
    Memory,
    /// A thousand mails about replies at once, and posting meanwhile; needs no peer
    Mail,
}

impl Part {
    /// Those that are measured beside the others, and need them.
    const OF_LAB: [Self; 7] =
        [Self::Memory, Self::Sizes, Self::First, Self::Read, Self::Post, Self::Live, Self::Growth];
}

/// Measures and prints.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let is_chosen = |part: Part| options.only.is_empty() || options.only.contains(&part);
    let dir = std::env::current_exe()?.with_file_name("").join("../bench");
    std::fs::create_dir_all(&dir)?;
    let dir = dir.canonicalize()?;
    let mut rows = Vec::new();
    if is_chosen(Part::Mail) {
        rows.extend(mailing::mail(&options.porch, &dir, options.rounds).await?);
    }
    if Part::OF_LAB.into_iter().any(is_chosen) {
        rows.extend(in_lab(&options, &dir, is_chosen).await?);
    }
    let table = table::markdown(&rows);
    println!("\n{table}");
    std::fs::write(dir.join("table.md"), table)?;
    Ok(())
}

/// The rows that are measured beside the peer and the limit.
async fn in_lab(options: &Options, dir: &Path, is_chosen: impl Fn(Part) -> bool) -> anyhow::Result<Vec<Row>> {
    let mut lab = Lab::start(&options.porch, dir).await?;
    println!("Threads made of {}.", lab.corpus.source);
    lab.seed_all(&[100, 1_000]).await?;
    let mut rows = Vec::new();
    if is_chosen(Part::Memory) {
        rows.push(listening::idle(&mut lab).await?);
    }
    if is_chosen(Part::Sizes) {
        rows.extend(weight::sizes(&lab).await?);
    }
    if is_chosen(Part::First) {
        rows.extend(paint::first(&lab, options.rounds).await?);
    }
    if is_chosen(Part::Read) {
        rows.extend(serving::read(&lab, options.rounds).await?);
    }
    if is_chosen(Part::Post) {
        rows.extend(serving::post(&lab, options.rounds).await?);
    }
    if is_chosen(Part::Live) {
        rows.extend(listening::live(&lab, options.rounds).await?);
    }
    if is_chosen(Part::Growth) {
        rows.extend(growth::growth(&mut lab, options.rounds, options.many).await?);
    }
    Ok(rows)
}
