//! Why a comment is held, and the consequence, in one line; and in a few words for a row.

use porch_protocol::held::HoldReason;
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
pub(crate) fn because(reason: HoldReason, context: HoldContext<'_>) -> Option<String> {
    let (text, name) = (text(), context.name);
    Some(match reason {
        HoldReason::Trap => text.held_trap().into(),
        HoldReason::TooFast => text.held_too_fast().into(),
        HoldReason::Network => text.held_network().into(),
        HoldReason::Words => text.held_words().into(),
        HoldReason::Repeated => text.held_repeated().into(),
        HoldReason::Flood => text.held_flood(name),
        HoldReason::Links => text.held_links().into(),
        HoldReason::Spam => text.held_spam().into(),
        HoldReason::ExternalCheck => text.held_external_check().into(),
        HoldReason::NoProof => text.held_no_proof().into(),
        HoldReason::Attack => text.held_attack().into(),
        HoldReason::EveryComment => text.held_every_comment().into(),
        HoldReason::FirstComment if context.first => text.held_first_comment(name),
        HoldReason::FirstComment if context.has_published => text.held_none_when_sent(name),
        HoldReason::FirstComment => text.held_none_yet(name),
        HoldReason::Reported => text.held_reported().into(),
        HoldReason::Edited => text.held_edited(name),
        HoldReason::EditedAsAsked => text.held_edited_as_asked(name),
        HoldReason::EditedAfterDecline => text.held_edited_after_decline(name),
        HoldReason::NotReviewed => text.held_imported().into(),
        HoldReason::Unknown => return None,
    })
}

/// The consequence: what happens to the next comments like it, or to this one once it is approved.
pub(crate) fn follows(reason: HoldReason, context: HoldContext<'_>) -> String {
    let text = text();
    let words = match reason {
        HoldReason::Trap => text.next_trap(),
        HoldReason::Network => text.next_network(),
        HoldReason::Words => text.next_words(),
        HoldReason::Repeated => text.next_repeated(),
        HoldReason::Flood => text.next_flood(),
        HoldReason::Spam => text.next_spam(),
        HoldReason::ExternalCheck => text.next_external_check(),
        HoldReason::Links if context.edited => text.next_links_in_edit(),
        HoldReason::Reported => text.next_reported(),
        HoldReason::NotReviewed => text.next_imported(),
        HoldReason::Edited | HoldReason::EditedAsAsked | HoldReason::EditedAfterDecline => text.next_edited(),
        HoldReason::Unknown => "",
        HoldReason::EveryComment
        | HoldReason::FirstComment
        | HoldReason::TooFast
        | HoldReason::NoProof
        | HoldReason::Attack
        | HoldReason::Links => return next_ones(reason, context),
    };
    words.into()
}

/// What happens to the author's next comments, where that depends on whether one of theirs is published.
fn next_ones(reason: HoldReason, context: HoldContext<'_>) -> String {
    let (text, name) = (text(), context.name);
    match (context.hold_rule, reason) {
        (HoldRule::All, HoldReason::EveryComment) => text.next_approval_changes_nothing(name),
        (HoldRule::All, _) => text.next_site_holds_all(name),
        (HoldRule::Off, HoldReason::EveryComment | HoldReason::FirstComment) => text.next_site_holds_none().into(),
        _ if context.has_published => text.next_is_published(name),
        (HoldRule::First, HoldReason::EveryComment) => text.next_site_holds_first(name),
        (HoldRule::First, HoldReason::FirstComment) => text.next_up_at_once(name),
        _ => text.next_not_held(name),
    }
}

/// Where the reason can be set, if anywhere; for any reason where the site holds all comments.
pub(crate) fn setting(reason: HoldReason, context: HoldContext<'_>) -> Option<Setting> {
    match reason {
        HoldReason::FirstComment if context.hold_rule == HoldRule::All => Some(Setting::General),
        HoldReason::EveryComment
        | HoldReason::Repeated
        | HoldReason::Spam
        | HoldReason::Reported
        | HoldReason::NoProof
        | HoldReason::TooFast
        | HoldReason::Attack => Some(Setting::General),
        HoldReason::Words => Some(Setting::Rules),
        HoldReason::ExternalCheck => Some(Setting::Integrations),
        HoldReason::Network => Some(Setting::People),
        _ => None,
    }
}

/// The reason in a few words, for a row.
pub(crate) fn short(reason: HoldReason) -> &'static str {
    let text = text();
    match reason {
        HoldReason::Trap => text.short_trap(),
        HoldReason::TooFast => text.short_too_fast(),
        HoldReason::Network => text.short_network(),
        HoldReason::Words => text.short_words(),
        HoldReason::Repeated => text.short_repeated(),
        HoldReason::Flood => text.short_flood(),
        HoldReason::Links => text.short_links(),
        HoldReason::Spam => text.short_spam(),
        HoldReason::ExternalCheck => text.short_external_check(),
        HoldReason::NoProof => text.short_no_proof(),
        HoldReason::Attack => text.short_attack(),
        HoldReason::EveryComment => text.short_every_comment(),
        HoldReason::FirstComment => text.frame_first_comment(),
        HoldReason::Reported => text.short_reported(),
        HoldReason::Edited | HoldReason::EditedAsAsked | HoldReason::EditedAfterDecline => text.short_edited(),
        HoldReason::NotReviewed => text.short_imported(),
        HoldReason::Unknown => text.short_held(),
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
    use porch_protocol::held::HoldReason;

    use super::{HoldContext, Setting, because, follows, setting};

    const BEN: HoldContext<'static> =
        HoldContext { name: "Ben", first: true, has_published: false, edited: false, hold_rule: First };

    #[test]
    fn every_reason_has_a_sentence_and_a_consequence_under_every_rule_of_the_site() {
        let at_once = |words: &str| words.contains("go up at once");
        for reason in HoldReason::ALL {
            for hold_rule in [Off, First, All] {
                for has_published in [false, true] {
                    let context = HoldContext { has_published, hold_rule, first: !has_published, ..BEN };
                    let (why, then) = (because(reason, context).unwrap(), follows(reason, context));
                    let held = why.starts_with("Held because ") || reason == HoldReason::NotReviewed;
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
        assert_eq!(because(HoldReason::NotReviewed, BEN).as_deref(), Some("Imported, not yet decided."));
        assert_eq!(because(HoldReason::Unknown, BEN), None);
    }

    #[test]
    fn a_first_comment_and_a_site_that_holds_all_have_different_texts() {
        let line = |reason, context| format!("{} {}", because(reason, context).unwrap(), follows(reason, context));
        let later = HoldContext { first: false, ..BEN };
        let table = [
            (
                HoldReason::FirstComment,
                BEN,
                "Held because it is Ben’s first comment. After one approval, Ben’s comments go up at once.",
            ),
            (
                HoldReason::FirstComment,
                later,
                "Held because Ben has no published comment yet. After one approval, Ben’s comments go up at once.",
            ),
            (
                HoldReason::FirstComment,
                HoldContext { has_published: true, ..later },
                "Held because Ben had no published comment when it arrived. A comment by Ben is published by now, so the next ones are not held for this.",
            ),
            (
                HoldReason::FirstComment,
                HoldContext { hold_rule: All, ..BEN },
                "Held because it is Ben’s first comment. Your site holds every comment, so Ben’s next ones wait, too.",
            ),
            (
                HoldReason::FirstComment,
                HoldContext { hold_rule: Off, ..BEN },
                "Held because it is Ben’s first comment. Your site holds no comments like this any more: new ones go up at once.",
            ),
            (
                HoldReason::EveryComment,
                HoldContext { hold_rule: All, has_published: true, ..later },
                "Held because your site holds every comment. Approving it changes nothing for Ben’s next comments.",
            ),
            (
                HoldReason::EveryComment,
                BEN,
                "Held because your site holds every comment. Your site holds only first comments now: after one approval, Ben’s comments go up at once.",
            ),
            (
                HoldReason::NoProof,
                BEN,
                "Held because it came without the bot check. After one approval, Ben’s comments are not held for this.",
            ),
            (
                HoldReason::Links,
                BEN,
                "Held because it has links. After one approval, Ben’s comments are not held for this.",
            ),
            (
                HoldReason::Links,
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
        for reason in HoldReason::ALL {
            let set = matches!(
                reason,
                HoldReason::EveryComment
                    | HoldReason::Words
                    | HoldReason::Network
                    | HoldReason::ExternalCheck
                    | HoldReason::Spam
            );
            assert!(!set || setting(reason, BEN).is_some(), "{reason:?}");
        }
        assert_eq!(setting(HoldReason::FirstComment, BEN), None);
        assert_eq!(setting(HoldReason::FirstComment, HoldContext { hold_rule: All, ..BEN }), Some(Setting::General));
    }
}
