//! Which module of the loader imports which: the graph of its `import` and `export … from`.

use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};
use oxc::allocator::Allocator;
use oxc::parser::Parser;
use oxc::span::SourceType;

use crate::Uses;

/// For each JavaScript file below a folder the files that it imports, both as paths below `root`. Imports that name no
/// file are left out: the widget's bindings, which the build makes.
///
/// # Errors
/// If a file cannot be read, is not JavaScript, or imports a file that is missing.
pub fn loader_uses(root: &Path, folder: &str) -> anyhow::Result<Uses> {
    let mut uses = Uses::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root.join(&folder)).with_context(|| folder.display().to_string())? {
            let path = folder.join(entry?.file_name());
            if root.join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "js") {
                let used = imports(root, &path)?.into_iter().map(|used| used.display().to_string());
                uses.insert(path.display().to_string(), used.collect());
            }
        }
    }
    Ok(uses)
}

/// The files that a module imports.
fn imports(root: &Path, path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let text = std::fs::read_to_string(root.join(path)).with_context(|| path.display().to_string())?;
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, &text, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        bail!("{} is not JavaScript: {problem}", path.display());
    }
    let names = parsed.module_record.requested_modules.keys().filter(|name| name.starts_with('.'));
    let mut files = Vec::new();
    for name in names {
        let file = joined(path, name.as_str());
        if !root.join(&file).is_file() {
            bail!("{} imports {name}, which is no file", path.display());
        }
        files.push(file);
    }
    Ok(files)
}

/// The path that a module's import leads to.
fn joined(path: &Path, import: &str) -> PathBuf {
    let mut file = path.parent().map(Path::to_owned).unwrap_or_default();
    for part in Path::new(import).components() {
        match part {
            Component::ParentDir => {
                file.pop();
            }
            Component::Normal(name) => file.push(name),
            _ => {}
        }
    }
    file
}
