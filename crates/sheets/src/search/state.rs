//! What the search shows, what can happen to it, and what follows. Pure, so that plain tests cover it.

use porch_protocol::comment_search::FoundComments;
use porch_widget::client::Failure;

/// Everything that the search knows.
#[derive(Clone, PartialEq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct SearchState {
    /// As it is typed.
    pub typed: String,
    /// The filters that are on beside the operators that are typed.
    pub filters: Vec<Filter>,
    /// Whether the newest are first, in place of the best.
    pub newest: bool,
    /// The list: what was found last, which stays while the next answer is awaited.
    pub found: Option<FoundComments>,
    /// What the list is of.
    pub shown: Asked,
    /// What the newest request asks.
    pub asking: Asked,
    /// Whether the visitor has typed what the server is not asked yet.
    pub is_typing: bool,
    /// The number of the newest request. Answers to others are dropped.
    pub number: u32,
    /// Whether an answer is awaited, or the server is about to be asked.
    pub busy: bool,
    /// Why the last request failed.
    pub failed: Option<Failure>,
    /// The hit that is selected; none: the focus is in the field alone.
    pub selected: Option<usize>,
    /// Whether the visitor was faster than the answer: its first hit is opened.
    pub opens_first: bool,
    /// How many there are without the filters, where there are none with them.
    pub wider: Option<u64>,
}

/// By what hits are narrowed, in the order of the chips.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filter {
    /// Comments of this page.
    ThisPage,
    /// Comments that somebody of the team has answered, and these answers.
    Answered,
    /// Comments of the team.
    ByHost,
    /// Comments with a link.
    HasLink,
    /// Comments of a year, in UTC.
    Year(i16),
}

impl Filter {
    /// The operator that means the same in a query.
    pub fn operator(self) -> Option<&'static str> {
        match self {
            Self::Answered => Some("is:answered"),
            Self::ByHost => Some("is:host"),
            Self::HasLink => Some("has:link"),
            Self::ThisPage | Self::Year(_) => None,
        }
    }
}

/// What the server is asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Asked {
    /// The query, with the operators of the filters.
    pub query: String,
    /// Whether only this page is searched.
    pub this_page: bool,
    /// The year, if only one is searched.
    pub year: Option<i16>,
    /// Whether the newest are first.
    pub newest: bool,
}

/// What the visitor does. Answers are no action: actions are copied for each press.
#[derive(Clone, PartialEq, Debug)]
pub enum SearchAction {
    /// The visitor has typed.
    Typed(String),
    /// They have paused for a moment, or a busy server may be asked again.
    Due,
    /// The visitor switches a filter.
    Switch(Filter),
    /// The visitor removes what is typed here.
    Remove(String),
    /// The visitor switches the order.
    SwitchOrder,
    /// The visitor takes the other spelling.
    Respell,
    /// The visitor leaves the filters.
    Widen,
    /// The visitor wants more of the list.
    More,
    /// An arrow key: to the next hit, or to the one before.
    Step {
        /// Whether it is the next one.
        next: bool,
    },
    /// Enter.
    Enter,
    /// The visitor opens a hit.
    Open(usize),
    /// The visitor wants to write their words as a comment.
    Ask,
    /// The visitor closes the sheet.
    Close,
}

/// What a change has to be followed by.
#[derive(Clone, PartialEq, Debug)]
pub enum SearchEffect {
    /// [`SearchAction::Due`] after so many milliseconds, unless the visitor types meanwhile.
    Wait(u32),
    /// Ends the request under way.
    Forget,
    /// Ask for the hits after the first `skip`, in place of the request under way.
    Ask {
        /// The number of the request.
        number: u32,
        /// What is asked.
        asked: Asked,
        /// Hits that are there.
        skip: usize,
    },
    /// Count what there is of this, for the request with this number.
    Count(u32, Asked),
    /// Scroll to a hit.
    Reveal(usize),
    /// Press a hit, as if by the mouse.
    Press(usize),
    /// Open a hit, and leave.
    Open(usize),
    /// Leave, with these words for the composer.
    Compose(String),
    /// Close the sheet.
    Close,
}
