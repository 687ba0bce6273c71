//! What several steps of a sheet have in common: how they begin, fail, and end signed in.

use crate::state::{CODE_DIGITS, Change, Effect, Problem, State, Step};

/// Begins a request. Returns whether none is under way.
pub(crate) fn begin(state: &mut State) -> bool {
    state.problem = None;
    !std::mem::replace(&mut state.busy, true)
}

/// Whether this may be a code: an incomplete one would use up one of the few that may be typed.
pub(crate) fn is_code(typed: &str) -> bool {
    typed.chars().filter(|c| c.is_numeric()).count() == CODE_DIGITS
}

pub(crate) fn refuse(state: &mut State, problem: Problem) -> Vec<Effect> {
    state.problem = Some(problem);
    Vec::new()
}

/// The visitor is signed in under this name: shows `step`, or goes on to erase.
pub(crate) fn signed_in(state: &mut State, name: Option<String>, step: Step) -> Vec<Effect> {
    let told = Effect::Tell(Change::SignedIn(name));
    // Nothing needs an address any more.
    if forget(state).erase_next {
        (state.step, state.busy) = (Step::Erase, true);
        return vec![told, Effect::Erase];
    }
    state.step = step;
    vec![told]
}

/// A new state, in which only whom this browser mutes is as before. Returns the one before.
pub(crate) fn forget(state: &mut State) -> State {
    let muted = std::mem::take(&mut state.muted);
    std::mem::replace(state, State { muted, ..State::default() })
}
