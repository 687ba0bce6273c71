//! Writes the Rust of a surface: a handle with one short function for each message, and the list of all tables.

use std::fmt::Write;
use std::io;
use std::path::Path;

use crate::read::{Message, Part};
use crate::translation::{Argument, Kind, Translation};

/// A surface whose functions a crate wants.
#[derive(Clone, Copy, Debug)]
pub struct Surface {
    /// The name of its file, without `.ftl`; further files of it have a hyphen and another word after that.
    pub name: &'static str,
    /// The name of the type to be written.
    pub type_name: &'static str,
    /// Its visibility: `pub` or `pub(crate)`.
    pub visibility: &'static str,
}

pub(crate) fn write(out: &Path, surface: &Surface, translations: &[Translation]) -> io::Result<()> {
    let mut paths = Vec::new();
    for translation in translations {
        let path = out.join(format!("{}.{}.txt", surface.name, translation.language.tag));
        std::fs::write(&path, translation.table())?;
        paths.push(format!("include_str!({:?})", path.to_string_lossy()));
    }
    std::fs::write(out.join(format!("{}.tables.rs", surface.name)), format!("[{}]", paths.join(", ")))?;
    let code = translations.first().map(|english| functions(surface, english)).unwrap_or_default();
    std::fs::write(out.join(format!("{}.rs", surface.name)), code)
}

fn functions(surface: &Surface, english: &Translation) -> String {
    let Surface { name, type_name, visibility } = surface;
    let mut code = format!(
        "/// The texts of `text/en/{name}.ftl` in one language.\n\
         #[derive(Clone, Copy, Debug)]\n{visibility} struct {type_name}(&'static ::porch_text::Table);\n\
         impl {type_name} {{\n\
         /// The texts of this table.\n#[inline]\n{visibility} fn new(table: &'static ::porch_text::Table) -> Self {{ Self(table) }}\n\
         /// The table itself.\n#[inline]\n{visibility} fn table(self) -> &'static ::porch_text::Table {{ self.0 }}\n"
    );
    for (index, (message, arguments)) in english.messages.iter().zip(&english.arguments).enumerate() {
        let function = message.key.replace('-', "_");
        let doc = doc(&message.text).replace(['`', '\n'], " ");
        let (mut params, mut values) = (String::new(), Vec::new());
        for Argument { name, kind } in arguments {
            let kind = match kind {
                Kind::Number => "usize",
                Kind::Text => "&str",
                Kind::Optional => "Option<&str>",
            };
            let name = name.replace('-', "_");
            // Writing into a string cannot fail.
            _ = write!(params, ", {name}: {kind}");
            values.push(format!("{name}.into()"));
        }
        let (returns, body) = if arguments.is_empty() && is_plain(&message.text) {
            ("&'static str", format!("plain({index})"))
        } else {
            ("String", format!("format({index}, &[{}])", values.join(", ")))
        };
        _ = writeln!(
            code,
            "#[doc = {:?}]\n#[inline]\n{visibility} fn {function}(self{params}) -> {returns} {{ self.0.{body} }}",
            format!("`{doc}`")
        );
    }
    code.push_str("}\n");
    code
}

fn is_plain(parts: &[Part]) -> bool {
    matches!(parts, [] | [Part::Text(_)])
}

/// A message as its documentation shows it: with the last variant of each choice.
fn doc(parts: &[Part]) -> String {
    let text = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Argument(name, _) => format!("{{ ${name} }}"),
        Part::Select(_, variants) => variants.last().map(|variant| doc(&variant.text)).unwrap_or_default(),
    };
    parts.iter().map(text).collect()
}

/// Whether a key gives a name that Rust allows.
pub(crate) fn is_name(message: &Message) -> bool {
    let word = message.key.as_str();
    let reserved = [
        "new", "table", "as", "box", "break", "const", "continue", "crate", "else", "enum", "false", "fn", "for", "if",
        "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static", "struct",
        "super", "trait", "true", "type", "unsafe", "use", "where", "while", "async", "await", "dyn", "abstract",
        "final", "override", "priv", "try", "typeof", "unsized", "virtual", "yield", "do", "macro", "become", "gen",
    ];
    !reserved.contains(&word) && !word.contains(|c: char| c.is_ascii_uppercase()) && !word.contains('_')
}
