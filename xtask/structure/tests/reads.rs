//! Tests of the use graph on small crates made for them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use porch_structure::{circles, loader_uses, uses};

/// The files that `file` uses, in crates of these files.
fn used(files: &[(&str, &str)], file: &str) -> Vec<String> {
    graph(files).remove(file).unwrap().into_iter().collect()
}

fn graph(files: &[(&str, &str)]) -> porch_structure::Uses {
    let root = tempfile::tempdir().unwrap();
    for (file, text) in files {
        let path = root.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let crates: BTreeSet<&str> = files.iter().filter_map(|(file, _)| file.split('/').next()).collect();
    let crates: Vec<_> = crates.into_iter().map(|name| (name, name)).collect();
    uses(root.path(), &crates).unwrap()
}

#[test]
fn a_name_that_is_passed_on_leads_to_the_file_that_has_it() {
    let files = [
        ("one/lib.rs", "mod shop; mod till; pub use shop::Price;"),
        ("one/shop/mod.rs", "mod price; pub use price::Price; pub fn open() {}"),
        ("one/shop/price.rs", "pub struct Price;"),
        ("one/till.rs", "use crate::Price; fn sum(of: Price) {}"),
    ];
    assert_eq!(used(&files, "one/till.rs"), ["one/shop/price.rs"]);
    // Re-exporting it is no use of it.
    assert!(used(&files, "one/shop/mod.rs").is_empty() && used(&files, "one/lib.rs").is_empty());
}

#[test]
fn paths_in_code_and_in_macros_are_seen_and_those_of_tests_are_not() {
    let files = [
        ("one/lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
        (
            "one/a.rs",
            "use super::b; fn f() { b::g(); html! { <crate::c::Item name={crate::d::NAME} /> } }
            #[cfg(test)] mod tests { use crate::e::nothing; }",
        ),
        ("one/b.rs", "pub fn g() {}"),
        ("one/c.rs", "pub struct Item;"),
        ("one/d.rs", "pub const NAME: &str = \"\";"),
        ("one/e.rs", "pub fn nothing() {}"),
    ];
    let seen = used(&files, "one/a.rs");
    assert!(seen.contains(&"one/b.rs".to_owned()) && seen.contains(&"one/d.rs".to_owned()), "{seen:?}");
    assert!(seen.contains(&"one/c.rs".to_owned()) && !seen.contains(&"one/e.rs".to_owned()), "{seen:?}");
}

#[test]
fn globs_inner_modules_and_other_crates_are_followed() {
    let files = [
        ("one/lib.rs", "mod a; mod b { pub use crate::c::*; } mod c;"),
        ("one/a.rs", "mod deep; use crate::b::thing; fn f() { two::shared(); thing() }"),
        ("one/a/deep.rs", "use super::super::c::thing;"),
        ("one/c.rs", "pub fn thing() {}"),
        ("two/lib.rs", "mod inner; pub use inner::shared;"),
        ("two/inner.rs", "pub fn shared() {}"),
    ];
    assert_eq!(used(&files, "one/a.rs"), ["one/c.rs", "two/inner.rs"]);
    assert_eq!(used(&files, "one/a/deep.rs"), ["one/c.rs"]);
}

#[test]
fn a_circle_has_all_the_files_that_are_in_it() {
    let files = [
        ("one/lib.rs", "mod a; mod b; mod c; mod d;"),
        ("one/a.rs", "use crate::b::B; pub struct A; pub struct D;"),
        ("one/b.rs", "use crate::c::C; pub struct B;"),
        ("one/c.rs", "use crate::a::A; pub struct C;"),
        ("one/d.rs", "use crate::a::D;"),
    ];
    let found = circles(&graph(&files));
    assert_eq!(found.len(), 1);
    assert_eq!(found.first().unwrap().iter().collect::<Vec<_>>(), ["one/a.rs", "one/b.rs", "one/c.rs"]);
}

#[test]
fn a_file_that_is_missing_is_an_error_that_names_it() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("one")).unwrap();
    std::fs::write(root.path().join("one/lib.rs"), "mod gone;").unwrap();
    let failure = uses(root.path(), &[("one", "one")]).unwrap_err().to_string();
    assert!(failure.contains("one/lib.rs") && failure.contains("gone"), "{failure}");
}

#[test]
fn a_function_with_the_name_of_a_module_beside_it_is_used_all_the_same() {
    let files = [
        ("one/lib.rs", "mod shop; mod till;"),
        ("one/shop/mod.rs", "mod open; pub use open::open;"),
        ("one/shop/open.rs", "pub fn open() {}"),
        ("one/till.rs", "use crate::shop; fn begin() { shop::open() }"),
    ];
    assert_eq!(used(&files, "one/till.rs"), ["one/shop/open.rs"]);
}

#[test]
fn the_imports_of_modules_are_read_and_a_missing_one_is_an_error_that_names_it() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(root.path().join("js/deep")).unwrap();
    let write = |file: &str, text: &str| std::fs::write(root.path().join(file), text).unwrap();
    write("js/a.js", "import { b } from \"./deep/b.js\";\nimport { made } from \"bindings\";\nb(made);\n");
    write("js/deep/b.js", "export { a } from \"../a.js\";\n");
    let uses = loader_uses(root.path(), "js").unwrap();
    assert_eq!(uses["js/a.js"].iter().collect::<Vec<_>>(), ["js/deep/b.js"]);
    assert_eq!(uses["js/deep/b.js"].iter().collect::<Vec<_>>(), ["js/a.js"]);
    assert_eq!(circles(&uses).len(), 1);
    write("js/deep/b.js", "import \"./gone.js\";");
    let failure = loader_uses(root.path(), "js").unwrap_err().to_string();
    assert!(failure.contains("js/deep/b.js") && failure.contains("gone.js"), "{failure}");
}
