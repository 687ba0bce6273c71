//! Failures as sentences.

use porch_protocol::ErrorCode;

use super::text;

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
        _ => text.error_server(),
    }
}

/// The message for too many requests, and when the next one is allowed.
pub(crate) fn rate_limited(seconds: u32) -> String {
    text().error_wait(seconds as usize)
}

/// A failure of one request with its detail, as a sentence.
pub(crate) fn explained(code: ErrorCode, detail: &str) -> String {
    let detail = curly(detail);
    match code {
        ErrorCode::RuleInvalid => text().error_rule(&detail),
        ErrorCode::SettingInvalid => text().error_setting(&detail),
        ErrorCode::StorageUnavailable => text().error_storage_detail(&detail),
        _ => text().error_detail(&detail),
    }
}

/// A sentence of the server, which is also printed on the command line, with the dashboard's apostrophes.
pub(crate) fn curly(words: &str) -> String {
    let mut before = ' ';
    let apostrophe = |letter: char| {
        let curly = letter == '\'' && before.is_alphanumeric();
        before = letter;
        if curly { '’' } else { letter }
    };
    words.chars().map(apostrophe).collect()
}

#[cfg(test)]
mod tests {
    use super::{curly, sentence};
    use porch_protocol::ErrorCode;

    #[test]
    fn the_sentences_of_the_server_look_like_those_of_the_dashboard() {
        assert_eq!(curly("The server\u{27}s disk isn\u{27}t full"), "The server’s disk isn’t full");
    }

    #[test]
    fn a_changed_reply_whose_first_request_arrived_is_not_called_lost() {
        assert!(sentence(ErrorCode::IdempotencyKeyReused).starts_with("Your reply is published"));
        assert!(sentence(ErrorCode::Internal).ends_with("Nothing was changed."));
    }
}
