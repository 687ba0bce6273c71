//! A tree's words without their form: for snippets, titles, mail and the question whether there are any.

use porch_protocol::{Block, Inline, Tree};

use crate::domain::text;

/// The words alone: one line for each paragraph and each line break.
pub fn plain_text(tree: &Tree) -> String {
    let mut out = String::new();
    blocks(&tree.0, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Where the tree's links lead, in their order, each once.
pub fn links(tree: &Tree) -> Vec<String> {
    fn of_words(list: &[Inline], found: &mut Vec<String>) {
        for inline in list {
            match inline {
                Inline::Link(target, inner) => {
                    if !found.contains(target) {
                        found.push(target.clone());
                    }
                    of_words(inner, found);
                }
                Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) => of_words(inner, found),
                Inline::Text(_) | Inline::Code(_) | Inline::Br | Inline::Unknown => {}
            }
        }
    }
    fn of_blocks(list: &[Block], found: &mut Vec<String>) {
        for block in list {
            match block {
                Block::P(words) => of_words(words, found),
                Block::Quote(inner) => of_blocks(inner, found),
                Block::List(items) | Block::Numbered(_, items) => items.iter().for_each(|item| of_blocks(item, found)),
                Block::Code(_) | Block::Rule | Block::Unknown => {}
            }
        }
    }
    let mut found = Vec::new();
    of_blocks(&tree.0, &mut found);
    found
}

/// Whether nothing of the tree can be seen.
pub fn is_empty(tree: &Tree) -> bool {
    plain_text(tree).chars().all(text::is_blank)
}

fn blocks(list: &[Block], out: &mut String) {
    for block in list {
        match block {
            Block::P(words) => inlines(words, out),
            Block::Quote(inner) => blocks(inner, out),
            Block::List(items) | Block::Numbered(_, items) => items.iter().for_each(|item| blocks(item, out)),
            Block::Code(code) => out.push_str(code),
            Block::Rule | Block::Unknown => {}
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
}

fn inlines(list: &[Inline], out: &mut String) {
    for inline in list {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) | Inline::Link(_, inner) => {
                inlines(inner, out);
            }
            Inline::Br => out.push('\n'),
            Inline::Unknown => {}
        }
    }
}
