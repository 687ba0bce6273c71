//! The title of a page in the dashboard.

use porch_protocol::page_ref::PageRef;

/// Its title, or the end of its address.
pub(crate) fn title(place: &PageRef) -> String {
    place.title.clone().unwrap_or_else(|| {
        let path = place.url.splitn(4, '/').nth(3).unwrap_or_default();
        format!("/{path}")
    })
}
