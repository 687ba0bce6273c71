//! Compiles the texts of the widget (`text/*/widget.ftl`) and the dates of the server's own pages.

use porch_text_compiler::{Surface, generate};

fn main() -> std::process::ExitCode {
    generate(&[
        Surface { name: "widget", type_name: "Text", visibility: "pub" },
        Surface { name: "dates", type_name: "Dates", visibility: "pub" },
    ])
}
