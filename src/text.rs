//! Every visible text, as `text/<language>/widget.ftl` has it, and which of them a fact is said with.

use porch_protocol::{DisclosedHoldReason, ErrorCode, Trust, TrustLevel};
use porch_text::{Piece, pieces};
use yew::prelude::*;

use crate::first_reader::FirstReader;
use crate::second_look::{Finding, Lexicon};

include!(concat!(env!("OUT_DIR"), "/widget.rs"));

impl Text {
    /// The language tag, as in `lang`.
    pub fn lang(self) -> &'static str {
        self.table().lang()
    }

    /// The names of the orders, as `Order::ALL` lists them.
    pub fn orders(self) -> [&'static str; 3] {
        [self.order_threads(), self.order_newest(), self.order_oldest()]
    }

    /// Loads the next page of the thread: how many comments it has, of how many that are not loaded; 0 where that is
    /// not known.
    pub fn more(self, count: u32, left: u32) -> String {
        if left > count { self.show_more_of(count as usize, left as usize) } else { self.show_more(count as usize) }
    }

    /// A time, in microseconds; with its year unless that is the year given. For year 0, no year is shown.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn date(self, micros: i64, this_year: u16) -> String {
        crate::dates::date(self.lang(), micros, this_year)
    }

    /// In a browser, the loader replaces this at once by the time in the visitor's time zone.
    #[cfg(target_arch = "wasm32")]
    pub fn date(self, micros: i64, _: u16) -> String {
        let shown = porch_protocol::Timestamp(micros).to_string();
        format!("{} {} UTC", &shown[..shown.len() - 10], &shown[shown.len() - 9..shown.len() - 4])
    }

    /// Writing, and the preview.
    pub fn tabs(self) -> [&'static str; 2] {
        [self.tab_write(), self.tab_preview()]
    }

    /// Bold, italic, link, quote, code, list.
    pub fn tool_names(self) -> [&'static str; 6] {
        [self.tool_bold(), self.tool_italic(), self.tool_link(), self.tool_quote(), self.tool_code(), self.tool_list()]
    }

    /// The word lists of the second look.
    pub fn lexicon(self) -> Lexicon {
        Lexicon {
            people: self.lexicon_people(),
            hard: self.lexicon_hard(),
            harsh: self.lexicon_harsh(),
            phrases: self.lexicon_phrases(),
        }
    }

    /// Why a part of the text deserves a second look.
    pub fn second_look(self, part: &str, finding: Finding) -> String {
        match finding {
            Finding::Person => self.look_again_person(part),
            Finding::Loud => self.look_again_loud(part),
        }
    }

    /// A stub: removed, with the team's reason if there is one.
    pub fn removed_with(self, reason: Option<&str>) -> String {
        match reason.map(|reason| self.reason(reason)) {
            None => self.removed().into(),
            Some(Reason::Words(reason)) => self.removed_because(&reason),
            Some(Reason::Rule(number, rule)) => self.removed_by_rule(number, &rule),
        }
    }

    /// It was declined, with the reason.
    pub fn declined_with(self, reason: Option<&str>) -> String {
        match reason.map(|reason| self.reason(reason)) {
            None => self.declined().into(),
            Some(Reason::Words(reason)) => self.declined_because(&reason),
            Some(Reason::Rule(number, rule)) => self.declined_by_rule(number, &rule),
        }
    }

    /// Changes are requested: by whom, by name where that is known, and which.
    pub fn changes_requested(self, who: Option<&str>, reason: Option<&str>) -> String {
        match reason {
            Some(reason) => self.asks_for_change(who, reason),
            None => self.asks_for_changes(who),
        }
    }

    /// The team's reason as a sentence takes it: one full stop at its end, and a house rule with its number.
    fn reason(self, reason: &str) -> Reason<'_> {
        let reason = reason.trim_end();
        // Three dots are an ellipsis.
        let doubled = reason.ends_with("..") && !reason.ends_with("...");
        let reason = if doubled { &reason[..reason.len() - 1] } else { reason };
        let stop = if reason.ends_with(char::is_alphanumeric) { self.full_stop() } else { "" };
        match reason.strip_prefix("Rule ").and_then(|rule| rule.split_once(": ")) {
            Some((number, rule)) if number.bytes().all(|digit| digit.is_ascii_digit()) => {
                Reason::Rule(number, format!("{rule}{stop}"))
            }
            _ => Reason::Words(format!("{reason}{stop}")),
        }
    }

    /// Who reads a held comment before others see it, by name where that is known, and why.
    pub fn read_first(self, who: Option<&str>, reason: Option<DisclosedHoldReason>) -> String {
        match reason {
            Some(DisclosedHoldReason::FirstComment) => self.reads_first_comments(who),
            Some(DisclosedHoldReason::Links) => self.reads_links(who),
            Some(DisclosedHoldReason::EveryComment) => self.reads_all_comments(who),
            None => self.reads_this_one(who),
        }
    }

    /// The notice about a held comment, once it is sent: the author's name, and who of the team reads it, where that is
    /// known.
    pub fn held(self, name: &str, team: Option<&str>, reason: Option<DisclosedHoldReason>) -> String {
        format!("{} {}", self.thanks(Some(name).filter(|name| !name.is_empty())), self.read_first(team, reason))
    }

    /// How many comments of the visitor are published here; for newcomers, who may read it first, by name where that is
    /// known.
    pub fn trust(self, who: Option<&str>, trust: Trust) -> String {
        match trust.level {
            TrustLevel::Newcomer => self.newcomer(who),
            _ => self.published_count(trust.published as usize),
        }
    }

    /// The line below a form: who reads the comment first, and what the site knows of its author.
    pub fn who_reads_first(self, team: Option<&str>, reader: FirstReader, trust: Option<Trust>) -> String {
        let (newcomer, about_author) = match trust {
            Some(trust) if trust.level == TrustLevel::Newcomer => (Some(self.trust(team, trust)), None),
            trust => (None, trust.map(|trust| self.trust(team, trust))),
        };
        let first = match reader {
            FirstReader::Team(Some(DisclosedHoldReason::FirstComment)) => self.public_after_first_review(team),
            FirstReader::Team(_) => self.public_after_review(team),
            // "Everyone sees it" beside "the team may read it first" would contradict it.
            FirstReader::Everyone => newcomer.unwrap_or_else(|| self.public_at_once().into()),
            FirstReader::PerhapsTeam => newcomer.unwrap_or_else(|| self.perhaps_read_first(team)),
        };
        about_author.map_or(first.clone(), |about_author| format!("{first} {about_author}"))
    }

    /// Error messages: the code, and after how many seconds a retry may succeed.
    pub fn error(self, code: ErrorCode, retry_after: Option<u32>) -> String {
        use ErrorCode as Code;
        let message = match code {
            Code::RateLimited => return self.rate_limited(retry_after),
            Code::SiteUnknown | Code::OriginNotAllowed | Code::PageNotAllowed => self.not_set_up(),
            Code::CommentNotFound => self.comment_gone(),
            Code::ParentNotFound => self.parent_gone(),
            Code::VersionConflict => self.changed_meanwhile(),
            Code::CursorGone => self.many_new(),
            Code::BodyEmpty => self.body_missing(),
            Code::BodyTooLong | Code::RequestTooLarge => self.too_long(),
            Code::TooManyLinks => self.too_many_links(),
            Code::NameEmpty => self.name_missing(),
            Code::NameTooLong => self.name_too_long(),
            Code::NameTaken => self.name_taken(),
            Code::ThreadClosed => return format!("{} {}", self.closed(), self.readable()),
            Code::BranchCooling => self.replies_paused_here(),
            Code::Banned => self.banned_here(),
            Code::ReasonInvalid => self.reason_invalid(),
            Code::MailInvalid => self.mail_invalid(),
            Code::MailCodeRefused => self.mail_code_refused(),
            Code::SignInAgain => self.sign_in_again(),
            Code::StorageUnavailable => self.cannot_save(),
            Code::Overloaded => self.busy(),
            Code::Internal | Code::Unknown => self.server_error(),
            Code::Malformed | Code::UnsupportedMediaType | Code::IdempotencyKeyInvalid | Code::IdempotencyKeyReused => {
                self.not_understood()
            }
            Code::NotFound
            | Code::MethodNotAllowed
            | Code::NotAPage
            | Code::SignInNeeded
            | Code::SignInRefused
            | Code::RoleNotAllowed
            | Code::LinkGone
            | Code::PasskeyRefused
            | Code::PasskeysUnavailable
            | Code::PasskeyNotFound
            | Code::MemberNotFound
            | Code::LastOwner
            | Code::TooMany
            | Code::ThreadNotFound
            | Code::PersonUnknown
            | Code::NotPossible
            | Code::RuleInvalid
            | Code::SettingInvalid
            | Code::MailNotConfirmed => self.reload(),
        };
        message.into()
    }

    fn rate_limited(self, retry_after: Option<u32>) -> String {
        match retry_after.unwrap_or_default() as usize {
            0 => self.wait_a_moment().into(),
            seconds @ ..=120 => self.wait_seconds(seconds),
            seconds => self.wait_minutes(seconds.div_ceil(60)),
        }
    }
}

/// A reason of the team.
enum Reason<'a> {
    Words(String),
    /// A house rule, with its number.
    Rule(&'a str, String),
}

/// A sentence with nodes in it, in the places of [`porch_text::NODES`]; `text` renders what is between them.
pub fn with_nodes(sentence: &str, nodes: &[Html], text: fn(&str) -> Html) -> Html {
    // Written without iterators: each would be compiled anew, and add to the widget.
    let mut parts = Vec::new();
    for piece in pieces(sentence) {
        parts.push(match piece {
            Piece::Text(words) => text(words),
            Piece::Node(place) => nodes.get(place).cloned().unwrap_or_default(),
        });
    }
    html! { <>{ parts }</> }
}

/// Whether an error message advises to reload the page. It is shown once: if reloading did not help the first time, it
/// won't help again.
pub fn asks_to_reload(code: ErrorCode) -> bool {
    use ErrorCode as Code;
    matches!(
        code,
        Code::NotFound
            | Code::MethodNotAllowed
            | Code::NotAPage
            | Code::SignInNeeded
            | Code::SignInRefused
            | Code::RoleNotAllowed
            | Code::LinkGone
            | Code::PasskeyRefused
            | Code::PasskeysUnavailable
            | Code::PasskeyNotFound
            | Code::MemberNotFound
            | Code::LastOwner
            | Code::TooMany
            | Code::ThreadNotFound
            | Code::PersonUnknown
            | Code::NotPossible
            | Code::RuleInvalid
            | Code::SettingInvalid
            | Code::MailNotConfirmed
            | Code::CursorGone
            | Code::Malformed
            | Code::UnsupportedMediaType
            | Code::IdempotencyKeyInvalid
            | Code::IdempotencyKeyReused
    )
}

/// A name as a sentence takes it: whatever script it is written in, it changes neither the order of what is around it nor
/// the side from which the sentence is read.
pub fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
