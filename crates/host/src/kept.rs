//! What this browser keeps of what somebody wants in the house: marks without words.

/// Whether a mark is there.
pub(crate) fn is_marked(name: &str) -> bool {
    storage().is_some_and(|storage| storage.get_item(name).is_ok_and(|found| found.is_some()))
}

/// Makes a mark, or takes it away.
pub(crate) fn mark(name: &str, there: bool) {
    // Where nothing may be stored, nothing is remembered.
    _ = storage().map(|storage| if there { storage.set_item(name, "1") } else { storage.remove_item(name) });
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
