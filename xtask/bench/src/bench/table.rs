//! Statistics for comparison: medians with spread, and rows with the figure to reach.

/// One row of the report.
pub(crate) struct Row {
    pub(crate) what: String,
    /// The figure to reach, as text.
    pub(crate) figure: &'static str,
    pub(crate) porch: String,
    /// The results of the others, by name.
    pub(crate) others: String,
    /// Whether the figure is reached; none for a row without a claim.
    pub(crate) holds: Option<bool>,
}

/// All rows as a Markdown table.
pub(crate) fn markdown(rows: &[Row]) -> String {
    let mut lines =
        vec!["| what | figure | Porch | others | holds |".to_owned(), "| --- | --- | ---: | --- | --- |".into()];
    lines.extend(rows.iter().map(|row| {
        let holds = row.holds.map_or("", |holds| if holds { "yes" } else { "**no**" });
        format!("| {} | {} | {} | {} | {holds} |", row.what, row.figure, row.porch, row.others)
    }));
    lines.join("\n") + "\n"
}

/// Measurements of one thing.
#[derive(Clone, Default)]
pub(crate) struct Sample(pub(crate) Vec<f64>);

impl Sample {
    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    pub(crate) fn max(&self) -> f64 {
        self.0.iter().copied().fold(f64::NAN, f64::max)
    }

    /// The value that this share of the measurements does not exceed.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
        // Between two measurements: linear interpolation.
        let position = share * precise(last);
        let (below, above) = (sorted[whole(position)], sorted[whole(position.ceil())]);
        below + (above - below) * position.fract()
    }

    /// `median (least to most)`, with a unit.
    pub(crate) fn shown(&self, unit: &str) -> String {
        let least = self.0.iter().copied().fold(f64::NAN, f64::min);
        format!("{} ({} to {}) {unit}", short(self.median()), short(least), short(self.max()))
    }

    /// Each measurement divided by the one of the same round.
    pub(crate) fn over(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(ours, theirs)| ours / theirs).collect())
    }
}

/// Rounds to three digits.
pub(crate) fn short(number: f64) -> String {
    match number.abs() {
        size if size >= 100.0 => format!("{number:.0}"),
        size if size >= 10.0 => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}

/// A count as a floating-point number. No count here is near 2^53, up to which this is exact.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^53")]
pub(crate) fn precise(count: impl TryInto<u64>) -> f64 {
    count.try_into().map_or(f64::NAN, |count| count as f64)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list, rounded down")]
fn whole(number: f64) -> usize {
    number as usize
}

#[cfg(test)]
mod tests {
    use super::Sample;

    #[test]
    fn a_median_is_between_the_two_in_the_middle() {
        let assert_near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} is not {b}");
        assert_near(Sample(vec![4.0, 1.0, 3.0, 2.0]).median(), 2.5);
        assert_near(Sample(vec![4.0, 1.0, 3.0]).median(), 3.0);
        assert_near(Sample((0..=100).map(f64::from).collect()).at(0.99), 99.0);
    }
}
