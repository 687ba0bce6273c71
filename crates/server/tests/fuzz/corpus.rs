//! The corpus: what once broke something, or looks as if it could, one input a file; and how many random ones follow.

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::Config;

/// How often each property is tried.
pub(crate) fn often() -> Config {
    let cases = std::env::var("PORCH_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(256);
    Config { cases, ..Config::default() }
}

/// The inputs that are kept for a target, each line end as it stands in its file.
pub(crate) fn kept(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let inputs: Vec<_> =
        files.map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned()).collect();
    assert!(!inputs.is_empty(), "{target} has no corpus");
    inputs
}

/// Letters of all kinds, those among them that nobody sees.
pub(crate) fn strange() -> BoxedStrategy<String> {
    let letter = prop_oneof![
        any::<char>(),
        prop::sample::select("\0\t\n\u{B}\r\u{1B}\u{7F}\u{85}\u{AD}\u{200B}\u{200E}\u{202E}\u{2028}\u{2066}\u{FEFF}\u{FFFE}\u{FFFF}\u{301}\u{34F}\u{3164}\u{1D173}\u{E0041};=,:/.%\"'<>&\\".chars().collect::<Vec<_>>()),
        prop::char::range(' ', '~'),
    ];
    prop::collection::vec(letter, 0..60).prop_map(|letters| letters.into_iter().collect()).boxed()
}

/// Beginnings that made parsers of Markdown and HTML slow or deep before, said again and again.
pub(crate) const BEGINNINGS: [&str; 39] = [
    "*a **a ",
    "*a_ ",
    "_a ",
    "**x",
    "[",
    "[a](",
    "![[]()",
    "[a](<b",
    "a**b_c* ",
    "`",
    "`a``b",
    "> ",
    "- ",
    "1. ",
    "- a\n ",
    "<",
    "<a ",
    "</",
    "<!--",
    "<?",
    "<![CDATA[",
    "&",
    "~~a ",
    "www.a@b ",
    "a@b.c",
    "http://",
    "[a]: b\n",
    "[a]: https://a.example\n[a]\n",
    "[a][",
    "]: ",
    "[^a]: ",
    "| a ",
    "\\",
    "**a：**",
    "　*",
    "<b>",
    "<b><i>",
    "<a x=1><p>",
    "<ul><li>",
];
