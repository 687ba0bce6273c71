//! What people write, made into the typed tree that every renderer shows. The tree's node list lives in the protocol.

mod autolink;
mod builder;
mod definitions;
mod html;
mod link;
mod markdown;
mod place;
mod plain;
mod shown;
mod tags;

pub use html::{HTML_BYTES, html};
pub use markdown::{MarkupError, markdown, markdown_cut, work};
pub use plain::{is_empty, links, plain_text, with_links};
pub use tags::with_absolute_links;
