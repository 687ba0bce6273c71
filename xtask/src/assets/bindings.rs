//! The widget's WASM and the JavaScript that loads it, made by the library behind `wasm-bindgen`.
//!
//! A library, not the tool of the same name: nothing has to be installed, and Cargo.lock keeps it in step with the widget.

use std::collections::HashMap;

use anyhow::{Context, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::debug_text;

/// What a browser loads.
pub(super) struct Bound {
    pub(super) wasm: Vec<u8>,
    pub(super) glue: String,
}

/// Turns Cargo's output into what a browser loads: an ES module whose `__wbg_init` takes `{module_or_path}`.
pub(super) fn make(wasm: Vec<u8>, small: bool) -> anyhow::Result<Bound> {
    let wasm = if small { debug_text::without(&wasm)? } else { wasm };
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("porch", wasm).web(true)?.typescript(false).omit_default_module_path(true);
    bindgen.keep_debug(!small).remove_name_section(small).remove_producers_section(small);
    let mut output = bindgen.generate_output().context("the bindings of the widget cannot be made")?;
    if output.snippets().values().any(|files| !files.is_empty()) || !output.local_modules().is_empty() {
        bail!("a dependency of the widget brings JavaScript files of its own, which the loader would not find");
    }
    let glue = by_name(output.js())?;
    if !small {
        return Ok(Bound { glue, wasm: output.wasm_mut().emit_wasm() });
    }
    let mut short = HashMap::new();
    let module = output.wasm_mut();
    // What the code was compiled for, in words: tools read that, and browsers do not.
    module.customs.remove_raw("target_features");
    for import in module.imports.iter_mut() {
        rename(&mut import.name, &mut short);
    }
    for export in module.exports.iter_mut() {
        rename(&mut export.name, &mut short);
    }
    Ok(Bound { glue: renamed(&glue, &short), wasm: output.wasm_mut().emit_wasm() })
}

/// The glue with its initialiser exported by its name, not as the default: what is bundled is imported by name.
fn by_name(glue: &str) -> anyhow::Result<String> {
    let exports = "export { initSync, __wbg_init as default };";
    if !glue.contains(exports) {
        bail!("the bindings of the widget do not export what they are expected to: {exports}");
    }
    Ok(glue.replace(exports, "export { __wbg_init };"))
}

/// Shortens a name that only the two files use: the long ones end in hashes, which do not compress, and together they
/// take kilobytes.
fn rename(name: &mut String, short: &mut HashMap<String, String>) {
    if name.starts_with("__wb") || name.starts_with("wasm_bindgen__") {
        let next = format!("${}", short.len());
        let new = short.entry(name.clone()).or_insert(next);
        name.clone_from(new);
    }
}

/// The glue with the short names: whole identifiers only.
fn renamed(glue: &str, short: &HashMap<String, String>) -> String {
    let mut named = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(is_name_char) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|c| !is_name_char(c)).unwrap_or(from.len()));
        named.push_str(before);
        named.push_str(short.get(word).map_or(word, String::as_str));
        rest = after;
    }
    named.push_str(rest);
    named
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{rename, renamed};

    #[test]
    fn both_sides_get_the_same_short_names_and_the_rest_stays() {
        let mut short = HashMap::new();
        let mut names = ["__wbg_new_a1", "__wbg_new_a12", "memory", "__wbg_new_a1"].map(String::from);
        for name in &mut names {
            rename(name, &mut short);
        }
        assert_eq!(names, ["$0", "$1", "memory", "$0"]);
        let glue = "{ __wbg_new_a1: () => wasm.memory, __wbg_new_a12: __wbg_init };";
        assert_eq!(renamed(glue, &short), "{ $0: () => wasm.memory, $1: __wbg_init };");
    }
}
