//! A tree's plain text: for snippets, titles, mail and the check whether there is any.

use porch_protocol::{Block, Inline, Tree};

use crate::text;

/// The text only: one line for each paragraph and each line break.
pub fn plain_text(tree: &Tree) -> String {
    written(tree, Links::Covers)
}

/// The text with the links' addresses, as an author would type them: `[text](target)`, or the target where it is its
/// own text.
pub fn with_links(tree: &Tree) -> String {
    written(tree, Links::Targets)
}

#[derive(Clone, Copy)]
enum Links {
    /// The text of links only.
    Covers,
    /// The addresses of links, too.
    Targets,
}

fn written(tree: &Tree, links: Links) -> String {
    let mut out = String::new();
    blocks(&tree.0, links, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// The addresses of the tree's links, in order, each once.
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
                Inline::Text(_) | Inline::Code(_) | Inline::Host(_) | Inline::Br | Inline::Unknown => {}
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

/// Whether the tree has no visible character.
pub fn is_empty(tree: &Tree) -> bool {
    plain_text(tree).chars().all(text::is_blank)
}

fn blocks(list: &[Block], links: Links, out: &mut String) {
    for block in list {
        match block {
            Block::P(words) => inlines(words, links, out),
            Block::Quote(inner) => blocks(inner, links, out),
            Block::List(items) => items.iter().for_each(|item| blocks(item, links, out)),
            Block::Numbered(first, items) => {
                // An imported list may begin with the highest number.
                let numbers = std::iter::successors(Some(*first), |number| Some(number.saturating_add(1)));
                for (number, item) in numbers.zip(items) {
                    // The number was typed as text.
                    if matches!(links, Links::Covers) {
                        out.extend([&number.to_string(), ". "]);
                    }
                    blocks(item, links, out);
                }
            }
            Block::Code(code) => out.push_str(code),
            Block::Rule | Block::Unknown => {}
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
}

fn inlines(list: &[Inline], links: Links, out: &mut String) {
    for inline in list {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) => inlines(inner, links, out),
            Inline::Link(target, inner) => link(target, inner, links, out),
            // With the addresses shown, the host is redundant.
            Inline::Host(host) if matches!(links, Links::Covers) => out.extend([" (", host, ")"]),
            Inline::Br => out.push('\n'),
            Inline::Host(_) | Inline::Unknown => {}
        }
    }
}

fn link(target: &str, inner: &[Inline], links: Links, out: &mut String) {
    let start = out.len();
    inlines(inner, links, out);
    let is_bare = out.get(start..).is_some_and(|words| is_bare(words, target));
    if matches!(links, Links::Targets) && !is_bare {
        out.insert(start, '[');
        out.extend(["](", target, ")"]);
    }
}

/// Whether the text is the address as it was typed: the target has been normalised since.
fn is_bare(words: &str, target: &str) -> bool {
    let typed = match words {
        www if www.starts_with("www.") => format!("http://{www}"),
        mail if target.starts_with("mailto:") => format!("mailto:{mail}"),
        other => other.to_owned(),
    };
    typed.trim_end_matches('/').eq_ignore_ascii_case(target.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::super::markdown;
    use super::*;

    #[test]
    fn the_text_of_a_list_has_its_numbers_however_high() {
        assert_eq!(plain_text(&markdown("7. a\n8. b").unwrap()), "7. a\n8. b");
        let last = u32::MAX;
        let list = super::super::html(&format!("<ol start={last}><li>a<li>b</ol>"));
        assert_eq!(plain_text(&list), format!("{last}. a\n{last}. b"));
    }

    #[test]
    fn a_bare_link_is_written_once_and_others_with_their_text() {
        let written = |text: &str| with_links(&markdown(text).unwrap());
        assert_eq!(
            written("see https://a.example/x, www.b.example or a@c.example"),
            "see https://a.example/x, www.b.example or a@c.example"
        );
        assert_eq!(written("*my* [cheap **pills**](http://a.example)"), "my [cheap pills](http://a.example/)");
        assert_eq!(written("[bank.example](https://evil.example/)"), "[bank.example](https://evil.example/)");
    }
}
