//! Signing in with an identity provider in another window: how what happens there changes the state.

use porch_protocol::ErrorCode;
use porch_protocol::sign_in::{SignInProvider, SignedIn};
use porch_widget::client::Failure;

use crate::state::{Action, Effect, OtherWindow, Problem, State, Step};
use crate::transition::{begin, is_code, refuse, signed_in};

/// Begins a sign-in. The browser has opened the window already, in the press.
pub(crate) fn begin_window(state: &mut State, provider: SignInProvider) -> Vec<Effect> {
    if !begin(state) {
        return Vec::new();
    }
    state.step = Step::Window(OtherWindow { provider: provider.name, ..OtherWindow::default() });
    vec![Effect::BeginWindow(provider.id)]
}

/// What happens while the other window is open. What comes after it was given up changes nothing.
pub(crate) fn in_window(state: &mut State, action: Action) -> Vec<Effect> {
    let Step::Window(window) = &mut state.step else {
        state.busy &= !matches!(action, Action::WindowBegun(_) | Action::Redeemed { .. });
        return Vec::new();
    };
    match action {
        Action::WindowBegun(Ok(link)) => {
            (window.takes_code, window.link) = (link.is_some(), link);
            state.busy = false;
            Vec::new()
        }
        Action::WindowBegun(Err(failure)) => {
            (state.step, state.busy) = (Step::Ways, false);
            refuse(state, Problem::Failed(failure));
            vec![Effect::CloseWindow]
        }
        Action::WindowTold(is_done) => {
            (window.closed, window.takes_code) = (!is_done, !is_done);
            redeem(state, None)
        }
        Action::ShowWindowCode => {
            window.takes_code = true;
            Vec::new()
        }
        Action::ConfirmWindow(code) if !is_code(&code) => refuse(state, Problem::CodeIncomplete),
        Action::ConfirmWindow(code) => redeem(state, Some(code)),
        Action::Redeemed { typed, result } => {
            state.busy = false;
            redeemed(state, typed, result)
        }
        _ => Vec::new(),
    }
}

fn redeem(state: &mut State, code: Option<String>) -> Vec<Effect> {
    if begin(state) { vec![Effect::Redeem(code)] } else { Vec::new() }
}

fn redeemed(state: &mut State, typed: bool, result: Result<Option<SignedIn>, Failure>) -> Vec<Effect> {
    let Step::Window(window) = &mut state.step else { return Vec::new() };
    match result {
        Ok(Some(redeemed)) => {
            let provider = std::mem::take(&mut window.provider);
            // Somebody new: nothing of theirs is stored that could be erased.
            state.erase_next &= redeemed.known;
            let mut effects = signed_in(state, redeemed.name.clone(), Step::SignedInWith(provider, redeemed));
            effects.insert(0, Effect::CloseWindow);
            effects
        }
        Ok(None) if typed => refuse(state, Problem::WindowNotDone),
        // Nothing was typed that could be wrong. The code of the closed window is asked for already.
        Ok(None) | Err(Failure::Refused(ErrorCode::SignInRefused, _)) if window.closed && !typed => Vec::new(),
        Ok(None) => {
            window.takes_code = true;
            Vec::new()
        }
        Err(failure) => refuse(state, Problem::Failed(failure)),
    }
}
