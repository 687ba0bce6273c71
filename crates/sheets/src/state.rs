//! What a sheet shows, and what can happen to it. Pure, so that plain tests cover it.
//!
//! [`reduce`](crate::reduce::reduce) is the only code that changes a [`State`].

use porch_protocol::sign_in::{SignInProvider, SignedIn};
use porch_protocol::visitor_mail::{MailConfirmed, StoredAboutMe};
use porch_widget::client::Failure;

/// Seconds until another code may be asked for.
pub const SECONDS_BETWEEN_CODES: u32 = 60;
/// Digits of a code.
pub const CODE_DIGITS: usize = 8;

/// Everything that a sheet knows.
#[derive(Clone, PartialEq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
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
    /// Whether the sheet was opened to sign in, and the visitor has not chosen a way yet: where a code is on its way, its field is
    /// shown.
    pub opened_to_sign_in: bool,
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

impl State {
    /// Whether an address would be added by which nobody signs in: the visitor is signed in by an account that has stated none.
    pub fn adds_mail(&self) -> bool {
        !self.erase_next && self.about.as_ref().is_some_and(|about| about.signed_in && about.mail.is_none())
    }

    /// Whether there is a field for the focus.
    pub fn has_field(&self) -> bool {
        match &self.step {
            Step::Ways => self.about.as_ref().is_some_and(|about| about.mail_possible),
            Step::Code => true,
            Step::Window(window) => window.takes_code,
            _ => false,
        }
    }
}

/// What is shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Step {
    /// The ways to sign in; the first is an address for the code.
    #[default]
    Ways,
    /// The field for the code.
    Code,
    /// Another window, in which the visitor signs in with an identity provider.
    Window(OtherWindow),
    /// The visitor is signed in: as whom.
    SignedIn(MailConfirmed),
    /// The same, with an identity provider of this name.
    SignedInWith(String, SignedIn),
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

/// Another window, in which the visitor signs in with an identity provider.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OtherWindow {
    /// The provider's name.
    pub provider: String,
    /// The window's address, where the browser has not opened it: the visitor follows a link then.
    pub link: Option<String>,
    /// Whether the code that the window may show can be typed. It is needed where the window cannot reach this page.
    pub takes_code: bool,
    /// Whether the window is closed, or out of reach.
    pub closed: bool,
}

/// With what a sheet is opened.
#[derive(Clone, PartialEq, Debug)]
pub enum Opening {
    /// The visitor wants to sign in.
    SignIn,
    /// The visitor has left this address with a comment.
    MailLeft(String),
    /// The same, and a code is on its way to this address already; another one may be asked for after these seconds.
    CodeSent(String, u32),
    /// The visitor wants to see what is stored.
    About,
}

/// What went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// No address was typed.
    MailMissing,
    /// Before everything is erased: another address was typed than the one that is confirmed here.
    OtherMail,
    /// What was typed is not a code.
    CodeIncomplete,
    /// Nobody has signed in in the other window yet.
    WindowNotDone,
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
    /// The visitor signs in with an identity provider.
    SignInWith(SignInProvider),
    /// The server has answered that: the window's address, where the browser has not opened it.
    WindowBegun(Result<Option<String>, Failure>),
    /// The other window is done (true), or closed or out of reach.
    WindowTold(bool),
    /// The other window shows a code.
    ShowWindowCode,
    /// This code was typed.
    ConfirmWindow(String),
    /// The server has answered whether the other window is done: as whom the visitor is signed in, none where it is not.
    Redeemed {
        /// Whether a code was typed.
        typed: bool,
        /// The answer.
        result: Result<Option<SignedIn>, Failure>,
    },
    /// The page is to sign its visitor in once more.
    AskPage,
    /// It has, with this name if they have one.
    SignedInByPage(Option<String>),
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
    /// Begin to sign in with the identity provider that has this id.
    BeginWindow(String),
    /// Ask whether the other window is done, with the code that was typed, if any.
    Redeem(Option<String>),
    /// Close the other window.
    CloseWindow,
    /// Ask the page to sign its visitor in.
    AskPage,
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
    /// Remember that a code is on its way to this address, for the case that the sheet is closed.
    Remember(String),
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

    /// Whether somebody has signed in.
    pub fn is_signed_in(&self) -> bool {
        matches!(self, Self::SignedIn(_))
    }

    /// The name of who has signed in.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::SignedIn(name) => name.as_deref(),
            Self::SignedOut | Self::Erased => None,
        }
    }
}
