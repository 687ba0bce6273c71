//! Threads to measure with: text like that of real comments, the same each time.
//!
//! The sentences come from real comments where the cases are at hand (`PORCH_CASES`, or `../shared/cases` beside the
//! repository), else from the demo's export, which is smaller and so compresses a little better.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use fastrand::Rng;

const NAMES: [&str; 16] = [
    "Anna Novak",
    "Jürgen Weiß",
    "Kenji Tanaka",
    "Maria da Silva",
    "Priya Raman",
    "Tom Becker",
    "Élodie Martin",
    "Oleg Petrov",
    "Sam Carter",
    "Wei Chen",
    "Nora Lindqvist",
    "Diego Ruiz",
    "Fatima Zahra",
    "Lukas Horák",
    "Grace Okafor",
    "Ben Adler",
];
/// How deep replies nest; a deeper one replies to its parent's parent.
const DEEPEST: usize = 4;

/// A comment of a thread.
pub(crate) struct CorpusComment {
    /// The index of the comment it replies to.
    pub(crate) parent: Option<usize>,
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

/// Sentences to make comments of.
pub(crate) struct Corpus {
    sentences: Vec<String>,
    /// Their source, for the report.
    pub(crate) source: String,
}

impl Corpus {
    pub(crate) fn load() -> anyhow::Result<Self> {
        let cases = std::env::var_os("PORCH_CASES").map_or_else(|| PathBuf::from("../shared/cases"), PathBuf::from);
        let real = cases.join("threads/haacked-blog-comments.jsonl");
        let (texts, source) = if real.is_file() {
            (comments_of_jsonl(&fs::read_to_string(&real)?), "real comments of the cases")
        } else {
            (comments_of_export(&fs::read_to_string(Path::new("demo/export.xml"))?), "comments of the demo's export")
        };
        let mut seen = BTreeSet::new();
        let long_enough = |sentence: &&str| (30..220).contains(&sentence.len()) && !sentence.contains("://");
        let sentences: Vec<String> = texts
            .iter()
            .flat_map(|text| text.split_inclusive(['.', '!', '?']))
            .map(str::trim)
            .filter(long_enough)
            .filter(|sentence| seen.insert((*sentence).to_owned()))
            .take(6_000)
            .map(str::to_owned)
            .collect();
        ensure!(sentences.len() > 50, "too few sentences to make threads of");
        Ok(Self { sentences, source: source.into() })
    }

    /// A thread of this many comments: nearly half open a conversation, the others reply.
    pub(crate) fn thread(&self, length: usize) -> Vec<CorpusComment> {
        let mut rng = Rng::with_seed(42);
        let (mut comments, mut depth): (Vec<CorpusComment>, Vec<usize>) = (Vec::new(), Vec::new());
        for index in 0..length {
            let replied_to = (index > 0 && rng.u8(0..100) >= 45).then(|| rng.usize(0..index));
            let parent = replied_to.and_then(|to| if depth[to] < DEEPEST { Some(to) } else { comments[to].parent });
            depth.push(parent.map_or(0, |parent| depth[parent] + 1));
            comments.push(CorpusComment {
                parent,
                name: NAMES[rng.usize(0..NAMES.len())],
                text: self.comment(&mut rng, index),
            });
        }
        comments
    }

    fn comment(&self, rng: &mut Rng, index: usize) -> String {
        let sentence = |rng: &mut Rng| self.sentences[rng.usize(0..self.sentences.len())].clone();
        let mut text = sentence(rng);
        // Mostly one or two sentences, at most eight.
        for _ in 0..rng.u8(0..8) * rng.u8(0..8) / 8 {
            text.push_str(if rng.u8(0..10) < 3 { "\n\n" } else { " " });
            text.push_str(&sentence(rng));
        }
        if rng.u8(0..100) < 12 {
            text.extend(["\n\n> ", &sentence(rng), "\n\nThat matches what I see."]);
        }
        if rng.u8(0..100) < 5 {
            text.push_str("\n\n```\ncurl -sI https://blog.example.org/ | grep -i cache-control\n```");
        }
        // Some systems refuse the same text twice.
        if rng.bool() { text } else { format!("{text} (#{index})") }
    }
}

fn comments_of_jsonl(lines: &str) -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct Line {
        message: String,
    }
    let messages = lines.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
    messages.map(|line| without_tags(&line.message)).collect()
}

fn comments_of_export(xml: &str) -> Vec<String> {
    let parts = xml.split("<wp:comment_content><![CDATA[").skip(1);
    parts.filter_map(|part| part.split("]]>").next()).map(without_tags).collect()
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut outside_tag = true;
    for c in html.chars() {
        match c {
            '<' => outside_tag = false,
            '>' if !outside_tag => {
                outside_tag = true;
                text.push(' ');
            }
            '`' | '*' | '_' => {}
            c if outside_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().filter(|word| !word.starts_with('&')).collect::<Vec<_>>().join(" ")
}

/// Paths are relative to the workspace, in which `cargo xtask` starts this program.
pub(crate) fn read_text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
