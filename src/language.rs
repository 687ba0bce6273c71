//! Which language's table a page is drawn with.

mod english;
mod english_pause;

use crate::text::Text;

/// The table for a language as `lang` has it; English where there is none.
pub fn text(_lang: &str) -> &'static Text {
    &english::TEXT
}
