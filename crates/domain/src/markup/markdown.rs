//! Converts Markdown to the tree: CommonMark with bare links and strikethrough, without HTML, headings, tables and
//! images.

use std::cell::Cell;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{ListType, NodeLink, NodeValue};
use comrak::{Arena, Node, Options, parse_document, try_parse_document};
use porch_protocol::{Tree, limits};

use super::builder::{Builder, Container, InlineMark, Overrun};
use super::definitions::{guarded, unguarded};
use super::{autolink, link, plain_text};
use crate::text::one_line;

/// Why a text was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MarkupError {
    /// No visible character.
    #[error("the text is empty")]
    Empty,
    /// More than [`limits::BODY_CHARS`], [`limits::BODY_BYTES`] or [`limits::TREE_NODES`].
    #[error("there are too many words")]
    TooLong,
    /// Quotes, lists and marks nested deeper than [`limits::TREE_DEPTH`].
    #[error("the words are nested too deeply")]
    TooDeep,
    /// More than [`limits::LINKS`].
    #[error("{found} links are more than {allowed}")]
    TooManyLinks {
        /// The number of links.
        found: usize,
        /// The allowed number.
        allowed: usize,
    },
}

/// The tree of a visitor's text, or why it is refused. `source` was cleaned by `text::clean_body`.
///
/// The length is checked before parsing, which bounds the time: 16 kB of the worst kind take milliseconds.
pub fn markdown(source: &str) -> Result<Tree, MarkupError> {
    if source.len() > limits::BODY_BYTES || source.chars().count() > limits::BODY_CHARS {
        return Err(MarkupError::TooLong);
    }
    let (tree, overrun) = build(source);
    match overrun {
        Overrun { nodes: true, .. } => Err(MarkupError::TooLong),
        Overrun { deep: true, .. } => Err(MarkupError::TooDeep),
        Overrun { links, .. } if links > limits::LINKS => {
            Err(MarkupError::TooManyLinks { found: links, allowed: limits::LINKS })
        }
        _ if plain_text::is_empty(&tree) => Err(MarkupError::Empty),
        _ => Ok(tree),
    }
}

/// The tree of an imported text, and of a stored one whose tree is rebuilt: cut where [`markdown`] would refuse. Links
/// are not counted, since these texts have been public.
pub fn markdown_cut(source: &str) -> Tree {
    build(&source[..source.floor_char_boundary(super::HTML_BYTES)]).0
}

fn build(source: &str) -> (Tree, Overrun) {
    let options = options();
    let arena = Arena::new();
    let mut reader = MarkdownParser { builder: Builder::new(), lists: Vec::new(), bare: false };
    for edge in parse_document(&arena, &guarded(source, &options), &options).traverse() {
        match edge {
            NodeEdge::Start(node) => reader.start(node),
            NodeEdge::End(node) => reader.end(node),
        }
    }
    reader.builder.finish()
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    // Scripts without spaces have marks directly beside their words.
    options.extension.cjk_friendly_emphasis = true;
    options
}

/// The parser's work for a source, in its own steps: proportional to the time it takes, on any machine.
pub fn work(source: &str) -> u64 {
    let (options, steps) = (options(), Cell::new(0));
    let count = || {
        steps.set(steps.get() + 1);
        false
    };
    let source = guarded(source, &options);
    // It calls at every 256th step, and the answer is never to stop.
    let _ = try_parse_document(&Arena::new(), &source, &options, &count);
    steps.get()
}

/// An open numbered list: the number of its last item, and the one that the next item would be shown with.
struct Numbers {
    last: usize,
    next: usize,
}

struct MarkdownParser {
    builder: Builder,
    /// The open lists; none for one without numbers.
    lists: Vec<Option<Numbers>>,
    /// Whether a bare address is open. It was written already.
    bare: bool,
}

impl MarkdownParser {
    fn start(&mut self, node: Node<'_>) {
        let builder = &mut self.builder;
        match &node.data().value {
            _ if self.bare => {}
            NodeValue::BlockQuote => builder.open(Container::Quote),
            NodeValue::List(list) if list.list_type == ListType::Ordered => {
                builder.open(Container::Numbered(number(list.start)));
                self.lists.push(Some(Numbers { last: list.start, next: list.start }));
            }
            NodeValue::List(_) => {
                builder.open(Container::List);
                self.lists.push(None);
            }
            NodeValue::Item(item) => {
                self.numbered(item.start);
                self.builder.open(Container::Item);
            }
            NodeValue::CodeBlock(code) => builder.code_block(&with_info(&code.info, &code.literal)),
            // HTML is shown as it was typed.
            NodeValue::HtmlBlock(html) => lines(builder, &html.literal),
            NodeValue::HtmlInline(html) => lines(builder, html),
            NodeValue::ThematicBreak => builder.rule(),
            NodeValue::Text(words) => builder.text(words),
            // Authors who press return once expect a new line.
            NodeValue::SoftBreak | NodeValue::LineBreak => builder.line_break(),
            NodeValue::Code(code) => builder.code(&code.literal),
            NodeValue::Emph => builder.open_mark(InlineMark::Em),
            NodeValue::Strong | NodeValue::Heading(_) => builder.open_mark(InlineMark::Strong),
            NodeValue::Strikethrough => builder.open_mark(InlineMark::Del),
            NodeValue::Link(to) => self.link(node, to, "["),
            // An image is never loaded for a reader: it becomes a link with the same text.
            NodeValue::Image(to) => self.link(node, to, "!["),
            _ => {}
        }
    }

    fn end(&mut self, node: Node<'_>) {
        let builder = &mut self.builder;
        match &node.data().value {
            NodeValue::Link(_) if self.bare => self.bare = false,
            _ if self.bare => {}
            NodeValue::List(_) => {
                self.lists.pop();
                builder.close();
            }
            NodeValue::BlockQuote | NodeValue::Item(_) => builder.close(),
            NodeValue::Paragraph | NodeValue::HtmlBlock(_) => builder.end_paragraph(),
            NodeValue::Heading(_) => {
                builder.close_mark();
                builder.end_paragraph();
            }
            NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough => builder.close_mark(),
            NodeValue::Link(to) | NodeValue::Image(to) => link_ends(builder, to),
            _ => {}
        }
    }

    /// A list continues with the next number. Where its author skips numbers, a new list begins, so that the typed
    /// number is shown.
    fn numbered(&mut self, typed: usize) {
        let Some(Some(numbers)) = self.lists.last_mut() else { return };
        // An author who types the same number again lets the list count.
        if typed != numbers.next && typed != numbers.last {
            self.builder.close();
            self.builder.open(Container::Numbered(number(typed)));
            numbers.next = typed;
        }
        *numbers = Numbers { last: typed, next: numbers.next.saturating_add(1) };
    }

    fn link(&mut self, node: Node<'_>, to: &NodeLink, opening: &str) {
        let url = unguarded(&to.url);
        let words = node.first_child().filter(|child| child.next_sibling().is_none());
        if let Some(words) = words.and_then(|child| child.data().value.text().map(ToString::to_string))
            && opening == "["
            && autolink::is_bare(&unguarded(&words), &url)
        {
            autolink::write(&mut self.builder, &unguarded(&words));
            self.bare = true;
            return;
        }
        if let Some(address) = link::address(&url) {
            self.builder.open_mark(InlineMark::Link(address));
        } else {
            // The address is not allowed: the typed text is shown.
            self.builder.text(opening);
            self.builder.open_mark(InlineMark::Plain);
        }
    }
}

fn link_ends(builder: &mut Builder, to: &NodeLink) {
    let (url, title) = (unguarded(&to.url), one_line(&to.title));
    if link::address(&url).is_some() {
        // A link without text shows its address.
        builder.name_link(&url);
        builder.close_mark();
        // On touch screens a title is never shown.
        if !title.trim().is_empty() {
            builder.text(&format!(" ({title})"));
        }
        return;
    }
    builder.close_mark();
    let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
    builder.text(&format!("]({}{title})", one_line(&url)));
}

fn number(typed: usize) -> u32 {
    u32::try_from(typed).unwrap_or(1)
}

/// The text after a code fence: one word names a language and is markup, several words are text.
fn with_info(info: &str, code: &str) -> String {
    if info.split_whitespace().count() > 1 { format!("{}\n{code}", info.trim()) } else { code.to_owned() }
}

fn lines(builder: &mut Builder, text: &str) {
    for (i, line) in text.trim_end().split('\n').enumerate() {
        if i > 0 {
            builder.line_break();
        }
        builder.text(line);
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
