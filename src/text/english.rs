//! The words in English.

use porch_protocol::{ErrorCode, HoldReason, Level, Timestamp};

use super::{Composer, Own, Text};
use crate::pause::Why;

pub(super) const TEXT: Text = Text {
    lang: "en",
    skip: "Skip the comments",
    comments: |n| match n {
        0 => "No comments yet".into(),
        1 => "1 comment".into(),
        n => format!("{n} comments"),
    },
    replies: |n| match n {
        0 => "Replies".into(),
        1 => "1 reply".into(),
        n => format!("{n} replies"),
    },
    orders: ["Threads", "Newest", "Oldest"],
    order: "Sort",
    reply: "Reply",
    deeds: |name| format!("More: {name}"),
    to: "to ",
    read_more: "Read more",
    undated: "date unknown",
    edited: "edited",
    roles: ["owner", "host", "moderator", "guest"],
    collapse: |n| match n {
        0 => "Collapse replies".into(),
        n => format!("Collapse {}", (TEXT.replies)(n)),
    },
    more: |come, left| match (come, left) {
        (0, 0) => "Show more comments".into(),
        (0, left) => format!("Show more comments ({left} left)"),
        (come, left) if left > come => format!("Show {come} more comments ({left} left)"),
        (1, _) => "Show 1 more comment".into(),
        (come, _) => format!("Show {come} more comments"),
    },
    own_page: "Open the comments on their own page",
    asks: |name| format!("{} asks", name.unwrap_or("The team")),
    house_rules: |name| name.map_or("House rules".into(), |name| format!("House rules by {name}")),
    empty: "Nobody has commented yet. ",
    wonders: |name| format!("{} would like to know:", name.unwrap_or("The team")),
    closed: "Comments are closed. You can still read everything.",
    rests: "Replies paused. You can reply again ",
    removed: |reason| match reason {
        Some(reason) => format!("Removed by the team: {reason}"),
        None => "Removed by the team.".into(),
    },
    withdrawn: "The author deleted this comment.",
    date: |micros| {
        let shown = Timestamp(micros).to_string();
        format!("{} {} UTC", &shown[..shown.len() - 10], &shown[shown.len() - 9..shown.len() - 4])
    },
    write: Composer {
        label: "What would you like to say or ask?",
        placeholder: "An answer, or a question of your own…",
        reply_to: |name| name.map_or("Your reply".into(), |name| format!("Your reply to {name}")),
        edit: "Your words",
        report: "What should the team look at?",
        report_example: "Advertising, say, or unkind to somebody…",
        report_send: "Tell the team",
        report_private: "Only the team reads this.",
        name: "Name",
        share: "Share it",
        save: "Save",
        cancel: "Cancel",
        public: "Everyone can see this.",
        preview: "Preview",
        back_to_writing: "Write on",
        tools: "Formatting",
        tool: ["Bold", "Italic", "Link", "Quote", "Code", "List"],
        kept: "Draft kept",
        body_missing: "A word or two first.",
        name_missing: "Which name shall we show?",
        left: |n| format!("{n} characters left"),
        over: |n| format!("{n} characters too many"),
        no_preview: "The preview didn't load. Your words are safe.",
        second_look: |part, why| match why {
            Why::Person => format!("A second look? “{part}” is about a person rather than the matter."),
            Why::Loud => format!("A second look? “{part}” reads like shouting."),
        },
        looks: ["Edit that part", "It's fine as it is", "Sleep on it"],
        slept: [
            "Your words are kept in this browser. They will be here when you come back.",
            "Your words stay here as long as this page is open.",
        ],
        once_more: "That didn't work. Your words are here: share them once more, or copy them.",
        given_back: "Your words were not shared. Here they are, to copy.",
    },
    lexicon: &super::english_pause::LEXICON,
    own: Own {
        dashboard: "Is it you? Answer from the dashboard.",
        sending: "Sending…",
        posted: "Your words are up.",
        read_first: |reason| match reason {
            Some(HoldReason::FirstComment) => "The team reads first comments before others see them.",
            Some(HoldReason::Links) => "The team reads comments with links before others see them.",
            Some(HoldReason::EveryComment) => "The team reads comments before others see them.",
            None => "The team reads this one before others see it.",
        },
        thanks: |name| if name.is_empty() { "Thank you.".into() } else { format!("Thank you, {name}.") },
        standing: |standing| {
            let comments = match standing.published {
                1 => "One comment of yours is up here".into(),
                n => format!("{n} comments of yours are up here"),
            };
            match standing.level {
                Level::Newcomer => "You are new here, so the team may read your words before others do.".into(),
                Level::Known => format!("{comments}, so the team knows you a little."),
                Level::Regular => format!("{comments}, and others answer you: you are at home."),
            }
        },
        awaiting: "Waiting for the team. Only you see this.",
        sent_back: |reason| match reason {
            Some(reason) => format!("The team asks you to change one thing: {reason}"),
            None => "The team asks you to change something.".into(),
        },
        declined: |reason| match reason {
            Some(reason) => format!("Not published: {reason}"),
            None => "Not published.".into(),
        },
        saved: "Your new words are up.",
        withdrawn: "You took this back.",
        edit: "Edit",
        change: "Change it",
        fix: "Fix and resend",
        look_again: "Ask for a second look",
        reported: "Thank you. The team will look at it.",
        looking: "Thank you. Somebody will look at it once more.",
        withdraw: "Withdraw",
        withdraw_sure: "Take this back for good?",
        withdraw_yes: "Yes, take it back",
        withdraw_no: "Keep it",
        stuck: "That didn't reach us yet. Your words are safe here, and we keep trying.",
        offline: "You're offline. Keep writing; it goes out when you're back.",
        again: "Try again",
        take_back: "Back to the field",
        not_reached: "That didn't reach us. Your words are safe here. Try once more.",
        gave_up: "This didn't reach us within a day, so we stopped trying. Your words are safe here.",
        refused_again: "That didn't work again. Your words are safe here: copy them, and share them on the conversation's own page.",
    },
    wrong,
};

fn wrong(code: ErrorCode, retry_after: Option<u32>) -> String {
    let said = match code {
        ErrorCode::NotFound
        | ErrorCode::MethodNotAllowed
        | ErrorCode::NotAPage
        | ErrorCode::SignInNeeded
        | ErrorCode::RoleNotAllowed
        | ErrorCode::LinkGone
        | ErrorCode::PasskeyRefused
        | ErrorCode::PasskeysUnavailable
        | ErrorCode::PasskeyNotFound
        | ErrorCode::MemberNotFound
        | ErrorCode::LastOwner
        | ErrorCode::TooMany
        | ErrorCode::ThreadNotFound
        | ErrorCode::PersonUnknown
        | ErrorCode::NotPossible
        | ErrorCode::RuleInvalid
        | ErrorCode::SettingInvalid => "This server doesn't know that call. Reload the page, your words are kept.",
        ErrorCode::SiteUnknown | ErrorCode::OriginNotAllowed | ErrorCode::PageNotAllowed => {
            "This address isn't on the conversation's list yet. Your words are safe here."
        }
        ErrorCode::CommentNotFound => "That comment isn't there any more.",
        ErrorCode::ParentNotFound => "What you answer isn't there any more. Your words are safe here.",
        ErrorCode::VersionConflict => "It changed in the meantime. Look at it again, then save once more.",
        ErrorCode::CursorGone => "The conversation went on without us. Reload the page, your words are kept.",
        ErrorCode::BodyEmpty => TEXT.write.body_missing,
        ErrorCode::BodyTooLong | ErrorCode::RequestTooLarge => "That is more than fits. Could you make it shorter?",
        ErrorCode::TooManyLinks => "Five links at most. Could you take some out?",
        ErrorCode::NameEmpty => TEXT.write.name_missing,
        ErrorCode::NameTooLong => "That name is longer than fits: 64 characters at most.",
        ErrorCode::NameTaken => "That name is one of the team’s, or looks like one. Could you use another?",
        ErrorCode::ThreadClosed => TEXT.closed,
        ErrorCode::BranchCooling => "This branch is having a rest. Your words are safe here.",
        ErrorCode::Banned => "The team has asked you not to write here. Your words are safe here.",
        ErrorCode::ReasonInvalid => "Could you say why, in a sentence or two?",
        ErrorCode::RateLimited => return soon(retry_after),
        ErrorCode::Malformed
        | ErrorCode::UnsupportedMediaType
        | ErrorCode::IdempotencyKeyInvalid
        | ErrorCode::IdempotencyKeyReused => "We misunderstood each other. Reload the page, your words are kept.",
        ErrorCode::StorageUnavailable => {
            "Nothing can be stored on our side just now. Your words are safe here, and we keep trying."
        }
        ErrorCode::Overloaded => "Very busy just now. Your words are safe here, and we keep trying.",
        ErrorCode::Internal | ErrorCode::Unknown => "Something broke on our side. Your words are safe here.",
    };
    said.into()
}

fn soon(retry_after: Option<u32>) -> String {
    match retry_after {
        None | Some(0) => "One moment: you can send this again very soon.".into(),
        Some(1) => "One moment: you can send this in a second.".into(),
        Some(n @ 2..=120) => format!("One moment: you can send this in {n} seconds."),
        Some(n) => format!("One moment: you can send this in {} minutes.", n.div_ceil(60)),
    }
}
