//! Trains the text model that ships: `cargo run -p porch-spam --release --example train` writes `model.bin`.
#![expect(clippy::unwrap_used, reason = "a tool for developers: a broken file ends it")]
#![expect(clippy::print_stdout, reason = "it says what it did")]

use std::path::Path;

use porch_spam_cases::{self as cases, lessons};

fn main() {
    let Some(folder) = cases::folder() else {
        println!("skipped: no cases");
        return;
    };
    let sources = lessons::Sources::read(&folder);
    let model = sources.teach(&[lessons::Source::Videos, lessons::Source::Messages, lessons::Source::Gambling]);
    let bytes = model.to_bytes();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("model.bin");
    std::fs::write(&path, &bytes).unwrap();
    println!("{} bytes written to {}", bytes.len(), path.display());
}
