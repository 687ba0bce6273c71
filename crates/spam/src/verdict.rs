//! The whole score: the facts about a comment in, a probability with reasons out.

use crate::facts::CommentFacts;
use crate::features::CommentFeatures;
use crate::fractions::probability;
use crate::local::Local;
use crate::log_odds::{BIAS, of_words};
use crate::model::Model;
use crate::reason::Reason;

/// The score of a comment.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The probability that the comment is spam, 0 to 1, where half of all comments are. See [`Score::HOLD`].
    pub probability: f32,
    /// The reasons, the strongest first; empty when nothing indicates spam.
    pub reasons: Vec<Reason>,
}

impl Score {
    /// From this probability on a comment should be held: about one honest comment in a hundred of the samples is above
    /// it.
    pub const HOLD: f32 = 0.5;
}

/// The least log-odds of a listed reason.
const LEAST_LISTED: f32 = 0.4;

/// The score of the shipped model.
pub fn score(facts: &CommentFacts<'_>) -> Score {
    score_with(facts, Model::shipped(), None)
}

/// The score of a given text model, and of a site's model.
pub fn score_with(facts: &CommentFacts<'_>, model: &Model, local: Option<&Local>) -> Score {
    let features = CommentFeatures::read(facts);
    let words = of_words(&features, model);
    let learnt = local.map_or(0.0, |local| local.log_odds(&features, words));
    let mut reasons: Vec<(f32, Reason)> = features.signs().collect();
    let sum = reasons.iter().fold(BIAS + words + learnt, |sum, (part, _)| sum + part);
    reasons.extend([(words, Reason::ReadsLikeSpam), (learnt, Reason::LearntHere)]);
    Score { probability: probability(sum), reasons: by_weight(reasons) }
}

/// The reasons to list, the strongest first, each once.
fn by_weight(mut reasons: Vec<(f32, Reason)>) -> Vec<Reason> {
    reasons.retain(|(part, _)| *part >= LEAST_LISTED);
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut named: Vec<Reason> = Vec::with_capacity(reasons.len());
    for (_, reason) in reasons {
        if !named.contains(&reason) {
            named.push(reason);
        }
    }
    named
}
