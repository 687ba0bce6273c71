//! Failures as sentences.

use porch_protocol::{Cause, ErrorCode};

use super::{causes, text};

/// A failure as a sentence.
pub(crate) fn sentence(code: ErrorCode) -> &'static str {
    let text = text();
    match code {
        ErrorCode::LinkGone => text.error_link_gone(),
        ErrorCode::RoleNotAllowed => text.error_role(),
        ErrorCode::ReasonInvalid => text.error_reason(),
        ErrorCode::BodyEmpty => text.error_body_empty(),
        ErrorCode::BodyTooLong | ErrorCode::RequestTooLarge => text.error_too_long(),
        // Only replies have a key: the first request has arrived, though its response was lost.
        ErrorCode::IdempotencyKeyReused => text.error_key_reused(),
        ErrorCode::OriginNotAllowed => text.error_origin(),
        ErrorCode::SiteUnknown => text.error_site_unknown(),
        ErrorCode::Malformed => text.error_malformed(),
        ErrorCode::TooManyLinks => text.error_too_many_links(),
        ErrorCode::CommentNotFound | ErrorCode::ParentNotFound => text.error_comment_gone(),
        ErrorCode::PasskeyRefused => text.error_passkey_refused(),
        ErrorCode::PasskeysUnavailable => text.team_no_name(),
        ErrorCode::PasskeyNotFound => text.error_passkey_gone(),
        ErrorCode::MemberNotFound => text.error_member_gone(),
        ErrorCode::LastOwner => text.error_last_owner(),
        ErrorCode::TooMany => text.error_too_many(),
        ErrorCode::ThreadNotFound => text.error_no_thread(),
        ErrorCode::PageNotAllowed => text.error_page_not_allowed(),
        ErrorCode::NameEmpty => text.error_name_empty(),
        ErrorCode::NameTooLong => text.error_name_too_long(),
        ErrorCode::NameTaken => text.error_name_taken(),
        ErrorCode::PersonUnknown => text.error_person_unknown(),
        ErrorCode::VersionConflict => text.error_version(),
        ErrorCode::ThreadClosed => text.error_closed(),
        ErrorCode::StorageUnavailable => text.error_storage(),
        ErrorCode::RateLimited | ErrorCode::Overloaded => text.error_busy(),
        ErrorCode::RuleInvalid => text.error_rule(),
        ErrorCode::SettingInvalid => text.error_setting(),
        ErrorCode::NotPossible => text.error_not_possible(),
        ErrorCode::SignInNeeded
        | ErrorCode::NotFound
        | ErrorCode::CursorGone
        | ErrorCode::BranchCooling
        | ErrorCode::Banned
        | ErrorCode::MailInvalid
        | ErrorCode::MailCodeRefused
        | ErrorCode::SignInAgain
        | ErrorCode::SignInRefused
        | ErrorCode::MailNotConfirmed
        | ErrorCode::UnsupportedMediaType
        | ErrorCode::IdempotencyKeyInvalid
        | ErrorCode::MethodNotAllowed
        | ErrorCode::NotAPage
        | ErrorCode::Internal
        | ErrorCode::Unknown => text.error_server(),
    }
}

/// The message for too many requests, and when the next one is allowed.
pub(crate) fn rate_limited(seconds: u32) -> String {
    text().error_wait(seconds as usize)
}

/// A failure with what exactly was wrong, where that is known. The server's English sentence is not shown.
pub(crate) fn explained(code: ErrorCode, cause: Option<&Cause>) -> String {
    match (code, cause.and_then(causes::cause)) {
        (ErrorCode::StorageUnavailable, Some(cause)) => format!("{cause} {}", text().error_nothing_changed()),
        (_, Some(cause)) => cause,
        (_, None) => sentence(code).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{explained, sentence};
    use porch_protocol::{Cause, ErrorCode, StorageFault};

    #[test]
    fn a_cause_is_said_in_its_own_words_and_an_unknown_one_in_general() {
        let full = Cause::Storage { fault: StorageFault::Full };
        let said = explained(ErrorCode::StorageUnavailable, Some(&full));
        assert_eq!(said, "The server’s disk is full. Nothing was changed; try again in a moment.");
        for (code, general) in [
            (ErrorCode::RuleInvalid, "This rule can’t be used."),
            (ErrorCode::SettingInvalid, "This can’t be set."),
            (ErrorCode::NotPossible, "This can’t be done at the moment."),
        ] {
            assert_eq!([explained(code, None), explained(code, Some(&Cause::Unknown))], [general; 2]);
        }
    }

    #[test]
    fn every_code_is_a_sentence() {
        for code in ErrorCode::ALL.iter().copied() {
            assert!(sentence(code).ends_with('.'), "{code:?}");
        }
    }

    #[test]
    fn a_changed_reply_whose_first_request_arrived_is_not_called_lost() {
        assert!(sentence(ErrorCode::IdempotencyKeyReused).starts_with("The first version of your reply"));
        assert!(sentence(ErrorCode::Internal).ends_with("Nothing was changed."));
    }
}
