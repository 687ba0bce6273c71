//! How good scores are: the area under the curve, and how much spam is caught at a price in honest comments.
#![expect(clippy::cast_precision_loss, reason = "counts of comments are small")]

/// A score and the truth.
#[derive(Debug, Clone, Copy)]
pub struct Marked {
    /// The higher, the likelier spam; any scale.
    pub score: f32,
    /// The truth.
    pub is_spam: bool,
}

/// How often a spam comment lies above an honest one; equal scores count half.
pub fn auc(marked: &[Marked]) -> f64 {
    let mut sorted = marked.to_vec();
    sorted.sort_by(|a, b| a.score.total_cmp(&b.score));
    let (mut honest, mut pairs, mut at) = (0.0, 0.0, 0);
    while at < sorted.len() {
        let tied = sorted[at..].iter().take_while(|other| other.score.total_cmp(&sorted[at].score).is_eq()).count();
        let group = &sorted[at..at + tied];
        let spam = group.iter().filter(|one| one.is_spam).count() as f64;
        let fair = tied as f64 - spam;
        pairs += spam * (honest + fair / 2.0);
        honest += fair;
        at += tied;
    }
    let spam = marked.len() as f64 - honest;
    if spam * honest > 0.0 { pairs / (spam * honest) } else { f64::NAN }
}

/// The share of spam above the score that at most `price` of the honest comments exceed.
pub fn recall_at(marked: &[Marked], price: f64) -> f64 {
    let mut honest: Vec<f32> = marked.iter().filter(|one| !one.is_spam).map(|one| one.score).collect();
    honest.sort_by(|a, b| b.total_cmp(a));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count")]
    let allowed = (honest.len() as f64 * price).floor() as usize;
    let bar = honest.get(allowed).copied().unwrap_or(f32::NEG_INFINITY);
    let spam: Vec<f32> = marked.iter().filter(|one| one.is_spam).map(|one| one.score).collect();
    spam.iter().filter(|score| **score > bar).count() as f64 / spam.len().max(1) as f64
}

/// The share of spam and of honest comments at or above a score.
pub fn at(marked: &[Marked], bar: f32) -> (f64, f64) {
    let share = |wanted: bool| {
        let of_class: Vec<&Marked> = marked.iter().filter(|one| one.is_spam == wanted).collect();
        of_class.iter().filter(|one| one.score >= bar).count() as f64 / of_class.len().max(1) as f64
    };
    (share(true), share(false))
}
