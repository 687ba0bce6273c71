//! Markdown into the tree: CommonMark with bare links and strike-through, without HTML, headings, tables and images.

use comrak::nodes::{ListType, NodeValue};
use comrak::{Arena, Options, parse_document};
use porch_protocol::{Tree, limits};

use super::builder::{Builder, Container, Mark, Overrun};
use super::{link, plain};

/// Why words were refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MarkupError {
    /// Nothing that can be seen.
    #[error("there are no words")]
    Empty,
    /// More than [`limits::BODY_CHARS`], [`limits::BODY_BYTES`] or [`limits::TREE_NODES`].
    #[error("there are too many words")]
    TooLong,
    /// Quotations, lists and marks in each other, deeper than [`limits::TREE_DEPTH`].
    #[error("the words are nested too deeply")]
    TooDeep,
    /// More than [`limits::LINKS`].
    #[error("{found} links are more than {allowed}")]
    TooManyLinks {
        /// How many there are.
        found: usize,
        /// How many there may be.
        allowed: usize,
    },
}

/// The tree of what a person wrote, or why it is refused. `source` has been through `text::clean_body`.
///
/// The length is looked at before anything is parsed, which bounds the time: 16 kB of the worst kind take milliseconds.
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
        _ if plain::is_empty(&tree) => Err(MarkupError::Empty),
        _ => Ok(tree),
    }
}

/// The tree of imported words, and of stored ones whose tree is made anew: cut where [`markdown`] would refuse.
/// Links are not counted, since these words have been public.
pub fn markdown_cut(source: &str) -> Tree {
    build(&source[..source.floor_char_boundary(super::HTML_BYTES)]).0
}

fn build(source: &str) -> (Tree, Overrun) {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    let arena = Arena::new();
    let mut builder = Builder::new();
    for edge in parse_document(&arena, source, &options).traverse() {
        match edge {
            comrak::arena_tree::NodeEdge::Start(node) => start(&mut builder, &node.data().value),
            comrak::arena_tree::NodeEdge::End(node) => end(&mut builder, &node.data().value),
        }
    }
    builder.finish()
}

fn start(builder: &mut Builder, node: &NodeValue) {
    match node {
        NodeValue::BlockQuote => builder.open(Container::Quote),
        NodeValue::List(list) if list.list_type == ListType::Ordered => {
            builder.open(Container::Numbered(u32::try_from(list.start).unwrap_or(1)));
        }
        NodeValue::List(_) => builder.open(Container::List),
        NodeValue::Item(_) => builder.open(Container::Item),
        NodeValue::CodeBlock(code) => builder.code_block(&code.literal),
        // HTML is shown as it was typed.
        NodeValue::HtmlBlock(html) => lines(builder, &html.literal),
        NodeValue::HtmlInline(html) => lines(builder, html),
        NodeValue::ThematicBreak => builder.rule(),
        NodeValue::Text(words) => builder.text(words),
        // People who press return once expect a new line.
        NodeValue::SoftBreak | NodeValue::LineBreak => builder.line_break(),
        NodeValue::Code(code) => builder.code(&code.literal),
        NodeValue::Emph => builder.open_mark(Mark::Em),
        NodeValue::Strong | NodeValue::Heading(_) => builder.open_mark(Mark::Strong),
        NodeValue::Strikethrough => builder.open_mark(Mark::Del),
        // An image is never fetched for a reader: it becomes a link with the same words.
        NodeValue::Link(to) | NodeValue::Image(to) => {
            builder.open_mark(link::address(&to.url).map_or(Mark::Plain, Mark::Link));
        }
        _ => {}
    }
}

fn end(builder: &mut Builder, node: &NodeValue) {
    match node {
        NodeValue::BlockQuote | NodeValue::List(_) | NodeValue::Item(_) => builder.close(),
        NodeValue::Paragraph | NodeValue::HtmlBlock(_) => builder.end_paragraph(),
        NodeValue::Heading(_) => {
            builder.close_mark();
            builder.end_paragraph();
        }
        NodeValue::Emph | NodeValue::Strong | NodeValue::Strikethrough => builder.close_mark(),
        NodeValue::Link(to) | NodeValue::Image(to) => {
            // A link without words shows where it goes.
            builder.name_link(&to.url);
            builder.close_mark();
        }
        _ => {}
    }
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
mod tests {
    use porch_protocol::Block::{self, List, Numbered, P, Quote, Rule};
    use porch_protocol::Inline::{self, Br, Del, Em, Link, Strong, Text};

    use super::*;

    fn t(text: &str) -> Inline {
        Text(text.to_owned())
    }

    fn a(to: &str, text: &str) -> Inline {
        Link(to.to_owned(), vec![t(text)])
    }

    #[test]
    fn what_people_write_becomes_the_tree() {
        for (source, tree) in [
            ("Hello", vec![P(vec![t("Hello")])]),
            ("one\ntwo\n\nthree", vec![P(vec![t("one"), Br, t("two")]), P(vec![t("three")])]),
            (
                "*a* **b** ~~c~~ `d`",
                vec![P(vec![
                    Em(vec![t("a")]),
                    t(" "),
                    Strong(vec![t("b")]),
                    t(" "),
                    Del(vec![t("c")]),
                    t(" "),
                    Inline::Code("d".into()),
                ])],
            ),
            ("# Loud", vec![P(vec![Strong(vec![t("Loud")])])]),
            ("> so\n> said", vec![Quote(vec![P(vec![t("so"), Br, t("said")])])]),
            ("- a\n- b", vec![List(vec![vec![P(vec![t("a")])], vec![P(vec![t("b")])]])]),
            ("3. a", vec![Numbered(3, vec![vec![P(vec![t("a")])]])]),
            ("```\nlet x;\n```", vec![Block::Code("let x;".into())]),
            ("a\n\n---\n\nb", vec![P(vec![t("a")]), Rule, P(vec![t("b")])]),
            ("see www.example.com", vec![P(vec![t("see "), a("http://www.example.com/", "www.example.com")])]),
            ("[bread](https://example.com)", vec![P(vec![a("https://example.com/", "bread")])]),
            ("![cat](https://example.com/c.png)", vec![P(vec![a("https://example.com/c.png", "cat")])]),
            (
                "![](https://example.com/c.png)",
                vec![P(vec![a("https://example.com/c.png", "https://example.com/c.png")])],
            ),
            ("[![cat](https://a.example/c.png)](https://b.example/)", vec![P(vec![a("https://b.example/", "cat")])]),
            ("[x](javascript:alert(1))", vec![P(vec![t("x")])]),
            ("[x](&#106;avascript:alert(1))", vec![P(vec![t("x")])]),
            ("[x](/here)", vec![P(vec![t("x")])]),
            ("<b>hi</b> <script>x</script>", vec![P(vec![t("<b>hi</b> <script>x</script>")])]),
            ("<div>\nhi\n</div>", vec![P(vec![t("<div>"), Br, t("hi"), Br, t("</div>")])]),
            ("| a |\n|---|\n| b |", vec![P(vec![t("| a |"), Br, t("|---|"), Br, t("| b |")])]),
            ("a&#x202E;b&#7;c&amp;d", vec![P(vec![t("abc&d")])]),
        ] {
            assert_eq!(markdown(source), Ok(Tree(tree)), "{source:?}");
        }
    }

    #[test]
    fn words_that_are_none_or_too_many_are_refused() {
        for empty in ["", " \n ", "[x]: https://example.com", "\u{200B}", "&nbsp;", "---"] {
            assert_eq!(markdown(empty), Err(MarkupError::Empty), "{empty:?}");
        }
        assert!(markdown(&"x".repeat(limits::BODY_CHARS)).is_ok());
        assert_eq!(markdown(&"x".repeat(limits::BODY_CHARS + 1)), Err(MarkupError::TooLong));
        assert_eq!(markdown(&"€".repeat(limits::BODY_BYTES / 3 + 1)), Err(MarkupError::TooLong));
        assert_eq!(markdown(&"*a* ".repeat(1_500)), Err(MarkupError::TooLong));
        assert!(markdown(&format!("{}x", "> ".repeat(13))).is_ok());
        assert_eq!(markdown(&format!("{}x", "> ".repeat(15))), Err(MarkupError::TooDeep));
        assert_eq!(
            markdown(&"https://example.com ".repeat(6)),
            Err(MarkupError::TooManyLinks { found: 6, allowed: limits::LINKS })
        );
        assert!(markdown(&"https://example.com ".repeat(5)).is_ok());
    }
}
