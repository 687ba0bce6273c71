//! All that is read out of a comment for the verdict and for what a site learns.

use crate::facts::CommentFacts;
use crate::fractions::float;
use crate::ngrams::{Feature, features};
use crate::parsed_comment::ParsedComment;
use crate::reason::Reason;
use crate::signs::{COUNT, SIGNS};
use crate::site_features::{SHAPES, around, shape};

/// All numbers that a site weighs: the signs, the shape, and what the words alone say.
pub(crate) const DENSE: usize = COUNT + SHAPES + 1;

/// How much a single word is worth as evidence: "casino" alone may be anybody's answer.
const ONE_WORD: f32 = 0.2;

/// How much the shape of a comment is worth beside the signs when a site learns.
const SHAPE_SHARE: f32 = 0.6;

/// What was read out of a comment.
#[derive(Debug, Clone)]
pub(crate) struct CommentFeatures {
    /// The values of [`SIGNS`].
    signs: [f32; COUNT],
    /// The words' features, links and their covers left out.
    pub(crate) words: Vec<Feature>,
    /// The features with the covers, when there are any.
    pub(crate) words_and_covers: Option<Vec<Feature>>,
    /// How much the words are worth as evidence, 0 to 1: a single one proves little.
    pub(crate) evidence: f32,
    /// How far the author's name sells something, 0 to 1.
    pub(crate) name: f32,
    /// The shape of the comment: only a site gives it a meaning.
    shapes: [f32; SHAPES],
    /// The features of the name and of the links.
    around: Vec<Feature>,
}

impl CommentFeatures {
    /// Reads a comment.
    pub(crate) fn read(facts: &CommentFacts<'_>) -> Self {
        let comment = ParsedComment::read(facts);
        let (prose, covers) = (&comment.prose, &comment.covers);
        // Scripts without spaces count by letters.
        let said = float(comment.words.len().max(prose.chars().count() / 8));
        Self {
            signs: SIGNS.map(|sign| (sign.value)(&comment)),
            words: features(prose),
            words_and_covers: (!covers.is_empty()).then(|| features(&format!("{prose} {covers}"))),
            evidence: if said <= 1.0 { ONE_WORD } else { said / (said + 2.0) },
            name: comment.name,
            shapes: shape(&comment),
            around: around(facts.name.unwrap_or_default(), &comment.strange_links),
        }
    }

    /// What each sign adds to the log-odds, and the reason that it is.
    pub(crate) fn signs(&self) -> impl Iterator<Item = (f32, Reason)> {
        SIGNS.iter().zip(self.signs).map(|(sign, value)| (sign.weight * value, sign.reason))
    }

    /// All hashed features: of the words, the covers, the name and the links.
    pub(crate) fn hashed(&self) -> impl Iterator<Item = Feature> {
        self.words_and_covers.as_ref().unwrap_or(&self.words).iter().chain(&self.around).copied()
    }

    /// All numbers that a site weighs; `words` is what the words alone say, in log-odds.
    pub(crate) fn dense(&self, words: f32) -> [f32; DENSE] {
        let mut dense = [0.0; DENSE];
        let shapes = self.shapes.iter().map(|shape| shape * SHAPE_SHARE);
        let all = self.signs.iter().copied().chain(shapes).chain([words / 4.0]);
        for (place, value) in dense.iter_mut().zip(all) {
            *place = value;
        }
        dense
    }
}
