//! The manifest of the assets, for the server (`dist/build.json`) and for the loader.

use std::collections::BTreeMap;

use serde::Serialize;

/// One file: the path it is served at, and its integrity.
#[derive(Clone, Serialize)]
pub(crate) struct Part {
    pub(crate) path: String,
    pub(crate) integrity: String,
}

/// `dist/build.json`.
#[derive(Serialize)]
pub(crate) struct Build {
    pub(crate) id: String,
    pub(crate) css: Part,
    pub(crate) late_css: Part,
    pub(crate) later: Part,
    pub(crate) proof: Part,
    pub(crate) js: Part,
    pub(crate) wasm: Part,
    pub(crate) dashboard_css: Part,
    pub(crate) dashboard_js: Part,
    pub(crate) dashboard_wasm: Part,
    pub(crate) sheets_css: Part,
    pub(crate) sheets_js: Part,
    pub(crate) sheets_wasm: Part,
    pub(crate) loader: Part,
    /// The texts, by the language's tag and the ending: `txt` for the widget, `json` for the loader,
    /// `sheets.txt` for the visitor's sheets, `dashboard` for the dashboard.
    pub(crate) texts: BTreeMap<String, Part>,
}

/// The value of `__PORCH_BUILD__` in a part of the loader: `{id, css: [path, integrity], later: […]}`; with
/// `texts`, where the paths of the texts begin, and `languages`, the tags of those that there are.
pub(crate) fn names<const N: usize>(id: &str, texts: Option<(&str, Vec<String>)>, parts: [(&str, &Part); N]) -> String {
    let mut names = serde_json::Map::from_iter([("id".to_owned(), id.into())]);
    names.extend(parts.map(|(name, part)| (name.to_owned(), serde_json::json!([part.path, part.integrity]))));
    if let Some((start, tags)) = texts {
        names.extend([("texts".to_owned(), start.into()), ("languages".to_owned(), tags.into())]);
    }
    serde_json::Value::Object(names).to_string()
}
