//! The modules of the crates: what each declares, imports and refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context;
use syn::{Attribute, Item, UseTree, Visibility};

use crate::paths::{self, Named};

/// A module's address: the crate, then the names of the modules.
pub(crate) type Address = Vec<String>;

/// One module, in a file of its own or inside another's.
#[derive(Default)]
pub(crate) struct Module {
    /// The file, below the root of the repository.
    pub(crate) file: String,
    /// Names of the items that it declares.
    pub(crate) items: BTreeSet<String>,
    /// What `use` imports: the name here, and the path as it is written.
    pub(crate) imports: BTreeMap<String, Vec<String>>,
    /// The paths of `use path::*`.
    pub(crate) globs: Vec<Vec<String>>,
    /// The imports that are re-exported (`pub use`).
    pub(crate) passed_on: BTreeSet<String>,
    /// The paths in its code.
    pub(crate) named: BTreeSet<Vec<String>>,
}

/// All modules of all crates.
#[derive(Default)]
pub(crate) struct Modules {
    pub(crate) all: BTreeMap<Address, Module>,
}

/// The location of a module: its address, its file, and the folder of its children.
struct At<'a> {
    root: &'a Path,
    address: Address,
    file: String,
    folder: PathBuf,
}

impl Modules {
    /// Reads a crate from `lib.rs`, or `main.rs` where there is no library. A program beside a library is read as part
    /// of it.
    pub(crate) fn add_crate(&mut self, root: &Path, name: &str, folder: &str) -> anyhow::Result<()> {
        let folder = PathBuf::from(folder);
        for entry in ["lib.rs", "main.rs"] {
            let file = folder.join(entry);
            if !root.join(&file).exists() {
                continue;
            }
            // The program's own modules are in a crate of their own, so that their names do not clash with the
            // library's.
            let library = entry == "lib.rs" || !root.join(&folder).join("lib.rs").exists();
            let name = if library { name.to_owned() } else { format!("{name} main") };
            let at = At { root, address: vec![name], file: file.display().to_string(), folder: folder.clone() };
            self.read(&at)?;
        }
        Ok(())
    }

    fn read(&mut self, at: &At) -> anyhow::Result<()> {
        let text = std::fs::read_to_string(at.root.join(&at.file)).with_context(|| at.file.clone())?;
        let parsed = syn::parse_file(&text).with_context(|| at.file.clone())?;
        self.add(at, &parsed.items)
    }

    fn add(&mut self, at: &At, items: &[Item]) -> anyhow::Result<()> {
        let mut module = Module { file: at.file.clone(), ..Module::default() };
        for item in items.iter().filter(|item| !for_tests(attributes(item))) {
            if let Item::Mod(child) = item {
                let name = child.ident.to_string();
                let address = [at.address.as_slice(), std::slice::from_ref(&name)].concat();
                let folder = at.folder.join(&name);
                if let Some((_, items)) = &child.content {
                    self.add(&At { address, folder, file: at.file.clone(), ..*at }, items)?;
                } else {
                    let file = file_of(at, &name)?;
                    self.read(&At { address, file, folder, ..*at })?;
                }
                continue;
            }
            module.take(item);
        }
        // A program and its library may both have a module of this name.
        self.all.entry(at.address.clone()).or_insert(module);
        Ok(())
    }
}

impl Module {
    fn take(&mut self, item: &Item) {
        if let Item::Use(imported) = item {
            let passed_on = !matches!(imported.vis, Visibility::Inherited);
            self.import(&imported.tree, &mut Vec::new(), passed_on);
            return;
        }
        self.items.extend(name_of(item));
        let Named { paths, imports } = paths::of(item);
        self.named.extend(paths);
        for tree in &imports {
            self.import(tree, &mut Vec::new(), false);
        }
    }

    fn import(&mut self, tree: &UseTree, before: &mut Vec<String>, passed_on: bool) {
        let (name, import) = match tree {
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(&path.tree, before, passed_on);
                before.pop();
                return;
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, passed_on);
                }
                return;
            }
            UseTree::Glob(_) => return self.globs.push(before.clone()),
            UseTree::Name(name) if name.ident == "self" => (before.last().cloned().unwrap_or_default(), before.clone()),
            UseTree::Name(name) => (name.ident.to_string(), with(before, name.ident.to_string())),
            UseTree::Rename(renamed) if renamed.ident == "self" => (renamed.rename.to_string(), before.clone()),
            UseTree::Rename(renamed) => (renamed.rename.to_string(), with(before, renamed.ident.to_string())),
        };
        if passed_on {
            self.passed_on.insert(name.clone());
        }
        self.imports.insert(name, import);
    }
}

fn with(before: &[String], name: String) -> Vec<String> {
    before.iter().cloned().chain([name]).collect()
}

/// The file of a child module, where `rustc` looks for it.
fn file_of(at: &At, name: &str) -> anyhow::Result<String> {
    let flat = at.folder.join(format!("{name}.rs"));
    let deep = at.folder.join(name).join("mod.rs");
    let file = [flat, deep].into_iter().find(|file| at.root.join(file).exists());
    let file = file.with_context(|| format!("{} declares {name}, which has no file", at.file))?;
    Ok(file.display().to_string())
}

/// Whether an item is compiled only for tests.
fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| {
                let words = list.tokens.to_string();
                words == "test" || words.starts_with("all (test") || words.starts_with("all(test")
            })
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
