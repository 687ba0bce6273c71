//! What a server would know of comments that come one after the other: what was said before, and where it led.

use std::collections::HashMap;

use porch_spam::{
    Campaign, CampaignMemory, CommentFacts, Fingerprint, Model, Score, fingerprint, normalise, score_with,
};

use crate::Case;

/// Words from which on the server calls texts the same that differ in a word or two; shorter ones must be equal.
const WORDY: usize = 16;
/// Seconds that the server remembers texts.
const DAY: i64 = 86_400;
/// Comments of a page that the server looks at.
const SHOWN: usize = 8;
/// Comments that the server remembers.
const MOST: usize = 2_048;

/// What was known of a comment when it came.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// How often nearly the same was said.
    pub seen: usize,
    /// What strangers sent that leads to the same place; nothing where nobody knows who sent what.
    pub campaign: Campaign,
    /// The last comments of its page.
    pub earlier: Vec<String>,
}

/// Of each comment how often nearly the same stands before it in the set, whoever sent it, and whenever.
fn repeats(cases: &[Case]) -> Vec<Before> {
    let mut said = Texts::default();
    cases.iter().map(|case| Before { seen: said.compare(case, i64::MIN), ..Before::default() }).collect()
}

/// Of each comment what the server would know, where its source knows the order: texts of the last day, what strangers
/// led to in the last month, and what its page shows, which is what this model would not have held. Without an order
/// equal texts only, wherever they stand before it.
pub fn replay(cases: &[Case], model: &Model) -> Vec<Before> {
    if cases.iter().any(|case| case.at.is_none()) {
        return repeats(cases);
    }
    let (mut said, mut lately) = (Texts::default(), CampaignMemory::default());
    let mut people: HashMap<&str, u64> = HashMap::new();
    let mut pages: HashMap<&str, Vec<String>> = HashMap::new();
    let mut known = Vec::with_capacity(cases.len());
    for (id, case) in (0..).zip(cases) {
        let at = case.at.unwrap_or_default();
        let strangers = people.len() as u64;
        let who = *people.entry(case.who.as_deref().unwrap_or_default()).or_insert(strangers);
        let shown = case.page.as_deref().map(|page| pages.entry(page).or_default());
        let mut before = Before { earlier: shown.as_deref().cloned().unwrap_or_default(), ..Before::default() };
        before.campaign = lately.compare(id, who, at, &case.facts(&before));
        before.seen = said.compare(case, at - DAY);
        if let Some(shown) = shown.filter(|_| score_with(&case.facts(&before), model, None).probability < Score::HOLD) {
            shown.push(case.text.clone());
            shown.drain(..shown.len().saturating_sub(SHOWN));
        }
        known.push(before);
    }
    known
}

/// As [`replay`], with each comment put under what a comment of other cases stands under: spam of elsewhere comes to any page.
pub fn under_pages_of(cases: &mut [Case], others: &[Case], known: &[Before]) -> Vec<Before> {
    let mut before = repeats(cases);
    let mut dice = 0x2545_f491_u64;
    for (case, before) in cases.iter_mut().zip(&mut before) {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = (dice >> 33) as usize % others.len();
        case.title.clone_from(&others[at].title);
        before.earlier.clone_from(&known[at].earlier);
    }
    before
}

impl Case {
    /// The comment as the judge is told of it.
    pub fn facts<'a>(&'a self, before: &'a Before) -> CommentFacts<'a> {
        CommentFacts {
            text: &self.text,
            name: self.name.as_deref(),
            page_title: self.title.as_deref(),
            page_hosts: self.host.as_slice(),
            earlier: &before.earlier,
            seen_before: before.seen,
            campaign: before.campaign,
            ..CommentFacts::default()
        }
    }
}

#[derive(Default)]
struct Texts(Vec<(String, Option<Fingerprint>, i64)>);

impl Texts {
    fn compare(&mut self, case: &Case, since: i64) -> usize {
        let text = normalise(&case.text);
        let wordy = text.split_whitespace().count() >= WORDY;
        let print = fingerprint(&case.text).filter(|_| wordy);
        let near = |other: &Option<Fingerprint>| print.zip(*other).is_some_and(|(one, other)| one.is_near(other));
        let kept = if since == i64::MIN { self.0.len() } else { MOST };
        let lately = self.0.iter().rev().take(kept).filter(|(.., at)| *at >= since);
        let before = lately.filter(|(other, print, _)| *other == text || near(print)).count();
        self.0.push((text, print, case.at.unwrap_or_default()));
        before
    }
}
