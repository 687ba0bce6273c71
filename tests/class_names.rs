//! The classes of the widget: each is in a style sheet, and each is used.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;
use std::path::Path;

use porch_class_names::Names;

fn names(folder: &str) -> Names {
    Names::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap()
}

/// The code of the files of this kind in a folder and in the folders inside, without its comments.
fn code(folder: &Path, kind: &str) -> String {
    let mut code = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("tests") {
            code.push_str(&self::code(&path, kind));
        } else if path.extension().is_some_and(|end| end == kind) {
            let text = std::fs::read_to_string(path).unwrap();
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            code.extend(lines.flat_map(|line| [line, "\n"]));
        }
    }
    code
}

/// The code of the widget and of the loader.
fn widget() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    code(&root.join("src"), "rs") + &code(&root.join("loader"), "js")
}

/// The code of the server's own pages, which use the widget's style sheets.
fn pages() -> String {
    code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/server/src/http"), "rs")
}

/// The code of the visitor's sheets.
fn sheets() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/sheets");
    code(&folder.join("src"), "rs") + &code(&folder.join("start"), "js")
}

/// The code of the dashboard, which shows a component of the widget, and of the server's page for it.
fn dashboard() -> String {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    code(&crates.join("dashboard/src"), "rs") + &code(&crates.join("server/src/http/team"), "rs")
}

const SHEETS: &str = "crates/sheets/src/style";
const DASHBOARD: &str = "crates/dashboard/src/style";
/// The class of the widget's component in the dashboard.
const SHARED: &str = "composer-tools";

/// The classes of style sheets that the code never names. A class may end in a number that the code computes.
fn unused(names: &Names, code: &str) -> Vec<String> {
    let named: HashSet<&str> = code.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).collect();
    let is_used =
        |word: &&str| named.contains(word) || named.contains(word.trim_end_matches(|c: char| c.is_ascii_digit()));
    names.words().filter(|word| !is_used(word)).map(str::to_owned).collect()
}

#[test]
fn every_class_of_a_style_sheet_is_used() {
    let unused = [
        unused(&names("src/style"), &(widget() + &pages())),
        unused(&names(SHEETS), &sheets()),
        unused(&names(DASHBOARD), &(widget() + &dashboard())),
    ]
    .concat();
    assert!(unused.is_empty(), "classes that nobody has: {unused:?}");
}

#[test]
fn every_class_that_is_used_is_in_a_style_sheet() {
    // A class in a component does not compile otherwise; this is for the others.
    for (code, names) in [(widget(), names("src/style")), (sheets(), names(SHEETS)), (dashboard(), names(DASHBOARD))] {
        let attributes = code.split("class=\"").skip(1).chain(code.split("className: \"").skip(1));
        let used = attributes.filter_map(|rest| rest.split('"').next()).flat_map(str::split_whitespace);
        let unknown: Vec<&str> = used.filter(|word| names.short(word).is_none()).collect();
        assert!(unknown.is_empty(), "classes that no style sheet has: {unknown:?}");
    }
    let (code, names) = (widget(), names("src/style"));
    assert!(names.unknown_in(&code).is_empty(), "selectors that no style sheet has: {:?}", names.unknown_in(&code));
}

#[test]
fn every_component_with_a_class_uses_the_macro_that_checks_it() {
    fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path, found) } else { found.push(path) }
        }
    }
    let mut sources = Vec::new();
    for folder in ["src", "crates/dashboard/src", "crates/sheets/src"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut sources);
    }
    for path in sources.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(path).unwrap();
        let imported = text.split("use porch_class_macros::").nth(1).and_then(|rest| rest.split(';').next());
        let has_macro = imported.is_some_and(|names| names.contains("html"));
        assert!(has_macro || !text.contains("class=\""), "{} has classes that nobody checks", path.display());
    }
}

#[test]
fn a_class_is_named_by_two_words_that_nothing_else_has() {
    let (names, dashboard) = (names("src/style"), names(DASHBOARD));
    for word in names.words() {
        assert!(word.contains('-'), "{word} is one word: it would be replaced wherever it is written");
        let is_shared = dashboard.words().any(|other| other == word);
        assert_eq!(is_shared, word == SHARED, "{word} is a class of the dashboard, too");
    }
    assert!(!dashboard.words().any(|word| Some(word) == names.short(SHARED)), "the dashboard has a class of this name");
    // The sheets are in the widget's shadow root, with their own names beside its short ones.
    for word in self::names(SHEETS).words() {
        assert!(word.contains('-'), "{word} is one word");
        assert!(!names.words().any(|other| other == word), "{word} is a class of the widget, too");
    }
}

#[test]
fn no_class_is_looked_for_beside_the_macro_that_knows_its_short_name() {
    // The build shortens the names in the loader's modules by itself.
    let code = code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "rs");
    let calls = ["matches(\"", "closest(\"", "query_selector(\"", "query_selector_all(\""];
    let texts = calls.iter().flat_map(|call| code.split(call).skip(1)).filter_map(|rest| rest.split('"').next());
    let classes: Vec<&str> = texts.filter(|text| text.contains('.') || text.contains("class")).collect();
    assert!(classes.is_empty(), "{classes:?}");
}
