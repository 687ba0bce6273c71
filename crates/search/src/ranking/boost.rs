//! The boost of answers that whoever asked has confirmed.

/// How much a confirmed answer is raised, at most.
const CONFIRMED: f32 = 1.5;
/// What it stays below an exact phrase.
const BELOW: f32 = 0.999;

/// A hit whose score may be raised.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Boosted {
    pub(crate) score: f32,
    /// Whoever asked has confirmed it.
    pub(crate) confirmed: bool,
    /// It has the words as they were typed.
    pub(crate) exact: bool,
}

/// Raises the scores of confirmed answers, but none above an exact phrase that it was below.
pub(crate) fn boost(hits: &mut [Boosted]) {
    let phrases: Vec<f32> = hits.iter().filter(|hit| hit.exact).map(|hit| hit.score).collect();
    for hit in hits.iter_mut().filter(|hit| hit.confirmed) {
        let raised = hit.score * CONFIRMED;
        let above = phrases.iter().copied().filter(|phrase| *phrase >= hit.score).fold(f32::INFINITY, f32::min);
        hit.score = if hit.exact { raised } else { raised.min(above * BELOW) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(score: f32, confirmed: bool, exact: bool) -> Boosted {
        Boosted { score, confirmed, exact }
    }

    #[test]
    fn a_confirmed_answer_is_raised_by_half() {
        let mut hits = [hit(4.0, true, false), hit(5.0, false, false)];
        boost(&mut hits);
        assert!((hits[0].score - 6.0).abs() < 1e-6 && (hits[1].score - 5.0).abs() < 1e-6);
    }

    #[test]
    fn a_confirmed_answer_never_passes_an_exact_phrase() {
        let mut hits = [hit(4.0, true, false), hit(5.0, false, true), hit(8.0, false, true), hit(5.0, true, false)];
        boost(&mut hits);
        assert!(hits[0].score < 5.0 && hits[0].score > 4.9);
        assert!(hits[3].score < 5.0);
    }

    #[test]
    fn a_confirmed_answer_with_the_phrase_is_raised() {
        let mut hits = [hit(4.0, true, true), hit(5.0, false, true)];
        boost(&mut hits);
        assert!(hits[0].score > hits[1].score);
    }
}
