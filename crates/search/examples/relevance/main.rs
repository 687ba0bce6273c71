//! Judges the ranking by judged collections and prints tables:
//! `cargo run --release -p porch-search --example relevance -- CASES [STEP]`, where CASES has `search/*/` and `typos/`. With 3
//! as the step, every third query is judged.
//!
//! A folder of `search` with `docs.jsonl`, `queries.jsonl` and `qrels.tsv` is a collection of documents; one with a
//! `*.jsonl` of threads is a forum. The grades of a collection whose name has "cranfield" run backwards.
#![expect(clippy::print_stdout, reason = "it prints tables")]
#![expect(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "means, and small numbers")]
#![expect(clippy::unwrap_used, reason = "a judgement that cannot be made ends")]

mod corpus;
mod documents;
mod forum;
mod measures;
mod plain;
mod typos;

use std::path::PathBuf;

use typos::Typos;

fn main() {
    let Some(cases) = std::env::args().nth(1).map(PathBuf::from) else {
        println!("Usage: relevance FOLDER");
        return;
    };
    let step = std::env::args().nth(2).and_then(|step| step.parse().ok()).unwrap_or(1);
    let typos = Typos::read(&cases.join("typos"));
    println!("collection | ranking | nDCG@10 clean | 1 typo | 2 typos");
    println!("--- | --- | --- | --- | ---");
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(cases.join("search")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let (documents, forums): (Vec<_>, Vec<_>) = folders.iter().partition(|folder| folder.join("qrels.tsv").exists());
    for folder in documents {
        documents::judge(folder, &typos, step);
    }
    println!("\nforum | ranking | MAP of threads | MAP of comments");
    println!("--- | --- | --- | ---");
    for folder in forums {
        forum::judge(folder, step);
    }
}
