//! Minifies JavaScript (oxc) and CSS (lightningcss) without changing what they do.

use anyhow::bail;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;

/// Minifies an ES module. `name` identifies it in errors.
pub(super) fn javascript(name: &str, source: &str) -> anyhow::Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        bail!("{name} is not JavaScript: {problem}");
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let printing = CodegenOptions { minify: true, comments: CommentOptions::disabled(), ..CodegenOptions::default() };
    Ok(Codegen::new().with_options(printing).with_scoping(minified.scoping).build(&program).code)
}

/// Minifies a style sheet. Nothing is rewritten for older browsers: the sheet declares its own requirements.
pub(super) fn css(name: &str, source: &str) -> anyhow::Result<String> {
    let parsed = StyleSheet::parse(source, ParserOptions::default());
    let mut sheet = match parsed {
        Ok(sheet) => sheet,
        Err(problem) => bail!("{name} is not CSS: {problem}"),
    };
    if let Err(problem) = sheet.minify(MinifyOptions::default()) {
        bail!("{name} cannot be minified: {problem}");
    }
    Ok(sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() })?.code)
}
