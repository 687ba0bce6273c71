//! Resolves a path to the file that declares what it names.

use std::collections::BTreeSet;

use crate::Uses;
use crate::modules::{Address, Module, Modules};

/// How many re-exports may follow each other. More would be a circle.
const DEEPEST: usize = 16;

/// What a path refers to.
enum Found<'a> {
    /// A module: naming it is no use of its file.
    Module,
    /// An item, declared in this file.
    Item(&'a str),
}

/// Which file uses which, for all modules.
pub(crate) fn uses(modules: &Modules) -> Uses {
    let mut uses = Uses::new();
    for (address, module) in &modules.all {
        let used = uses.entry(module.file.clone()).or_default();
        used.extend(used_by(modules, address, module).into_iter().filter(|file| *file != module.file));
    }
    uses
}

fn used_by(modules: &Modules, address: &Address, module: &Module) -> BTreeSet<String> {
    // A re-exported name counts as used by the file that imports it from here.
    let own = module.imports.iter().filter(|(name, _)| !module.passed_on.contains(*name)).map(|(_, path)| path);
    let paths = own.chain(&module.named);
    let mut files: BTreeSet<String> = paths
        .filter_map(|path| match find(modules, address, path, DEEPEST)? {
            Found::Module => None,
            Found::Item(file) => Some(file.to_owned()),
        })
        .collect();
    files.extend(module.globs.iter().filter_map(|path| {
        let place = place(modules, address, path)?;
        Some(modules.all.get(&place)?.file.clone())
    }));
    files
}

/// The start of a path: the address it is relative to, and the rest of it.
fn begin<'p>(modules: &Modules, from: &Address, path: &'p [String]) -> Option<(Address, &'p [String])> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some((from[..1].to_vec(), rest)),
        "self" => Some((from.clone(), rest)),
        "super" => {
            let mut address = from.clone();
            address.pop();
            begin_super(address, rest)
        }
        name if modules.all.contains_key(&vec![name.to_owned()]) => {
            let module = modules.all.get(from)?;
            let shadowed = module.imports.contains_key(name) || module.items.contains(name);
            if shadowed { Some((from.clone(), path)) } else { Some((vec![name.to_owned()], rest)) }
        }
        _ => Some((from.clone(), path)),
    }
}

/// `super::super`.
fn begin_super(mut address: Address, mut rest: &[String]) -> Option<(Address, &[String])> {
    while rest.first().is_some_and(|name| name == "super") {
        address.pop()?;
        rest = &rest[1..];
    }
    Some((address, rest))
}

fn find<'m>(modules: &'m Modules, from: &Address, path: &[String], left: usize) -> Option<Found<'m>> {
    let left = left.checked_sub(1)?;
    let (mut address, mut rest) = begin(modules, from, path)?;
    loop {
        let module = modules.all.get(&address)?;
        let Some((name, tail)) = rest.split_first() else { return Some(Found::Module) };
        let child = [address.as_slice(), std::slice::from_ref(name)].concat();
        // A function may have the name of a module beside it: where the path ends there, it is the function that is used.
        let has_namesake = module.items.contains(name) || module.imports.contains_key(name);
        if modules.all.contains_key(&child) && !(tail.is_empty() && has_namesake) {
            (address, rest) = (child, tail);
            continue;
        }
        if module.items.contains(name) {
            return Some(Found::Item(&module.file));
        }
        if let Some(import) = module.imports.get(name) {
            let target: Vec<String> = import.iter().chain(tail).cloned().collect();
            return if target == path { None } else { find(modules, &address, &target, left) };
        }
        // Glob imports of foreign crates contain none of our files.
        let globs = module.globs.iter().filter(|glob| place(modules, &address, glob).is_some());
        return globs.filter(|glob| !glob.is_empty()).find_map(|glob| {
            let target: Vec<String> = glob.iter().chain(rest).cloned().collect();
            find(modules, &address, &target, left)
        });
    }
}

/// The module that a path names.
fn place(modules: &Modules, from: &Address, path: &[String]) -> Option<Address> {
    let (mut address, rest) = begin(modules, from, path)?;
    for name in rest {
        address.push(name.clone());
    }
    modules.all.contains_key(&address).then_some(address)
}
