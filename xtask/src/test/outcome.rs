//! How a step of `test` ended.

use super::count::Counts;

/// How a step ended when it did not fail.
pub(super) enum Outcome {
    /// What its runners counted; nothing for a step that is no test run.
    Done(Counts),
    /// Left out, and why.
    Skipped(&'static str),
}
