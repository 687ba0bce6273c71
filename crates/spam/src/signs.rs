//! The named signs of a comment: each a number from 0 to 1, with its weight in the score and its reason.

use crate::fractions::saturating;
use crate::parsed_comment::ParsedComment;
use crate::reason::Reason;

mod behaviour;
mod fragment;
mod links;
mod name;
mod page;
mod shape;
mod trade;

pub(crate) use name::commercial_name;
pub(crate) use page::tie;
pub(crate) use shape::handles;

/// One sign, and its weight in the score.
pub(crate) struct Sign {
    /// Log-odds at full strength. Set by hand, from what spam has looked like for twenty years.
    pub(crate) weight: f32,
    pub(crate) reason: Reason,
    /// How strong the sign is in a comment, 0 to 1.
    pub(crate) value: fn(&ParsedComment<'_>) -> f32,
}

const fn sign(weight: f32, reason: Reason, value: fn(&ParsedComment<'_>) -> f32) -> Sign {
    Sign { weight, reason, value }
}

/// The number of signs.
pub(crate) const COUNT: usize = SIGNS.len();

/// All signs. Only signs that relate a comment to its page or its author to the site have a negative weight. A site's
/// model stores the weight of a sign by its index here, so a new one is added at the end and raises the version of the
/// stored bytes.
pub(crate) const SIGNS: [Sign; 27] = [
    sign(2.6, Reason::ManyLinks, |c| links::many(&c.strange_links)),
    sign(2.0, Reason::ManyLinks, |c| links::share_of(&c.text, &c.strange_links, c.parts.link_chars)),
    sign(1.2, Reason::ManyLinks, |c| links::to_front_page(&c.strange_links)),
    sign(2.0, Reason::SpamWords, |c| links::to_goods(&c.strange_links, &c.covers)),
    sign(1.6, Reason::OddLink, |c| links::odd(&c.strange_links)),
    sign(1.6, Reason::MisleadingLink, |c| links::misleading(&c.parts.links)),
    sign(1.0, Reason::OddLink, |c| links::in_foreign_markup(&c.strange_links)),
    sign(3.0, Reason::CommercialName, |c| c.name),
    sign(3.6, Reason::HiddenLetters, |c| saturating(c.disguised, 6)),
    sign(0.8, Reason::Shouting, |c| shape::shouting(&c.parts.prose)),
    sign(1.5, Reason::Repetitive, |c| shape::repetition(&c.words)),
    sign(1.4, Reason::ForeignScript, |c| page::foreign_script(c.facts, &c.parts.prose)),
    sign(2.4, Reason::ContactHandle, |c| shape::contact(&c.parts, &c.prose)),
    sign(4.0, Reason::SpamWords, |c| trade::goods(c.hits, c.words.len())),
    sign(1.7, Reason::SpamWords, |c| trade::selling(c.hits, c.words.len())),
    sign(2.8, Reason::SelfPromotion, |c| trade::promotion(c.hits, c.words.len())),
    sign(2.2, Reason::GenericPraise, |c| trade::generic_praise(c.hits, c.words.len(), c.tie)),
    sign(1.6, Reason::GenericPraise, |c| trade::praise_with_goal(c.hits, c.words.len(), c.strange_links.len(), c.name)),
    sign(1.8, Reason::Gibberish, |c| shape::gibberish(&c.parts.prose)),
    sign(1.8, Reason::SpamWords, |c| {
        trade::brand_with_digits(&c.prose).max(trade::brand_with_digits(&c.parts.prose.to_lowercase()))
    }),
    sign(2.0, Reason::TooFast, |c| behaviour::too_fast(c.facts.seconds_open, c.words.len())),
    sign(7.0, Reason::Honeypot, |c| if c.facts.honeypot { 1.0 } else { 0.0 }),
    sign(4.2, Reason::SeenBefore, |c| behaviour::repeated(c.facts, c.words.len(), c.strange_links.len())),
    sign(2.0, Reason::SpamWords, |c| fragment::fragment(&c.parts.prose, &c.strange_links)),
    // An author with a commercial name writes about the page to get the name onto it.
    sign(-1.6, Reason::ReadsLikeSpam, |c| c.tie * (1.0 - c.name)),
    sign(-1.3, Reason::ReadsLikeSpam, |c| shape::technical(&c.parts.prose)),
    sign(-3.0, Reason::ReadsLikeSpam, |c| behaviour::trust(c.facts)),
];
