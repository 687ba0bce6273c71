//! The last decisions of a team, as numbers: the training set of a site's model, which is trained again at each new
//! one.

use std::collections::VecDeque;

use crate::features::DENSE;
use crate::fractions::float;
use crate::site_bytes::{BadLocal, take};

/// Stored decisions of either kind. A flood of spam does not push the honest ones out.
const MOST: usize = 96;
/// Stored features of a decision.
pub(crate) const MOST_FEATURES: usize = 256;
/// Steps from 0 to 1 of a stored number.
const DENSE_STEPS: f32 = 250.0;
/// Steps of one unit of a stored log-odds.
const BASE_STEPS: f32 = 1_024.0;
/// The share of their features that comments of one language have in common by chance.
const BY_CHANCE: f32 = 0.15;
/// Honest comments that are assumed for every site.
const UNSEEN: f32 = 3.0;
/// How much more the rarer kind counts at most.
const RARE: f32 = 3.0;

/// A decision: the features of the comment, as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lesson {
    pub(crate) is_spam: bool,
    /// Its sequence number.
    turn: u32,
    base: i16,
    dense: [i8; DENSE],
    pub(crate) places: Vec<u16>,
}

impl Lesson {
    pub(crate) fn new(is_spam: bool, base: f32, dense: &[f32; DENSE], places: Vec<u16>) -> Self {
        let dense = dense.map(|value| rounded(value * DENSE_STEPS / 2.0, i8::MIN, i8::MAX));
        let base = rounded16(base * BASE_STEPS);
        Self { is_spam, turn: 0, base, dense, places }
    }

    /// The score's log-odds without the site's model.
    pub(crate) fn base(&self) -> f32 {
        f32::from(self.base) / BASE_STEPS
    }

    pub(crate) fn dense(&self) -> [f32; DENSE] {
        self.dense.map(|value| f32::from(value) * 2.0 / DENSE_STEPS)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range before")]
fn rounded(value: f32, least: i8, most: i8) -> i8 {
    value.round().clamp(f32::from(least), f32::from(most)) as i8
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range before")]
fn rounded16(value: f32) -> i16 {
    value.round().clamp(-32_767.0, 32_767.0) as i16
}

/// The last decisions of both kinds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lessons {
    spam: VecDeque<Lesson>,
    honest: VecDeque<Lesson>,
    turns: u32,
}

impl Lessons {
    pub(crate) fn len(&self) -> usize {
        self.spam.len() + self.honest.len()
    }

    pub(crate) fn remember(&mut self, mut lesson: Lesson) {
        self.turns = self.turns.wrapping_add(1);
        lesson.turn = self.turns;
        let kind = if lesson.is_spam { &mut self.spam } else { &mut self.honest };
        if kind.len() >= MOST {
            kind.pop_front();
        }
        kind.push_back(lesson);
    }

    /// All of them in their sequence.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = &Lesson> {
        let mut all: Vec<&Lesson> = self.spam.iter().chain(&self.honest).collect();
        all.sort_unstable_by_key(|lesson| lesson.turn);
        all.into_iter()
    }

    /// Whether a comment with these features is more similar to spam (up to 1) or to honest comments (down to -1): how
    /// much it shares with the nearest of either kind.
    pub(crate) fn leaning(&self, places: &[u16]) -> f32 {
        let mut has = vec![0_u64; 1 << 10];
        for place in places {
            if let Some(word) = has.get_mut(usize::from(place >> 6)) {
                *word |= 1 << (place & 63);
            }
        }
        let shares =
            |place: &&u16| has.get(usize::from(**place >> 6)).is_some_and(|word| word >> (**place & 63) & 1 == 1);
        let nearest = |kind: &VecDeque<Lesson>| {
            let alike = kind.iter().map(|lesson| {
                let both = float(lesson.places.iter().filter(shares).count());
                both / (float(lesson.places.len()) * float(places.len())).sqrt().max(1.0)
            });
            (alike.fold(0.0, f32::max) - BY_CHANCE).max(0.0)
        };
        nearest(&self.spam) - nearest(&self.honest)
    }

    /// How much is known of honest comments here, 0 to 1. A model that has only seen spam takes every common word for a
    /// sign of it.
    pub(crate) fn contrast(&self) -> f32 {
        ((float(self.honest.len()) + UNSEEN) / (float(self.spam.len()) + UNSEEN)).min(1.0)
    }

    /// The weight of a decision of this kind: the rarer kind counts more.
    pub(crate) fn worth(&self, is_spam: bool) -> f32 {
        let kind = if is_spam { &self.spam } else { &self.honest };
        (float(self.len()) / (2.0 * float(kind.len().max(1)))).clamp(1.0, RARE)
    }

    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        for lesson in self.in_order() {
            bytes.push(u8::from(lesson.is_spam));
            bytes.extend(lesson.base.to_le_bytes());
            bytes.extend(lesson.dense.iter().flat_map(|value| value.to_le_bytes()));
            bytes.extend(u16::try_from(lesson.places.len()).unwrap_or(0).to_le_bytes());
            bytes.extend(lesson.places.iter().flat_map(|place| place.to_le_bytes()));
        }
    }

    /// Reads what [`Lessons::write`] wrote, to the end of the bytes.
    pub(crate) fn read(mut rest: &[u8]) -> Result<Self, BadLocal> {
        let mut lessons = Self::default();
        while !rest.is_empty() {
            let [is_spam] = *take::<1>(&mut rest)?;
            let base = i16::from_le_bytes(*take::<2>(&mut rest)?);
            let dense = take::<DENSE>(&mut rest)?.map(|byte| i8::from_le_bytes([byte]));
            let count = usize::from(u16::from_le_bytes(*take::<2>(&mut rest)?));
            if is_spam > 1 || count > MOST_FEATURES || lessons.len() >= 2 * MOST {
                return Err(BadLocal);
            }
            let places = (0..count).map(|_| Ok(u16::from_le_bytes(*take::<2>(&mut rest)?)));
            let places = places.collect::<Result<_, BadLocal>>()?;
            lessons.remember(Lesson { is_spam: is_spam == 1, turn: 0, base, dense, places });
        }
        Ok(lessons)
    }
}
