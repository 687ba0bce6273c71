//! The log-odds of spam without a site's model.

use crate::features::CommentFeatures;
use crate::model::Model;

/// The most log-odds of the text alone, so that no wording outweighs everything else.
const TEXT_LIMIT: f32 = 4.0;

/// The factor of a text that indicates spam, beside the signs.
const HARMFUL: f32 = 1.1;

/// The factor of a text that indicates no spam: it may be a copied honest sentence.
const HARMLESS: f32 = 0.85;

/// The share of a harmless text's effect that a commercial name removes.
const NAMED: f32 = 0.6;

/// The log-odds without any fact: rather honest.
pub(crate) const BIAS: f32 = -2.4;

/// The score of the text, in log-odds. The anchors of links can only raise it.
pub(crate) fn of_words(features: &CommentFeatures, model: &Model) -> f32 {
    let bare = model.log_odds_of(&features.words);
    let covered = features.words_and_covers.as_ref().map_or(bare, |features| model.log_odds_of(features));
    let words = features.evidence * bare.max(covered).clamp(-TEXT_LIMIT, TEXT_LIMIT);
    // An author with a commercial name writes harmless text on purpose.
    words * if words > 0.0 { HARMFUL } else { HARMLESS * (1.0 - NAMED * features.name) }
}

/// The sum of the text's score, `words`, and the signs.
pub(crate) fn without_learning(features: &CommentFeatures, words: f32) -> f32 {
    let signs: f32 = features.signs().map(|(part, _)| part).sum();
    BIAS + words + signs
}
