//! Compiles the texts of the widget (`text/*/widget.ftl`) and the dates of the server's own pages; and has the crate
//! compiled anew when a style sheet changes.

use porch_text_compiler::{Surface, generate};

fn main() -> std::process::ExitCode {
    // The short names of classes follow from the style sheets, and Cargo does not see that the macros read those.
    println!("cargo::rerun-if-changed=src/style");
    generate(&[
        Surface { name: "widget", type_name: "Text", visibility: "pub" },
        Surface { name: "dates", type_name: "Dates", visibility: "pub" },
    ])
}
