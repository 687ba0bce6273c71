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
}

impl Change {
    /// Its word for the conversation.
    pub fn word(&self) -> &'static str {
        match self {
            Self::SignedIn(_) => "signed-in",
            Self::SignedOut => "signed-out",
        }
    }

    /// The name of who has signed in.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::SignedIn(name) => name.as_deref(),
            Self::SignedOut => None,
        }
    }
}
