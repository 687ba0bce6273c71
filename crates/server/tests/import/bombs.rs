//! Files that are made to exhaust whoever reads them: refused soon, with little memory, in words that say where and what to do.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use porch_domain::archive::import_format::Format;
use porch_import::{Broken, Task};

use super::process::{heard, task};
use super::{DISQUS, PORCH};

/// Seconds of the processor that a refusal may take. A build for development is some ten times slower.
const SECONDS: u64 = if cfg!(debug_assertions) { 10 } else { 1 };
/// Bytes of its address space that it may take beyond what an ordinary file takes. It touches less than half of that.
const MORE: u64 = 128 << 20;
/// Bytes of a value that does not end: more than could be kept.
const ENDLESS: usize = 150_000_000;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// What a file is called here, what is in it, and how its refusal begins; none where it is read all the same.
type Bomb = (&'static str, Format, Vec<u8>, Option<&'static str>);

fn post(words: &str) -> Vec<u8> {
    format!(
        "<disqus xmlns:dsq='d'>\n<thread dsq:id='t'><link>/x</link></thread>\n<post dsq:id='1'>\n<message>{words}</message>\
         <author><name>A</name></author><thread dsq:id='t'/></post></disqus>"
    )
    .into_bytes()
}

fn bombs() -> Vec<Bomb> {
    let entity = |n: u32| format!("<!ENTITY l{n} '{}'>\n", format!("&l{};", n - 1).repeat(10));
    let entities = (1..10).map(entity).collect::<Vec<_>>().concat();
    let laughs =
        format!("<?xml version='1.0'?>\n<!DOCTYPE l [\n<!ENTITY l0 'ha'>\n{entities}]>\n<disqus>&l9;</disqus>");
    let line = |words: &str| [PORCH, format!("{{\"v\":1,\"kind\":\"person\",\"id\":\"{words}").as_bytes()].concat();
    let date = format!("Mon, 1 Jan 2015 {}00:00:00 GMT", "(".repeat(500_000));
    let long = "the file begins a value of more than 16 MB";
    vec![
        ("a thousand million laughs", Format::Disqus, laughs.into_bytes(), Some("declares a document type")),
        (
            "elements in each other",
            Format::Disqus,
            "<disqus>\n".repeat(500_000).into_bytes(),
            Some("at line 65 of the file"),
        ),
        ("a value without end", Format::Disqus, post(&"x".repeat(ENDLESS)), Some(long)),
        ("a line without end", Format::Porch, line(&"x".repeat(ENDLESS)), Some(long)),
        ("a packed file in a packed file", Format::Disqus, packed(&packed(DISQUS)), Some("the file is packed twice")),
        (
            "a file that grows a thousandfold",
            Format::Disqus,
            packed(&post(&" ".repeat(40_000_000))),
            Some("the packed file grows"),
        ),
        ("a long line", Format::Porch, line(&"x".repeat(10_000_000)), None),
        ("a tag of many attributes", Format::Disqus, post(&format!("<a{}/>", " a=''".repeat(800_000))), None),
        (
            "a date in parentheses",
            Format::Disqus,
            post(&format!("x</message><createdAt>{date}</createdAt><message>")),
            None,
        ),
    ]
}

/// The least memory, to a megabyte, with which a file is read whose longest value is as long as a value may well be: the program
/// itself takes most of it.
async fn least() -> u64 {
    let ordinary = post(&"x".repeat(1_000_000));
    let (mut too_little, mut enough) = (0, 1_024);
    while enough - too_little > 1 {
        let middle = u64::midpoint(too_little, enough);
        if heard(&ordinary, &Task { memory: middle << 20, ..task(Format::Disqus) }).await.is_ok() {
            enough = middle;
        } else {
            too_little = middle;
        }
    }
    assert!(enough < 1_024, "an ordinary file needs more than a gigabyte");
    enough << 20
}

#[tokio::test]
async fn a_bomb_is_refused_soon_with_little_memory_and_says_where_it_is() {
    let least = least().await;
    for (name, format, file, refusal) in bombs() {
        let task = Task { memory: least + MORE, seconds: SECONDS, ..task(format) };
        match (heard(&file, &task).await, refusal) {
            (Err(Broken::Refused(said)), Some(words)) => assert!(said.contains(words), "{name}: {said}"),
            (Ok(_), None) => {}
            (Ok(_), Some(_)) => panic!("{name} was read"),
            (Err(error), _) => panic!("{name}: {error}"),
        }
    }
}

#[tokio::test]
async fn a_refusal_names_the_line_and_what_can_be_done() {
    for (file, line) in [
        ("<disqus>\n\n<!DOCTYPE x>\n</disqus>".to_owned(), "line 3 of"),
        (format!("<disqus>\r\n<a>\n{}", "<a>\n".repeat(80)), "at line 65 of"),
        (format!("PHP Warning: x\n<disqus>\n<a>{}", "x".repeat(17_000_000)), "line 3 of"),
    ] {
        let refused = heard(file.as_bytes(), &task(Format::Disqus)).await.unwrap_err().to_string();
        let advised = refused.contains("xport the file anew") || refused.contains("export it anew");
        assert!(refused.contains(line) && advised, "{refused}");
    }
}
