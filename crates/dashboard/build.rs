//! Compiles the texts of the dashboard (`text/*/dashboard*.ftl`).

use porch_text_compiler::{Surface, generate};

fn main() -> std::process::ExitCode {
    generate(&[Surface { name: "dashboard", type_name: "Text", visibility: "pub(crate)" }])
}
