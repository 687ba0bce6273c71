//! Runs the widget's tests in a real browser: the runner of `wasm-bindgen-test`, as a library.
//!
//! Cargo calls it with the compiled test. The browser's flags lie beside this crate in `webdriver.json`, which the
//! runner reads from the folder it is started in, unless `cargo xtask test` names a copy that names the browser too.

use std::path::Path;

fn main() -> anyhow::Result<()> {
    // Cargo names the test relative to the package, which this leaves.
    let absolute = |word: std::ffi::OsString| Path::new(&word).canonicalize().map_or(word, Into::into);
    let words: Vec<_> = std::env::args_os().map(absolute).collect();
    std::env::set_current_dir(env!("CARGO_MANIFEST_DIR"))?;
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(words)
}
