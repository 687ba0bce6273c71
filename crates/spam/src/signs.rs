//! The named signs of a comment: each a number from 0 to 1, with its weight in the verdict and its reason.

use crate::fractions::{float, saturates, saturating, share};
use crate::lexicon::hits;
use crate::links::{Link, Parts, is_front_page, is_plain, take_apart};
use crate::ngrams::{Feature, features, words};
use crate::normalise::{MAX_CHARS, read};
use crate::site_features::{DENSE, SHAPES, around, shape};
use crate::verdict::{CommentFacts, Reason};

mod behaviour;
mod fragment;
mod name;
mod page;
mod shape;

pub(crate) use shape::handles;

/// One sign's part in the verdict.
pub(crate) struct Sign {
    /// Log-odds at full strength. Set by hand, after what spam has looked like for twenty years.
    pub(crate) weight: f32,
    pub(crate) reason: Reason,
}

const fn sign(weight: f32, reason: Reason) -> Sign {
    Sign { weight, reason }
}

/// Signs of a comment.
pub(crate) const COUNT: usize = 27;

/// The signs in the order of [`Signs::values`]. Only what ties a comment to its page or its author to the site has a
/// negative weight.
pub(crate) const SIGNS: [Sign; COUNT] = [
    sign(2.6, Reason::ManyLinks),
    sign(2.0, Reason::ManyLinks),
    sign(1.2, Reason::ManyLinks),
    sign(2.0, Reason::SpamWords),
    sign(1.6, Reason::OddLink),
    sign(1.6, Reason::MisleadingLink),
    sign(1.0, Reason::OddLink),
    sign(3.0, Reason::CommercialName),
    sign(3.6, Reason::HiddenLetters),
    sign(0.8, Reason::Shouting),
    sign(1.5, Reason::Repetitive),
    sign(1.4, Reason::ForeignScript),
    sign(2.4, Reason::ContactHandle),
    sign(4.0, Reason::SpamWords),
    sign(1.7, Reason::SpamWords),
    sign(2.8, Reason::SelfPromotion),
    sign(2.2, Reason::GenericPraise),
    sign(1.6, Reason::GenericPraise),
    sign(1.8, Reason::Gibberish),
    sign(1.8, Reason::SpamWords),
    sign(2.0, Reason::TooFast),
    sign(7.0, Reason::Honeypot),
    sign(4.2, Reason::SeenBefore),
    sign(2.0, Reason::SpamWords),
    sign(-1.6, Reason::ReadsLikeSpam),
    sign(-1.3, Reason::ReadsLikeSpam),
    sign(-3.0, Reason::ReadsLikeSpam),
];

/// Where the name stands among the signs.
pub(crate) const NAME: usize = 7;

/// How much a single word is worth as evidence: "casino" alone may be anybody's answer.
const ONE_WORD: f32 = 0.2;

/// Links that are as many as can be.
const MANY_LINKS: f32 = 5.0;

/// How much a name like an address counts beside a link.
const MENTION: f32 = 0.4;

/// How much the shape of a comment is worth beside the signs when a site learns.
const SHAPE_SHARE: f32 = 0.6;

/// What was read out of a comment.
#[derive(Debug, Clone)]
pub(crate) struct Signs {
    pub(crate) values: [f32; COUNT],
    /// The words' features, links and their covers left out.
    pub(crate) features: Vec<Feature>,
    /// How much the words are worth as evidence, 0 to 1: a single one proves little.
    pub(crate) evidence: f32,
    /// The features with the covers, when there are any.
    pub(crate) covered_features: Option<Vec<Feature>>,
    /// The shape of the comment: only a site gives it a meaning.
    shapes: [f32; SHAPES],
    /// The features of the name and of the links.
    around: Vec<Feature>,
}

impl Signs {
    /// Reads a comment.
    pub(crate) fn read(facts: &CommentFacts<'_>) -> Self {
        let text: String = facts.text.chars().take(MAX_CHARS).collect();
        let parts = take_apart(&text);
        let prose = read(&parts.prose);
        let covers = read(&parts.anchors);
        let covered_features = (!covers.text.is_empty()).then(|| features(&format!("{} {}", prose.text, covers.text)));
        // Scripts without spaces count by letters.
        let said = float(words(&prose.text).len().max(prose.text.chars().count() / 8));
        let evidence = if said <= 1.0 { ONE_WORD } else { said / (said + 2.0) };
        let name = facts.name.unwrap_or_default();
        let strange: Vec<Link> = parts.links.iter().filter(|link| !is_plain(link, facts.page_hosts)).cloned().collect();
        let disguised = prose.disguised + covers.disguised;
        let values = values(facts, &text, (&parts, &strange), &prose.text, disguised, &covers.text);
        let shapes = shape(&text, &parts.prose, words(&prose.text).len(), strange.len(), name);
        let mut aside = Vec::new();
        around(name, &strange, &mut aside);
        let features = features(&prose.text);
        Self { values, features, evidence, covered_features, shapes, around: aside }
    }

    /// All hashed features: of the words, the covers, the name and the links.
    pub(crate) fn all_features(&self) -> impl Iterator<Item = Feature> {
        self.covered_features.as_ref().unwrap_or(&self.features).iter().chain(&self.around).copied()
    }

    /// All numbers that a site weighs; `text` is what the words alone say, in log-odds.
    pub(crate) fn dense(&self, text: f32) -> [f32; DENSE] {
        let mut dense = [0.0; DENSE];
        let shapes = self.shapes.iter().map(|shape| shape * SHAPE_SHARE);
        let all = self.values.iter().copied().chain(shapes).chain([text / 4.0]);
        for (place, value) in dense.iter_mut().zip(all) {
            *place = value;
        }
        dense
    }
}

fn values(
    facts: &CommentFacts<'_>,
    text: &str,
    (parts, strange): (&Parts, &[Link]),
    prose: &str,
    disguised: usize,
    covers: &str,
) -> [f32; COUNT] {
    let said = words(prose);
    let own = hits(&said);
    let covered = hits(&words(covers));
    let targets: Vec<String> = strange.iter().map(|link| link.target.replace(['-', '_', '/', '.'], " ")).collect();
    let linked = hits(&words(&read(&targets.join(" ")).text));
    let links = strange.len();
    let pressed = strange.iter().filter(|link| !link.mentioned).count();
    let name = name::name(facts.name.unwrap_or_default());
    let praise = float(own.flattery.min(4)) / 4.0;
    let tie = page::tie(facts, &said);
    let promoted = saturates(beyond(own.promotion, said.len(), 150.0), 3);
    // "Subscribe to me" is all there is.
    let promotion = if promoted > 0.0 { (promoted + 0.25 * shape::shortness(said.len())).min(1.0) } else { 0.0 };
    let pushed = praise.max((beyond(own.promotion + own.selling, said.len(), 50.0) / 3.0).min(1.0));
    [
        ((float(pressed) + MENTION * float(links - pressed)) / MANY_LINKS).min(1.0),
        if links == 0 { 0.0 } else { share(parts.link_chars, text.chars().count()) },
        strange
            .iter()
            .filter(|link| is_front_page(link))
            .map(|link| if link.mentioned { MENTION } else { 1.0 })
            .fold(0.0, f32::max),
        saturating(linked.goods + covered.goods + linked.selling, 2),
        shape::odd_links(strange),
        shape::misleading(&parts.links),
        yes(strange.iter().any(|link| link.foreign_markup)),
        name,
        saturating(disguised, 6),
        shape::shouting(&parts.prose),
        shape::repetition(&said),
        page::foreign_script(facts, &parts.prose),
        shape::contact(parts, prose),
        saturates(beyond(own.goods, said.len(), 250.0), 4),
        saturates(beyond(own.selling, said.len(), 60.0), 6),
        promotion,
        // Short praise is all there is; in a long text it is a courtesy.
        praise * (1.0 - tie) * shape::brevity(said.len()),
        if links > 0 || name > 0.3 { pushed } else { 0.0 },
        shape::gibberish(&parts.prose),
        shape::brand_with_digits(prose).max(shape::brand_with_digits(&parts.prose.to_lowercase())),
        behaviour::too_fast(facts.seconds_open, said.len()),
        yes(facts.honeypot),
        behaviour::seen(facts.seen_before, said.len(), links).max(behaviour::campaign(facts.campaign)),
        fragment::fragment(&parts.prose, strange),
        // Who is called like goods talks of the page to get their name onto it.
        tie * (1.0 - name),
        shape::technical(&parts.prose),
        if facts.trust.is_finite() { facts.trust.clamp(0.0, 1.0) } else { 0.0 },
    ]
}

/// Words up to which phrases of trade are no chance.
const FEW_WORDS: f32 = 20.0;

/// How many phrases are more than chance in so many words, when honest talk has one in `each`.
fn beyond(found: usize, said: usize, each: f32) -> f32 {
    (float(found) - (float(said) - FEW_WORDS).max(0.0) / each).max(0.0)
}

fn yes(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{NAME, SIGNS};
    use crate::verdict::Reason;

    #[test]
    fn the_name_stands_where_it_is_looked_for() {
        assert_eq!(SIGNS[NAME].reason, Reason::CommercialName);
        assert_eq!(SIGNS.iter().filter(|sign| sign.reason == Reason::CommercialName).count(), 1);
    }
}
