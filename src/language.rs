//! Selects the texts for a language.

mod english;
mod english_pause;

use crate::text::Text;

/// The texts for a language tag; English where there are none.
pub fn text(_lang: &str) -> &'static Text {
    &english::TEXT
}
