//! The monogram of a name as attributes: the style sheet draws it.

/// The values of `data-m`, the letter, and `data-h`, the hue.
pub(crate) fn monogram(name: &str) -> Option<(String, String)> {
    porch_protocol::monogram(name).map(|(letter, hue)| (letter.into(), hue.to_string()))
}
