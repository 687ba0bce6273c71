//! Macros that put the short class names of `src/style` into what is compiled. A class that no style sheet has does not
//! compile. The classes of the dashboard and of the visitor's sheets are checked, and stay as they are.
#![forbid(unsafe_code)]

use std::path::Path;
use std::sync::LazyLock;

use porch_class_names::Names;
use proc_macro::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

/// The classes of the crate that is compiled, or of the widget, whose style the server's own pages have.
static NAMES: LazyLock<Option<Names>> = LazyLock::new(|| {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let own = Path::new(&folder).join("src/style");
    let style = if own.is_dir() { own } else { Path::new(&folder).join("../../src/style") };
    Names::read(&style).ok()
});

/// Whether classes get their short names. Those of the dashboard stay: many are one word (`main`), which a style sheet and a script
/// have for something else, too, and who opens the dashboard loads it once. Those of the sheets stay: in the same shadow root,
/// the widget's have the short ones.
static SHORTENS: LazyLock<bool> = LazyLock::new(|| {
    let name = std::env::var_os("CARGO_PKG_NAME");
    let has_own_style = name.is_some_and(|name| name == "porch-dashboard" || name == "porch-sheets");
    cfg!(feature = "short") && !has_own_style
});

/// `yew::html!`, with the short names in each `class="…"`.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let body = attributes(input);
    let path = "::yew::html!".parse::<TokenStream>().unwrap_or_default();
    path.into_iter().chain([TokenTree::Group(Group::new(Delimiter::Brace, body))]).collect()
}

/// The short names of classes, as a literal: `class!("status-block tone-care")`.
#[proc_macro]
pub fn class(input: TokenStream) -> TokenStream {
    single_literal(input, "class!", classes)
}

/// A selector with the short names, as a literal: `selector!(".composer-root textarea")`.
#[proc_macro]
pub fn selector(input: TokenStream) -> TokenStream {
    single_literal(input, "selector!", |text| {
        let names = names()?;
        match names.unknown_in_selector(text).first() {
            Some(unknown) => Err(format!("no style sheet has the class {unknown}")),
            None if *SHORTENS => Ok(names.shorten(text)),
            None => Ok(text.to_owned()),
        }
    })
}

fn names() -> Result<&'static Names, String> {
    NAMES.as_ref().ok_or_else(|| "the style sheets in src/style cannot be read".to_owned())
}

/// The short names of a list of classes.
fn classes(list: &str) -> Result<String, String> {
    let names = names()?;
    let short = list.split_whitespace().map(|word| {
        let short = names.short(word).ok_or_else(|| format!("no style sheet has the class {word}"))?;
        Ok(if *SHORTENS { short } else { word })
    });
    Ok(short.collect::<Result<Vec<_>, String>>()?.join(" "))
}

fn single_literal(input: TokenStream, what: &str, make: impl Fn(&str) -> Result<String, String>) -> TokenStream {
    let mut tokens = input.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(literal)), None) => {
            replaced(&literal, make).map_or_else(|error| error, |short| TokenTree::Literal(short).into())
        }
        _ => error(&format!("{what} takes one literal"), Span::call_site()),
    }
}

/// Another literal in place of a string literal, or the code of an error at its place.
fn replaced(literal: &Literal, make: impl Fn(&str) -> Result<String, String>) -> Result<Literal, TokenStream> {
    let written = literal.to_string();
    let Some(text) = written.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return Err(error("classes are a plain string", literal.span()));
    };
    match make(text) {
        Ok(text) => {
            let mut short = Literal::string(&text);
            short.set_span(literal.span());
            Ok(short)
        }
        Err(problem) => Err(error(&problem, literal.span())),
    }
}

/// `compile_error!`, at a place in the sources.
fn error(message: &str, span: Span) -> TokenStream {
    let mut literal = Literal::string(message);
    literal.set_span(span);
    let mut group = Group::new(Delimiter::Brace, TokenTree::Literal(literal).into());
    group.set_span(span);
    [
        TokenTree::Ident(Ident::new("compile_error", span)),
        TokenTree::Punct(Punct::new('!', Spacing::Alone)),
        TokenTree::Group(group),
    ]
    .into_iter()
    .collect()
}

/// The tokens with the short names behind each `class=`. Macros inside see to their own.
fn attributes(input: TokenStream) -> TokenStream {
    let mut output = Vec::new();
    // The last two tokens, as far as they matter: `class`, then `=`; a macro's name, then `!`.
    let (mut before, mut last) = (String::new(), String::new());
    for token in input {
        let current = match &token {
            TokenTree::Group(_) => String::new(),
            other => other.to_string(),
        };
        match token {
            TokenTree::Literal(literal) if before == "class" && last == "=" => {
                let in_braces = |value| TokenTree::Group(Group::new(Delimiter::Brace, value));
                output.push(replaced(&literal, classes).map_or_else(in_braces, TokenTree::Literal));
            }
            TokenTree::Group(group) if !(last == "!" && is_macro(&before)) => {
                let mut inside = Group::new(group.delimiter(), attributes(group.stream()));
                inside.set_span(group.span());
                output.push(TokenTree::Group(inside));
            }
            other => output.push(other),
        }
        before = std::mem::replace(&mut last, current);
    }
    output.into_iter().collect()
}

fn is_macro(name: &str) -> bool {
    matches!(name, "html" | "class" | "selector")
}
