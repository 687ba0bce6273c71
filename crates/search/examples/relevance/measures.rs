//! Measures of a ranking.

/// The normalised discounted cumulated gain of the first ten. `gains` are those of the ranking; `best` all that there are.
pub(crate) fn ndcg_at_10(gains: &[f64], best: &[f64]) -> f64 {
    let mut ideal = best.to_vec();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let ideal = discounted(&ideal);
    if ideal > 0.0 { discounted(gains) / ideal } else { 0.0 }
}

fn discounted(gains: &[f64]) -> f64 {
    gains.iter().take(10).enumerate().map(|(place, gain)| gain / (place as f64 + 2.0).log2()).sum()
}

/// The average precision of a ranking of everything; none where nothing is relevant.
pub(crate) fn average_precision(relevant: &[bool]) -> Option<f64> {
    let (mut found, mut sum) = (0.0, 0.0);
    for (place, _) in relevant.iter().enumerate().filter(|(_, relevant)| **relevant) {
        found += 1.0;
        sum += found / (place as f64 + 1.0);
    }
    (found > 0.0).then_some(sum / found)
}

/// The mean of values.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
