//! What exactly was wrong with a request, as sentences.

use porch_protocol::{Cause, PatternFault, StorageFault};

use super::failures::failure;
use super::history::setting_name;
use super::names::isolated;
use super::{comma_list, text};

/// A cause as a sentence; none for one of a later version.
pub(crate) fn cause(cause: &Cause) -> Option<String> {
    let text = text();
    Some(match cause {
        Cause::SettingValue { setting } => text.cause_setting_value(&setting_name(setting)),
        Cause::SettingUnknown { setting } => text.cause_setting_unknown(&isolated(setting)),
        Cause::SiteGone => text.error_site_unknown().into(),
        Cause::NameBlank => text.cause_name_blank().into(),
        Cause::NameTooLong { most } => text.cause_name_too_long(*most),
        Cause::TooManyNames { most } => text.cause_too_many_names(*most),
        Cause::AddressNotMail { address } => text.cause_address_not_mail(&isolated(address)),
        Cause::TooManyMailAddresses { most } => text.cause_too_many_mail_addresses(*most),
        Cause::NoMail => text.cause_no_mail().into(),
        Cause::FormatUnknown { format } => text.cause_format_unknown(&isolated(format)),
        Cause::EventUnknown { event } => text.cause_event_unknown(&isolated(event)),
        Cause::ChatNotSigned => text.cause_chat_not_signed().into(),
        Cause::AddressTooLong { most } => text.cause_address_too_long(*most),
        Cause::AddressUnreachable { failure: why } => failure(why),
        Cause::TelegramWithoutChat => text.cause_telegram_without_chat().into(),
        Cause::TooManyWebhooks { most } => text.cause_too_many_webhooks(*most),
        Cause::WebhookGone => text.cause_webhook_gone().into(),
        Cause::SpamServiceUnknown { service } => text.cause_spam_service_unknown(&isolated(service)),
        Cause::SpamServiceTooLong { most } => text.cause_spam_service_too_long(*most),
        Cause::SpamServiceAddress => text.cause_spam_service_address().into(),
        Cause::KeyMissing => text.cause_key_missing().into(),
        Cause::KeyInvalid => text.cause_key_invalid().into(),
        Cause::SpamServiceOff => text.cause_spam_service_off().into(),
        Cause::SignInKeyIdInvalid { .. }
        | Cause::SignInKeyKnown
        | Cause::TooManySignInKeys { .. }
        | Cause::SignInKeyGone
        | Cause::PrivateKeyGiven
        | Cause::PublicKeyInvalid
        | Cause::PublicKeyOtherKind => sign_in_key(cause)?,
        Cause::NetworkForgotten => text.cause_network_forgotten().into(),
        Cause::TeamMemberNotErased => text.cause_team_member_not_erased().into(),
        Cause::TeamMemberNotBanned => text.cause_team_member_not_banned().into(),
        Cause::TooManyBans { most } => text.cause_too_many_bans(*most),
        Cause::BanGone => text.cause_ban_gone().into(),
        Cause::TooManyReplyPauses => text.cause_too_many_reply_pauses().into(),
        Cause::SlowModeTooLong => text.cause_slow_mode_too_long().into(),
        Cause::NoteWhileOpen => text.cause_note_while_open().into(),
        Cause::NoteTooLong { most } => text.cause_note_too_long(*most),
        Cause::AlreadyClosed => text.cause_already_closed().into(),
        Cause::PageElsewhere { origins } => {
            text.cause_page_elsewhere(&comma_list(origins.iter().map(|origin| isolated(origin))))
        }
        Cause::QuestionTooLong { most } => text.cause_question_too_long(*most),
        Cause::TooManyHouseRules { most } => text.cause_too_many_house_rules(*most),
        Cause::HouseRuleTooLong { most } => text.cause_house_rule_too_long(*most),
        Cause::CommentNotStorable => text.cause_comment_not_storable().into(),
        Cause::Storage { fault } => storage(*fault)?.into(),
        Cause::OriginMissing
        | Cause::OriginMalformed { .. }
        | Cause::OriginWithoutScheme { .. }
        | Cause::OriginWildcard { .. }
        | Cause::OriginWithCredentials { .. }
        | Cause::OriginWithPath { .. }
        | Cause::OriginNotSecure { .. }
        | Cause::OriginScheme { .. }
        | Cause::OriginTaken { .. }
        | Cause::TooManyOrigins { .. } => origin(cause)?,
        Cause::RuleKnown
        | Cause::RuleGone
        | Cause::RuleLength { .. }
        | Cause::TooManyRules { .. }
        | Cause::PatternSyntax { .. }
        | Cause::PatternMatchesAll
        | Cause::PatternTooLarge
        | Cause::PatternRepeats { .. }
        | Cause::PatternsRepeat => rule(cause)?,
        Cause::Unknown => return None,
    })
}

/// A cause about a key that signs visitors in.
fn sign_in_key(cause: &Cause) -> Option<String> {
    let text = text();
    Some(match cause {
        Cause::SignInKeyIdInvalid { most } => text.cause_sign_in_key_id_invalid(*most),
        Cause::SignInKeyKnown => text.cause_sign_in_key_known().into(),
        Cause::TooManySignInKeys { most } => text.cause_too_many_sign_in_keys(*most),
        Cause::SignInKeyGone => text.cause_sign_in_key_gone().into(),
        Cause::PrivateKeyGiven => text.cause_private_key_given().into(),
        Cause::PublicKeyInvalid => text.cause_public_key_invalid().into(),
        Cause::PublicKeyOtherKind => text.cause_public_key_other_kind().into(),
        _ => return None,
    })
}

/// A cause about an origin of the site.
fn origin(cause: &Cause) -> Option<String> {
    let text = text();
    Some(match cause {
        Cause::OriginMissing => text.cause_origin_missing().into(),
        Cause::OriginMalformed { origin } => text.cause_origin_malformed(&isolated(origin)),
        Cause::OriginWithoutScheme { origin, instead } => {
            text.cause_origin_without_scheme(&isolated(origin), &isolated(instead))
        }
        Cause::OriginWildcard { origin } => text.cause_origin_wildcard(&isolated(origin)),
        Cause::OriginWithCredentials { origin } => text.cause_origin_with_credentials(&isolated(origin)),
        Cause::OriginWithPath { origin, instead } => text.cause_origin_with_path(&isolated(origin), &isolated(instead)),
        Cause::OriginNotSecure { origin, instead } => {
            text.cause_origin_not_secure(&isolated(origin), &isolated(instead))
        }
        Cause::OriginScheme { origin, instead } => text.cause_origin_scheme(&isolated(origin), &isolated(instead)),
        Cause::OriginTaken { origin } => text.cause_origin_taken(&isolated(origin)),
        Cause::TooManyOrigins { most } => text.cause_too_many_origins(*most),
        _ => return None,
    })
}

/// A cause about a word rule.
fn rule(cause: &Cause) -> Option<String> {
    let text = text();
    Some(match cause {
        Cause::RuleKnown => text.cause_rule_known().into(),
        Cause::RuleGone => text.cause_rule_gone().into(),
        Cause::RuleLength { most } => text.cause_rule_length(*most),
        Cause::TooManyRules { most } => text.cause_too_many_rules(*most),
        Cause::PatternSyntax { fault, at } => pattern(*fault, *at),
        Cause::PatternMatchesAll => text.cause_pattern_matches_all().into(),
        Cause::PatternTooLarge => text.cause_pattern_too_large().into(),
        Cause::PatternRepeats { most } => text.cause_pattern_repeats(*most),
        Cause::PatternsRepeat => text.cause_patterns_repeat().into(),
        _ => return None,
    })
}

/// What is wrong with a pattern, and at which character.
fn pattern(fault: PatternFault, at: usize) -> String {
    let text = text();
    match fault {
        PatternFault::GroupUnclosed => text.pattern_group_unclosed(at),
        PatternFault::GroupUnopened => text.pattern_group_unopened(at),
        PatternFault::ClassUnclosed => text.pattern_class_unclosed(at),
        PatternFault::RepetitionMissing => text.pattern_repetition_missing(at),
        PatternFault::RepetitionCount => text.pattern_repetition_count(at),
        PatternFault::Escape => text.pattern_escape(at),
        PatternFault::NotSupported => text.pattern_not_supported(at),
        PatternFault::Other => text.pattern_invalid(at),
    }
}

/// Why the database cannot be used; none for a fault of a later version.
fn storage(fault: StorageFault) -> Option<&'static str> {
    let text = text();
    Some(match fault {
        StorageFault::Full => text.storage_full(),
        StorageFault::Locked => text.storage_locked(),
        StorageFault::ReadOnly => text.storage_read_only(),
        StorageFault::Unopenable => text.storage_unopenable(),
        StorageFault::Io => text.storage_io(),
        StorageFault::Displaced => text.storage_displaced(),
        StorageFault::Transaction => text.storage_transaction(),
        StorageFault::Damaged => text.storage_damaged(),
        StorageFault::Unknown => return None,
    })
}

/// The note above the review list while nothing can be written: what is wrong, what still works, and what the operator
/// can do.
pub(crate) fn storage_note(fault: StorageFault) -> String {
    let text = text();
    let remedy = match fault {
        StorageFault::Full => text.storage_full_remedy(),
        StorageFault::Locked => text.storage_locked_remedy(),
        StorageFault::ReadOnly => text.storage_read_only_remedy(),
        StorageFault::Unopenable => text.storage_unopenable_remedy(),
        StorageFault::Io => text.storage_io_remedy(),
        StorageFault::Displaced => text.storage_displaced_remedy(),
        StorageFault::Transaction => text.storage_transaction_remedy(),
        StorageFault::Damaged => text.storage_damaged_remedy(),
        StorageFault::Unknown => return text.error_storage().into(),
    };
    // The list was read from the database just now.
    let extent =
        if fault == StorageFault::Damaged { text.storage_extent_damaged() } else { text.storage_extent_readable() };
    format!("{} {extent} {remedy}", storage(fault).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use porch_protocol::{Cause, DeliveryFailure, PatternFault, StorageFault};

    use super::{cause, pattern, storage_note};
    use crate::text::failures::failure;
    use crate::text::names::plain_text;

    /// Each is a sentence of its own.
    fn are_sentences(all: impl IntoIterator<Item = String>) {
        let mut seen = HashSet::new();
        for sentence in all {
            assert!(sentence.ends_with('.') && !sentence.contains(['{', '\'']), "{sentence}");
            assert!(seen.insert(sentence.clone()), "{sentence} stands for two causes");
        }
    }

    #[test]
    fn every_code_of_the_protocol_is_a_sentence() {
        are_sentences(Cause::examples().iter().map(|one| cause(one).expect("a sentence for each known cause")));
        are_sentences(DeliveryFailure::examples().iter().map(failure));
        are_sentences(PatternFault::ALL.map(|fault| pattern(fault, 7)));
        are_sentences(StorageFault::ALL.map(storage_note));
        assert_eq!(cause(&Cause::Unknown), None);
        assert_eq!(cause(&Cause::Storage { fault: StorageFault::Unknown }), None);
        assert!(
            failure(&DeliveryFailure::Unknown).ends_with('.') && storage_note(StorageFault::Unknown).ends_with('.')
        );
    }

    #[test]
    fn a_sentence_has_the_values_of_its_code() {
        let said = |one: Cause| plain_text(&cause(&one).unwrap_or_default());
        assert_eq!(said(Cause::TooManyBans { most: 10_000 }), "A site has at most 10,000 bans. End some first.");
        let fault = PatternFault::GroupUnopened;
        assert!(said(Cause::PatternSyntax { fault, at: 3 }).contains("character 3"));
        let origins = vec!["https://a.example".to_owned(), "https://b.example".to_owned()];
        assert!(said(Cause::PageElsewhere { origins }).contains("https://a.example, https://b.example"));
        assert!(said(Cause::SettingValue { setting: "slow".into() }).contains("Slow mode"));
    }
}
