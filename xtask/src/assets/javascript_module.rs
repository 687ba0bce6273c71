//! One ES module: what it imports, exports and declares, and its code without either statement.

use std::collections::BTreeSet;

use anyhow::{Context, bail, ensure};
use oxc::allocator::Allocator;
use oxc::parser::Parser;
use oxc::semantic::{Scoping, SemanticBuilder};
use oxc::span::{SourceType, Span};
use oxc::syntax::module_record::{ExportEntry, ImportImportName, ModuleRecord};

/// A name that a module imports, and from where.
pub(super) struct Import {
    pub(super) name: String,
    /// As it is written.
    pub(super) from: String,
}

/// A module.
pub(super) struct Module {
    /// The modules that it imports, as they are written, in order.
    pub(super) requests: Vec<String>,
    pub(super) imports: Vec<Import>,
    /// The names that it exports, its own and those that it passes on.
    pub(super) exports: BTreeSet<String>,
    /// The names that it declares at its top level.
    pub(super) declares: BTreeSet<String>,
    /// The names that it uses without declaring or importing them: those of the browser.
    pub(super) unresolved: BTreeSet<String>,
    /// Its code without `import` and `export`.
    pub(super) body: String,
}

impl Module {
    /// Reads a module. `path` identifies it in errors.
    pub(super) fn read(path: &str, source: &str) -> anyhow::Result<Self> {
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
        if let Some(problem) = parsed.diagnostics.first() {
            bail!("{path} is not JavaScript: {problem}");
        }
        let record = &parsed.module_record;
        let semantic = SemanticBuilder::new().build(&parsed.program).semantic;
        let imports = imports(path, record, semantic.scoping())?;
        let passed_on = passed_on(path, record)?;
        let own = names(path, record.local_export_entries.iter())?;
        let exports = own.into_iter().chain(passed_on.iter().map(|import| import.name.clone())).collect();
        let scoping = semantic.scoping();
        let mut declares: BTreeSet<String> =
            scoping.get_bindings(scoping.root_scope_id()).keys().map(ToString::to_string).collect();
        for import in &imports {
            declares.remove(&import.name);
        }
        let mut requests: Vec<(u32, String)> = Vec::new();
        for (from, statements) in &record.requested_modules {
            let first = statements.iter().map(|statement| statement.statement_span.start).min();
            requests.push((first.unwrap_or_default(), from.to_string()));
        }
        requests.sort();
        Ok(Self {
            requests: requests.into_iter().map(|(_, from)| from).collect(),
            imports: imports.into_iter().chain(passed_on).collect(),
            exports,
            declares,
            unresolved: scoping.root_unresolved_references().keys().map(ToString::to_string).collect(),
            body: body(source, record).with_context(|| format!("{path} cannot be bundled"))?,
        })
    }
}

/// What the module imports: by name, and not under another one.
fn imports(path: &str, record: &ModuleRecord<'_>, scoping: &Scoping) -> anyhow::Result<Vec<Import>> {
    let mut imports = Vec::new();
    for entry in &record.import_entries {
        let name = entry.local_name.name.as_str();
        let ImportImportName::Name(imported) = &entry.import_name else {
            bail!("{path} imports {name} not by a name of its module");
        };
        ensure!(imported.name == name, "{path} imports {} under another name, {name}", imported.name);
        let symbol = scoping.get_root_binding(name.into());
        let is_exported =
            record.local_export_entries.iter().any(|entry| entry.local_name.name().is_some_and(|local| local == name));
        let is_used = symbol.is_some_and(|symbol| !scoping.symbol_is_unused(symbol));
        ensure!(is_used || is_exported, "{path} imports {name} and does not use it");
        imports.push(Import { name: name.to_owned(), from: entry.module_request.name.to_string() });
    }
    Ok(imports)
}

/// What the module passes on: `export { name } from "./other.js"`.
fn passed_on(path: &str, record: &ModuleRecord<'_>) -> anyhow::Result<Vec<Import>> {
    ensure!(record.star_export_entries.is_empty(), "{path} exports all of another module: name what it exports");
    let names = names(path, record.indirect_export_entries.iter())?;
    let from = record.indirect_export_entries.iter().filter_map(|entry| entry.module_request.as_ref());
    Ok(names.into_iter().zip(from).map(|(name, from)| Import { name, from: from.name.to_string() }).collect())
}

/// The names of exports, which are not under another name.
fn names<'a, 'b: 'a>(path: &str, entries: impl Iterator<Item = &'a ExportEntry<'b>>) -> anyhow::Result<Vec<String>> {
    use oxc::syntax::module_record::{ExportExportName, ExportImportName};
    let mut names = Vec::new();
    for entry in entries {
        let ExportExportName::Name(exported) = &entry.export_name else { bail!("{path} exports a default") };
        let local = match &entry.import_name {
            ExportImportName::Name(imported) => Some(imported.name),
            _ => entry.local_name.name(),
        };
        ensure!(
            local.is_some_and(|local| local == exported.name),
            "{path} exports {} under another name",
            exported.name
        );
        names.push(exported.name.to_string());
    }
    Ok(names)
}

/// The code without its imports and exports. A declaration that is exported stays, without the word.
fn body(source: &str, record: &ModuleRecord<'_>) -> anyhow::Result<String> {
    let text =
        |span: Span| source.get(span.start as usize..span.end as usize).context("a statement is outside of its source");
    let imports = record.requested_modules.values().flatten().map(|request| request.statement_span);
    let exports = record.local_export_entries.iter().map(|entry| entry.statement_span);
    let statements: BTreeSet<(u32, u32)> = imports.chain(exports).map(|span| (span.start, span.end)).collect();
    let (mut body, mut end) = (String::new(), 0);
    for (start, statement_end) in statements {
        let statement = text(Span::new(start, statement_end))?;
        body.push_str(text(Span::new(end, start))?);
        let declaration = statement.strip_prefix("export").map(str::trim_start);
        body.push_str(declaration.filter(|declaration| !declaration.starts_with('{')).unwrap_or_default());
        end = statement_end;
    }
    body.push_str(source.get(end as usize..).unwrap_or_default());
    Ok(body)
}
