//! Counts as fractions: the one place where a count becomes a float.

/// A count as a float; above 65,535 it stays there, which makes no difference to any sign.
pub(crate) fn float(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// `part` of `whole`, 0 when `whole` is 0.
pub(crate) fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { (float(part) / float(whole)).min(1.0) }
}

/// A count with decreasing effect: 0 at 0, 1 from `full` on, concave between.
pub(crate) fn saturating(count: usize, full: u16) -> f32 {
    saturates(float(count), full)
}

/// The same for a fractional count.
pub(crate) fn saturates(count: f32, full: u16) -> f32 {
    ((count + 1.0).ln() / (f32::from(full) + 1.0).ln()).min(1.0)
}

/// The logistic function.
pub(crate) fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
