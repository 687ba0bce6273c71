//! The log-odds of spam with nothing that a site has learnt.

use crate::features::CommentFeatures;
use crate::model::Model;

/// The text's own log-odds count at most this much, so that no wording alone outweighs everything else.
const TEXT_LIMIT: f32 = 4.0;

/// How much words that speak for spam count beside the signs.
const HARMFUL: f32 = 1.1;

/// How much words that speak against it count: whoever copies an honest sentence has them, too.
const HARMLESS: f32 = 0.85;

/// The share of harmless words that a name which sells takes away.
const NAMED: f32 = 0.6;

/// Nothing known and nothing said: rather honest.
pub(crate) const BIAS: f32 = -2.4;

/// What the words say, in log-odds. The words that cover links can only add to it.
pub(crate) fn of_words(features: &CommentFeatures, model: &Model) -> f32 {
    let bare = model.log_odds_of(&features.words);
    let covered = features.words_and_covers.as_ref().map_or(bare, |features| model.log_odds_of(features));
    let words = features.evidence * bare.max(covered).clamp(-TEXT_LIMIT, TEXT_LIMIT);
    // Who is called like goods writes harmless words on purpose.
    words * if words > 0.0 { HARMFUL } else { HARMLESS * (1.0 - NAMED * features.name) }
}

/// What the words, which say `words`, and the signs say together.
pub(crate) fn without_learning(features: &CommentFeatures, words: f32) -> f32 {
    let signs: f32 = features.signs().map(|(part, _)| part).sum();
    BIAS + words + signs
}
