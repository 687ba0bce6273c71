//! Tests of the texts.

use porch_protocol::{DisclosedHoldReason, ErrorCode, Trust, TrustLevel};

use super::{asks_to_reload, isolated};
use crate::first_reader::FirstReader;
use crate::language::text;

/// Every code there is.
const CODES: [ErrorCode; 48] = {
    use ErrorCode as Code;
    [
        Code::NotFound,
        Code::SiteUnknown,
        Code::OriginNotAllowed,
        Code::PageNotAllowed,
        Code::CommentNotFound,
        Code::ParentNotFound,
        Code::VersionConflict,
        Code::CursorGone,
        Code::BodyEmpty,
        Code::BodyTooLong,
        Code::TooManyLinks,
        Code::NameEmpty,
        Code::NameTooLong,
        Code::NameTaken,
        Code::ThreadClosed,
        Code::BranchCooling,
        Code::Banned,
        Code::ReasonInvalid,
        Code::RateLimited,
        Code::Malformed,
        Code::RequestTooLarge,
        Code::UnsupportedMediaType,
        Code::IdempotencyKeyInvalid,
        Code::IdempotencyKeyReused,
        Code::SignInNeeded,
        Code::RoleNotAllowed,
        Code::LinkGone,
        Code::PasskeyRefused,
        Code::PasskeysUnavailable,
        Code::PasskeyNotFound,
        Code::MemberNotFound,
        Code::LastOwner,
        Code::TooMany,
        Code::ThreadNotFound,
        Code::PersonUnknown,
        Code::NotPossible,
        Code::RuleInvalid,
        Code::SettingInvalid,
        Code::MailInvalid,
        Code::MailCodeRefused,
        Code::SignInAgain,
        Code::SignInRefused,
        Code::MailNotConfirmed,
        Code::MethodNotAllowed,
        Code::NotAPage,
        Code::Overloaded,
        Code::Internal,
        Code::Unknown,
    ]
};

#[test]
fn an_error_that_advises_to_reload_advises_something_else_the_second_time() {
    let text = text("en");
    for code in CODES {
        assert_eq!(text.error(code, None).contains("Reload"), asks_to_reload(code), "{code:?}");
    }
    for second in [text.refused_again(), text.gave_up(), text.plain_refused(), text.not_reached()] {
        assert!(!second.contains("eload"), "{second}");
    }
}

#[test]
fn a_button_for_more_says_how_many_come() {
    let more = |count, left| text("en").more(count, left);
    assert_eq!(more(100, 960), "Show 100 more comments (960 left)");
    assert_eq!(more(20, 20), "Show 20 more comments");
    assert_eq!(more(0, 12), "Show more comments (12 left)");
    assert_eq!(more(0, 0), "Show more comments");
}

#[test]
fn a_held_comment_is_never_announced_as_visible_at_once() {
    let text = text("en");
    let of = |level, published| Some(Trust { level, published, ..Trust::default() });
    for reason in [
        None,
        Some(DisclosedHoldReason::FirstComment),
        Some(DisclosedHoldReason::EveryComment),
        Some(DisclosedHoldReason::Links),
    ] {
        for trust in [None, of(TrustLevel::Newcomer, 0), of(TrustLevel::Known, 2), of(TrustLevel::Regular, 9)] {
            let message = text.who_reads_first(None, FirstReader::Team(reason), trust);
            assert!(message.contains("once the team has read it") && !message.contains("at once"), "{message}");
            let message = text.who_reads_first(Some("Marta"), FirstReader::Team(reason), trust);
            assert!(message.contains("once Marta has read it") && !message.contains("team"), "{message}");
        }
    }
    assert_eq!(text.who_reads_first(None, FirstReader::Everyone, None), "Usually everyone can see this at once.");
    let perhaps = text.who_reads_first(Some("Marta"), FirstReader::PerhapsTeam, of(TrustLevel::Known, 2));
    assert!(perhaps.starts_with("Marta may read this before others see it. You have 2"), "{perhaps}");
    let newcomer = text.who_reads_first(None, FirstReader::Everyone, of(TrustLevel::Newcomer, 0));
    assert!(newcomer.contains("may read") && !newcomer.contains("Everyone"), "{newcomer}");
    assert!(
        text.who_reads_first(None, FirstReader::Everyone, of(TrustLevel::Known, 2))
            .starts_with("Usually everyone can see this at once. You have 2")
    );
}

#[test]
fn a_request_for_changes_names_one_person() {
    let text = text("en");
    let message = text.changes_requested(Some("Marta"), Some("Which oven?"));
    assert_eq!(message, "Marta asks you to change one thing: “Which oven?”");
    assert_eq!(text.changes_requested(None, None), "The team asks you to change something.");
    assert!(text.error(ErrorCode::Banned, None).starts_with(text.banned()));
}

#[test]
fn a_reason_has_one_colon_and_one_full_stop() {
    let text = text("en");
    for (reason, message) in [
        ("Rule 3: no advertising.", "Not published, rule 3: no advertising."),
        ("Rule 2: No ads.. ", "Not published, rule 2: No ads."),
        ("Rule 12: be concrete", "Not published, rule 12: be concrete."),
        ("About bread, please", "Not published: About bread, please."),
        ("Which oven?", "Not published: Which oven?"),
        ("Rule of thumb: be kind...", "Not published: Rule of thumb: be kind..."),
        ("الخبز فقط۔", "Not published: الخبز فقط۔"),
    ] {
        assert_eq!(text.declined_with(Some(reason)), message);
        let removed = message.replacen("Not published", "Removed by the team", 1);
        assert_eq!(text.removed_with(Some(reason)), removed);
    }
}

#[test]
fn a_text_that_is_too_long_says_how_much_is_allowed() {
    let over = |count, most| text("en").characters_over(count, most);
    assert_eq!(over(13_999, 10_000), "13,999 characters too many: 10,000 at most");
    assert_eq!(over(1, 10_000), "1 character too many: 10,000 at most");
    assert_eq!(over(1_002_003, 999), "1,002,003 characters too many: 999 at most");
}

#[test]
fn a_name_at_the_beginning_of_a_sentence_does_not_say_from_which_side_that_is_read() {
    let (text, name) = (text("en"), isolated("ليلى"));
    let said = text.changes_requested(Some(&name), Some("Which oven?"));
    assert_eq!(said, "\u{2068}ليلى\u{2069} asks you to change one thing: “Which oven?”");
    assert!(text.asks(Some(&name)).starts_with('\u{2068}'));
}
