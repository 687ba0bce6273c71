//! The model of one site, trained on its team's decisions: weights on top of the shipped model, and the last decisions
//! that they result from.

use crate::facts::CommentFacts;
use crate::features::{CommentFeatures, DENSE};
use crate::fractions::{float, probability};
use crate::lessons::{Lesson, Lessons, MOST_FEATURES};
use crate::log_odds::{of_words, without_learning};
use crate::model::Model;
use crate::ngrams::Feature;
use crate::site_bytes::{BadLocal, take};

const MAGIC: &[u8; 4] = b"PSL3";
/// Weights of words and parts of words.
pub(crate) const PLACES: usize = 1 << 15;
/// Steps of a stored weight to one unit of log-odds.
const STEPS: f32 = 1_024.0;
/// The most log-odds that the site's model may add or subtract. A deceived or malicious team cannot exceed this.
const LIMIT: f32 = 5.0;
/// Passes over all stored decisions after a new one: more passes while there are few.
const VISITS: usize = 500;
/// The learning rate for words.
const RATE: f32 = 0.4;
/// The learning rate for the signs and the shape of a comment: one decision says little about links in general.
const DENSE_RATE: f32 = 0.12;
/// The most log-odds that signs and shape may add or subtract together: what a few decisions have in common by chance
/// must not change the whole site.
const DENSE_LIMIT: f32 = 3.0;
/// Log-odds for a comment that is the same as one that was decided.
const LIKENESS: f32 = 5.0;
/// The share that a weight loses at each pass: old decisions that are not repeated fade.
const DECAY: f32 = 2e-3;
/// The largest weight.
const WEIGHT_LIMIT: f32 = 30.0;

/// A site's model. A new one is empty; dropping it forgets everything.
#[derive(Debug, Clone, PartialEq)]
pub struct Local {
    decisions: u32,
    dense: [f32; DENSE],
    weights: Vec<f32>,
    lessons: Lessons,
}

impl Default for Local {
    fn default() -> Self {
        Self { decisions: 0, dense: [0.0; DENSE], weights: vec![0.0; PLACES], lessons: Lessons::default() }
    }
}

/// The index of a feature's weight, with its sign in the highest bit.
pub(crate) fn place(feature: Feature) -> u16 {
    let [low, high, ..] = feature.bucket.to_le_bytes();
    let bucket = u16::from_le_bytes([low, high]);
    let place = bucket & 0x7fff;
    // The bit that is not part of the index is part of the sign, so that two features with the same index cancel out.
    if feature.negative == (bucket & 0x8000 != 0) { place } else { place | 0x8000 }
}

/// The indices of a comment's features. Their order is that of their hashes, so any part of them is a fair sample.
fn places(features: &CommentFeatures) -> Vec<u16> {
    let mut places: Vec<u16> = features.hashed().map(place).collect();
    places.sort_unstable();
    places.dedup();
    places.truncate(MOST_FEATURES);
    places
}

fn at(place: u16) -> usize {
    usize::from(place & 0x7fff)
}

fn signed(place: u16, value: f32) -> f32 {
    if place & 0x8000 == 0 { value } else { -value }
}

impl Local {
    /// The number of decisions that were learned from.
    pub fn decisions(&self) -> u32 {
        self.decisions
    }

    /// Learns from a decision of the team, on top of the shipped model. The opposite decision on the same comment works
    /// against it, but does not restore the same number: to undo a decision, keep the bytes from before.
    pub fn learn(&mut self, facts: &CommentFacts<'_>, is_spam: bool) {
        self.learn_over(facts, is_spam, Model::shipped());
    }

    /// The same with a given text model.
    pub fn learn_over(&mut self, facts: &CommentFacts<'_>, is_spam: bool, model: &Model) {
        let features = CommentFeatures::read(facts);
        let words = of_words(&features, model);
        let base = without_learning(&features, words);
        self.lessons.remember(Lesson::new(is_spam, base, &features.dense(words), places(&features)));
        self.revise();
        self.decisions = self.decisions.saturating_add(1);
    }

    /// Trains on all stored decisions, the latest last.
    fn revise(&mut self) {
        let lessons = std::mem::take(&mut self.lessons);
        let passes = (VISITS / lessons.len().max(1)).clamp(2, 40);
        for _ in 0..passes {
            for weight in &mut self.dense {
                *weight *= 1.0 - DECAY;
            }
            for lesson in lessons.in_order() {
                let answer = if lesson.is_spam { 1.0 } else { 0.0 };
                let dense = lesson.dense();
                let learnt = self.sum(&lesson.places, &dense);
                let error = (answer - probability(lesson.base() + learnt)) * lessons.worth(lesson.is_spam);
                self.step(&lesson.places, &dense, error);
            }
        }
        self.lessons = lessons;
    }

    fn sum(&self, places: &[u16], dense: &[f32; DENSE]) -> f32 {
        let words: f32 = places.iter().map(|p| self.weights.get(at(*p)).map_or(0.0, |w| signed(*p, *w))).sum();
        let named: f32 = self.dense.iter().zip(dense).map(|(weight, value)| weight * value).sum();
        words / float(places.len().max(1)).sqrt() + named.clamp(-DENSE_LIMIT, DENSE_LIMIT)
    }

    fn step(&mut self, places: &[u16], dense: &[f32; DENSE], error: f32) {
        let value = 1.0 / float(places.len().max(1)).sqrt();
        for place in places {
            if let Some(weight) = self.weights.get_mut(at(*place)) {
                let step = signed(*place, RATE * error * value);
                *weight = (*weight * (1.0 - DECAY) + step).clamp(-WEIGHT_LIMIT, WEIGHT_LIMIT);
            }
        }
        for (weight, value) in self.dense.iter_mut().zip(dense) {
            *weight = (*weight + DENSE_RATE * error * value).clamp(-LIMIT, LIMIT);
        }
    }

    /// The site's part of a comment's log-odds; `words` is the score of the text alone.
    pub(crate) fn log_odds(&self, features: &CommentFeatures, words: f32) -> f32 {
        let places = places(features);
        let likeness = LIKENESS * self.lessons.leaning(&places);
        let sum = self.sum(&places, &features.dense(words));
        let sum = if sum > 0.0 { sum * self.lessons.contrast() } else { sum };
        (sum + likeness).clamp(-LIMIT, LIMIT)
    }

    /// The model as bytes, for storage or export: about 66 kB and at most 180 kB, without any text.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.decisions.to_le_bytes());
        bytes.extend(self.dense.iter().flat_map(|weight| weight.to_le_bytes()));
        bytes.extend(self.weights.iter().flat_map(|weight| to_steps(*weight).to_le_bytes()));
        self.lessons.write(&mut bytes);
        bytes
    }

    /// Reads what [`Local::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadLocal> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(BadLocal)?;
        let decisions = u32::from_le_bytes(*take::<4>(&mut rest)?);
        let mut local = Self { decisions, ..Self::default() };
        for weight in &mut local.dense {
            *weight = number(&mut rest, LIMIT)?;
        }
        for weight in &mut local.weights {
            *weight = f32::from(i16::from_le_bytes(*take::<2>(&mut rest)?)) / STEPS;
        }
        local.lessons = Lessons::read(rest)?;
        Ok(local)
    }
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
        score_with(&CommentFacts { text, ..CommentFacts::default() }, Model::shipped(), Some(local)).probability
    }

    #[test]
    fn a_site_learns_its_own_spam() {
        let mut local = Local::default();
        let before = probability_of(SPAM, &local);
        for _ in 0..5 {
            local.learn(&CommentFacts { text: SPAM, ..CommentFacts::default() }, true);
        }
        assert!(probability_of(SPAM, &local) > before.max(0.5));
    }

    #[test]
    fn a_comment_that_differs_from_known_spam_in_a_word_or_two_is_recognised_at_once() {
        let mut local = Local::default();
        local.learn(&CommentFacts { text: SPAM, ..CommentFacts::default() }, true);
        let like = SPAM.replace("Nachbar", "Onkel").replace("besser", "wie ein Stein");
        assert!(probability_of(&like, &local) > 0.5);
    }

    #[test]
    fn spam_alone_does_not_make_other_comments_on_its_subject_spam() {
        let mut local = Local::default();
        for text in [
            "My neighbour swears by the living water of Quellhof, he sleeps like a child since he drinks it",
            "The living water of Quellhof did wonders for my knees, ask for it where you live",
            "Since we drink the living water of Quellhof nobody in our house was ill, my neighbour says so too",
        ] {
            local.learn(&CommentFacts { text, name: Some("Robot"), ..CommentFacts::default() }, true);
        }
        let of = |text: &str| {
            let facts = CommentFacts { text, name: Some("Ben"), ..CommentFacts::default() };
            score_with(&facts, Model::shipped(), Some(&local)).probability
        };
        for honest in ["How long does your dough rest in winter?", "I drink water with my bread, what else?"] {
            assert!(of(honest) < 0.5, "{honest} {}", of(honest));
        }
        for spam in [
            "Did you know that the living water of Quellhof makes every dough rise twice as high?",
            "Ask your neighbour about the living water of Quellhof, he sleeps better since he drinks it",
            "Wonders happen to knees and dough with the living water of Quellhof",
        ] {
            assert!(of(spam) > 0.5, "{spam} {}", of(spam));
        }
    }

    #[test]
    fn a_flood_of_spam_does_not_push_out_published_comments() {
        let honest = "Beim Pokerabend im Casino gab es euer Brot, alle waren begeistert vom Bonus am Ende";
        let mut local = Local::default();
        let before = probability_of(honest, &local);
        local.learn(&CommentFacts { text: honest, ..CommentFacts::default() }, false);
        for number in 0..300 {
            let text = format!("Casino Bonus {number} ohne Einzahlung, Poker und Freispiele für alle");
            local.learn(&CommentFacts { text: &text, ..CommentFacts::default() }, true);
        }
        assert!(probability_of(honest, &local) < before.max(0.5));
        assert!(local.to_bytes().len() < 300_000);
    }

    #[test]
    fn one_wrong_decision_does_not_change_the_whole_model() {
        let mut local = Local::default();
        let honest = "How long do you let the dough rest before it goes into the oven?";
        local.learn(&CommentFacts { text: "How long does it bake? Mine was burnt.", ..CommentFacts::default() }, true);
        assert!(probability_of(honest, &local) < 0.5);
    }

    #[test]
    fn opposite_decisions_correct_wrong_ones() {
        let mut local = Local::default();
        let facts = CommentFacts { text: SPAM, ..CommentFacts::default() };
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
    fn a_model_survives_its_export() {
        let mut local = Local::default();
        local.learn(&CommentFacts { text: SPAM, ..CommentFacts::default() }, true);
        let bytes = local.to_bytes();
        assert!(bytes.len() < 300_000);
        let again = Local::from_bytes(&bytes).unwrap();
        assert!((probability_of(SPAM, &again) - probability_of(SPAM, &local)).abs() < 0.01);
        assert_eq!(again.to_bytes(), bytes);
    }

    #[test]
    fn foreign_bytes_are_refused() {
        for bytes in [b"".as_slice(), b"PSL3", b"PSL2123456789", b"no learning at all"] {
            assert_eq!(Local::from_bytes(bytes), Err(BadLocal));
        }
    }
}
