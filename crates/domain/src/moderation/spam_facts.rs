//! The facts of a comment for the spam model, the same when it is sent and when a decision about it teaches; and
//! which decisions say anything about spam.

use porch_protocol::held::HoldReason;
use porch_protocol::{Status, Tree, Trust, TrustLevel};
use porch_spam::{Campaign, CampaignMemory, Local, Model};

use super::team_decision::{DecisionKind, decision_of};
use crate::event::EventKind;
use crate::markup::with_links;

/// A comment as the spam model reads it.
#[derive(Clone, Debug, Default)]
pub struct SpamInput {
    /// Words and link targets.
    text: String,
    /// The name on it.
    name: String,
    /// The page's title.
    pub title: Option<String>,
    /// The site's hosts: links to them are not foreign.
    home: Vec<String>,
    /// What others said on the page before.
    pub earlier: Vec<String>,
    /// Seconds from the first touch to sending, where the sender says.
    pub seconds: Option<f32>,
    /// Whether the hidden field that only a robot fills in was filled.
    pub honeypot_filled: bool,
    /// How many nearly equal comments were sent before.
    pub earlier_copies: usize,
    /// What strangers sent before that leads to the same place.
    pub campaign: Campaign,
}

impl SpamInput {
    /// Of words under a name, on a site that is at home at these origins.
    pub fn new(name: &str, tree: &Tree, home: &[String]) -> Self {
        let host = |origin: &String| url::Url::parse(origin).ok()?.host_str().map(str::to_owned);
        Self {
            // Where links lead counts as much as what they are called.
            text: with_links(tree),
            name: name.to_owned(),
            home: home.iter().filter_map(host).collect(),
            ..Self::default()
        }
    }

    /// How it came, as far as the reason for which it was held still tells.
    #[must_use]
    pub fn held_for(mut self, hold: Option<HoldReason>) -> Self {
        self.honeypot_filled = hold == Some(HoldReason::Trap);
        self.seconds = (hold == Some(HoldReason::TooFast)).then_some(1.0);
        self.earlier_copies = if hold == Some(HoldReason::Repeated) { 2 } else { 0 };
        self
    }

    /// How much it reads like spam, 0 to 1, from somebody who is trusted so far, 0 to 1. Nobody else is asked.
    pub fn spam_score(&self, trust: f32, learnt: Option<&Local>) -> f32 {
        self.with_facts(trust, |facts| porch_spam::score_with(facts, Model::shipped(), learnt).probability)
    }

    /// Compares with what strangers sent before, and is remembered beside it: as which comment, and whose.
    pub fn compare(&self, recent: &mut CampaignMemory, (id, person): (u64, u64), seconds: i64) -> Campaign {
        self.with_facts(0.0, |facts| recent.compare(id, person, seconds, facts))
    }

    /// Where it leads is no campaign from now on, or is one again.
    pub fn decided(&self, recent: &mut CampaignMemory, is_spam: bool) {
        self.with_facts(0.0, |facts| recent.decided(facts, is_spam));
    }

    /// Teaches that this was spam, or was not.
    pub fn teach(&self, learnt: &mut Local, is_spam: bool) {
        self.with_facts(0.0, |facts| learnt.learn(facts, is_spam));
    }

    fn with_facts<T>(&self, trust: f32, rate: impl FnOnce(&porch_spam::CommentFacts<'_>) -> T) -> T {
        let home: Vec<&str> = self.home.iter().map(String::as_str).collect();
        rate(&porch_spam::CommentFacts {
            text: &self.text,
            name: Some(&self.name),
            page_title: self.title.as_deref(),
            page_hosts: &home,
            earlier: &self.earlier,
            seconds_open: self.seconds,
            honeypot: self.honeypot_filled,
            seen_before: self.earlier_copies,
            campaign: self.campaign,
            trust,
            ..porch_spam::CommentFacts::default()
        })
    }
}

/// How far somebody is trusted, 0 to 1, as the spam model weighs it. One published comment counts a little.
pub fn trust(standing: &Trust) -> f32 {
    match standing.level {
        TrustLevel::Newcomer => 0.0,
        TrustLevel::Known => 0.2,
        TrustLevel::Regular => 1.0,
    }
}

/// Whether a decision may teach.
fn may_teach(decision: DecisionKind) -> bool {
    match decision {
        DecisionKind::Approve
        | DecisionKind::Decline
        | DecisionKind::Remove
        | DecisionKind::Restore
        | DecisionKind::Spam
        | DecisionKind::NotSpam => true,
        DecisionKind::SendBack | DecisionKind::Keep => false,
    }
}

/// The events of the decisions that may teach.
pub fn teaching_events() -> impl Iterator<Item = EventKind> {
    EventKind::ALL.iter().copied().filter(|kind| decision_of(*kind).is_some_and(may_teach))
}

/// What the event of a decision says about spam, of a comment that stood there and had waited for this. A comment that is
/// rude or beside the point is declined, too: that says nothing, unless it had been held as spam and is not let in.
pub fn teaches(kind: EventKind, from: Option<Status>, hold: Option<HoldReason>) -> Option<bool> {
    let decision = decision_of(kind)?;
    let suspected = matches!(hold, Some(HoldReason::Spam | HoldReason::Trap | HoldReason::Repeated));
    match decision {
        DecisionKind::Spam => Some(true),
        DecisionKind::Approve | DecisionKind::NotSpam => Some(false),
        DecisionKind::Restore if from == Some(Status::Spam) => Some(false),
        DecisionKind::Decline | DecisionKind::Remove if suspected => Some(true),
        DecisionKind::Restore
        | DecisionKind::Decline
        | DecisionKind::Remove
        | DecisionKind::SendBack
        | DecisionKind::Keep => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::data::DecisionData;
    use crate::markup::markdown;
    use crate::moderation::team_decision::event;

    #[test]
    fn a_link_to_any_of_the_sites_own_origins_leads_to_no_stranger() {
        let words = markdown("The times are on https://www.shop.example/opening, all of them").unwrap();
        let reads_on = |origins: &[&str]| {
            let origins: Vec<String> = origins.iter().map(|origin| (*origin).to_owned()).collect();
            SpamInput::new("Amira", &words, &origins).spam_score(0.0, None)
        };
        let at_home = reads_on(&["https://shop.example", "https://bakery.example"]);
        assert!(at_home < reads_on(&["https://bakery.example"]));
        assert!((reads_on(&["https://bakery.example", "https://shop.example"]) - at_home).abs() < f32::EPSILON);
    }

    #[test]
    fn a_decision_teaches_what_it_says_about_spam_and_no_more() {
        let held = Some(Status::Held);
        for (decision, from, hold, said) in [
            (DecisionKind::Spam, held, Some(HoldReason::FirstComment), Some(true)),
            (DecisionKind::Spam, Some(Status::Published), None, Some(true)),
            (DecisionKind::NotSpam, Some(Status::Spam), None, Some(false)),
            (DecisionKind::Approve, held, Some(HoldReason::Spam), Some(false)),
            (DecisionKind::Approve, held, Some(HoldReason::FirstComment), Some(false)),
            (DecisionKind::Restore, Some(Status::Spam), None, Some(false)),
            (DecisionKind::Restore, Some(Status::Removed), None, None),
            (DecisionKind::Decline, held, Some(HoldReason::Spam), Some(true)),
            (DecisionKind::Decline, held, Some(HoldReason::FirstComment), None),
            (DecisionKind::Remove, Some(Status::Published), None, None),
            (DecisionKind::SendBack, held, Some(HoldReason::Spam), None),
        ] {
            let before = DecisionData { earlier: None, from: Status::Held, hold: None };
            assert_eq!(
                teaches(event(decision, before).kind(), from, hold),
                said,
                "{decision:?} from {from:?}, held for {hold:?}"
            );
        }
        assert_eq!(teaches(EventKind::CommentPublished, None, None), None);
        assert_eq!(teaching_events().count(), 6);
    }
}
