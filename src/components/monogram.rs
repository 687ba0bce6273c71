//! What stands for a person beside their words: the first letter of the name, and a hue made of it.

use crate::store::Store;

/// The letter of a name and its hue, where no script will draw them: as `loader/theme_and_time.js` does.
pub(super) fn monogram_without_script(store: &Store, name: &str) -> Option<(String, String)> {
    if store.config().is_standalone() { monogram(name) } else { None }
}

/// The same, wherever it is drawn.
pub(crate) fn monogram(name: &str) -> Option<(String, String)> {
    let letter = name.chars().find(|c| c.is_alphanumeric()).or_else(|| name.chars().next())?;
    let hue = name.chars().fold(0, |sum, c| (sum * 7 + u32::from(c)) % 12);
    Some((letter.into(), hue.to_string()))
}
