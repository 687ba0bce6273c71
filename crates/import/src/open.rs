//! Opens a file with the reader of its format.

use std::io::Read;

use super::items::Items;
use super::{Refusal, disqus, porch, wordpress};
use porch_domain::archive::import_format::Format;

/// Opens a file of this format.
pub(super) fn open<'a>(format: Format, file: impl Read + 'a) -> Result<Box<dyn Items + 'a>, Refusal> {
    match format {
        Format::Disqus => disqus::open(file),
        Format::WordPress => wordpress::open(file),
        Format::Porch => porch::open(file),
    }
}
