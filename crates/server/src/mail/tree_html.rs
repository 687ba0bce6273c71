//! A comment's tree as simple HTML for a mail. Nothing in it is a link, an image or an address that a mail program links.

use std::fmt::Write;

use porch_protocol::{Block, Inline, Tree};

use porch_domain::text::inert;

/// The HTML of a tree: paragraphs, lists, quotations and emphasis. Of a link only its text is there, and where it leads when
/// that is not what it says.
pub(super) fn html(tree: &Tree) -> String {
    let mut out = String::new();
    blocks(&tree.0, &mut out);
    out
}

/// A text inside HTML in which a mail program finds nothing to link, also together with the text behind it.
pub(super) fn escaped(text: &str) -> String {
    let mut inert = inert(text);
    if inert.ends_with('.') {
        inert.push('\u{200B}');
    }
    quick_xml::escape::escape(inert.as_str()).into_owned()
}

fn blocks(list: &[Block], out: &mut String) {
    for block in list {
        match block {
            Block::P(words) => around("p", out, |out| inlines(words, out)),
            Block::Quote(inner) => around("blockquote", out, |out| blocks(inner, out)),
            Block::List(items) => around("ul", out, |out| list_items(items, out)),
            Block::Numbered(first, items) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "<ol start=\"{first}\">");
                list_items(items, out);
                out.push_str("</ol>");
            }
            Block::Code(code) => around("pre", out, |out| out.push_str(&escaped(code))),
            Block::Rule => out.push_str("<hr>"),
            Block::Unknown => {}
        }
    }
}

fn list_items(items: &[Vec<Block>], out: &mut String) {
    for item in items {
        around("li", out, |out| blocks(item, out));
    }
}

fn inlines(list: &[Inline], out: &mut String) {
    for inline in list {
        match inline {
            Inline::Text(text) => out.push_str(&escaped(text)),
            Inline::Code(code) => around("code", out, |out| out.push_str(&escaped(code))),
            Inline::Em(inner) => around("em", out, |out| inlines(inner, out)),
            Inline::Strong(inner) => around("strong", out, |out| inlines(inner, out)),
            Inline::Del(inner) => around("del", out, |out| inlines(inner, out)),
            Inline::Link(_, inner) => inlines(inner, out),
            Inline::Host(host) => out.extend([" (", &escaped(host), ")"]),
            Inline::Br => out.push_str("<br>"),
            Inline::Unknown => {}
        }
    }
}

fn around(element: &str, out: &mut String, inside: impl FnOnce(&mut String)) {
    out.extend(["<", element, ">"]);
    inside(out);
    out.extend(["</", element, ">"]);
}

#[cfg(test)]
mod tests {
    use super::html;
    use porch_domain::markup::markdown;

    fn of(source: &str) -> String {
        html(&markdown(source).unwrap()).replace('\u{200B}', "|")
    }

    #[test]
    fn a_tree_is_simple_html() {
        assert_eq!(
            of("*Rye* **bread**  \n~~new~~ `x<y`"),
            "<p><em>Rye</em> <strong>bread</strong><br><del>new</del> <code>x&lt;y</code></p>"
        );
        assert_eq!(
            of("> a\n\n- b\n- c"),
            "<blockquote><p>a</p></blockquote><ul><li><p>b</p></li><li><p>c</p></li></ul>"
        );
        assert_eq!(of("7. a\n8. b"), "<ol start=\"7\"><li><p>a</p></li><li><p>b</p></li></ol>");
    }

    #[test]
    fn nothing_of_a_visitor_is_a_link_or_an_element() {
        assert_eq!(of("[the bank](https://evil.example/login)"), "<p>the bank</p>");
        assert_eq!(of("[bank.example](https://evil.example/)"), "<p>bank.|example (evil.|example)</p>");
        for hostile in [
            "<img src=x onerror=alert(1)>",
            "https://evil.example",
            "<https://evil.example>",
            "evil.*example*",
            "a@b.example",
        ] {
            let html = of(hostile);
            let is_live = ["<img", "<a", "://", "evil.e", "evil.<", "@b"].iter().any(|live| html.contains(live));
            assert!(!is_live, "{hostile} is {html}");
        }
    }
}
