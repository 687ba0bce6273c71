//! Failures as sentences.

use porch_protocol::ErrorCode;

/// A failure as a sentence.
pub(crate) fn sentence(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::LinkGone => "This link was used, or is too old. Ask for a new one.",
        ErrorCode::RoleNotAllowed => "Your role is not allowed to do this.",
        ErrorCode::ReasonInvalid => "Say why, in up to 1,000 characters. Its author reads it.",
        ErrorCode::BodyEmpty => "Write something first.",
        ErrorCode::BodyTooLong | ErrorCode::RequestTooLarge => "That is too long. Please make it shorter.",
        // Only replies have a key: the first request has arrived, though its response was lost.
        ErrorCode::IdempotencyKeyReused => "Your reply is published as you sent it first. Look at the page.",
        ErrorCode::OriginNotAllowed => "This dashboard has another address. Open it at the address in your link.",
        ErrorCode::SiteUnknown => "This site doesn’t exist any more.",
        ErrorCode::Malformed => "The server did not understand that. Reload the page and try again.",
        ErrorCode::TooManyLinks => "Five links at most. Please remove some.",
        ErrorCode::CommentNotFound | ErrorCode::ParentNotFound => "That comment doesn’t exist any more.",
        ErrorCode::PasskeyRefused => "This passkey doesn’t work here. Sign in with a link.",
        ErrorCode::PasskeysUnavailable => super::team::NO_NAME,
        ErrorCode::PasskeyNotFound => "That passkey doesn’t exist any more.",
        ErrorCode::MemberNotFound => "Somebody else changed this first. Look at the team again.",
        ErrorCode::LastOwner => "A site needs an owner. Make somebody else owner first.",
        ErrorCode::TooMany => "The limit is reached. Remove one first.",
        ErrorCode::ThreadNotFound => "There are no comments on that page yet.",
        ErrorCode::PageNotAllowed => "That page is not on your site.",
        ErrorCode::NameEmpty => "Enter a name.",
        ErrorCode::NameTooLong => "A name can have 64 characters at most.",
        ErrorCode::NameTaken => "Somebody on the team has that name, or one that looks like it.",
        ErrorCode::PersonUnknown => "That person was not found.",
        ErrorCode::VersionConflict => "It has changed meanwhile. Look at it again. What you typed is still here.",
        ErrorCode::ThreadClosed => "Comments are closed here.",
        ErrorCode::StorageUnavailable => {
            "The server’s database takes no changes just now: its disk may be full. Whoever runs the server finds the cause \
             in its log and at /readyz. Nothing was changed; try again in a moment."
        }
        ErrorCode::RateLimited | ErrorCode::Overloaded => "One moment, please. Then try again.",
        _ => "Something went wrong on the server. Nothing was changed.",
    }
}

/// The message for too many requests, and when the next one is allowed.
pub(crate) fn soon(seconds: u32) -> String {
    match seconds {
        0 | 1 => "One moment: you can try again in a second.".into(),
        n => format!("One moment: you can try again in {n} seconds."),
    }
}

/// A failure of one request with its detail, as a sentence.
pub(crate) fn explained(code: ErrorCode, detail: &str) -> String {
    let detail = curly(detail);
    match code {
        ErrorCode::RuleInvalid => format!("This rule can’t be used: {detail}."),
        ErrorCode::SettingInvalid => format!("This can’t be set: {detail}."),
        ErrorCode::StorageUnavailable => format!("{detail} Nothing was changed; try again in a moment."),
        _ => format!("This can’t be done: {detail}."),
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
