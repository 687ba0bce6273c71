//! The text model: one 8-bit weight for each bucket of hashed features.

use std::fmt;
use std::sync::LazyLock;

use crate::ngrams::{BUCKETS, Feature, features_of, values};

/// The file's first bytes: the format and its version. The hash function of `ngrams.rs` is part of it.
const MAGIC: &[u8; 4] = b"PSM2";
const HEADER: usize = 12;

/// A logistic regression over hashed words and parts of words. It contains no text.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(crate) bias: f32,
    /// Log-odds of one step of a weight.
    pub(crate) scale: f32,
    pub(crate) weights: Vec<i8>,
}

/// The bytes are not a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadModel;

impl fmt::Display for BadModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these bytes are no model of spam")
    }
}

impl std::error::Error for BadModel {}

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::from_bytes(include_bytes!("../model.bin")).unwrap_or_else(|_| Model::blank(BUCKETS)));

impl Model {
    /// The shipped model: trained by `cargo run -p porch-spam --release --example train`.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// A model with all weights zero.
    pub(crate) fn blank(buckets: usize) -> Self {
        Self { bias: 0.0, scale: 1.0, weights: vec![0; buckets] }
    }

    /// Reads what [`Model::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let (header, weights) = bytes.split_at_checked(HEADER).ok_or(BadModel)?;
        let number = |at: usize| {
            let bytes = header.get(at..at + 4).and_then(|four| <[u8; 4]>::try_from(four).ok());
            bytes.map(f32::from_le_bytes).filter(|number| number.is_finite()).ok_or(BadModel)
        };
        if !header.starts_with(MAGIC) || !weights.len().is_power_of_two() || weights.len() > BUCKETS {
            return Err(BadModel);
        }
        let weights = weights.iter().map(|byte| i8::from_le_bytes([*byte])).collect();
        Ok(Self { bias: number(4)?, scale: number(8)?, weights })
    }

    /// 262,156 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.bias.to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(self.weights.iter().flat_map(|weight| weight.to_le_bytes()));
        bytes
    }

    /// The log-odds of spam for the text alone, without links: above 0 it is rather spam.
    pub fn words_log_odds(&self, text: &str) -> f32 {
        self.log_odds_of(&features_of(text))
    }

    /// Log-odds of spam for the features of a text; 0 for no features.
    pub(crate) fn log_odds_of(&self, features: &[Feature]) -> f32 {
        if features.is_empty() { 0.0 } else { self.log_odds(values(features)) }
    }

    /// The log-odds for the values of features.
    pub(crate) fn log_odds(&self, values: impl IntoIterator<Item = (u32, f32)>) -> f32 {
        let weight = |at| f32::from(self.weights.get(place(at, self.weights.len())).copied().unwrap_or(0));
        let sum: f32 = values.into_iter().map(|(at, value)| value * weight(at)).sum();
        self.bias + self.scale * sum
    }
}

/// The index of a feature's weight among so many, a power of two.
pub(crate) fn place(bucket: u32, buckets: usize) -> usize {
    usize::try_from(bucket).unwrap_or(0) & buckets.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_the_same_model() {
        let mut model = Model::blank(BUCKETS);
        model.weights[7] = -128;
        model.bias = 0.5;
        assert_eq!(Model::from_bytes(&model.to_bytes()), Ok(model));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(Model::from_bytes(b""), Err(BadModel));
        assert_eq!(Model::from_bytes(&vec![0; HEADER + BUCKETS]), Err(BadModel));
        let mut endless = Model::blank(BUCKETS);
        endless.bias = f32::INFINITY;
        assert_eq!(Model::from_bytes(&endless.to_bytes()), Err(BadModel));
    }

    #[test]
    fn the_shipped_model_is_complete_and_small() {
        assert_ne!(*Model::shipped(), Model::blank(BUCKETS));
        assert!(include_bytes!("../model.bin").len() <= 300_000);
    }
}
