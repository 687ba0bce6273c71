//! What this browser keeps for whoever uses the dashboard: marks, and what is being typed.

/// Whether a mark is there.
pub(crate) fn is_marked(name: &str) -> bool {
    storage().is_some_and(|storage| storage.get_item(name).is_ok_and(|found| found.is_some()))
}

/// Makes a mark, or takes it away.
pub(crate) fn mark(name: &str, there: bool) {
    // Where nothing may be stored, nothing is remembered.
    _ = storage().map(|storage| if there { storage.set_item(name, "1") } else { storage.remove_item(name) });
}

/// Keeps a value under a name, or takes it away.
pub(crate) fn keep(name: &str, value: Option<&str>) {
    // Where nothing may be stored, or nothing more fits, nothing is remembered.
    _ = storage().map(|storage| match value {
        Some(value) => storage.set_item(name, value),
        None => storage.remove_item(name),
    });
}

/// All that is kept under names with a beginning.
pub(crate) fn all(beginning: &str) -> Vec<(String, String)> {
    let Some(storage) = storage() else { return Vec::new() };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|place| storage.key(place).ok().flatten());
    let names = names.filter(|name| name.starts_with(beginning));
    names
        .filter_map(|name| Some((storage.get_item(&name).ok().flatten()?, name)))
        .map(|(value, name)| (name, value))
        .collect()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
