//! `test`: all checks, step by step, and a summary at the end.

mod count;
mod outcome;
mod steps;

use std::time::Instant;

use anyhow::bail;

use count::Counts;
use outcome::Outcome;
use steps::STEPS;

/// Options of `test`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only this step; may be repeated
    #[arg(long, value_name = "STEP", value_parser = clap::builder::PossibleValuesParser::new(STEPS.map(|step| step.name)))]
    only: Vec<String>,
    /// Leave out what needs a browser, where there is none. Without this, a browser that is missing is a failure
    #[arg(long)]
    without_browser: bool,
}

/// Why a step that needs a browser is left out.
const WITHOUT_BROWSER: &str = "it needs a browser, and --without-browser was said";

/// Runs the steps, all of them even when one fails, and prints the sum of the counts.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let start = Instant::now();
    let is_chosen = |name: &str| options.only.is_empty() || options.only.iter().any(|only| only == name);
    let (mut sum, mut results) = (Counts::default(), Vec::new());
    for step in STEPS.iter().filter(|step| is_chosen(step.name)) {
        println!("\n== {}: {}", step.name, step.what);
        let started = Instant::now();
        let left_out = options.without_browser && step.browser;
        let result = match if left_out { Ok(Outcome::Skipped(WITHOUT_BROWSER)) } else { (step.run)() } {
            Ok(Outcome::Done(counts)) => {
                sum.add(counts);
                if counts.failed > 0 { format!("{} failed", counts.failed) } else { "ok".into() }
            }
            Ok(Outcome::Skipped(why)) => {
                println!("skipped: {why}");
                sum.skipped += 1;
                format!("skipped: {why}")
            }
            Err(error) => {
                eprintln!("{error:#}");
                // Not a failed test, or its runner reported a count and failed all the same.
                sum.failed += 1;
                "failed".into()
            }
        };
        results.push((step.name, started.elapsed().as_secs(), result));
    }
    println!();
    for (name, seconds, result) in results {
        println!("{name:<10}{seconds:>5} s  {result}");
    }
    println!("{:<10}{:>5} s", "all", start.elapsed().as_secs());
    println!("{} passed, {} failed, {} skipped", sum.passed, sum.failed, sum.skipped);
    if sum.failed > 0 {
        bail!("not everything holds");
    }
    Ok(())
}
