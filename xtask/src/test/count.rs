//! Counts the results of test runners, while showing their output.
//!
//! A test without the cases it needs prints `skipped: …` and returns; its runner counts that as passed, this does not.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Tests by result.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub(super) struct Counts {
    pub(super) passed: u32,
    pub(super) failed: u32,
    pub(super) skipped: u32,
}

impl Counts {
    pub(super) fn add(&mut self, more: Self) {
        self.passed += more.passed;
        self.failed += more.failed;
        self.skipped += more.skipped;
    }
}

/// Runs test runners to their end and counts. Failed tests are counted; a failing exit without any is an error.
pub(super) fn run(command: &mut Command) -> anyhow::Result<Counts> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("the tests cannot be started")?;
    let output = child.stdout.take().context("the tests have no output")?;
    let counts = read(output, |line| println!("{line}"))?;
    let status = child.wait()?;
    if !status.success() && counts.failed == 0 {
        bail!("the tests ended with {status}");
    }
    Ok(counts)
}

/// Reads the output of runners. Shows every line except what passing tests printed, of which it shows only `skipped:
/// …`.
fn read(output: impl Read, mut show: impl FnMut(&str)) -> anyhow::Result<Counts> {
    let mut counts = Counts::default();
    let mut of_passing_tests = false;
    // A runner shows what passing tests printed before it counts them.
    let mut skipped = 0;
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).trim_end().to_owned();
        match line.as_str() {
            "successes:" => of_passing_tests = true,
            "failures:" => of_passing_tests = false,
            result if result.starts_with("test result:") => {
                of_passing_tests = false;
                counts.add(counted(result, std::mem::take(&mut skipped)));
            }
            _ => {}
        }
        let skips = of_passing_tests && line.starts_with("skipped:");
        skipped += u32::from(skips);
        if !of_passing_tests || skips {
            show(&line);
        }
    }
    Ok(counts)
}

/// The numbers of `test result: ok. 3 passed; 0 failed; 1 ignored; …`, of which some called themselves skipped.
fn counted(result: &str, skipped: u32) -> Counts {
    let number = |word: &str| {
        let front = result.split(word).next().filter(|front| front.len() < result.len())?;
        front.split_whitespace().last()?.parse::<u32>().ok()
    };
    let number = |word| number(word).unwrap_or_default();
    let passed = number(" passed").saturating_sub(skipped);
    Counts { passed, failed: number(" failed"), skipped: number(" ignored") + skipped }
}

#[cfg(test)]
mod tests {
    use super::{Counts, read};

    #[test]
    fn a_test_that_found_nothing_to_do_counts_as_skipped() {
        let output = "running 3 tests\ntest a ... ok\ntest b ... ok\ntest c ... ignored\n\nsuccesses:\n\n---- b stdout ----\n\
                    skipped: no cases\nmore\n\nsuccesses:\n    a\n    b\n\n\
                    test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n";
        let mut shown = Vec::new();
        let counts = read(output.as_bytes(), |line| shown.push(line.to_owned())).unwrap();
        assert_eq!(counts, Counts { passed: 1, failed: 0, skipped: 2 });
        assert!(shown.contains(&"skipped: no cases".to_owned()) && !shown.contains(&"more".to_owned()));
    }

    #[test]
    fn the_counts_of_all_runners_are_summed() {
        let output = "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured\ntest result: ok. 5 passed; 0 failed; 2 ignored";
        assert_eq!(read(output.as_bytes(), |_| ()).unwrap(), Counts { passed: 7, failed: 1, skipped: 2 });
    }
}
