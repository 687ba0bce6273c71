//! Every visible string, in one table per language. English today; another language is another table.

use porch_protocol::{ErrorCode, HoldReason, Trust, TrustLevel};

use crate::first_reader::FirstReader;
use crate::second_look::{Finding, Lexicon};

/// The words of one language. Functions where a number or a name goes in, so that each language has its own grammar.
#[derive(Debug)]
pub struct Text {
    /// The language, as `lang` has it.
    pub lang: &'static str,
    /// The first stop of a keyboard.
    pub skip: &'static str,
    /// How many comments there are.
    pub comments: fn(u32) -> String,
    /// How many replies an opening has; with none that everyone can read, only what they are.
    pub replies: fn(usize) -> String,
    /// The orders' names, as `Order::ALL` lists them.
    pub orders: [&'static str; 3],
    /// What the list of orders is.
    pub order: &'static str,
    /// Answers a comment.
    pub reply: &'static str,
    /// What opens the menu of a comment: whose it is.
    pub more_actions: fn(&str) -> String,
    /// Before the name of the person answered.
    pub to: &'static str,
    /// Shows the rest of a long comment.
    pub read_more: &'static str,
    /// In the place of a date that nobody knows.
    pub undated: &'static str,
    /// Changed after the free minutes.
    pub edited: &'static str,
    /// The names of the roles: owner, host, moderator, guest.
    pub roles: [&'static str; 4],
    /// Collapses what stands below a comment: how many replies everyone can read.
    pub collapse: fn(usize) -> String,
    /// Shows more of the thread: how many come, of how many that are not here; nought where that is not known.
    pub more: fn(u32, u32) -> String,
    /// The conversation's own page on the server, as a link.
    pub own_page: &'static str,
    /// Before the opening question: who asks, by name where that is known.
    pub asks: fn(Option<&str>) -> String,
    /// Before the house rules: whose they are.
    pub house_rules: fn(Option<&str>) -> String,
    /// Where nobody has commented.
    pub empty: &'static str,
    /// After that, before the opening question: who asks, by name where that is known.
    pub wonders: fn(Option<&str>) -> String,
    /// Where no comment is taken any more.
    pub closed: &'static str,
    /// Where a branch takes no replies for a while; until when comes after it.
    pub rests: &'static str,
    /// After that: what is still there.
    pub readable: &'static str,
    /// A stub: taken down, with the host's reason if there is one.
    pub removed: fn(Option<&str>) -> String,
    /// A stub: taken back.
    pub withdrawn: &'static str,
    /// A time for people who read without a script, in microseconds; with its year where that is not the year given. Of 0,
    /// no year is named.
    pub date: fn(i64, u16) -> String,
    /// The composer.
    pub write: Composer,
    /// What the second look goes by.
    pub lexicon: &'static Lexicon,
    /// What one's own comments say.
    pub own: OwnCommentText,
    /// Sentences about what went wrong.
    pub wrong: fn(ErrorCode, Option<u32>) -> String,
}

/// The words of the composer.
#[derive(Debug)]
pub struct Composer {
    /// The label of the field for a comment.
    pub label: &'static str,
    /// In that field, while it is empty.
    pub placeholder: &'static str,
    /// The label of a reply's field; by name, where the comment still has one.
    pub reply_to: fn(Option<&str>) -> String,
    /// The label of the field that changes a comment.
    pub edit: &'static str,
    /// The label of the field of a report: who reads it, by name where that is known.
    pub report: fn(Option<&str>) -> String,
    /// In that field, while it is empty.
    pub report_example: &'static str,
    /// Sends the report.
    pub report_send: &'static str,
    /// Who reads the report, by name where that is known.
    pub report_private: fn(Option<&str>) -> String,
    /// The name's label.
    pub name: &'static str,
    /// In the place of the name's field, beside the name: brings the field back.
    pub change_name: &'static str,
    /// Sends a comment.
    pub share: &'static str,
    /// Sends a reply.
    pub send_reply: &'static str,
    /// Sends the changed words.
    pub save: &'static str,
    /// Leaves without sending.
    pub cancel: &'static str,
    /// Who sees it: everyone at once, unless it is held for what it says.
    pub public: &'static str,
    /// The same where something of the author's was held: who of the team may read it first, by name where that is known.
    pub perhaps: fn(Option<&str>) -> String,
    /// Who sees it once the team has read it, by name where that is known; and whether that is so because it is a first comment.
    pub after_reading: fn(Option<&str>, bool) -> String,
    /// Until when a comment is changed without a mark: the time of day, or nothing once it is marked.
    pub unmarked_until: fn(Option<&str>) -> String,
    /// The two tabs: the words as they are written, and as they will look.
    pub tabs: [&'static str; 2],
    /// The row of tools.
    pub tools: &'static str,
    /// Bold, italic, link, quote, code, list.
    pub tool: [&'static str; 6],
    /// The team has asked this person not to write here.
    pub banned: &'static str,
    /// The draft is kept in this browser.
    pub kept: &'static str,
    /// There are no words yet.
    pub body_missing: &'static str,
    /// There is no name yet.
    pub name_missing: &'static str,
    /// So many characters are left.
    pub left: fn(usize) -> String,
    /// So many characters are too many, of so many that fit.
    pub over: fn(usize, usize) -> String,
    /// The preview could not be had.
    pub no_preview: &'static str,
    /// Why a part of the words deserves a second look.
    pub second_look: fn(&str, Finding) -> String,
    /// Asks for it, before that; back to that part; leaves it as it is; keeps it all for later.
    pub looks: [&'static str; 4],
    /// The words are kept for later; and the same where this browser may keep nothing.
    pub slept: [&'static str; 2],
    /// Above a reply in the composer whose comment is gone.
    pub adopted: &'static str,
    /// Words that came by a plain form and that could not be taken as they came.
    pub once_more: &'static str,
    /// Above words that nobody takes any more.
    pub given_back: &'static str,
}

/// What is said about one's own comments.
#[derive(Debug)]
pub struct OwnCommentText {
    /// On its way.
    pub sending: &'static str,
    /// Leads somebody of the team from a refused name to the dashboard, where they answer as themselves.
    pub dashboard: &'static str,
    /// It is up.
    pub posted: &'static str,
    /// Who reads it before others do, by name where it is known, and why.
    pub read_first: fn(Option<&str>, Option<HoldReason>) -> String,
    /// Before that, once it is sent: thanks, by name where it is known.
    pub thanks: fn(&str) -> String,
    /// What of one's own is published here; for newcomers, who may read it first, by name where that is known.
    pub standing: fn(Option<&str>, Trust) -> String,
    /// Whose decision it waits for, by name where that is known.
    pub awaiting: fn(Option<&str>) -> String,
    /// Only the author sees this one.
    pub only_you: &'static str,
    /// A change is asked for: by whom, by the name that the page knows the team by, and which.
    pub sent_back: fn(Option<&str>, Option<&str>) -> String,
    /// It is not published.
    pub declined: fn(Option<&str>) -> String,
    /// The changed words are up.
    pub saved: &'static str,
    /// It was taken back.
    pub withdrawn: &'static str,
    /// Changes it.
    pub edit: &'static str,
    /// Changes what the host sent back.
    pub change: &'static str,
    /// Changes what was declined, and sends it again.
    pub fix: &'static str,
    /// Asks the host to look once more.
    pub look_again: &'static str,
    /// The report was sent; who will look at it, by name where that is known.
    pub reported: fn(Option<&str>) -> String,
    /// A second look was asked for; who will take it, by name where that is known.
    pub looking: fn(Option<&str>) -> String,
    /// Deletes it.
    pub withdraw: &'static str,
    /// Asks before deleting it: the question, and what stays.
    pub withdraw_sure: [&'static str; 2],
    /// Leaves it.
    pub withdraw_no: &'static str,
    /// It did not arrive; it is tried again by itself.
    pub stuck: &'static str,
    /// No network. When they go out is said above the card.
    pub offline: &'static str,
    /// Tries again.
    pub again: &'static str,
    /// Takes the words back into the field.
    pub take_back: &'static str,
    /// A change or a withdrawal did not arrive.
    pub not_reached: &'static str,
    /// Words that were tried for a day.
    pub gave_up: &'static str,
    /// Words that were refused once more, after their author did what the first refusal said.
    pub refused_again: &'static str,
}

impl Text {
    /// What is said about words that wait, once they are sent: to whom, and who of the team reads them, where that is known.
    pub fn held(&self, name: &str, team: Option<&str>, reason: Option<HoldReason>) -> String {
        format!("{} {}", (self.own.thanks)(name), (self.own.read_first)(team, reason))
    }

    /// What becomes of the words in a field: who reads them first, and what the site knows of their author.
    pub fn ahead(&self, team: Option<&str>, ahead: FirstReader, standing: Option<Trust>) -> String {
        let said = |standing| (self.own.standing)(team, standing);
        let (newcomer, known) = match standing {
            Some(standing) if standing.level == TrustLevel::Newcomer => (Some(said(standing)), None),
            standing => (None, standing.map(said)),
        };
        let first = match ahead {
            FirstReader::Team(reason) => (self.write.after_reading)(team, reason == Some(HoldReason::FirstComment)),
            // "Everyone sees it" beside "the team may read it first" would be one too many.
            FirstReader::Everyone => newcomer.unwrap_or_else(|| self.write.public.into()),
            FirstReader::Perhaps => newcomer.unwrap_or_else(|| (self.write.perhaps)(team)),
        };
        known.map_or(first.clone(), |known| format!("{first} {known}"))
    }
}

/// Whether the sentence about a refusal tells people to reload the page. It is said once: what it did not help with, it
/// does not help with again.
pub fn asks_to_reload(code: ErrorCode) -> bool {
    use ErrorCode as Code;
    matches!(
        code,
        Code::NotFound
            | Code::MethodNotAllowed
            | Code::NotAPage
            | Code::SignInNeeded
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
