//! What this browser stores for the team member: flags and drafts.

/// Whether a flag is set.
pub(crate) fn is_set(name: &str) -> bool {
    storage().is_some_and(|storage| storage.get_item(name).is_ok_and(|found| found.is_some()))
}

/// Sets a flag or removes it.
pub(crate) fn set(name: &str, on: bool) {
    // Where storage is not allowed, nothing is stored.
    _ = storage().map(|storage| if on { storage.set_item(name, "1") } else { storage.remove_item(name) });
}

/// Stores a value under a name, or removes it.
pub(crate) fn store(name: &str, value: Option<&str>) {
    // Where storage is not allowed or full, nothing is stored.
    _ = storage().map(|storage| match value {
        Some(value) => storage.set_item(name, value),
        None => storage.remove_item(name),
    });
}

/// All stored names with this prefix, and their values.
pub(crate) fn entries(prefix: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|place| storage.key(place).ok().flatten());
    let names = names.filter(|name| name.starts_with(prefix));
    names
        .filter_map(|name| Some((storage.get_item(&name).ok().flatten()?, name)))
        .map(|(value, name)| (name, value))
        .collect()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
