//! The test commands of the documentation: each has to run at least one test. Cargo passes a filter that matches nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::root;

/// Documents with commands for those who work on the program.
const DOCUMENTS: [&str; 10] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "bench/README.md",
    "docs/embedding.md",
    "docs/figures.md",
    "docs/operating.md",
    "docs/spam.md",
    "docs/translating.md",
];

/// The file with the modules of the journeys, which `cargo xtask test --only journeys` runs.
const JOURNEYS: &str = "tests/journeys/main.rs";

/// A test function.
struct Test {
    /// With its modules, as a filter of cargo sees it.
    name: String,
    ignored: bool,
}

#[test]
fn each_test_command_of_the_documentation_runs_a_test() {
    let packages = packages();
    let journeys = tests_of(&root().join(JOURNEYS));
    let mut commands = 0;
    for document in DOCUMENTS {
        for code in code_of(document) {
            if let Some((_, arguments)) = code.split_once("cargo test ") {
                commands += 1;
                let problem = problem_of(arguments, &packages);
                assert_eq!(problem, None, "{document}: {code}");
            } else if code.starts_with("people::") {
                assert!(runs_one(&journeys, &code, false), "{document}: no journey {code}");
            }
        }
    }
    assert!(commands > 20, "only {commands} commands were read");
}

#[test]
fn a_command_that_runs_nothing_is_found() {
    let packages = packages();
    let problem = |command: &str| problem_of(command, &packages).unwrap_or_default();
    assert_eq!(problem("-p porch-server --test tidy doc_commands::"), "");
    assert_eq!(problem("-p porch-server --test tidy doc_comands::"), "no such test");
    assert_eq!(problem("-p porch-server --test tidy doc_commands:: -- --ignored"), "no such test");
    assert_eq!(problem("-p porch-server --test tydi"), "no such target");
    assert_eq!(problem("-p porch-sever --lib"), "no such package");
}

/// Why this `cargo test` would run nothing.
fn problem_of(arguments: &str, packages: &BTreeMap<String, PathBuf>) -> Option<&'static str> {
    let (for_cargo, for_tests) = arguments.split_once(" -- ").unwrap_or((arguments, ""));
    let (mut folder, mut target, mut filter) = (None, None, "");
    let mut words = for_cargo.split_whitespace().take_while(|word| *word != "#");
    while let Some(word) = words.next() {
        match word {
            "-p" | "--package" => match packages.get(words.next()?) {
                Some(found) => folder = Some(found),
                None => return Some("no such package"),
            },
            "--test" => target = words.next(),
            "--lib" => target = Some(""),
            option if option.starts_with('-') => {}
            word => filter = word,
        }
    }
    let Some(folder) = folder else { return Some("no package") };
    let files = match target {
        None | Some("") => vec![folder.join("src/lib.rs")],
        Some(name) => {
            ["tests/NAME.rs", "tests/NAME/main.rs"].map(|path| folder.join(path.replace("NAME", name))).into()
        }
    };
    let Some(file) = files.iter().find(|file| file.exists()) else { return Some("no such target") };
    let runs = runs_one(&tests_of(file), filter, for_tests.contains("--ignored"));
    (!runs).then_some("no such test")
}

fn runs_one(tests: &[Test], filter: &str, ignored: bool) -> bool {
    tests.iter().any(|test| test.name.contains(filter) && test.ignored == ignored)
}

/// The folder of each package of the workspace.
fn packages() -> BTreeMap<String, PathBuf> {
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = workspace.lines().find_map(|line| line.strip_prefix("members = [")).unwrap();
    let folders = members.split('"').skip(1).step_by(2).chain([""]);
    let package = |folder: &str| {
        let folder = root().join(folder);
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let name = manifest.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).unwrap();
        (name.to_owned(), folder)
    };
    folders.map(package).collect()
}

/// What a document has in backticks, and each line of its blocks of code.
fn code_of(document: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(document)).unwrap();
    let parts: Vec<&str> = text.split('`').collect();
    // Three backticks leave two empty parts between them, so that a block has an odd place as well.
    let code = (1..parts.len()).step_by(2).filter(|place| !parts[*place].is_empty());
    let lines = code.flat_map(|place| {
        let is_block = parts[place - 1].is_empty();
        let code = if is_block { parts[place].to_owned() } else { parts[place].replace('\n', " ") };
        code.lines().map(str::to_owned).collect::<Vec<_>>()
    });
    lines.collect()
}

/// The tests of a target, by its first file.
fn tests_of(file: &Path) -> Vec<Test> {
    let mut tests = Vec::new();
    read_module(file, file.parent().unwrap(), "", &mut tests);
    tests
}

/// Reads the tests of a file and of its modules, whose files lie in `folder`.
fn read_module(file: &Path, folder: &Path, module: &str, tests: &mut Vec<Test>) {
    let text = std::fs::read_to_string(file).unwrap();
    // The modules that are written inside of the file, with the indent of their last line.
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut attributes = Vec::new();
    for line in text.lines() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let inside = || open.iter().fold(module.to_owned(), |path, (_, name)| format!("{path}{name}::"));
        if code.starts_with("#[") {
            attributes.push(code);
            continue;
        }
        if let Some(name) = module_name(code, '{') {
            open.push((indent, name));
        } else if let Some(name) = module_name(code, ';') {
            let path = attributes.iter().find_map(|line| line.strip_prefix("#[path = \"")?.strip_suffix("\"]"));
            read_module_file((file, folder), name, path, &inside(), tests);
        } else if let Some((_, function)) = code.split_once("fn ") {
            let is_test =
                attributes.iter().any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"));
            let name = function.split(['(', '<']).next().unwrap_or_default();
            let ignored = attributes.iter().any(|line| line.starts_with("#[ignore"));
            tests.extend(is_test.then(|| Test { name: format!("{}{name}", inside()), ignored }));
        } else if code == "}" && open.last().is_some_and(|(of, _)| *of == indent) {
            open.pop();
        }
        if !code.starts_with("//") {
            attributes.clear();
        }
    }
}

fn read_module_file(
    (file, folder): (&Path, &Path),
    name: &str,
    path: Option<&str>,
    inside: &str,
    tests: &mut Vec<Test>,
) {
    let module = format!("{inside}{name}::");
    if let Some(path) = path {
        let found = file.parent().unwrap().join(path);
        return read_module(&found, found.parent().unwrap(), &module, tests);
    }
    let below = folder.join(name);
    let files = [folder.join(format!("{name}.rs")), below.join("mod.rs")];
    // A module that a build script writes is nowhere.
    if let Some(found) = files.iter().find(|file| file.exists()) {
        read_module(found, &below, &module, tests);
    }
}

/// The name in `mod name;` or `mod name {`.
fn module_name(code: &str, end: char) -> Option<&str> {
    let rest = code.split_once("mod ").filter(|(before, _)| before.is_empty() || before.starts_with("pub"))?.1;
    let name = rest.strip_suffix(end)?.trim_end();
    name.chars().all(|letter| letter.is_alphanumeric() || letter == '_').then_some(name)
}
