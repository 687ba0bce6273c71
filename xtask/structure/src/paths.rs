//! The paths in an item: in its types, its code, and inside the macros that it calls.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Item, UseTree};

/// The paths of an item.
#[derive(Default)]
pub(crate) struct Named {
    /// The paths, as they are written.
    pub(crate) paths: BTreeSet<Vec<String>>,
    /// The `use` declarations inside its functions.
    pub(crate) imports: Vec<UseTree>,
}

/// The paths in `item`.
pub(crate) fn of(item: &Item) -> Named {
    let mut named = Named::default();
    named.visit_item(item);
    named
}

impl<'ast> Visit<'ast> for Named {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_item_use(&mut self, imported: &'ast syn::ItemUse) {
        self.imports.push(imported.tree.clone());
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        visit::visit_macro(self, call);
        tokens(call.tokens.clone(), &mut self.paths);
    }
}

/// The paths in a macro's tokens: names with `::` between them.
fn tokens(stream: TokenStream, paths: &mut BTreeSet<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    for token in stream {
        match token {
            TokenTree::Ident(name) => {
                if colons != 2 {
                    take(&mut path, paths);
                }
                path.push(name.to_string());
                colons = 0;
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                take(&mut path, paths);
                colons = 0;
                tokens(group.stream(), paths);
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {
                take(&mut path, paths);
                colons = 0;
            }
        }
    }
    take(&mut path, paths);
}

fn take(path: &mut Vec<String>, paths: &mut BTreeSet<Vec<String>>) {
    if !path.is_empty() {
        paths.insert(std::mem::take(path));
    }
}
