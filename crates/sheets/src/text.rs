//! Every visible text, as `text/<language>/sheets.ftl` has it, and which of them a fact is said with.

use porch_protocol::ErrorCode;
use porch_widget::client::Failure;

use crate::state::{Problem, State, Step};

include!(concat!(env!("OUT_DIR"), "/sheets.rs"));

impl Text {
    /// What a sheet is about.
    pub fn title(self, state: &State) -> &'static str {
        match &state.step {
            Step::Ways if state.adds_mail() => self.replies_by_mail(),
            Step::Ways => self.sign_in(),
            Step::Code => self.code_title(),
            Step::Window(_) => self.window_title(),
            Step::SignedIn(_) | Step::SignedInWith(..) => self.signed_in(),
            Step::About => self.about_you(),
            Step::Erase => self.erase_title(),
            Step::Erased => self.erased_title(),
            Step::SignedOut { .. } => self.signed_out_title(),
        }
    }

    /// What went wrong.
    pub fn problem(self, problem: Problem) -> String {
        let words = match problem {
            Problem::MailMissing => self.mail_missing(),
            Problem::OtherMail => self.other_mail(),
            Problem::CodeIncomplete => self.code_incomplete(),
            Problem::WindowNotDone => self.window_not_done(),
            Problem::Failed(failure) => return self.failure(failure),
            Problem::LineFailed(failure) => return self.line_failure(failure),
        };
        words.into()
    }

    /// Why a request failed.
    pub fn failure(self, failure: Failure) -> String {
        match failure {
            Failure::Network => self.not_reached().into(),
            Failure::Refused(code, after) => self.refusal(code, after),
        }
    }

    /// Why the line about oneself was not stored.
    fn line_failure(self, failure: Failure) -> String {
        let words = match failure {
            Failure::Refused(ErrorCode::BodyTooLong, _) => self.line_too_long(),
            Failure::Refused(ErrorCode::TooManyLinks, _) => self.line_link(),
            Failure::Refused(ErrorCode::NameTaken, _) => self.line_team_name(),
            Failure::Refused(ErrorCode::SettingInvalid, _) => self.line_words(),
            Failure::Refused(ErrorCode::PersonUnknown, _) => self.line_first(),
            Failure::Refused(ErrorCode::Banned, _) => self.line_banned(),
            failure => return self.failure(failure),
        };
        words.into()
    }

    fn refusal(self, code: ErrorCode, retry_after: Option<u32>) -> String {
        let words = match (code, retry_after.unwrap_or_default() as usize) {
            (ErrorCode::MailInvalid, _) => self.mail_invalid(),
            (ErrorCode::MailCodeRefused, _) => self.code_refused(),
            (ErrorCode::SignInRefused, _) => self.window_refused(),
            (ErrorCode::NotPossible, _) => self.no_mail_here(),
            (ErrorCode::CommentNotFound, _) => self.comment_gone(),
            (ErrorCode::RateLimited, seconds @ 1..) => return self.wait_minutes(seconds.div_ceil(60)),
            (ErrorCode::RateLimited | ErrorCode::Overloaded | ErrorCode::StorageUnavailable, _) => self.busy(),
            _ => self.failed(),
        };
        words.into()
    }

    /// The button that asks for another code: from when on, in seconds, or at once.
    pub fn another_code(self, state: &State) -> String {
        if state.wait > 0 { self.ask_again_in(state.wait as usize) } else { self.ask_again().into() }
    }
}
