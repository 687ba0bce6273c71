//! All features of a comment, for the score and for a site's own model.

use crate::facts::CommentFacts;
use crate::fractions::float;
use crate::ngrams::{Feature, features};
use crate::parsed_comment::ParsedComment;
use crate::reason::Reason;
use crate::signs::{COUNT, SIGNS};
use crate::site_features::{SHAPES, around, shape};

/// All numeric features with a weight in a site's model: the signs, the shape, and the score of the text alone.
pub(crate) const DENSE: usize = COUNT + SHAPES + 1;

/// The evidence of a single word: "casino" alone may be an answer to a question.
const ONE_WORD: f32 = 0.2;

/// The factor of the shape beside the signs when a site's model is trained.
const SHAPE_SHARE: f32 = 0.6;

/// The features of a comment.
#[derive(Debug, Clone)]
pub(crate) struct CommentFeatures {
    /// The values of [`SIGNS`].
    signs: [f32; COUNT],
    /// The features of the text, without links and their anchors.
    pub(crate) words: Vec<Feature>,
    /// The features with the anchors, when there are any.
    pub(crate) words_and_covers: Option<Vec<Feature>>,
    /// How much evidence the text is, 0 to 1: a single word proves little.
    pub(crate) evidence: f32,
    /// How commercial the author's name is, 0 to 1.
    pub(crate) name: f32,
    /// The shape of the comment: only a site's model gives it a meaning.
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
        let length = float(comment.words.len().max(prose.chars().count() / 8));
        Self {
            signs: SIGNS.map(|sign| (sign.value)(&comment)),
            words: features(prose),
            words_and_covers: (!covers.is_empty()).then(|| features(&format!("{prose} {covers}"))),
            evidence: if length <= 1.0 { ONE_WORD } else { length / (length + 2.0) },
            name: comment.name,
            shapes: shape(&comment),
            around: around(facts.name.unwrap_or_default(), &comment.strange_links),
        }
    }

    /// What each sign adds to the log-odds, with its reason.
    pub(crate) fn signs(&self) -> impl Iterator<Item = (f32, Reason)> {
        SIGNS.iter().zip(self.signs).map(|(sign, value)| (sign.weight * value, sign.reason))
    }

    /// All hashed features: of the text, the anchors, the name and the links.
    pub(crate) fn hashed(&self) -> impl Iterator<Item = Feature> {
        self.words_and_covers.as_ref().unwrap_or(&self.words).iter().chain(&self.around).copied()
    }

    /// All numeric features; `words` is the score of the text alone, in log-odds.
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
