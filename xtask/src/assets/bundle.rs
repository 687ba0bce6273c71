//! Bundles ES modules into one file: the modules that an entry imports, each before those that use it.
//!
//! Small on purpose. Our modules import each other by name and without renaming, and names at the top level of a file's
//! modules are unique, so joining them needs no renaming: `import` and `export` are removed, and the entry's exports are
//! written at the end. What does not fit is an error that names the module.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use anyhow::{Context, bail, ensure};

use super::javascript_module::{Import, Module};

/// The sources of modules, by path. A name without a folder may be that of a module that is no file.
pub(super) type Texts = BTreeMap<String, String>;

/// The source of one file, made of the module `entry` and of what it imports.
pub(super) fn bundle(entry: &str, texts: &Texts) -> anyhow::Result<String> {
    let mut bundle = Bundle { texts, modules: Vec::new() };
    bundle.add(entry, &mut Vec::new())?;
    bundle.check()?;
    let mut code = String::new();
    for (_, module) in &bundle.modules {
        writeln!(code, "{}", module.body)?;
    }
    let exports = &bundle.module(entry).context("an entry is part of its bundle")?.exports;
    if !exports.is_empty() {
        let names: Vec<_> = exports.iter().map(String::as_str).collect();
        writeln!(code, "export {{ {} }};", names.join(", "))?;
    }
    Ok(code)
}

struct Bundle<'a> {
    texts: &'a Texts,
    /// By path, each after those that it imports.
    modules: Vec<(String, Module)>,
}

impl Bundle<'_> {
    fn module(&self, path: &str) -> Option<&Module> {
        self.modules.iter().find(|(known, _)| known == path).map(|(_, module)| module)
    }

    /// Adds a module after those that it imports. `above` are the modules that are being added: those that led here.
    fn add(&mut self, path: &str, above: &mut Vec<String>) -> anyhow::Result<()> {
        if self.module(path).is_some() {
            return Ok(());
        }
        if above.iter().any(|one| one == path) {
            bail!("{path} imports itself, by {}", above.join(", "));
        }
        let source = self.texts.get(path).with_context(|| format!("there is no module {path}"))?;
        let module = Module::read(path, source)?;
        above.push(path.to_owned());
        for from in &module.requests {
            self.add(&resolve(path, from), above)?;
        }
        above.pop();
        self.modules.push((path.to_owned(), module));
        Ok(())
    }

    /// Checks what the browser would check when it links the modules, and that joining them changes no meaning.
    fn check(&self) -> anyhow::Result<()> {
        let mut declared: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, module) in &self.modules {
            for name in &module.declares {
                if let Some(other) = declared.insert(name, path) {
                    bail!("{other} and {path} both declare {name}: one of them needs another name");
                }
            }
        }
        for (path, module) in &self.modules {
            for Import { name, from } in &module.imports {
                let from = resolve(path, from);
                let exports = self.module(&from).map(|module| &module.exports);
                ensure!(
                    exports.is_some_and(|all| all.contains(name)),
                    "{path} imports {name}, which {from} does not export"
                );
            }
            let imported: BTreeSet<&str> = module.imports.iter().map(|import| import.name.as_str()).collect();
            for name in module.unresolved.iter().filter(|name| !imported.contains(name.as_str())) {
                if let Some(other) = declared.get(name.as_str()) {
                    bail!("{path} uses {name} of {other} without importing it");
                }
            }
        }
        Ok(())
    }
}

/// The path of a module that another one imports; a name without `./` is that of a module that is no file.
fn resolve(path: &str, from: &str) -> String {
    let Some(mut rest) = from.strip_prefix("./").or_else(|| from.starts_with("../").then_some(from)) else {
        return from.to_owned();
    };
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    while let Some(up) = rest.strip_prefix("../") {
        folders.pop();
        rest = up;
    }
    folders.push(rest);
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::{bundle, resolve};

    /// The bundle of modules that are given as text; the first is the entry.
    fn of(modules: &[(&str, &str)]) -> Result<String, String> {
        let texts = modules.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        bundle(modules[0].0, &texts).map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn modules_are_joined_below_what_they_use_and_the_exports_of_the_entry_stay() {
        let joined = of(&[
            (
                "a/main.js",
                "import { two } from \"./two.js\";\nimport { one } from \"./one.js\";\nexport { one } from \"./one.js\";\nexport const sum = () => one + two();\n",
            ),
            ("a/one.js", "let one = 1;\nexport { one };\n"),
            ("a/two.js", "import { one } from \"./one.js\";\nexport function two() { return one + one; }\n"),
        ]);
        let lines: Vec<_> = joined.as_deref().unwrap().lines().filter(|line| !line.is_empty()).collect();
        let expected = [
            "let one = 1;",
            "function two() { return one + one; }",
            "const sum = () => one + two();",
            "export { one, sum };",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_would_change_its_meaning_is_an_error_that_names_both_modules() {
        let refused = |modules: &[(&str, &str)], why: &str| {
            let error = of(modules).unwrap_err();
            assert!(error.contains(why), "{error}");
        };
        let b = ("b.js", "export const b = 1; const hidden = 2;");
        refused(&[("a.js", "import { b } from \"./b.js\"; const hidden = b;"), b], "both declare hidden");
        refused(
            &[("a.js", "import { b } from \"./b.js\"; b(hidden);"), b],
            "a.js uses hidden of b.js without importing it",
        );
        refused(&[("a.js", "import { c } from \"./b.js\"; c();"), b], "imports c, which b.js does not export");
        refused(&[("a.js", "import { b } from \"./b.js\";"), b], "a.js imports b and does not use it");
        refused(&[("a.js", "import { b as other } from \"./b.js\"; other();"), b], "under another name");
        refused(&[("a.js", "export default 1;")], "exports a default");
        let circle = ("c.js", "import { a } from \"./a.js\"; export const c = () => a;");
        refused(&[("a.js", "import { c } from \"./c.js\"; export const a = () => c;"), circle], "a.js imports itself");
        refused(&[("a.js", "import { b } from \"./gone.js\"; b();")], "there is no module gone.js");
    }

    #[test]
    fn a_path_is_relative_to_its_module_and_a_bare_name_is_not() {
        assert_eq!(resolve("live/main.js", "./text.js"), "live/text.js");
        assert_eq!(resolve("live/main.js", "../embed/text.js"), "embed/text.js");
        assert_eq!(resolve("live/main.js", "widget-bindings"), "widget-bindings");
    }
}
