//! `bench`: Porch compared with a peer and with the limit, in one interleaved run, as one table.

mod corpus;
mod growth;
mod listening;
mod load;
mod paint;
mod peers;
mod serving;
mod setup;
mod table;
mod weight;

use std::path::PathBuf;

use clap::ValueEnum;

use setup::Lab;

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
}

/// Measures and prints.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let is_chosen = |part: Part| options.only.is_empty() || options.only.contains(&part);
    let dir = std::env::current_exe()?.with_file_name("").join("../bench");
    std::fs::create_dir_all(&dir)?;
    let dir = dir.canonicalize()?;
    let mut lab = Lab::start(&options.porch, &dir).await?;
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
    let table = table::markdown(&rows);
    println!("\n{table}");
    std::fs::write(dir.join("table.md"), table)?;
    Ok(())
}
