//! What went wrong, as sentences.

use porch_protocol::ErrorCode;

/// What went wrong, as a sentence.
pub(crate) fn sentence(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::LinkGone => "This link was used, or is too old. Ask for a new one.",
        ErrorCode::RoleNotAllowed => "Your role doesn't let you do this.",
        ErrorCode::ReasonInvalid => "Say why, in up to 1,000 characters. Its author reads it.",
        ErrorCode::BodyEmpty => "There are no words yet.",
        ErrorCode::BodyTooLong | ErrorCode::RequestTooLarge => "That is more than fits. Could you make it shorter?",
        // Only answers have a key: what was sent first has arrived, though nobody heard of it.
        ErrorCode::IdempotencyKeyReused => "Your answer is up as you sent it first: look at the page.",
        ErrorCode::OriginNotAllowed => "This house is known by another address. Open it as your link has it.",
        ErrorCode::SiteUnknown => "This site isn't here any more.",
        ErrorCode::Malformed => "That was not understood. Reload the page, and try again.",
        ErrorCode::TooManyLinks => "Five links at most. Could you take some out?",
        ErrorCode::CommentNotFound | ErrorCode::ParentNotFound => "That comment isn't there any more.",
        ErrorCode::PasskeyRefused => "This passkey opens nothing here. A link lets you in.",
        ErrorCode::PasskeysUnavailable => super::team::NO_NAME,
        ErrorCode::PasskeyNotFound => "That passkey isn't there any more.",
        ErrorCode::MemberNotFound => "Somebody was faster: look at the team again.",
        ErrorCode::LastOwner => "A site keeps one owner. Make somebody else owner first.",
        ErrorCode::TooMany => "There are as many as there may be. Remove one first.",
        ErrorCode::ThreadNotFound => "Nobody has spoken on that page yet.",
        ErrorCode::PageNotAllowed => "That page isn't one of your site's.",
        ErrorCode::NameEmpty => "There is no name yet.",
        ErrorCode::NameTooLong => "64 characters at most for a name.",
        ErrorCode::NameTaken => "Somebody of the team has that name, or one that looks like it.",
        ErrorCode::PersonUnknown => "Nobody of that kind writes here.",
        ErrorCode::VersionConflict => "It has changed meanwhile. Look at it again; what you typed is still here.",
        ErrorCode::ThreadClosed => "This conversation has come to rest.",
        ErrorCode::StorageUnavailable => {
            "The server's database takes no changes just now: its disk may be full. Whoever runs the server finds the cause \
             in its log and at /readyz. Nothing was changed; try again in a moment."
        }
        ErrorCode::RateLimited | ErrorCode::Overloaded => "One moment, please. Then try again.",
        _ => "Something broke on our side. Nothing was changed.",
    }
}

/// That something was done too often, and when it can be done again.
pub(crate) fn soon(seconds: u32) -> String {
    match seconds {
        0 | 1 => "One moment, please: that was a little fast. Try again in a second.".into(),
        n => format!("One moment, please: that was a little fast. Try again in {n} seconds."),
    }
}

/// What went wrong with just this deed, as a sentence.
pub(crate) fn explained(code: ErrorCode, detail: &str) -> String {
    match code {
        ErrorCode::RuleInvalid => format!("This rule can't be: {detail}."),
        ErrorCode::SettingInvalid => format!("This can't be set: {detail}."),
        ErrorCode::StorageUnavailable => format!("{detail} Nothing was changed; try again in a moment."),
        _ => format!("This can't be done: {detail}."),
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use porch_protocol::ErrorCode;

    #[test]
    fn whoever_changed_an_answer_that_had_arrived_is_not_told_that_nothing_did() {
        assert!(sentence(ErrorCode::IdempotencyKeyReused).starts_with("Your answer is up"));
        assert!(sentence(ErrorCode::Internal).ends_with("Nothing was changed."));
    }
}
