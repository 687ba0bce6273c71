//! What people wrote, as nodes. Text stays text; there is no road from here to HTML.

use porch_protocol::{Block, Inline, Tree};
use yew::prelude::*;

/// A whole body. Not a component: it has no state, and each component costs bytes in the fragment.
pub fn body(tree: &Tree) -> Html {
    blocks(&tree.0)
}

/// The first words of a body, at most `limit` characters, on one line.
pub fn beginning(tree: &Tree, limit: usize) -> String {
    let mut said = String::new();
    begin(&tree.0, &mut said);
    match said.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &said[..end]),
        None => said,
    }
}

/// Lines of a narrow screen above which a body may be cut, and how many characters such a line has.
const LINES: usize = 8;
const LINE: usize = 38;

/// Whether a body may be longer than eight lines. Whether it is, the browser sees.
pub fn may_be_long(tree: &Tree) -> bool {
    lines(&tree.0) > LINES
}

fn lines(blocks: &[Block]) -> usize {
    let mut all = 0;
    for block in blocks {
        all += match block {
            Block::Quote(inner) => lines(inner),
            Block::List(items) | Block::Numbered(_, items) => items.iter().map(|item| lines(item)).sum(),
            Block::Code(code) => code.bytes().filter(|byte| *byte == b'\n').count() + 1,
            Block::P(words) => {
                let mut said = String::new();
                speak(words, &mut said);
                let breaks = words.iter().filter(|word| matches!(word, Inline::Br)).count();
                said.chars().count().div_ceil(LINE) + breaks
            }
            _ => 1,
        };
    }
    all
}

fn begin(blocks: &[Block], said: &mut String) {
    for block in blocks {
        if !said.is_empty() {
            said.push(' ');
        }
        match block {
            Block::P(words) => speak(words, said),
            Block::Quote(inner) => begin(inner, said),
            Block::List(items) | Block::Numbered(_, items) => items.iter().for_each(|item| begin(item, said)),
            // What breaks a line is a space where it is shown.
            Block::Code(code) => said.push_str(code),
            _ => {}
        }
    }
}

fn speak(words: &[Inline], said: &mut String) {
    for word in words {
        match word {
            Inline::Text(text) | Inline::Code(text) => said.push_str(text),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) | Inline::Link(_, inner) => {
                speak(inner, said);
            }
            Inline::Br => said.push(' '),
            _ => {}
        }
    }
}

fn blocks(blocks: &[Block]) -> Html {
    blocks.iter().map(block).collect()
}

fn items(all: &[Vec<Block>]) -> Html {
    all.iter().map(|item| html! { <li>{ blocks(item) }</li> }).collect()
}

fn block(block: &Block) -> Html {
    match block {
        Block::P(words) => html! { <p>{ inlines(words, true) }</p> },
        Block::Quote(inner) => html! { <blockquote>{ blocks(inner) }</blockquote> },
        Block::List(all) => html! { <ul>{ items(all) }</ul> },
        Block::Numbered(1, all) => html! { <ol>{ items(all) }</ol> },
        Block::Numbered(first, all) => html! { <ol start={first.to_string()}>{ items(all) }</ol> },
        // `dir`: code reads from the left in every language.
        Block::Code(code) => html! { <pre dir="ltr"><code>{ code }</code></pre> },
        Block::Rule => html! { <hr /> },
        Block::Unknown => Html::default(),
    }
}

fn inlines(words: &[Inline], links: bool) -> Html {
    words.iter().map(|word| inline(word, links)).collect()
}

fn inline(word: &Inline, links: bool) -> Html {
    match word {
        Inline::Text(text) => html! { { text } },
        Inline::Em(inner) => html! { <em>{ inlines(inner, links) }</em> },
        Inline::Strong(inner) => html! { <strong>{ inlines(inner, links) }</strong> },
        Inline::Del(inner) => html! { <del>{ inlines(inner, links) }</del> },
        Inline::Code(code) => html! { <code dir="ltr">{ code }</code> },
        // A link in a link would be taken apart by the HTML parser, and a foreign scheme is no link of ours.
        Inline::Link(to, inner) if links && is_link(to) => {
            html! { <a href={to.clone()} rel="ugc nofollow noopener noreferrer">{ inlines(inner, false) }</a> }
        }
        Inline::Link(_, inner) => inlines(inner, links),
        // `dir`: an address reads from the left, and its end must not seem its beginning.
        Inline::Host(host) => html! { <small dir="ltr">{ format!(" ({host})") }</small> },
        Inline::Br => html! { <br /> },
        Inline::Unknown => Html::default(),
    }
}

/// The server has checked it already; this is the second lock on the same door.
fn is_link(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}
