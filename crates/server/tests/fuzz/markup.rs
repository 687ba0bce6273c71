//! Whatever comes in, the tree has only its own nodes, safe addresses and its limits, and the time grows with the length.

use std::time::Duration;

use porch_domain::markup::{html, markdown, markdown_cut, plain_text};
use porch_domain::text::{clean_body, is_forbidden};
use porch_protocol::{Block, Inline, Tree, limits};
use proptest::prelude::*;

use crate::cases::case;
use crate::corpus::{BEGINNINGS, kept, often};

/// Fails unless the tree keeps every promise of a tree.
fn assert_safe(tree: &Tree, source: &str) {
    let mut nodes = 0;
    blocks(&tree.0, 1, &mut nodes, source);
    assert!(nodes <= limits::TREE_NODES, "{nodes} nodes of {source:?}");
    let json = serde_json::to_string(tree).unwrap();
    assert_eq!(&serde_json::from_str::<Tree>(&json).unwrap(), tree, "{source:?} does not travel");
}

fn blocks(list: &[Block], depth: usize, nodes: &mut usize, source: &str) {
    assert!(depth <= limits::TREE_DEPTH, "too deep: {source:?}");
    for block in list {
        *nodes += 1;
        match block {
            Block::P(words) => {
                assert!(!words.is_empty(), "an empty paragraph: {source:?}");
                inlines(words, depth + 1, nodes, source);
            }
            Block::Quote(inner) => blocks(inner, depth + 1, nodes, source),
            Block::List(items) | Block::Numbered(_, items) => {
                for item in items {
                    blocks(item, depth + 1, nodes, source);
                }
            }
            Block::Code(code) => assert_clean(code, source),
            Block::Rule => {}
            Block::Unknown => panic!("an unknown block: {source:?}"),
        }
    }
}

fn inlines(list: &[Inline], depth: usize, nodes: &mut usize, source: &str) {
    assert!(depth <= limits::TREE_DEPTH, "too deep: {source:?}");
    for inline in list {
        *nodes += 1;
        match inline {
            Inline::Text(text) | Inline::Code(text) => assert_clean(text, source),
            Inline::Em(inner) | Inline::Strong(inner) | Inline::Del(inner) => inlines(inner, depth + 1, nodes, source),
            Inline::Link(address, inner) => {
                let url = url::Url::parse(address).unwrap_or_else(|e| panic!("{address:?}: {e}, of {source:?}"));
                assert!(matches!(url.scheme(), "http" | "https" | "mailto"), "{address:?} of {source:?}");
                assert!(address.len() <= limits::URL_BYTES);
                assert!(!address.contains(['"', '<', '>', '\\', '`', ' ', '\n']), "{address:?} of {source:?}");
                inlines(inner, depth + 1, nodes, source);
            }
            Inline::Host(host) => assert_clean(host, source),
            Inline::Br => {}
            Inline::Unknown => panic!("an unknown inline: {source:?}"),
        }
    }
}

fn assert_clean(text: &str, source: &str) {
    assert!(!text.chars().any(is_forbidden), "{text:?} of {source:?}");
}

/// Reads it in every way there is.
fn assert_all_safe(source: &str) {
    let clean = clean_body(source);
    assert_eq!(clean_body(&clean), clean, "{source:?}");
    if let Ok(tree) = markdown(&clean) {
        assert_safe(&tree, source);
        assert!(!plain_text(&tree).trim().is_empty());
    }
    assert_safe(&markdown_cut(source), source);
    assert_safe(&html(source), source);
}

/// The pieces that Markdown, HTML and their escapes are made of, in any order.
fn markup_soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "*",
            "**",
            "_",
            "~~",
            "`",
            "```\n",
            "> ",
            "- ",
            "1. ",
            "#",
            "\n",
            "\n\n",
            "    ",
            "[",
            "](",
            ")",
            "![",
            "<",
            ">",
            "<b>",
            "</b>",
            "<a href=\"",
            "\">",
            "</a>",
            "<ul>",
            "<li>",
            "</ul>",
            "<blockquote>",
            "</blockquote>",
            "<p>",
            "</p>",
            "<script>",
            "</script>",
            "<svg>",
            "</svg>",
            "<pre>",
            "</pre>",
            "<code>",
            "</code>",
            "<br>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "javascript:",
            "data:text/html,",
            "https://a.example/",
            "mailto:a@b.example",
            "&#",
            "&#x202E;",
            "&lt;",
            "&NewLine;",
            "\\",
            "\t",
            "\u{0}",
            "\u{202E}",
            "\u{200F}",
            "é",
            "👩‍🔬",
            "|",
            "---",
            "www.",
        ])
        .prop_map(str::to_owned),
        ".{0,8}",
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

#[test]
fn what_was_trouble_once_becomes_safe_trees() {
    for source in kept("markup") {
        assert_all_safe(&source);
    }
}

proptest! {
    #![proptest_config(often())]

    #[test]
    fn any_text_becomes_a_safe_tree(source in any::<String>()) {
        assert_all_safe(&source);
    }

    #[test]
    fn any_mixture_of_markup_becomes_a_safe_tree(source in markup_soup()) {
        assert_all_safe(&source);
    }

    #[test]
    fn words_without_markup_come_through_html(words in "[a-z]{1,8}( [a-z]{1,8}){0,20}") {
        prop_assert_eq!(plain_text(&html(&words)), words.clone());
        prop_assert_eq!(plain_text(&markdown(&words).unwrap()), words);
    }
}

/// How long this thread has been on a processor.
fn worked() -> Duration {
    let clock = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(clock.tv_sec).unwrap_or(0), u32::try_from(clock.tv_nsec).unwrap_or(0))
}

#[test]
fn the_time_grows_no_faster_than_the_length() {
    for bomb in BEGINNINGS {
        let time = |bytes: usize| {
            let source: String = bomb.chars().cycle().take(bytes).collect();
            let start = worked();
            drop((markdown_cut(&source), html(&source)));
            worked().saturating_sub(start)
        };
        // Under a few milliseconds the clock says nothing about growth.
        let floor = Duration::from_millis(if cfg!(debug_assertions) { 60 } else { 5 });
        // The best of many, by this thread's own clock: the machine has other things to do. What grows too fast does so
        // however often it is looked at.
        let (mut half, mut whole) = (Duration::MAX, Duration::MAX);
        let grows_well = (1..30).any(|times| {
            half = half.min(time(limits::BODY_BYTES / 2));
            whole = whole.min(time(limits::BODY_BYTES));
            times >= 3 && (whole < half * 3 || whole < floor)
        });
        assert!(grows_well, "{bomb:?}: {half:?} for half, {whole:?} for the whole");
    }
}

#[test]
fn the_deepest_nesting_needs_no_deep_stack() {
    let read = || {
        for bomb in BEGINNINGS {
            let source: String = bomb.chars().cycle().take(limits::BODY_BYTES).collect();
            assert_all_safe(&source);
        }
    };
    std::thread::Builder::new().stack_size(512 * 1024).spawn(read).unwrap().join().unwrap();
}

#[test]
fn a_tree_ends_at_its_limit_of_nodes_whatever_they_are() {
    let link = "<a href='https://b.example'>a.example</a> ";
    for piece in ["*a* ", "***a*** ", "[x](https://b.example) ", "[a.example](https://b.example) ", link] {
        for before in ["", "x\n\n", "x\n\n---\n\n"] {
            assert_all_safe(&format!("{before}{}", piece.repeat(2_000)));
        }
    }
}

#[test]
fn the_hostile_corpus_becomes_safe_trees() {
    let Some(folder) = case("sanitise") else { return };
    let mut read = 0;
    for file in ["xss-payload-list.txt", "markdown-xss-payloads.txt", "owasp-xss-filter-evasion.md"] {
        let text = String::from_utf8_lossy(&std::fs::read(folder.join(file)).unwrap()).into_owned();
        assert_all_safe(&text);
        for line in text.lines() {
            read += 1;
            assert_everywhere_safe(line);
        }
    }
    let pairs: Vec<serde_json::Value> =
        serde_json::from_slice(&std::fs::read(folder.join("dompurify-expect.json")).unwrap()).unwrap();
    for pair in &pairs {
        read += 1;
        assert_everywhere_safe(pair["payload"].as_str().unwrap_or_default());
    }
    assert!(read > 6_800, "{read} payloads");
}

/// As itself, and as each thing that an address or words can stand in.
fn assert_everywhere_safe(payload: &str) {
    assert_all_safe(payload);
    for around in
        ["[x](@)", "[x](<@>)", "![@](@)", "<@>", "`@`", "[@][r]\n\n[r]: @", "<a href=\"@\">x</a>", "<img src='@'>"]
    {
        assert_all_safe(&around.replace('@', payload));
    }
}

#[test]
fn the_examples_of_the_markdown_specifications_become_safe_trees() {
    let Some(folder) = case("markdown") else { return };
    for (file, count) in [("commonmark-0.31.2-tests.json", 652), ("gfm-0.29-tests.json", 677)] {
        let examples: Vec<serde_json::Value> =
            serde_json::from_slice(&std::fs::read(folder.join(file)).unwrap()).unwrap();
        assert_eq!(examples.len(), count);
        for example in &examples {
            assert_all_safe(example["markdown"].as_str().unwrap());
            assert_all_safe(example["html"].as_str().unwrap());
        }
    }
}
