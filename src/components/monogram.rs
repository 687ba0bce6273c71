//! The monogram of a name, in place of an avatar: its first letter, and a hue computed from it.

use crate::store::Store;

/// The monogram where no script will draw it: computed as in `loader/theme_and_time.js`.
pub(super) fn monogram_without_script(store: &Store, name: &str) -> Option<(String, String)> {
    if store.config().is_standalone() { monogram(name) } else { None }
}

/// The monogram of a name.
pub(crate) fn monogram(name: &str) -> Option<(String, String)> {
    let letter = name.chars().find(|c| c.is_alphanumeric()).or_else(|| name.chars().next())?;
    let hue = name.chars().fold(0, |sum, c| (sum * 7 + u32::from(c)) % 12);
    Some((letter.into(), hue.to_string()))
}
