//! Trains the models that ship: `cargo run -p porch-spam --release --example train` writes `model.bin` and `phrases.bin`.
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
    for (name, model) in [("model.bin", model), ("phrases.bin", lessons::phrases())] {
        let bytes = model.to_bytes();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        std::fs::write(&path, &bytes).unwrap();
        println!("{} bytes written to {}", bytes.len(), path.display());
    }
}
