//! What one site has learnt from its team: weights on top of the verdict that ships.

use std::fmt;

use crate::model::Model;
use crate::ngrams::{BUCKETS, Feature};
use crate::number::float;
use crate::signs::{COUNT, Signs};
use crate::verdict::{Facts, judge};

const MAGIC: &[u8; 4] = b"PSL1";
/// Steps of a stored weight to one unit of log-odds.
const STEPS: f32 = 1_024.0;
/// Log-odds that all that was learnt may add or take. A deceived or deceiving team cannot pass this.
const LIMIT: f32 = 5.0;
/// Log-odds that one decision may move the very text it was about.
const STEP_LIMIT: f32 = 3.0;
/// Tries within one decision.
const PASSES: usize = 8;
/// The length of a step.
const RATE: f32 = 1.0;
/// How much a sign learns beside the words: one decision says little about links at large.
const SIGN_RATE: f32 = 0.25;
/// The same for the balance of all.
const BIAS_RATE: f32 = 0.05;
/// A word's weight at most.
const WEIGHT_LIMIT: f32 = 30.0;

/// Additive weights of one site. A new one knows nothing; dropping it forgets everything.
#[derive(Debug, Clone, PartialEq)]
pub struct Local {
    decisions: u32,
    bias: f32,
    signs: [f32; COUNT],
    weights: Vec<f32>,
}

/// The bytes are nothing that was learnt here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLocal;

impl fmt::Display for BadLocal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these bytes are no site's learning")
    }
}

impl std::error::Error for BadLocal {}

impl Default for Local {
    fn default() -> Self {
        Self { decisions: 0, bias: 0.0, signs: [0.0; COUNT], weights: vec![0.0; BUCKETS] }
    }
}

impl Local {
    /// How many decisions were learnt from.
    pub fn decisions(&self) -> u32 {
        self.decisions
    }

    /// Learns from a decision of the team, with the model that ships beneath. The opposite decision on the same
    /// comment works against it, but not to the same number: to undo a click, keep the bytes from before.
    pub fn learn(&mut self, facts: &Facts<'_>, is_spam: bool) {
        self.learn_over(facts, is_spam, Model::shipped());
    }

    /// The same over a given text model.
    pub fn learn_over(&mut self, facts: &Facts<'_>, is_spam: bool, model: &Model) {
        let signs = Signs::read(facts);
        let answer = if is_spam { 1.0 } else { 0.0 };
        let features = signs.covered_features.as_ref().unwrap_or(&signs.features);
        let before = self.log_odds(&signs);
        for _ in 0..PASSES {
            let error = answer - judge(&signs, model, Some(self)).probability;
            self.step(features, &signs.values, error);
            if (self.log_odds(&signs) - before).abs() > STEP_LIMIT {
                break;
            }
        }
        self.decisions = self.decisions.saturating_add(1);
    }

    fn step(&mut self, features: &[Feature], signs: &[f32; COUNT], error: f32) {
        let value = 1.0 / float(features.len().max(1)).sqrt();
        for feature in features {
            if let Some(weight) = self.weights.get_mut(usize::from(feature.bucket)) {
                *weight = (*weight + RATE * error * value * feature.sign()).clamp(-WEIGHT_LIMIT, WEIGHT_LIMIT);
            }
        }
        for (weight, value) in self.signs.iter_mut().zip(signs) {
            *weight = (*weight + RATE * SIGN_RATE * error * value).clamp(-LIMIT, LIMIT);
        }
        self.bias = (self.bias + RATE * BIAS_RATE * error).clamp(-1.0, 1.0);
    }

    /// What the site adds to a comment's log-odds.
    pub(crate) fn log_odds(&self, signs: &Signs) -> f32 {
        let features = signs.covered_features.as_ref().unwrap_or(&signs.features);
        let value = 1.0 / float(features.len().max(1)).sqrt();
        let words: f32 = features
            .iter()
            .filter_map(|f| self.weights.get(usize::from(f.bucket)).map(|weight| weight * f.sign()))
            .sum();
        let named: f32 = self.signs.iter().zip(signs.values).map(|(weight, value)| weight * value).sum();
        (self.bias + value * words + named).clamp(-LIMIT, LIMIT)
    }

    /// What was learnt, to be stored or exported: at most 262,300 bytes, no word in them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.decisions.to_le_bytes());
        bytes.extend(self.bias.to_le_bytes());
        bytes.extend(self.signs.iter().flat_map(|weight| weight.to_le_bytes()));
        for (bucket, weight) in (0_u16..=u16::MAX).zip(&self.weights) {
            let steps = to_steps(*weight);
            if steps != 0 {
                bytes.extend(bucket.to_le_bytes());
                bytes.extend(steps.to_le_bytes());
            }
        }
        bytes
    }

    /// Reads what [`Local::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadLocal> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(BadLocal)?;
        let decisions = u32::from_le_bytes(*take::<4>(&mut rest)?);
        let bias = number(&mut rest, 1.0)?;
        let mut local = Self { decisions, bias, ..Self::default() };
        for weight in &mut local.signs {
            *weight = number(&mut rest, LIMIT)?;
        }
        while !rest.is_empty() {
            let bucket = u16::from_le_bytes(*take::<2>(&mut rest)?);
            let steps = i16::from_le_bytes(*take::<2>(&mut rest)?);
            if let Some(weight) = local.weights.get_mut(usize::from(bucket)) {
                *weight = f32::from(steps) / STEPS;
            }
        }
        Ok(local)
    }
}

fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Result<&'a [u8; N], BadLocal> {
    let (head, tail) = rest.split_first_chunk::<N>().ok_or(BadLocal)?;
    *rest = tail;
    Ok(head)
}

fn number(rest: &mut &[u8], limit: f32) -> Result<f32, BadLocal> {
    let number = f32::from_le_bytes(*take::<4>(rest)?);
    if number.abs() <= limit { Ok(number) } else { Err(BadLocal) }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range before")]
fn to_steps(weight: f32) -> i16 {
    (weight * STEPS).round().clamp(-32_767.0, 32_767.0) as i16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::score_with;

    const SPAM: &str = "Mein Nachbar schwört auf Zauberwasser vom Quellhof, seitdem schläft er besser";

    fn probability_of(text: &str, local: &Local) -> f32 {
        score_with(&Facts { text, ..Facts::default() }, Model::shipped(), Some(local)).probability
    }

    #[test]
    fn a_site_learns_its_own_spam() {
        let mut local = Local::default();
        let before = probability_of(SPAM, &local);
        for _ in 0..5 {
            local.learn(&Facts { text: SPAM, ..Facts::default() }, true);
        }
        assert!(probability_of(SPAM, &local) > before.max(0.5));
    }

    #[test]
    fn one_wrong_click_does_not_turn_the_whole() {
        let mut local = Local::default();
        let honest = "How long do you let the dough rest before it goes into the oven?";
        local.learn(&Facts { text: "How long does it bake? Mine was burnt.", ..Facts::default() }, true);
        assert!(probability_of(honest, &local) < 0.5);
    }

    #[test]
    fn opposite_decisions_put_wrong_ones_right() {
        let mut local = Local::default();
        let facts = Facts { text: SPAM, ..Facts::default() };
        for _ in 0..3 {
            local.learn(&facts, true);
        }
        let wrong = probability_of(SPAM, &local);
        for _ in 0..3 {
            local.learn(&facts, false);
        }
        let right = probability_of(SPAM, &local);
        assert!(wrong > 0.5 && right < 0.5, "{wrong} {right}");
    }

    #[test]
    fn what_was_learnt_survives_its_export() {
        let mut local = Local::default();
        local.learn(&Facts { text: SPAM, ..Facts::default() }, true);
        let bytes = local.to_bytes();
        assert!(bytes.len() < 300_000);
        let again = Local::from_bytes(&bytes).unwrap();
        assert!((probability_of(SPAM, &again) - probability_of(SPAM, &local)).abs() < 0.01);
        assert_eq!(again.to_bytes(), bytes);
    }

    #[test]
    fn foreign_bytes_are_refused() {
        for bytes in [b"".as_slice(), b"PSL1", b"PSL1123456789", b"no learning at all"] {
            assert_eq!(Local::from_bytes(bytes), Err(BadLocal));
        }
    }
}
