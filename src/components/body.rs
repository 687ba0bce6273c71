//! The text of a comment as nodes. Text stays text: nothing here can become HTML.

use porch_protocol::{Block, Inline, Tree};
use yew::prelude::*;

/// A whole body. Not a component: it has no state, and each component adds bytes to the fragment.
pub fn body(tree: &Tree) -> Html {
    blocks(&tree.0)
}

/// The beginning of a body, at most `limit` characters, on one line.
pub fn excerpt(tree: &Tree, limit: usize) -> String {
    let mut text = String::new();
    push_blocks(&tree.0, &mut text);
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Above how many lines of a narrow screen a body may be cut, and how many characters such a line has.
const MAX_LINES: usize = 8;
const LINE_CHARS: usize = 38;

/// Whether a body may be longer than eight lines. The browser measures whether it is.
pub fn may_be_long(tree: &Tree) -> bool {
    lines(&tree.0) > MAX_LINES
}

fn lines(blocks: &[Block]) -> usize {
    let mut sum = 0;
    for block in blocks {
        sum += match block {
            Block::Quote(inner) => lines(inner),
            Block::List(items) | Block::Numbered(_, items) => items.iter().map(|item| lines(item)).sum(),
            Block::Code(code) => code.bytes().filter(|byte| *byte == b'\n').count() + 1,
            Block::P(inlines) => {
                let mut text = String::new();
                push_inlines(inlines, &mut text);
                let breaks = inlines.iter().filter(|inline| matches!(inline, Inline::Br)).count();
                text.chars().count().div_ceil(LINE_CHARS) + breaks
            }
            _ => 1,
        };
    }
    sum
}

fn push_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        if !text.is_empty() {
            text.push(' ');
        }
        match block {
            Block::P(inlines) => push_inlines(inlines, text),
            Block::Quote(inner) => push_blocks(inner, text),
            Block::List(items) | Block::Numbered(_, items) => items.iter().for_each(|item| push_blocks(item, text)),
            // A line break is shown as a space.
            Block::Code(code) => text.push_str(code),
            _ => {}
        }
    }
}

fn push_inlines(inlines: &[Inline], plain: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => plain.push_str(text),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) | Inline::Link(_, inner) => {
                push_inlines(inner, plain);
            }
            Inline::Br => plain.push(' '),
            _ => {}
        }
    }
}

fn blocks(blocks: &[Block]) -> Html {
    blocks.iter().map(block).collect()
}

fn items(items: &[Vec<Block>]) -> Html {
    items.iter().map(|item| html! { <li>{ blocks(item) }</li> }).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::P(nodes) => html! { <p>{ inlines(nodes, true) }</p> },
        Block::Quote(inner) => html! { <blockquote>{ blocks(inner) }</blockquote> },
        Block::List(list) => html! { <ul>{ items(list) }</ul> },
        Block::Numbered(1, list) => html! { <ol>{ items(list) }</ol> },
        Block::Numbered(first, list) => html! { <ol start={first.to_string()}>{ items(list) }</ol> },
        // `dir`: code is read from the left in every language.
        Block::Code(code) => html! { <pre dir="ltr"><code>{ code }</code></pre> },
        Block::Rule => html! { <hr /> },
        Block::Unknown => Html::default(),
    }
}

fn inlines(nodes: &[Inline], links: bool) -> Html {
    nodes.iter().map(|node| inline(node, links)).collect()
}

fn inline(node: &Inline, links: bool) -> Html {
    match node {
        Inline::Text(text) => html! { { text } },
        Inline::Em(inner) => html! { <em>{ inlines(inner, links) }</em> },
        Inline::Strong(inner) => html! { <strong>{ inlines(inner, links) }</strong> },
        Inline::Del(inner) => html! { <del>{ inlines(inner, links) }</del> },
        Inline::Code(code) => html! { <code dir="ltr">{ code }</code> },
        // The HTML parser would split a link in a link; and only these schemes may be linked.
        Inline::Link(address, inner) if links && is_link(address) => {
            html! { <a href={address.clone()} rel="ugc nofollow noopener noreferrer">{ inlines(inner, false) }</a> }
        }
        Inline::Link(_, inner) => inlines(inner, links),
        // `dir`: an address is read from the left, and its end must not look like its beginning.
        Inline::Host(host) => html! { <small dir="ltr">{ format!(" ({host})") }</small> },
        Inline::Br => html! { <br /> },
        Inline::Unknown => Html::default(),
    }
}

/// The server has checked it already; this is a second check of the same.
fn is_link(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}
