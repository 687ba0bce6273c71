//! Converts what visitors write to the typed tree that every renderer shows. The tree's nodes are defined in the
//! protocol.

mod autolink;
mod builder;
mod definitions;
mod html;
mod link;
mod link_target;
mod markdown;
mod plain_text;
mod tags;
mod visible_address;

pub use html::{HTML_BYTES, html};
pub use markdown::{MarkupError, markdown, markdown_cut, work};
pub use plain_text::{is_empty, links, plain_text, with_links};
pub use tags::with_absolute_links;
