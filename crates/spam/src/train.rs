//! Training of a text model: logistic regression by `AdaGrad`, averaged, then rounded to eight bits.

use crate::fractions::probability;
use crate::model::{Model, place};
use crate::ngrams::{BUCKETS, features_of, values};
use crate::phrases;

/// Passes over all lessons.
const EPOCHS: usize = 8;
/// The learning rate.
const RATE: f32 = 1.0;
/// How strongly weights decay to zero at each visit: a feature that was seen once should have little weight.
const DECAY: f32 = 6e-3;

/// One labelled text.
#[derive(Debug, Clone)]
pub struct Lesson {
    values: Vec<(u32, f32)>,
    is_spam: bool,
    weight: f32,
}

impl Lesson {
    /// A text as [`crate::score`] would read it. `weight` says how much it counts: sources of many texts should count
    /// no more than sources of few.
    pub fn new(text: &str, is_spam: bool, weight: f32) -> Self {
        Self { values: values(&features_of(text)).collect(), is_spam, weight }
    }

    /// A name or a phrase, for a model of phrases.
    pub fn of_phrase(phrase: &str, sells: bool, weight: f32) -> Self {
        Self { values: phrases::values(phrase), is_spam: sells, weight }
    }
}

/// Trains a model. The same lessons in the same order give the same bytes.
#[derive(Debug)]
pub struct Trainer {
    bias: f32,
    bias_squares: f32,
    weights: Vec<f32>,
    squares: Vec<f32>,
    sums: Vec<f32>,
    visits: f32,
}

impl Trainer {
    /// For a model of texts.
    pub fn of_texts() -> Self {
        Self::new(BUCKETS)
    }

    /// For a model of names and phrases.
    pub fn of_phrases() -> Self {
        Self::new(phrases::BUCKETS)
    }

    fn new(buckets: usize) -> Self {
        let zeros = vec![0.0; buckets];
        Self {
            bias: 0.0,
            bias_squares: 1.0,
            weights: zeros.clone(),
            squares: vec![0.1; buckets],
            sums: zeros,
            visits: 0.0,
        }
    }

    /// Trains on all lessons, in a shuffled order.
    pub fn train(mut self, lessons: &[Lesson]) -> Model {
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        let mut random = 0x2545_f491_4f6c_dd1d_u64;
        for _ in 0..EPOCHS {
            shuffle(&mut order, &mut random);
            for lesson in order.iter().filter_map(|at| lessons.get(*at)) {
                self.visit(lesson);
            }
            for (sum, weight) in self.sums.iter_mut().zip(&self.weights) {
                *sum += weight;
            }
            self.visits += 1.0;
        }
        self.rounded()
    }

    fn visit(&mut self, lesson: &Lesson) {
        if lesson.values.is_empty() {
            return;
        }
        let places = lesson.values.iter().map(|(bucket, value)| (place(*bucket, self.weights.len()), *value));
        let sum: f32 = places.clone().map(|(at, value)| value * self.weights[at]).sum();
        let answer = if lesson.is_spam { 1.0 } else { 0.0 };
        let error = (probability(self.bias + sum) - answer) * lesson.weight;
        for (bucket, value) in &lesson.values {
            let at = place(*bucket, self.weights.len());
            let slope = error * value + DECAY * lesson.weight * self.weights[at] * value.abs();
            self.squares[at] += slope * slope;
            self.weights[at] -= RATE * slope / self.squares[at].sqrt();
        }
        self.bias_squares += error * error;
        self.bias -= RATE * 0.1 * error / self.bias_squares.sqrt();
    }

    /// The average over the epochs, in eight bits. The few largest weights are cut, so that the others keep their
    /// proportions.
    fn rounded(self) -> Model {
        let mut sizes: Vec<f32> = self.sums.iter().map(|sum| (sum / self.visits.max(1.0)).abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() - (sizes.len() / 8_000).max(1)).copied().unwrap_or(1.0).max(1e-6);
        let scale = largest / 127.0;
        let weights = self.sums.iter().map(|sum| to_step(sum / self.visits.max(1.0) / scale)).collect();
        Model { bias: self.bias, scale, weights }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range before")]
fn to_step(weight: f32) -> i8 {
    weight.round().clamp(-127.0, 127.0) as i8
}

/// Fisher-Yates with xorshift: reproducible, and its quality does not matter.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        let bound = u64::try_from(last + 1).unwrap_or(u64::MAX);
        order.swap(last, usize::try_from(*random % bound).unwrap_or(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lessons_are_learned_and_training_is_reproducible() {
        let lessons: Vec<Lesson> = (0..100)
            .flat_map(|n| {
                [
                    Lesson::new(&format!("cheap watches number {n} for you"), true, 1.0),
                    Lesson::new(&format!("my bread took {n} hours to rise"), false, 1.0),
                ]
            })
            .collect();
        let model = Trainer::of_texts().train(&lessons);
        assert!(model.log_odds_of(&features_of("cheap watches for you")) > 1.0);
        assert!(model.log_odds_of(&features_of("my bread took long to rise")) < -1.0);
        assert_eq!(model.to_bytes(), Trainer::of_texts().train(&lessons).to_bytes());
    }
}
