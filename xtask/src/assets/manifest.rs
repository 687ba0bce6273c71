//! What the server and the loader are told about the assets: `dist/build.json`, and the loader's list.

use serde::Serialize;

/// One file: the address it is served at, and its integrity.
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
    pub(crate) js: Part,
    pub(crate) wasm: Part,
    pub(crate) loader: Part,
}

/// The value of `__PORCH_BUILD__` in the loader: `{id, css: [path, integrity], js: […], wasm: […]}`.
pub(crate) fn for_loader(id: &str, css: &Part, js: &Part, wasm: &Part) -> String {
    let pair = |part: &Part| serde_json::json!([part.path, part.integrity]);
    serde_json::json!({ "id": id, "css": pair(css), "js": pair(js), "wasm": pair(wasm) }).to_string()
}
