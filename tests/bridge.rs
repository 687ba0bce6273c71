//! The functions that the widget calls of the loader: each is there in the loader, and in whatever stands in for it.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

/// The loader, and what stands in for it: the page of `trunk serve`, and the stage of the widget's tests.
const BRIDGES: [&str; 3] = ["loader/start_widget/start_widget.js", "index.html", "tests/stage/mod.rs"];

fn read(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// Whether an object in this JavaScript has the function, as a property or as a method.
fn has(code: &str, function: &str) -> bool {
    let starts = code.match_indices(function).filter(|(at, _)| {
        let before = code[..*at].chars().next_back();
        let after = code[at + function.len()..].chars().next();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') && matches!(after, Some(':' | '(' | ','))
    });
    starts.count() > 0
}

#[test]
fn each_bridge_has_every_function_that_the_widget_calls() {
    let embed = read("src/embed.rs");
    let functions: Vec<&str> = embed
        .split("pub fn ")
        .skip(1)
        .filter_map(|rest| rest.split_once("(this: &Bridge").map(|(name, _)| name))
        .collect();
    let functions: Vec<&str> = functions.into_iter().filter(|name| !name.contains(char::is_whitespace)).collect();
    assert!(functions.len() >= 15, "{functions:?}");
    for file in BRIDGES {
        let code = read(file);
        let missing: Vec<_> = functions.iter().filter(|function| !has(&code, function)).collect();
        assert!(missing.is_empty(), "{file} lacks {missing:?}");
    }
}
