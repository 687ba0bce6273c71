//! What the card shows, what can happen to it, and what follows. Pure, so that plain tests cover it.

use porch_protocol::author_card::{AuthorCard, AuthorComment, AuthorComments};
use porch_widget::client::Failure;

/// Everything that a card knows.
#[derive(Clone, PartialEq, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct CardState {
    /// The author, once that is loaded.
    pub card: Option<AuthorCard>,
    /// Their comments, once the visitor has asked for the list.
    pub list: Option<Vec<AuthorComment>>,
    /// Where the list goes on; none at its end.
    pub next: Option<String>,
    /// Whether the list is shown in place of the card.
    pub is_list: bool,
    /// Whether a request is under way.
    pub busy: bool,
    /// Why the last request failed.
    pub failed: Option<Failure>,
    /// Whether this visitor has muted the author.
    pub muted: bool,
    /// Whether it is the visitor's own card: nobody mutes themselves, and it leads to what is stored about them.
    pub own: bool,
}

/// What happens to a card.
#[derive(Clone, PartialEq, Debug)]
pub enum CardAction {
    /// It opens, or the visitor tries again what failed.
    Load,
    /// The server has answered who the author is.
    Loaded {
        /// The author.
        result: Result<AuthorCard, Failure>,
        /// Whether this visitor has muted them.
        muted: bool,
    },
    /// The visitor opens the number of comments.
    ShowList,
    /// The visitor wants more of the list.
    More,
    /// The server has answered with a part of the list.
    Listed(Result<AuthorComments, Failure>),
    /// The visitor goes back from the list.
    Back,
    /// The visitor mutes the author, or ends that.
    Mute(bool),
    /// The visitor, whose own card it is, wants to see what is stored about them.
    AboutYou,
    /// The visitor closes the card.
    Close,
}

/// What a change has to be followed by.
#[derive(Clone, PartialEq, Debug)]
pub enum CardEffect {
    /// Load the author.
    Load,
    /// Load a part of the list: the first one, or what comes after this.
    List(Option<String>),
    /// Mute the author, or end that.
    Mute(bool),
    /// Close the card, and open the sheet "About you".
    AboutYou,
    /// Close the card.
    Close,
}

/// Changes the state; returns what has to follow.
pub fn reduce(state: &mut CardState, action: CardAction) -> Option<CardEffect> {
    match action {
        CardAction::Load if state.is_list => begin_list(state),
        CardAction::Load => begin(state, CardEffect::Load),
        CardAction::Loaded { result, muted } => {
            state.muted = muted;
            state.card = finish(state, result);
            None
        }
        CardAction::ShowList => {
            state.is_list = true;
            // Loaded once: whoever goes back and forth reads on.
            if state.list.is_some() { None } else { begin_list(state) }
        }
        CardAction::More => state.next.is_some().then(|| begin_list(state)).flatten(),
        CardAction::Listed(result) => {
            if let Some(part) = finish(state, result) {
                state.list.get_or_insert_default().extend(part.comments);
                state.next = part.next;
            }
            None
        }
        CardAction::Back => {
            (state.is_list, state.failed) = (false, None);
            None
        }
        CardAction::Mute(muted) => {
            state.muted = muted;
            Some(CardEffect::Mute(muted))
        }
        CardAction::AboutYou => Some(CardEffect::AboutYou),
        CardAction::Close => Some(CardEffect::Close),
    }
}

/// Asks for the next part of the list, or for its first one.
fn begin_list(state: &mut CardState) -> Option<CardEffect> {
    let after = state.next.clone();
    begin(state, CardEffect::List(after))
}

/// Begins a request, unless one is under way.
fn begin(state: &mut CardState, request: CardEffect) -> Option<CardEffect> {
    state.failed = None;
    (!std::mem::replace(&mut state.busy, true)).then_some(request)
}

/// The answer of a request, which is over.
fn finish<T>(state: &mut CardState, result: Result<T, Failure>) -> Option<T> {
    state.busy = false;
    result.map_err(|failure| state.failed = Some(failure)).ok()
}
