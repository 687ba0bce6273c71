//! What people write and the tree it becomes.

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
        ("![](https://example.com/c.png)", vec![P(vec![a("https://example.com/c.png", "https://example.com/c.png")])]),
        ("[![cat](https://a.example/c.png)](https://b.example/)", vec![P(vec![a("https://b.example/", "cat")])]),
        ("[x](javascript:alert(1))", vec![P(vec![t("[x](javascript:alert(1))")])]),
        ("[x](&#106;avascript:alert(1))", vec![P(vec![t("[x](javascript:alert(1))")])]),
        ("[*x*](/here \"t\")", vec![P(vec![t("["), Em(vec![t("x")]), t("](/here \"t\")")])]),
        ("[x](https://a.example \"my title\")", vec![P(vec![a("https://a.example/", "x"), t(" (my title)")])]),
        ("http://user@a.example", vec![P(vec![t("http://user@a.example")])]),
        (
            "请看https://a.example/a。谢谢",
            vec![P(vec![t("请看"), a("https://a.example/a", "https://a.example/a"), t("。谢谢")])],
        ),
        ("**注意：**后面", vec![P(vec![Strong(vec![t("注意：")]), t("后面")])]),
        (
            "1. a\n2. b\n7. c\n7. d",
            vec![
                Numbered(1, vec![vec![P(vec![t("a")])], vec![P(vec![t("b")])]]),
                Numbered(7, vec![vec![P(vec![t("c")])], vec![P(vec![t("d")])]]),
            ],
        ),
        ("```hello world\nx\n```", vec![Block::Code("hello world\nx".into())]),
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
    for empty in ["", " \n ", "\u{200B}", "&nbsp;", "---"] {
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

#[test]
fn a_definition_that_no_link_uses_is_words() {
    for (source, tree) in [
        (
            "Thanks[1] and [2].\n\n[1]: Smith\n[2]: Jones",
            vec![P(vec![t("Thanks[1] and [2].")]), P(vec![t("[1]: Smith"), Br, t("[2]: Jones")])],
        ),
        (
            "[Update]: https://a.example/new",
            vec![P(vec![t("[Update]: "), a("https://a.example/new", "https://a.example/new")])],
        ),
        ("see [here][1]\n\n[1]: https://a.example/", vec![P(vec![t("see "), a("https://a.example/", "here")])]),
        (
            "see [Here]\n\n> [here]: <https://a.example/> 'x'",
            vec![P(vec![t("see "), a("https://a.example/", "Here"), t(" (x)")])],
        ),
        ("[a]: /b\n\n[a]", vec![P(vec![t("[a]: /b")]), P(vec![t("[a]")])]),
        (
            "[a]: https://a.example/ but",
            vec![P(vec![t("[a]: "), a("https://a.example/", "https://a.example/"), t(" but")])],
        ),
        (
            "[a]: https://a.example/\n[a]: https://b.example/\n\n[a]",
            vec![
                P(vec![t("[a]: "), a("https://b.example/", "https://b.example/")]),
                P(vec![a("https://a.example/", "a")]),
            ],
        ),
        ("```\n[a]: https://a.example/\n```", vec![Block::Code("[a]: https://a.example/".into())]),
        ("[^1]: a note", vec![P(vec![t("[^1]: a note")])]),
        ("[x](https://a.example/?]:y)", vec![P(vec![a("https://a.example/?]:y", "x")])]),
    ] {
        assert_eq!(markdown(source), Ok(Tree(tree)), "{source:?}");
    }
}

#[test]
fn marks_named_by_entities_make_no_tower_either() {
    let tree = markdown(&format!("*a*{}", "&#x301;&#x300;&#x302;&#x303;".repeat(40))).unwrap();
    assert_eq!(plain_text::plain_text(&tree).chars().count(), 4);
}
