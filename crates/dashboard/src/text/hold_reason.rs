//! Why a comment is held, and the consequence, in one line; and in a few words for a row.

use porch_protocol::held::HeldFor;
use porch_protocol::{HoldRule, Status};

pub(crate) const ASKS_AGAIN: &str = "asks for a second look at this decision.";
pub(crate) const STAYS_HIDDEN: &str = "It stays hidden unless you approve it.";
pub(crate) const REPORTED_PUBLISHED: &str = "Published, but reported by readers.";
pub(crate) const REPORTED_PUBLISHED_WHAT: &str = "Everybody can read it until you decide.";
pub(crate) const ALSO: &str = "Also:";
pub(crate) const OPEN_SETTING: &str = "Open the setting";
pub(crate) const REPORTS: &str = "Readers reported:";

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
    let name = context.name;
    let why = match reason {
        HeldFor::Trap => "a field was filled in that people can’t see".into(),
        HeldFor::TooFast => "it was sent faster than a person writes".into(),
        HeldFor::Network => "it came from a network that you banned".into(),
        HeldFor::Words => "it has one of your words to hold".into(),
        HeldFor::Repeated => "the same words were sent before".into(),
        HeldFor::Flood => format!("{name} sent very many comments in a short time"),
        HeldFor::Links => "it has links".into(),
        HeldFor::Spam => "it reads like spam".into(),
        HeldFor::OutsideJudge => "a spam service took it for spam or abuse".into(),
        HeldFor::NoProof => "it came without the bot check".into(),
        HeldFor::Attack => "very many newcomers wrote at once".into(),
        HeldFor::EveryComment => "your site holds every comment".into(),
        HeldFor::FirstComment if context.first => format!("it is {name}’s first comment"),
        HeldFor::FirstComment if context.has_published => format!("no comment by {name} was published when it came"),
        HeldFor::FirstComment => format!("no comment by {name} is published yet"),
        HeldFor::Reported => "readers reported it".into(),
        HeldFor::Edited => format!("{name} edited it after your decision"),
        HeldFor::EditedAsAsked => format!("{name} edited it after you asked for changes"),
        HeldFor::EditedAfterDecline => format!("{name} edited it after you declined it"),
        HeldFor::NotReviewed => return Some("Imported, not yet decided.".into()),
        HeldFor::Unknown => return None,
    };
    Some(format!("Held because {why}."))
}

/// The consequence: what happens to the next comments like it, or to this one once it is approved.
pub(crate) fn follows(reason: HeldFor, context: HoldContext<'_>) -> String {
    let name = context.name;
    match reason {
        HeldFor::Trap => "Programs do that, and some browsers that fill in forms. Each comment like this waits.".into(),
        HeldFor::Network => "Every comment from it waits as long as the ban holds, whoever writes it.".into(),
        HeldFor::Words => "Every comment with such a word waits, whoever writes it.".into(),
        HeldFor::Repeated => "Each repeat waits, whoever sends it.".into(),
        HeldFor::Flood => "More than 20 comments of one person in ten minutes wait.".into(),
        HeldFor::Spam => {
            "The words alone were judged, on this server. Comments by regulars are not held for this.".into()
        }
        HeldFor::OutsideJudge => "Comments by regulars are not sent there, and not held for this.".into(),
        HeldFor::Links if context.edited => "Links that are added in an edit wait, unless a regular adds them.".into(),
        HeldFor::Reported => "Everybody could read it before. Approve it, and everybody can again.".into(),
        HeldFor::NotReviewed => "Approve it, and everybody can read it.".into(),
        HeldFor::Edited | HeldFor::EditedAsAsked | HeldFor::EditedAfterDecline => {
            "Approve it, and everybody reads it as it is now.".into()
        }
        HeldFor::Unknown => String::new(),
        HeldFor::EveryComment
        | HeldFor::FirstComment
        | HeldFor::TooFast
        | HeldFor::NoProof
        | HeldFor::Attack
        | HeldFor::Links => next_ones(reason, name, context),
    }
}

/// What happens to the author's next comments, where that depends on whether one of theirs is published.
fn next_ones(reason: HeldFor, name: &str, context: HoldContext<'_>) -> String {
    match (context.hold_rule, reason) {
        (HoldRule::All, HeldFor::EveryComment) => format!("Approving it changes nothing for {name}’s next comments."),
        (HoldRule::All, _) => format!("Your site holds every comment, so {name}’s next ones wait, too."),
        (HoldRule::Off, HeldFor::EveryComment | HeldFor::FirstComment) => {
            "Your site holds no comments like this any more: new ones go up at once.".into()
        }
        _ if context.has_published => {
            format!("A comment by {name} is published by now, so the next ones are not held for this.")
        }
        (HoldRule::First, HeldFor::EveryComment) => {
            format!("Your site holds only first comments now: after one approval, {name}’s comments go up at once.")
        }
        (HoldRule::First, HeldFor::FirstComment) => format!("After one approval, {name}’s comments go up at once."),
        _ => format!("After one approval, {name}’s comments are not held for this."),
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
        HeldFor::OutsideJudge => Some(Setting::Integrations),
        HeldFor::Network => Some(Setting::People),
        _ => None,
    }
}

/// The reason in a few words, for a row.
pub(crate) fn short(reason: HeldFor) -> &'static str {
    match reason {
        HeldFor::Trap => "Trap",
        HeldFor::TooFast => "Too fast",
        HeldFor::Network => "Banned network",
        HeldFor::Words => "Word on your list",
        HeldFor::Repeated => "Repeated",
        HeldFor::Flood => "Very many",
        HeldFor::Links => "Links",
        HeldFor::Spam => "Reads like spam",
        HeldFor::OutsideJudge => "Spam service",
        HeldFor::NoProof => "No bot check",
        HeldFor::Attack => "Rush",
        HeldFor::EveryComment => "All are held",
        HeldFor::FirstComment => super::frame::FIRST_COMMENT,
        HeldFor::Reported => "Reported",
        HeldFor::Edited | HeldFor::EditedAsAsked | HeldFor::EditedAfterDecline => "Edited",
        HeldFor::NotReviewed => "Imported",
        HeldFor::Unknown => "Held",
    }
}

/// Between the name of the member who decided and the reason.
pub(crate) fn decided(status: Status) -> &'static str {
    match status {
        Status::Removed => "removed it",
        Status::Spam => "marked it as spam",
        _ => "declined it",
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
                HeldFor::EveryComment | HeldFor::Words | HeldFor::Network | HeldFor::OutsideJudge | HeldFor::Spam
            );
            assert!(!set || setting(reason, BEN).is_some(), "{reason:?}");
        }
        assert_eq!(setting(HeldFor::FirstComment, BEN), None);
        assert_eq!(setting(HeldFor::FirstComment, HoldContext { hold_rule: All, ..BEN }), Some(Setting::General));
    }
}
