//! Which file may use which: no circles of files, and modules of the server use only those below them. There are no
//! exceptions.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};

use porch_structure::{CRATES, Uses, circles, loader_uses, uses};

/// The server's modules in layers, from bottom to top. A module uses those of the lines above its own, and itself.
const LAYERS: [&[&str]; 19] = [
    &[
        "assets",
        "server_limits",
        "clock",
        "jwt",
        "language",
        "logs",
        "backoff",
        "secrets",
        "sub_path",
        "cookies",
        "site_models",
        "search_index",
    ],
    &["config", "install_check", "old_builds", "lock", "open_files"],
    &["visitors"],
    &["smtp"],
    &["proof_of_work"],
    &["outbound", "passkeys", "site_checks"],
    &["live", "identity_providers"],
    &["read"],
    &["app"],
    &["log_follower"],
    &["resume_replies", "erasures", "external_checks", "model_learning", "mail", "search"],
    &["webhooks"],
    &["team", "talk", "delivery"],
    &["http"],
    &["control", "full_disk", "flow_control"],
    &["maintenance", "connection"],
    &["serve"],
    &["command"],
    &["lib", "main"],
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read() -> Uses {
    uses(&root(), &CRATES).unwrap()
}

/// The module of a file of the server.
fn module_of(file: &str) -> Option<&str> {
    let name = file.strip_prefix("crates/server/src/")?.split('/').next()?;
    Some(name.strip_suffix(".rs").unwrap_or(name))
}

/// The layer of a module, counted from the bottom.
fn layer(module: &str) -> usize {
    LAYERS.iter().position(|layer| layer.contains(&module)).unwrap_or_else(|| panic!("{module} has no place in LAYERS"))
}

#[test]
fn a_module_of_the_server_uses_only_those_below_it() {
    let mut wrong = Vec::new();
    for (file, used) in &read() {
        for used in used {
            let (Some(from), Some(to)) = (module_of(file), module_of(used)) else { continue };
            if from != to && layer(from) <= layer(to) {
                wrong.push(format!("{file} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "files that use a module above their own: {wrong:#?}");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let mut all = read();
    all.extend(loader());
    let circles = circles(&all);
    assert!(circles.is_empty(), "files that use each other: {circles:#?}");
}

/// The modules of the loader, and its tests.
fn loader() -> Uses {
    loader_uses(&root(), "loader").unwrap()
}

/// What a browser loads as one file: the folder of a module, or the module itself.
fn chunk(file: &str) -> &str {
    let inside = file.strip_prefix("loader/").unwrap();
    inside.split_once('/').map_or(inside, |(folder, _)| folder)
}

#[test]
fn a_module_of_the_loader_imports_only_what_is_loaded_with_it() {
    let loader = loader();
    let modules = loader.iter().filter(|(file, _)| chunk(file) != "tests");
    let imports = modules.flat_map(|(file, used)| used.iter().map(move |used| (file, used)));
    let wrong: Vec<_> = imports.filter(|(file, used)| chunk(file) != chunk(used)).collect();
    assert!(wrong.is_empty(), "modules that import one of another file of the browser: {wrong:#?}");
}

#[test]
fn every_module_of_the_loader_is_part_of_what_a_browser_loads() {
    let entries = ["embed/element.js", "live/main.js", "proof_of_work.js", "start_widget/start_widget.js"];
    let loader = loader();
    let modules = || loader.keys().filter(|file| chunk(file) != "tests");
    let imported: Vec<_> = modules().flat_map(|file| &loader[file]).collect();
    let is_entry = |file: &str| entries.iter().any(|entry| file.ends_with(entry));
    let lost: Vec<_> = modules().filter(|file| !is_entry(file) && !imported.contains(file)).collect();
    assert!(lost.is_empty(), "modules of the loader that no other imports: {lost:#?}");
}

#[test]
fn every_module_of_the_loader_has_a_test() {
    let loader = loader();
    let is_test = |file: &str| chunk(file) == "tests";
    let tested: Vec<_> = loader.iter().filter(|(file, _)| is_test(file)).flat_map(|(_, used)| used).collect();
    // It has nothing but data.
    let data = "loader/live/build.js";
    let untested: Vec<_> =
        loader.keys().filter(|file| !is_test(file) && file.as_str() != data && !tested.contains(file)).collect();
    assert!(untested.is_empty(), "modules of the loader that no test imports: {untested:#?}");
}
