//! The widget's WASM and the JavaScript that loads it, made by the library behind `wasm-bindgen`.
//!
//! A library, not the tool of the same name: nothing has to be installed, and Cargo.lock keeps it in step with the widget.

use anyhow::{Context, bail};
use wasm_bindgen_cli_support::Bindgen;

/// What a browser loads.
pub(super) struct Bound {
    pub(super) wasm: Vec<u8>,
    pub(super) glue: String,
}

/// Turns Cargo's output into what a browser loads: an ES module whose default export takes `{module_or_path}`.
pub(super) fn make(wasm: Vec<u8>, small: bool) -> anyhow::Result<Bound> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("porch", wasm).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.keep_debug(!small).remove_name_section(small).remove_producers_section(small);
    let mut output = bindgen.generate_output().context("the bindings of the widget cannot be made")?;
    if output.snippets().values().any(|files| !files.is_empty()) || !output.local_modules().is_empty() {
        bail!("a dependency of the widget brings JavaScript files of its own, which the loader would not find");
    }
    Ok(Bound { glue: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}
