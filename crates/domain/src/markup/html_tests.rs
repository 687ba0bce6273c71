//! Imported HTML: what it becomes, whatever it is.

use porch_protocol::Block::{self, List, Numbered, P, Quote, Rule};
use porch_protocol::Inline::{self, Br, Em, Link, Strong, Text};

use super::*;

fn t(text: &str) -> Inline {
    Text(text.to_owned())
}

fn p(text: &str) -> Block {
    P(vec![t(text)])
}

#[test]
fn imported_html_keeps_its_words_and_marks() {
    for (source, tree) in [
        ("<p>one\ntwo</p><p>three</p>", vec![p("one two"), p("three")]),
        ("one\ntwo\n\nthree\r\n\r\nfour", vec![P(vec![t("one"), Br, t("two")]), p("three"), p("four")]),
        ("one<br />\ntwo", vec![P(vec![t("one"), Br, t("two")])]),
        ("a <b>b <i>c</b> d</i> e", vec![P(vec![t("a "), Strong(vec![t("b "), Em(vec![t("c")])]), t(" d e")])]),
        ("<b>a<p>b</p></b>c", vec![P(vec![Strong(vec![t("a")])]), P(vec![Strong(vec![t("b")])]), p("c")]),
        (
            "<a href='https://example.com' onclick=x>go</a>",
            vec![P(vec![Link("https://example.com/".into(), vec![t("go")])])],
        ),
        ("<a href='java&#10;script:x'>go</a>", vec![p("go")]),
        ("<script>alert(1)</script>hi<style>b{}</style>", vec![p("hi")]),
        ("hi<svg onload=x><text>no</text></svg> there", vec![p("hi there")]),
        ("<blockquote>said\n\nmore</blockquote>me", vec![Quote(vec![p("said"), p("more")]), p("me")]),
        (
            "<ul><li>a<li>b<ul><li>c</ul></ul>d",
            vec![List(vec![vec![p("a")], vec![p("b"), List(vec![vec![p("c")]])]]), p("d")],
        ),
        ("<ol start=4><li>a</ol>", vec![Numbered(4, vec![vec![p("a")]])]),
        ("<li>a<li>b", vec![p("a"), p("b")]),
        ("<pre>\n a\n  b\n</pre>", vec![Block::Code(" a\n  b".into())]),
        ("use <code>let</code> here", vec![P(vec![t("use "), Inline::Code("let".into()), t(" here")])]),
        ("<pre><code>x &lt; y</code></pre>", vec![Block::Code("x < y".into())]),
        ("<h2>Title</h2>text", vec![P(vec![Strong(vec![t("Title")])]), p("text")]),
        ("a<hr>b", vec![p("a"), Rule, p("b")]),
        ("<img src=x onerror=alert(1) alt='a cat'>", vec![p("a cat")]),
        (
            "<img src='https://a.example/c.png'>",
            vec![P(vec![Link("https://a.example/c.png".into(), vec![t("https://a.example/c.png")])])],
        ),
        ("a &amp; b &lt;b&gt; &#8482; &#x202E;x", vec![p("a & b <b> ™ x")]),
        (
            "<object><embed src='https://a.example/v'></object>",
            vec![P(vec![Link("https://a.example/v".into(), vec![t("https://a.example/v")])])],
        ),
        ("<<b", vec![p("<<b")]),
        ("", vec![]),
        ("<p></p><br><b></b>", vec![]),
    ] {
        assert_eq!(html(source), Tree(tree), "{source:?}");
    }
}

#[test]
fn a_script_never_ends_the_reading() {
    assert_eq!(html("a<script>1</script>b<script>2</script>c"), Tree(vec![p("abc")]));
}

#[test]
fn beyond_so_many_open_elements_only_their_words_count() {
    for open in ["<b>", "<blockquote>", "<ul><li>"] {
        let reader = read(&format!("{}word", open.repeat(OPEN_ELEMENTS + 1)));
        assert_eq!(reader.open.len(), OPEN_ELEMENTS, "{open}");
        assert_eq!(super::super::plain_text(&reader.finish()), "word", "{open}");
    }
}

#[test]
fn what_comes_after_so_many_bytes_is_not_read() {
    let words = |after: &str| super::super::plain_text(&html(&format!("{}{after}", " ".repeat(HTML_BYTES - 2))));
    assert_eq!(words("ab"), "ab");
    assert_eq!(words("abc"), "ab");
    assert_eq!(words("a€"), "a", "no letter is cut in two");
}
