//! What a sheet shows, and what can happen to it. Pure, so that plain tests cover it.
//!
//! [`reduce`](crate::reduce::reduce) is the only code that changes a [`State`].

use porch_protocol::visitor_mail::{MailConfirmed, StoredAboutMe};
use porch_widget::client::Failure;

/// Seconds until another code may be asked for.
pub const SECONDS_BETWEEN_CODES: u32 = 60;
/// Digits of a code.
pub const CODE_DIGITS: usize = 8;

/// Everything that a sheet knows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct State {
    /// What is shown.
    pub step: Step,
    /// The address that a code was asked for. It is here alone: in no field and in no storage of the browser.
    pub mail: String,
    /// Whether a code is on its way to it.
    pub sent: bool,
    /// Whether a request is under way.
    pub busy: bool,
    /// What went wrong last.
    pub problem: Option<Problem>,
    /// Seconds until another code may be asked for.
    pub wait: u32,
    /// What is stored about the visitor, once it is loaded.
    pub about: Option<StoredAboutMe>,
    /// Whether the visitor signs in because that must be fresh before everything is erased; erasing follows.
    pub erase_next: bool,
    /// The line about oneself, as it is typed.
    pub line: String,
    /// Whether the server has that line.
    pub line_saved: bool,
    /// Whom the visitor has muted in this browser, or had when the sheet opened.
    pub muted: Vec<MutedAuthor>,
}

/// Somebody whose comments the visitor does not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MutedAuthor {
    /// The author's id on this site.
    pub id: String,
    /// The name that they had then.
    pub name: String,
    /// Whether they are still muted: whoever is not stays in the list, so that it can be undone.
    pub muted: bool,
}

/// What is shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Step {
    /// The ways to sign in; the first is an address for the code.
    #[default]
    Ways,
    /// The field for the code.
    Code,
    /// The visitor is signed in: as whom.
    SignedIn(MailConfirmed),
    /// What is stored about the visitor.
    About,
    /// Whether everything is to be erased.
    Erase,
    /// Everything is erased.
    Erased,
    /// The visitor is signed out, perhaps in all browsers.
    SignedOut {
        /// In all browsers.
        everywhere: bool,
    },
}

/// With what a sheet is opened.
#[derive(Clone, PartialEq, Debug)]
pub enum Opening {
    /// The visitor wants to sign in.
    SignIn,
    /// The visitor has left this address with a comment.
    MailLeft(String),
    /// The visitor wants to see what is stored.
    About,
}

/// What went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// No address was typed.
    MailMissing,
    /// What was typed is not a code.
    CodeIncomplete,
    /// The server was not reached, or has refused it.
    Failed(Failure),
    /// The same of the line about oneself.
    LineFailed(Failure),
}

/// What happens to a sheet.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// It opens.
    Open(Opening),
    /// A code is asked for, to this address.
    AskCode(String),
    /// A code is asked for once more, to the same address.
    AskAgain,
    /// The server has answered that.
    CodeAsked(Result<(), Failure>),
    /// This code was typed.
    Confirm(String),
    /// The server has answered that.
    Confirmed(Result<MailConfirmed, Failure>),
    /// The visitor wants to give another address, or to sign in.
    ShowWays,
    /// The visitor wants to see what is stored.
    ShowAbout,
    /// What is stored, as the server has answered.
    Loaded(Result<StoredAboutMe, Failure>),
    /// The visitor signs out.
    SignOut {
        /// In all browsers.
        everywhere: bool,
    },
    /// The server has answered that.
    SignedOut {
        /// In all browsers.
        everywhere: bool,
        /// Whether it is done.
        result: Result<(), Failure>,
    },
    /// Answers are to be mailed, or no more.
    SetReplies(bool),
    /// The server has answered that.
    RepliesSet(bool, Result<(), Failure>),
    /// The visitor types the line about oneself.
    TypeLine(String),
    /// The line is to be stored.
    SetLine(String),
    /// The server has answered that.
    LineSet(Result<(), Failure>),
    /// This one of the list is muted, or no more.
    Mute(usize, bool),
    /// The visitor wants what is stored as a file.
    Export,
    /// The file's text, as the server has answered.
    Exported(Result<String, Failure>),
    /// The visitor wants to erase everything.
    AskErase,
    /// They want it still, having read what that means.
    Erase,
    /// The server has answered that.
    Erased(Result<(), Failure>),
    /// A second has passed.
    Second,
    /// The visitor closes the sheet.
    Close,
}

/// What a change has to be followed by.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Ask for a code to this address.
    AskCode(String),
    /// Confirm this address by this code.
    Confirm {
        /// The address.
        mail: String,
        /// The code as it was typed.
        code: String,
    },
    /// Load what is stored.
    Load,
    /// Sign out.
    SignOut {
        /// In all browsers.
        everywhere: bool,
    },
    /// Have answers mailed, or no more.
    SetReplies(bool),
    /// Store the line about oneself.
    SetLine(String),
    /// Mute an author, or end that.
    Mute(MutedAuthor),
    /// Load what is stored as a file.
    Export,
    /// Save a file with this text.
    Save(String),
    /// Erase everything.
    Erase,
    /// Wait for a second.
    WaitSecond,
    /// Tell the conversation who the visitor is now.
    Tell(Change),
    /// Close the sheet.
    Close,
}

/// Who the visitor is now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Signed in, with this name if they have one.
    SignedIn(Option<String>),
    /// Nobody that the site knows.
    SignedOut,
    /// Nobody that the site knows, nor ever knew.
    Erased,
}

impl Change {
    /// Its word for the conversation.
    pub fn word(&self) -> &'static str {
        match self {
            Self::SignedIn(_) => "signed-in",
            Self::SignedOut => "signed-out",
            Self::Erased => "erased",
        }
    }

    /// The name of who has signed in.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::SignedIn(name) => name.as_deref(),
            Self::SignedOut | Self::Erased => None,
        }
    }
}
