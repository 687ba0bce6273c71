//! What happens to the line about oneself, and to the list of muted authors.

use crate::state::{Action, Effect, Problem, State};
use crate::transition::{begin, refuse};

/// Changes the state by an action about either; returns what has to follow.
pub(crate) fn about_oneself(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::TypeLine(line) => {
            (state.line, state.line_saved) = (line, false);
            Vec::new()
        }
        Action::SetLine(line) if begin(state) => {
            (state.line, state.line_saved) = (line.trim().to_owned(), false);
            vec![Effect::SetLine(state.line.clone())]
        }
        Action::LineSet(result) => {
            state.busy = false;
            state.line_saved = result.is_ok();
            result.map_or_else(|failure| refuse(state, Problem::LineFailed(failure)), |()| Vec::new())
        }
        Action::Mute(place, muted) => {
            let Some(author) = state.muted.get_mut(place) else { return Vec::new() };
            author.muted = muted;
            vec![Effect::Mute(author.clone())]
        }
        // One request at a time: a second press does nothing.
        _ => Vec::new(),
    }
}
