//! Markup into the tree: whatever somebody types can be seen, or is markup.
//!
//! What may go, and why: the signs of the markup themselves; an entity, which is another letter's name; the label of a
//! definition that a link uses, and the word behind a fence that names a language, since neither is for a reader; the
//! address of a picture inside of a link, since a link leads to one place.

use porch_domain::markup::{markdown, plain_text, with_links};
use porch_domain::text::{clean_body, is_blank, is_outside_xml};
use proptest::prelude::*;

use crate::corpus::{kept, often, strange};

/// Every mark of Markdown, and what looks like one: footnotes, comments, tags, front matter, tables, formulas.
const MARKS: &[&str] = &[
    "*",
    "**",
    "_",
    "__",
    "~~",
    "~",
    "`",
    "``",
    "\n```\n",
    "\n~~~\n",
    "\n> ",
    "\n- ",
    "\n* ",
    "\n1. ",
    "\n7) ",
    "\n# ",
    "\n## ",
    "\n",
    "\n\n",
    "\n---\n",
    "\n===\n",
    "\n***\n",
    "    ",
    "\n    ",
    "\t",
    "[",
    "]",
    "](",
    ")",
    "![",
    "](/",
    "](https://a.example/",
    "](<",
    ">)",
    " \"",
    "\")",
    "\n[",
    "]: ",
    "]: https://a.example/",
    "]: /",
    "[^",
    "\n[^",
    "<",
    ">",
    "</",
    "<b>",
    "</b>",
    "<!-- ",
    " -->",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<div>\n",
    "\n</div>",
    "<script>",
    "|",
    "\n|-|-|\n",
    "\n+++\n",
    "$",
    "$$",
    "==",
    "^",
    "::",
    ":smile:",
    "[ ] ",
    "[x] ",
    "https://",
    "http://b.example/",
    "www.",
    "@",
    ".example",
    "\\",
    "\\\n",
    "  \n",
    "：",
    "。",
    "、",
    "」",
    "（",
    "é",
    " ",
    " ",
    ", ",
];

/// Words that are told apart, with marks between them.
fn typed() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        3 => prop::sample::select(MARKS).prop_map(str::to_owned),
        2 => Just("w".to_owned()),
    ];
    prop::collection::vec(piece, 0..50).prop_map(|mut pieces| {
        for (number, word) in pieces.iter_mut().filter(|piece| *piece == "w").enumerate() {
            *word = format!("word{number}x");
        }
        pieces
    })
}

/// Whether a word stands where the list above lets it go.
fn may_go(source: &str, word: &str) -> bool {
    let at = source.find(word).unwrap();
    let line = source[..at].rsplit('\n').next().unwrap();
    // Behind a fence, in whatever it stands.
    let info = line.trim_start_matches([' ', '>', '-', '*', '\t', '1', '7', '.', ')']);
    let fence = info.starts_with("```") || info.starts_with("~~~");
    // Within brackets that come after brackets, or before a colon: a label.
    let label = line.contains("][") || source[at..].split(']').nth(1).is_some_and(|rest| rest.starts_with(':'));
    // A picture within a link.
    let picture = source[..at].contains("![") && source[..at].matches('[').count() > 1;
    fence || label || picture
}

#[test]
fn what_was_lost_once_is_kept() {
    for source in kept("words") {
        let tree = markdown(&clean_body(&source)).unwrap();
        let shown = plain_text(&tree) + &with_links(&tree);
        for word in source.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            assert!(shown.contains(word), "{word} of {source:?} is gone: {shown:?}");
        }
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn no_word_vanishes(pieces in typed()) {
        let source = clean_body(&pieces.concat());
        if let Ok(tree) = markdown(&source) {
            let shown = with_links(&tree);
            for word in pieces.iter().filter(|piece| piece.starts_with("word")) {
                prop_assert!(shown.contains(word.as_str()) || may_go(&source, word), "{} of {:?}: {:?}", word, source, shown);
            }
        }
    }

    #[test]
    fn text_without_marks_comes_through_whole(text in strange()) {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect();
        let seen = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !is_blank(*c)).collect::<String>();
        let source = clean_body(&plain);
        if let Ok(tree) = markdown(&source) {
            prop_assert_eq!(seen(&plain_text(&tree)), seen(&source));
        }
    }

    #[test]
    fn cleaning_is_done_once(text in strange()) {
        let clean = clean_body(&text);
        prop_assert_eq!(clean_body(&clean), clean.clone());
        prop_assert!(!clean.chars().any(is_outside_xml));
    }
}
