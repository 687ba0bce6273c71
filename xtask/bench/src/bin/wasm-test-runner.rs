//! Runs the widget's tests in a real browser: the runner of `wasm-bindgen-test`, as a library.
//!
//! Cargo calls it with the compiled test. The browser's flags are beside this crate in `webdriver.json`, which the
//! runner reads from its working directory, unless `cargo xtask test` names a copy that also names the browser.

use std::path::Path;

fn main() -> anyhow::Result<()> {
    // Cargo names the test relative to the package, whose folder is left below.
    let absolute = |argument: std::ffi::OsString| Path::new(&argument).canonicalize().map_or(argument, Into::into);
    let arguments: Vec<_> = std::env::args_os().map(absolute).collect();
    std::env::set_current_dir(env!("CARGO_MANIFEST_DIR"))?;
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(arguments)
}
