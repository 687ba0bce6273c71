//! What a page is called where it is named.

use porch_protocol::host::Place;

/// The page that the address names, as pages link to it: `#page=ADDRESS`, percent-encoded.
pub(crate) fn asked_for_page() -> Option<String> {
    let hash = web_sys::window()?.location().hash().ok()?;
    let page = js_sys::decode_uri_component(hash.strip_prefix("#page=")?).ok()?;
    Some(String::from(page)).filter(|page| !page.is_empty())
}

/// Its title, or the end of its address.
pub(crate) fn title(place: &Place) -> String {
    place.title.clone().unwrap_or_else(|| {
        let path = place.url.splitn(4, '/').nth(3).unwrap_or_default();
        format!("/{path}")
    })
}
