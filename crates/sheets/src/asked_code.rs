//! The address that a code was asked for, while the code counts: who closes the sheet to look for the mail finds the field for the
//! code again. It is in memory alone, and ends with the page.

use std::cell::RefCell;

use crate::state::SECONDS_BETWEEN_CODES;

/// How long a code counts, in milliseconds.
const CODE_LIFE: f64 = 10.0 * 60_000.0;

thread_local! {
    static ASKED: RefCell<Option<AskedCode>> = const { RefCell::new(None) };
}

/// A code that was asked for.
#[derive(Clone, PartialEq, Debug)]
pub struct AskedCode {
    /// The conversation's server and site.
    pub place: String,
    /// The address.
    pub mail: String,
    /// When, in milliseconds since 1970.
    pub at: f64,
}

impl AskedCode {
    /// The address, and in how many seconds another code may be asked for; none where the code counts no more, or was
    /// asked for at another place.
    pub fn pending(&self, place: &str, now: f64) -> Option<(String, u32)> {
        let age = now - self.at;
        if self.place != place || !(0.0..CODE_LIFE).contains(&age) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 600")]
        let seconds = (age / 1_000.0) as u32;
        Some((self.mail.clone(), SECONDS_BETWEEN_CODES.saturating_sub(seconds)))
    }
}

/// Remembers it; none: the visitor is somebody else now.
pub(crate) fn remember(asked: Option<AskedCode>) {
    ASKED.set(asked);
}

/// What [`AskedCode::pending`] says of the one that was asked for last.
pub(crate) fn pending(place: &str) -> Option<(String, u32)> {
    ASKED.with_borrow(|asked| asked.as_ref()?.pending(place, js_sys::Date::now()))
}
