//! The whole verdict: what is known of a comment in, a probability with reasons out.

use crate::facts::CommentFacts;
use crate::features::CommentFeatures;
use crate::fractions::probability;
use crate::local::Local;
use crate::log_odds::{BIAS, of_words};
use crate::model::Model;
use crate::reason::Reason;

/// What is thought of a comment.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// How likely the comment is spam, 0 to 1, where half of all comments are. See [`Score::HOLD`].
    pub probability: f32,
    /// Why, the weightiest first; empty when nothing speaks for spam.
    pub reasons: Vec<Reason>,
}

impl Score {
    /// From here on a comment is better held: about one honest comment in a hundred of the samples lies above.
    pub const HOLD: f32 = 0.5;
}

/// Log-odds that a reason must bring to be named.
const WORTH_NAMING: f32 = 0.4;

/// Scores with what ships.
pub fn score(facts: &CommentFacts<'_>) -> Score {
    score_with(facts, Model::shipped(), None)
}

/// Scores with a given text model, and with what a site has learnt.
pub fn score_with(facts: &CommentFacts<'_>, model: &Model, local: Option<&Local>) -> Score {
    let features = CommentFeatures::read(facts);
    let words = of_words(&features, model);
    let learnt = local.map_or(0.0, |local| local.log_odds(&features, words));
    let mut reasons: Vec<(f32, Reason)> = features.signs().collect();
    let sum = reasons.iter().fold(BIAS + words + learnt, |sum, (part, _)| sum + part);
    reasons.extend([(words, Reason::ReadsLikeSpam), (learnt, Reason::LearntHere)]);
    Score { probability: probability(sum), reasons: by_weight(reasons) }
}

/// The reasons that are worth naming, the weightiest first, each once.
fn by_weight(mut reasons: Vec<(f32, Reason)>) -> Vec<Reason> {
    reasons.retain(|(part, _)| *part >= WORTH_NAMING);
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut named: Vec<Reason> = Vec::with_capacity(reasons.len());
    for (_, reason) in reasons {
        if !named.contains(&reason) {
            named.push(reason);
        }
    }
    named
}
