//! The texts about the keys with which the site's own server signs visitors in.

use porch_protocol::sign_in_keys::SignInKeyState;

use super::names::isolated;
use super::text;

/// What the state of a key means; before a moment, where it ends. None for a state of a later version.
pub(crate) fn state(state: SignInKeyState) -> Option<&'static str> {
    Some(match state {
        SignInKeyState::Current => text().keys_current(),
        SignInKeyState::Next => text().keys_next(),
        SignInKeyState::Retiring => text().keys_until(),
        SignInKeyState::Retired => text().keys_retired(),
        SignInKeyState::Unknown => return None,
    })
}

/// The confirmation before a key is removed.
pub(crate) fn remove_sure(id: &str) -> String {
    text().keys_remove_sure(&isolated(id))
}

/// The toast after that.
pub(crate) fn removed(id: &str) -> String {
    text().keys_removed(&isolated(id))
}

/// The toast after a key was made current.
pub(crate) fn made_current(id: &str) -> String {
    text().keys_made_current(&isolated(id))
}

/// The note above a new secret: where it goes, and what tokens name.
pub(crate) fn give_secret(id: &str, site: &str) -> String {
    text().keys_give_secret(&isolated(id), &isolated(site))
}

/// The toast after a public key was added.
pub(crate) fn added(id: &str, site: &str) -> String {
    text().keys_added(&isolated(id), &isolated(site))
}
