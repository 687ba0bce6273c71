//! The whole verdict: what is known of a comment in, a probability with reasons out.

use crate::campaigns::Campaign;
use crate::fractions::probability;
use crate::local::Local;
use crate::model::Model;
use crate::signs::{COUNT, NAME, SIGNS, Signs};

/// All that is known of a comment. What is not known is left out, and counts neither way.
#[derive(Debug, Clone, Copy, Default)]
pub struct CommentFacts<'a> {
    /// What was written: Markdown or plain text. The first [`crate::MAX_CHARS`] characters are read.
    pub text: &'a str,
    /// The name that the author gave.
    pub name: Option<&'a str>,
    /// The page's title.
    pub page_title: Option<&'a str>,
    /// The hosts of the page's site: links to them are talk of the site.
    pub page_hosts: &'a [&'a str],
    /// The page's language (BCP 47), for "written in another script than the page".
    pub page_language: Option<&'a str>,
    /// Some earlier comments of the page; the first 20 are read.
    pub earlier: &'a [String],
    /// Seconds between the page's opening and the sending.
    pub seconds_open: Option<f32>,
    /// The field that people do not see was filled.
    pub honeypot: bool,
    /// How many comments with nearly the same words came before this one ([`crate::Fingerprint::is_near`]), other than
    /// retries of this one.
    pub seen_before: usize,
    /// What strangers sent before that leads to the same place ([`crate::Lately`]).
    pub campaign: Campaign,
    /// How far the author is trusted on this site, 0 (a newcomer) to 1 (many approved comments).
    pub trust: f32,
}

/// Why a comment looks like spam. The list is closed, so that the interface has words for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The hidden field was filled.
    Honeypot,
    /// Nearly the same words were sent before, or other words that lead to the same place.
    SeenBefore,
    /// Sent faster than anybody reads and writes.
    TooFast,
    /// Links, more than talk needs.
    ManyLinks,
    /// A shortener, a bare number, look-alike letters in a domain, or an ending that spam favours.
    OddLink,
    /// A link whose words name another address.
    MisleadingLink,
    /// A link or goods in the name.
    CommercialName,
    /// Letters in disguise: styled, look-alike or with something hidden between them.
    HiddenLetters,
    /// Capitals and exclamation marks.
    Shouting,
    /// The same words over and over.
    Repetitive,
    /// Another script than the page's.
    ForeignScript,
    /// A telephone number, a mail address or a messenger's handle.
    ContactHandle,
    /// Words that sell what spam sells.
    SpamWords,
    /// Promotes a channel, a site or a service.
    SelfPromotion,
    /// Praise that would fit any page.
    GenericPraise,
    /// No words of any language.
    Gibberish,
    /// Reads like known spam.
    ReadsLikeSpam,
    /// Reads like what this site's team called spam.
    LearntHere,
}

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

/// The text's own log-odds count at most this much, so that no wording alone outweighs everything else.
const TEXT_LIMIT: f32 = 4.0;

/// How much words that speak for spam count beside the signs.
const HARMFUL: f32 = 1.1;

/// How much words that speak against it count: whoever copies an honest sentence has them, too.
const HARMLESS: f32 = 0.85;

/// The share of harmless words that a name which sells takes away.
const NAMED: f32 = 0.6;

/// Nothing known and nothing said: rather honest.
const BIAS: f32 = -2.4;

/// Scores with what ships.
pub fn score(facts: &CommentFacts<'_>) -> Score {
    score_with(facts, Model::shipped(), None)
}

/// Scores with a given text model, and with what a site has learnt.
pub fn score_with(facts: &CommentFacts<'_>, model: &Model, local: Option<&Local>) -> Score {
    judge(&Signs::read(facts), model, local)
}

pub(crate) fn judge(signs: &Signs, model: &Model, local: Option<&Local>) -> Score {
    let text = text_log_odds(signs, model);
    let learnt = local.map_or(0.0, |local| local.log_odds(signs, text));
    let mut reasons: Vec<(f32, Reason)> = Vec::with_capacity(COUNT);
    let mut sum = BIAS + text + learnt;
    for (sign, value) in SIGNS.iter().zip(signs.values) {
        let part = sign.weight * value;
        sum += part;
        reasons.push((part, sign.reason));
    }
    reasons.push((text, Reason::ReadsLikeSpam));
    reasons.push((learnt, Reason::LearntHere));
    reasons.retain(|(part, _)| *part >= WORTH_NAMING);
    reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut named: Vec<Reason> = Vec::with_capacity(reasons.len());
    for (_, reason) in reasons {
        if !named.contains(&reason) {
            named.push(reason);
        }
    }
    Score { probability: probability(sum), reasons: named }
}

/// The log-odds without anything learnt, and those of the words alone.
pub(crate) fn base(signs: &Signs, model: &Model) -> (f32, f32) {
    let text = text_log_odds(signs, model);
    let named: f32 = SIGNS.iter().zip(signs.values).map(|(sign, value)| sign.weight * value).sum();
    (BIAS + text + named, text)
}

/// The share of the verdict that the words have. The words that cover links can only add to it.
fn text_log_odds(signs: &Signs, model: &Model) -> f32 {
    let bare = model.log_odds_of(&signs.features);
    let covered = signs.covered_features.as_ref().map_or(bare, |features| model.log_odds_of(features));
    let text = signs.evidence * bare.max(covered).clamp(-TEXT_LIMIT, TEXT_LIMIT);
    // Who is called like goods writes harmless words on purpose.
    text * if text > 0.0 { HARMFUL } else { HARMLESS * (1.0 - NAMED * signs.values[NAME]) }
}
