//! Compiles the texts of the sheets (`text/*/sheets.ftl`); and has the crate compiled anew when a style sheet changes.

use porch_text_compiler::{Surface, generate};

fn main() -> std::process::ExitCode {
    // The macros for classes read the style sheets, and Cargo does not see that.
    println!("cargo::rerun-if-changed=src/style");
    generate(&[Surface { name: "sheets", type_name: "Text", visibility: "pub" }])
}
