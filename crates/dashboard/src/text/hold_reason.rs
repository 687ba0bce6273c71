//! Why a comment is held, and the consequence, in one line; and in a few words for a row.

use porch_protocol::held::HeldFor;
use porch_protocol::{HoldRule, Status};

use super::text;

/// What is known of a comment and of its author, as far as the consequence depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct HoldContext<'a> {
    pub(crate) name: &'a str,
    /// Whether its author has no other comment here.
    pub(crate) first: bool,
    /// Whether another comment of its author is published by now.
    pub(crate) has_published: bool,
    /// Whether its author has edited it.
    pub(crate) edited: bool,
    /// The site's current rule for holding comments.
    pub(crate) hold_rule: HoldRule,
}

/// The part of the dashboard with a setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Setting {
    General,
    Rules,
    Integrations,
    /// Banned networks are listed among the people.
    People,
}

/// The reason as a sentence; none for a reason that only a newer server knows.
pub(crate) fn because(reason: HeldFor, context: HoldContext<'_>) -> Option<String> {
    let (text, name) = (text(), context.name);
    Some(match reason {
        HeldFor::Trap => text.held_trap().into(),
        HeldFor::TooFast => text.held_too_fast().into(),
        HeldFor::Network => text.held_network().into(),
        HeldFor::Words => text.held_words().into(),
        HeldFor::Repeated => text.held_repeated().into(),
        HeldFor::Flood => text.held_flood(name),
        HeldFor::Links => text.held_links().into(),
        HeldFor::Spam => text.held_spam().into(),
        HeldFor::ExternalCheck => text.held_outside_judge().into(),
        HeldFor::NoProof => text.held_no_proof().into(),
        HeldFor::Attack => text.held_attack().into(),
        HeldFor::EveryComment => text.held_every_comment().into(),
        HeldFor::FirstComment if context.first => text.held_first_comment(name),
        HeldFor::FirstComment if context.has_published => text.held_none_when_sent(name),
        HeldFor::FirstComment => text.held_none_yet(name),
        HeldFor::Reported => text.held_reported().into(),
        HeldFor::Edited => text.held_edited(name),
        HeldFor::EditedAsAsked => text.held_edited_as_asked(name),
        HeldFor::EditedAfterDecline => text.held_edited_after_decline(name),
        HeldFor::NotReviewed => text.held_imported().into(),
        HeldFor::Unknown => return None,
    })
}

/// The consequence: what happens to the next comments like it, or to this one once it is approved.
pub(crate) fn follows(reason: HeldFor, context: HoldContext<'_>) -> String {
    let text = text();
    let words = match reason {
        HeldFor::Trap => text.next_trap(),
        HeldFor::Network => text.next_network(),
        HeldFor::Words => text.next_words(),
        HeldFor::Repeated => text.next_repeated(),
        HeldFor::Flood => text.next_flood(),
        HeldFor::Spam => text.next_spam(),
        HeldFor::ExternalCheck => text.next_outside_judge(),
        HeldFor::Links if context.edited => text.next_links_in_edit(),
        HeldFor::Reported => text.next_reported(),
        HeldFor::NotReviewed => text.next_imported(),
        HeldFor::Edited | HeldFor::EditedAsAsked | HeldFor::EditedAfterDecline => text.next_edited(),
        HeldFor::Unknown => "",
        HeldFor::EveryComment
        | HeldFor::FirstComment
        | HeldFor::TooFast
        | HeldFor::NoProof
        | HeldFor::Attack
        | HeldFor::Links => return next_ones(reason, context),
    };
    words.into()
}

/// What happens to the author's next comments, where that depends on whether one of theirs is published.
fn next_ones(reason: HeldFor, context: HoldContext<'_>) -> String {
    let (text, name) = (text(), context.name);
    match (context.hold_rule, reason) {
        (HoldRule::All, HeldFor::EveryComment) => text.next_approval_changes_nothing(name),
        (HoldRule::All, _) => text.next_site_holds_all(name),
        (HoldRule::Off, HeldFor::EveryComment | HeldFor::FirstComment) => text.next_site_holds_none().into(),
        _ if context.has_published => text.next_is_published(name),
        (HoldRule::First, HeldFor::EveryComment) => text.next_site_holds_first(name),
        (HoldRule::First, HeldFor::FirstComment) => text.next_up_at_once(name),
        _ => text.next_not_held(name),
    }
}

/// Where the reason can be set, if anywhere; for any reason where the site holds all comments.
pub(crate) fn setting(reason: HeldFor, context: HoldContext<'_>) -> Option<Setting> {
    match reason {
        HeldFor::FirstComment if context.hold_rule == HoldRule::All => Some(Setting::General),
        HeldFor::EveryComment
        | HeldFor::Repeated
        | HeldFor::Spam
        | HeldFor::Reported
        | HeldFor::NoProof
        | HeldFor::TooFast
        | HeldFor::Attack => Some(Setting::General),
        HeldFor::Words => Some(Setting::Rules),
        HeldFor::ExternalCheck => Some(Setting::Integrations),
        HeldFor::Network => Some(Setting::People),
        _ => None,
    }
}

/// The reason in a few words, for a row.
pub(crate) fn short(reason: HeldFor) -> &'static str {
    let text = text();
    match reason {
        HeldFor::Trap => text.short_trap(),
        HeldFor::TooFast => text.short_too_fast(),
        HeldFor::Network => text.short_network(),
        HeldFor::Words => text.short_words(),
        HeldFor::Repeated => text.short_repeated(),
        HeldFor::Flood => text.short_flood(),
        HeldFor::Links => text.short_links(),
        HeldFor::Spam => text.short_spam(),
        HeldFor::ExternalCheck => text.short_outside_judge(),
        HeldFor::NoProof => text.short_no_proof(),
        HeldFor::Attack => text.short_attack(),
        HeldFor::EveryComment => text.short_every_comment(),
        HeldFor::FirstComment => text.frame_first_comment(),
        HeldFor::Reported => text.short_reported(),
        HeldFor::Edited | HeldFor::EditedAsAsked | HeldFor::EditedAfterDecline => text.short_edited(),
        HeldFor::NotReviewed => text.short_imported(),
        HeldFor::Unknown => text.short_held(),
    }
}

/// Between the name of the member who decided and the reason.
pub(crate) fn decided(status: Status) -> &'static str {
    match status {
        Status::Removed => text().held_removed_it(),
        Status::Spam => text().held_marked_it(),
        _ => text().held_declined_it(),
    }
}

#[cfg(test)]
mod tests {
    use porch_protocol::HoldRule::{All, First, Off};
    use porch_protocol::held::HeldFor;

    use super::{HoldContext, Setting, because, follows, setting};

    const BEN: HoldContext<'static> =
        HoldContext { name: "Ben", first: true, has_published: false, edited: false, hold_rule: First };

    #[test]
    fn every_reason_has_a_sentence_and_a_consequence_under_every_rule_of_the_site() {
        let at_once = |words: &str| words.contains("go up at once");
        for reason in HeldFor::ALL {
            for hold_rule in [Off, First, All] {
                for has_published in [false, true] {
                    let context = HoldContext { has_published, hold_rule, first: !has_published, ..BEN };
                    let (why, then) = (because(reason, context).unwrap(), follows(reason, context));
                    let held = why.starts_with("Held because ") || reason == HeldFor::NotReviewed;
                    assert!(held && why.ends_with('.'), "{why}");
                    assert!(then.ends_with('.'), "{reason:?}: {then}");
                    assert!(hold_rule != All || !at_once(&then), "nothing goes up at once: {reason:?}: {then}");
                    assert!(
                        !has_published || !then.contains("After one approval"),
                        "one is approved: {reason:?}: {then}"
                    );
                }
            }
        }
        assert_eq!(because(HeldFor::NotReviewed, BEN).as_deref(), Some("Imported, not yet decided."));
        assert_eq!(because(HeldFor::Unknown, BEN), None);
    }

    #[test]
    fn a_first_comment_and_a_site_that_holds_all_have_different_texts() {
        let line = |reason, context| format!("{} {}", because(reason, context).unwrap(), follows(reason, context));
        let later = HoldContext { first: false, ..BEN };
        let table = [
            (
                HeldFor::FirstComment,
                BEN,
                "Held because it is Ben’s first comment. After one approval, Ben’s comments go up at once.",
            ),
            (
                HeldFor::FirstComment,
                later,
                "Held because no comment by Ben is published yet. After one approval, Ben’s comments go up at once.",
            ),
            (
                HeldFor::FirstComment,
                HoldContext { has_published: true, ..later },
                "Held because no comment by Ben was published when it came. A comment by Ben is published by now, so the next ones are not held for this.",
            ),
            (
                HeldFor::FirstComment,
                HoldContext { hold_rule: All, ..BEN },
                "Held because it is Ben’s first comment. Your site holds every comment, so Ben’s next ones wait, too.",
            ),
            (
                HeldFor::FirstComment,
                HoldContext { hold_rule: Off, ..BEN },
                "Held because it is Ben’s first comment. Your site holds no comments like this any more: new ones go up at once.",
            ),
            (
                HeldFor::EveryComment,
                HoldContext { hold_rule: All, has_published: true, ..later },
                "Held because your site holds every comment. Approving it changes nothing for Ben’s next comments.",
            ),
            (
                HeldFor::EveryComment,
                BEN,
                "Held because your site holds every comment. Your site holds only first comments now: after one approval, Ben’s comments go up at once.",
            ),
            (
                HeldFor::NoProof,
                BEN,
                "Held because it came without the bot check. After one approval, Ben’s comments are not held for this.",
            ),
            (
                HeldFor::Links,
                BEN,
                "Held because it has links. After one approval, Ben’s comments are not held for this.",
            ),
            (
                HeldFor::Links,
                HoldContext { edited: true, has_published: true, ..later },
                "Held because it has links. Links that are added in an edit wait, unless a regular adds them.",
            ),
        ];
        for (reason, context, expected) in table {
            assert_eq!(line(reason, context), expected);
        }
    }

    #[test]
    fn a_reason_that_a_setting_causes_links_to_that_setting() {
        for reason in HeldFor::ALL {
            let set = matches!(
                reason,
                HeldFor::EveryComment | HeldFor::Words | HeldFor::Network | HeldFor::ExternalCheck | HeldFor::Spam
            );
            assert!(!set || setting(reason, BEN).is_some(), "{reason:?}");
        }
        assert_eq!(setting(HeldFor::FirstComment, BEN), None);
        assert_eq!(setting(HeldFor::FirstComment, HoldContext { hold_rule: All, ..BEN }), Some(Setting::General));
    }
}
