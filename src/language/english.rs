//! The English texts.

use porch_protocol::{ErrorCode, HoldReason, Timestamp, TrustLevel};

use crate::second_look::Finding;
use crate::text::{Composer, OwnCommentText, Text};

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
    more_actions: |name| format!("More: {name}"),
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
    empty_with_question: |name| format!("{} would like to know:", name.unwrap_or("The team")),
    closed: "Comments are closed.",
    replies_paused: "Replies paused until ",
    readable: "You can still read everything.",
    removed: |reason| match reason {
        Some(reason) => with_reason("Removed by the team", reason),
        None => "Removed by the team.".into(),
    },
    withdrawn: "The author deleted this comment.",
    date,
    write: Composer {
        label: "Comment",
        placeholder: "Add a comment…",
        reply_to: |name| name.map_or("Your reply".into(), |name| format!("Reply to {name}")),
        edit: "Your comment",
        report: |who| format!("What should {} look at?", who.unwrap_or("the team")),
        report_example: "Advertising, say, or unkind to somebody…",
        report_send: "Send report",
        report_private: |who| match who {
            Some(name) => format!("Only {name} and the team read this."),
            None => "Only the team reads this.".into(),
        },
        name: "Name",
        change_name: "Change",
        share: "Comment",
        send_reply: "Reply",
        save: "Save",
        cancel: "Cancel",
        public: "Usually everyone can see this at once.",
        perhaps_after_review: |who| match who {
            Some(name) => format!("{name} may read this before others see it."),
            None => "The team may read this before others see it.".into(),
        },
        after_review: |who, first| {
            let who = who.unwrap_or("the team");
            let why = if first { ": it is your first comment here" } else { "" };
            format!("Everyone can see this once {who} has read it{why}.")
        },
        unmarked_until: |time| match time {
            Some(time) => format!("Until {time} without a mark, later it says “edited”."),
            None => "It will say “edited”.".into(),
        },
        tabs: ["Write", "Preview"],
        tools: "Formatting",
        tool: ["Bold", "Italic", "Link", "Quote", "Code", "List"],
        banned: "The team has asked you not to write here.",
        draft_saved: "Draft kept",
        body_missing: "A word or two first.",
        name_missing: "Which name shall we show?",
        left: |n| format!("{n} character{} left", if n == 1 { "" } else { "s" }),
        over: |n, most| {
            format!("{} character{} too many: {} at most", grouped(n), if n == 1 { "" } else { "s" }, grouped(most))
        },
        no_preview: "The preview didn’t load. Your words are safe here.",
        second_look: |part, why| match why {
            Finding::Person => format!("“{part}” is about a person rather than the topic."),
            Finding::Loud => format!("“{part}” reads like shouting."),
        },
        second_look_labels: ["A second look?", "Edit that sentence", "Comment as it is", "Save for later"],
        saved_for_later: [
            "Your comment is saved in this browser. It will be here when you come back.",
            "Your comment stays here as long as this page is open.",
        ],
        reply_moved: "The comment you replied to is not here any more. Your words are kept here.",
        plain_refused: "That didn’t work. Your comment is here: send it once more, or copy it.",
        given_back: "Your comment was not sent. Here it is, to copy.",
    },
    lexicon: &super::english_pause::LEXICON,
    own: OwnCommentText {
        dashboard: "Is it you? Reply from the dashboard.",
        sending: "Sending…",
        posted: "Your comment is up.",
        read_first: |who, reason| {
            let what = match reason {
                Some(HoldReason::FirstComment) => "first comments before others see them",
                Some(HoldReason::Links) => "comments with links before others see them",
                Some(HoldReason::EveryComment) => "comments before others see them",
                None => "this one before others see it",
            };
            format!("{} reads {what}.", who.unwrap_or("The team"))
        },
        thanks: |name| if name.is_empty() { "Thank you.".into() } else { format!("Thank you, {name}.") },
        trust: |who, standing| match (standing.level, standing.published) {
            (TrustLevel::Newcomer, _) => {
                format!("You are new here, so {} may read it before others do.", who.unwrap_or("the team"))
            }
            (_, 1) => "You have one published comment here.".into(),
            (_, n) => format!("You have {n} published comments here."),
        },
        awaiting: |who| format!("Waiting for {}", who.unwrap_or("the team")),
        only_you: "Only you see this",
        changes_requested: |who, reason| {
            let who = who.unwrap_or("The team");
            match reason {
                Some(reason) => format!("{who} asks you to change one thing: “{reason}”"),
                None => format!("{who} asks you to change something."),
            }
        },
        declined: |reason| match reason {
            Some(reason) => with_reason("Not published", reason),
            None => "Not published.".into(),
        },
        saved: "Your changes are up.",
        withdrawn: "You deleted this comment.",
        edit: "Edit",
        change: "Change it",
        fix: "Edit and send again",
        appeal: "Ask for a second look",
        reported: |who| format!("Thank you. {} will look at it.", who.unwrap_or("The team")),
        appeal_sent: |who| format!("Thank you. {} will look at it once more.", who.unwrap_or("The team")),
        withdraw: "Delete",
        withdraw_sure: ["Delete?", "The replies stay."],
        withdraw_no: "Keep it",
        unreachable: "That didn’t reach us yet. Your comment is safe here, and we keep trying.",
        offline: "Not sent yet.",
        retry: "Try again",
        back_to_editing: "Back to editing",
        not_reached: "That didn’t reach us. Your words are safe here. Try once more.",
        gave_up: "This didn’t reach us within a day, so we stopped trying. Your comment is safe here.",
        refused_again: "That didn’t work again. Your comment is safe here: copy it, and send it on the comments’ own page.",
    },
    error,
};

/// In a browser, the loader replaces this at once by the time in the visitor's time zone, so the names of the months would
/// be bytes for nothing.
#[cfg(target_arch = "wasm32")]
fn date(micros: i64, _: u16) -> String {
    let shown = Timestamp(micros).to_string();
    format!("{} {} UTC", &shown[..shown.len() - 10], &shown[shown.len() - 9..shown.len() - 4])
}

#[cfg(not(target_arch = "wasm32"))]
fn date(micros: i64, this_year: u16) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let shown = Timestamp(micros).to_string();
    let (day, time) = shown.split_once('T').unwrap_or_default();
    // Split from the end: years before Christ begin with a minus sign.
    let mut parts = day.rsplitn(3, '-');
    let mut part = || parts.next().unwrap_or_default();
    let (day, month, year) = (part().trim_start_matches('0'), part(), part());
    let month =
        month.parse().ok().and_then(|month: usize| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default();
    let time = time.get(..5).unwrap_or_default();
    if this_year == 0 || year == this_year.to_string() {
        format!("{day} {month}, {time} UTC")
    } else {
        format!("{day} {month} {year}, {time} UTC")
    }
}

/// A decision with the team's reason: one colon, also where a house rule is named first, and one full stop at the end.
fn with_reason(decision: &str, reason: &str) -> String {
    let reason = reason.trim_end();
    // Three dots are an ellipsis.
    let doubled = reason.ends_with("..") && !reason.ends_with("...");
    let reason = if doubled { &reason[..reason.len() - 1] } else { reason };
    let stop = if reason.ends_with(char::is_alphanumeric) { "." } else { "" };
    match reason.strip_prefix("Rule ").and_then(|rule| rule.split_once(": ")) {
        Some((number, rule)) if number.bytes().all(|digit| digit.is_ascii_digit()) => {
            format!("{decision}, rule {number}: {rule}{stop}")
        }
        _ => format!("{decision}: {reason}{stop}"),
    }
}

/// A number with a comma between each group of three digits: 13,999.
fn grouped(n: usize) -> String {
    if n < 1_000 { n.to_string() } else { format!("{},{:03}", grouped(n / 1_000), n % 1_000) }
}

fn error(code: ErrorCode, retry_after: Option<u32>) -> String {
    let message = match code {
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
        | ErrorCode::SettingInvalid => {
            "This page and the server don’t fit together. Reload the page, your words are kept."
        }
        ErrorCode::SiteUnknown | ErrorCode::OriginNotAllowed | ErrorCode::PageNotAllowed => {
            "Comments are not set up for this address yet. Your words are safe here."
        }
        ErrorCode::CommentNotFound => "That comment isn’t there any more.",
        ErrorCode::ParentNotFound => "The comment you reply to isn’t there any more. Your words are safe here.",
        ErrorCode::VersionConflict => "It changed in the meantime. Look at it again, then save once more.",
        ErrorCode::CursorGone => "There are many new comments. Reload the page, your words are kept.",
        ErrorCode::BodyEmpty => TEXT.write.body_missing,
        ErrorCode::BodyTooLong | ErrorCode::RequestTooLarge => "That is more than fits. Could you make it shorter?",
        ErrorCode::TooManyLinks => "Five links at most. Could you take some out?",
        ErrorCode::NameEmpty => TEXT.write.name_missing,
        ErrorCode::NameTooLong => "That name is longer than fits: 64 characters at most.",
        ErrorCode::NameTaken => "That name is one of the team’s, or looks like one. Could you use another?",
        ErrorCode::ThreadClosed => "Comments are closed. You can still read everything.",
        ErrorCode::BranchCooling => "Replies are paused here. Your words are safe here.",
        ErrorCode::Banned => "The team has asked you not to write here. Your words are safe here.",
        ErrorCode::ReasonInvalid => "Could you say why, in a sentence or two?",
        ErrorCode::RateLimited => return rate_limited(retry_after),
        ErrorCode::Malformed
        | ErrorCode::UnsupportedMediaType
        | ErrorCode::IdempotencyKeyInvalid
        | ErrorCode::IdempotencyKeyReused => {
            "The server didn’t understand this page. Reload the page, your words are kept."
        }
        ErrorCode::StorageUnavailable => {
            "The server can’t save anything just now. Your words are safe here, and we keep trying."
        }
        ErrorCode::Overloaded => "The server is very busy just now. Your words are safe here, and we keep trying.",
        ErrorCode::Internal | ErrorCode::Unknown => "Something went wrong on the server. Your words are safe here.",
    };
    message.into()
}

fn rate_limited(retry_after: Option<u32>) -> String {
    match retry_after {
        None | Some(0) => "One moment: you can send this again very soon.".into(),
        Some(1) => "One moment: you can send this in a second.".into(),
        Some(n @ 2..=120) => format!("One moment: you can send this in {n} seconds."),
        Some(n) => format!("One moment: you can send this in {} minutes.", n.div_ceil(60)),
    }
}
