//! Every visible text, in one table per language. English today; another language is another table.

use porch_protocol::{ErrorCode, HoldReason, Trust, TrustLevel};

use crate::first_reader::FirstReader;
use crate::second_look::{Finding, Lexicon};

/// The texts of one language. Functions where a number or a name goes in, so that each language has its own grammar.
#[derive(Debug)]
pub struct Text {
    /// The language tag, as in `lang`.
    pub lang: &'static str,
    /// The skip link, the first stop of the keyboard.
    pub skip: &'static str,
    /// How many comments there are.
    pub comments: fn(u32) -> String,
    /// How many replies an opening comment has; without published ones, only what they are.
    pub replies: fn(usize) -> String,
    /// The names of the orders, as `Order::ALL` lists them.
    pub orders: [&'static str; 3],
    /// The label of the list of orders.
    pub order: &'static str,
    /// Replies to a comment.
    pub reply: &'static str,
    /// The label of a comment's menu button: whose comment it is.
    pub more_actions: fn(&str) -> String,
    /// Before the name of the author who is replied to.
    pub to: &'static str,
    /// Shows the rest of a long comment.
    pub read_more: &'static str,
    /// In place of an unknown date.
    pub undated: &'static str,
    /// Edited after the time of unmarked edits.
    pub edited: &'static str,
    /// The names of the roles: owner, host, moderator, guest.
    pub roles: [&'static str; 4],
    /// Collapses the replies below a comment: how many are published.
    pub collapse: fn(usize) -> String,
    /// Loads the next page of the thread: how many comments it has, of how many that are not loaded; 0 where that is
    /// not known.
    pub more: fn(u32, u32) -> String,
    /// The link to the conversation's own page on the server.
    pub own_page: &'static str,
    /// Before the opening question: who asks, by name where that is known.
    pub asks: fn(Option<&str>) -> String,
    /// Before the house rules: whose they are.
    pub house_rules: fn(Option<&str>) -> String,
    /// Where there are no comments.
    pub empty: &'static str,
    /// After that, before the opening question: who asks, by name where that is known.
    pub empty_with_question: fn(Option<&str>) -> String,
    /// Where comments are closed.
    pub closed: &'static str,
    /// Where replies are paused; the end of the pause follows.
    pub replies_paused: &'static str,
    /// After that: what is still possible.
    pub readable: &'static str,
    /// A stub: removed, with the team's reason if there is one.
    pub removed: fn(Option<&str>) -> String,
    /// A stub: deleted by its author.
    pub withdrawn: &'static str,
    /// A time for visitors without a script, in microseconds; with its year unless that is the year given. For year 0,
    /// no year is shown.
    pub date: fn(i64, u16) -> String,
    /// The texts of the composer.
    pub write: Composer,
    /// The word lists of the second look.
    pub lexicon: &'static Lexicon,
    /// The texts about the visitor's own comments.
    pub own: OwnCommentText,
    /// Error messages: the code, and after how many seconds a retry may succeed.
    pub error: fn(ErrorCode, Option<u32>) -> String,
}

/// The texts of the composer and the other forms.
#[derive(Debug)]
pub struct Composer {
    /// The label of the field for a comment.
    pub label: &'static str,
    /// In that field, while it is empty.
    pub placeholder: &'static str,
    /// The label of a reply's field; by name, where the comment still has one.
    pub reply_to: fn(Option<&str>) -> String,
    /// The label of the field for an edit.
    pub edit: &'static str,
    /// The label of a report's field: who reads it, by name where that is known.
    pub report: fn(Option<&str>) -> String,
    /// In that field, while it is empty.
    pub report_example: &'static str,
    /// Sends the report.
    pub report_send: &'static str,
    /// Who reads the report, by name where that is known.
    pub report_private: fn(Option<&str>) -> String,
    /// The name's label.
    pub name: &'static str,
    /// Beside the saved name: shows the name field again.
    pub change_name: &'static str,
    /// Sends a comment.
    pub share: &'static str,
    /// Sends a reply.
    pub send_reply: &'static str,
    /// Sends an edit.
    pub save: &'static str,
    /// Leaves without sending.
    pub cancel: &'static str,
    /// Who sees it: everyone at once, unless it is held for its content.
    pub public: &'static str,
    /// The same where a comment of the author was held: who of the team may read it first, by name where that is known.
    pub perhaps_after_review: fn(Option<&str>) -> String,
    /// Who sees it once the team has read it: by whom, by name where that is known; and whether that is because it is a
    /// first comment.
    pub after_review: fn(Option<&str>, bool) -> String,
    /// Until when an edit is not marked: the time of day, or none if it will be marked.
    pub unmarked_until: fn(Option<&str>) -> String,
    /// The two tabs: writing, and the preview.
    pub tabs: [&'static str; 2],
    /// The label of the toolbar.
    pub tools: &'static str,
    /// Bold, italic, link, quote, code, list.
    pub tool: [&'static str; 6],
    /// The team has banned the visitor.
    pub banned: &'static str,
    /// The draft is saved in this browser.
    pub draft_saved: &'static str,
    /// The text is empty.
    pub body_missing: &'static str,
    /// The name is empty.
    pub name_missing: &'static str,
    /// So many characters are left.
    pub left: fn(usize) -> String,
    /// So many characters are too many, of so many that are allowed.
    pub over: fn(usize, usize) -> String,
    /// The preview could not be loaded.
    pub no_preview: &'static str,
    /// Why a part of the text deserves a second look.
    pub second_look: fn(&str, Finding) -> String,
    /// The second look: the question before it; edit that part; send it as it is; save it for later.
    pub second_look_labels: [&'static str; 4],
    /// The draft is saved for later; and the same where this browser may save nothing.
    pub saved_for_later: [&'static str; 2],
    /// Above a reply that was moved into the composer because its comment is gone.
    pub reply_moved: &'static str,
    /// Above a text that a plain form sent and that was refused.
    pub plain_refused: &'static str,
    /// Above a text that can no longer be posted.
    pub given_back: &'static str,
}

/// The texts about the visitor's own comments.
#[derive(Debug)]
pub struct OwnCommentText {
    /// It is being sent.
    pub sending: &'static str,
    /// The link from a refused team member's name to the dashboard, where they can reply as themselves.
    pub dashboard: &'static str,
    /// It is published.
    pub posted: &'static str,
    /// Who reads it before others see it, by name where that is known, and why.
    pub read_first: fn(Option<&str>, Option<HoldReason>) -> String,
    /// Before that, once it is sent: thanks, by name where that is known.
    pub thanks: fn(&str) -> String,
    /// How many comments of the visitor are published here; for newcomers, who may read it first, by name where that is
    /// known.
    pub trust: fn(Option<&str>, Trust) -> String,
    /// Whose decision it waits for, by name where that is known.
    pub awaiting: fn(Option<&str>) -> String,
    /// Only its author sees it.
    pub only_you: &'static str,
    /// Changes are requested: by whom, by name where that is known, and which.
    pub changes_requested: fn(Option<&str>, Option<&str>) -> String,
    /// It was declined, with the reason.
    pub declined: fn(Option<&str>) -> String,
    /// The edit is published.
    pub saved: &'static str,
    /// It was deleted.
    pub withdrawn: &'static str,
    /// Edits it.
    pub edit: &'static str,
    /// Makes the requested changes.
    pub change: &'static str,
    /// Edits a declined comment, and sends it again.
    pub fix: &'static str,
    /// Asks the team for a second decision.
    pub appeal: &'static str,
    /// The report was sent; who will look at it, by name where that is known.
    pub reported: fn(Option<&str>) -> String,
    /// The second decision was requested; who will make it, by name where that is known.
    pub appeal_sent: fn(Option<&str>) -> String,
    /// Deletes it.
    pub withdraw: &'static str,
    /// The question before it is deleted, and what remains.
    pub withdraw_sure: [&'static str; 2],
    /// Doesn't delete it.
    pub withdraw_no: &'static str,
    /// The server was not reached; it is retried by itself.
    pub unreachable: &'static str,
    /// No network. When it will be sent is said above the card.
    pub offline: &'static str,
    /// Retries it.
    pub retry: &'static str,
    /// Puts the text back into the field.
    pub back_to_editing: &'static str,
    /// An edit or a deletion did not reach the server.
    pub not_reached: &'static str,
    /// A comment that was retried for a day.
    pub gave_up: &'static str,
    /// A comment that was refused once more, after its author followed the advice of the first refusal.
    pub refused_again: &'static str,
}

impl Text {
    /// The notice about a held comment, once it is sent: the author's name, and who of the team reads it, where that is
    /// known.
    pub fn held(&self, name: &str, team: Option<&str>, reason: Option<HoldReason>) -> String {
        format!("{} {}", (self.own.thanks)(name), (self.own.read_first)(team, reason))
    }

    /// The line below a form: who reads the comment first, and what the site knows of its author.
    pub fn who_reads_first(&self, team: Option<&str>, reader: FirstReader, trust: Option<Trust>) -> String {
        let trust_text = |trust| (self.own.trust)(team, trust);
        let (newcomer, about_author) = match trust {
            Some(trust) if trust.level == TrustLevel::Newcomer => (Some(trust_text(trust)), None),
            trust => (None, trust.map(trust_text)),
        };
        let first = match reader {
            FirstReader::Team(reason) => (self.write.after_review)(team, reason == Some(HoldReason::FirstComment)),
            // "Everyone sees it" beside "the team may read it first" would contradict it.
            FirstReader::Everyone => newcomer.unwrap_or_else(|| self.write.public.into()),
            FirstReader::PerhapsTeam => newcomer.unwrap_or_else(|| (self.write.perhaps_after_review)(team)),
        };
        about_author.map_or(first.clone(), |about_author| format!("{first} {about_author}"))
    }
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
