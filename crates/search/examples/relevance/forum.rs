//! A forum: queries with related threads, and threads with comments that answer them well or badly.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use porch_search::Reply;
use serde_json::Value;

use crate::corpus::{Corpus, SITE, Text};
use crate::documents::{lines, text};
use crate::measures::{average_precision, mean};

/// Prints a line for each ranking.
pub(crate) fn judge(folder: &Path, step: usize) {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "jsonl"));
    files.sort();
    let threads: Vec<Value> = files.iter().flat_map(|path| lines(path)).collect();
    let precision = |ranked: Vec<bool>| average_precision(&ranked);
    let by_date: Vec<f64> = threads.iter().map(goods).filter_map(precision).collect();
    let by_engine: Vec<f64> = queries(&threads)
        .values()
        .map(|of| of.iter().copied().map(is_relevant).collect())
        .filter_map(precision)
        .collect();
    println!("{name} | as they came, comments by date | {:.3} | {:.3}", mean(&by_engine), mean(&by_date));
    println!("{name} | this search | {:.3} | {:.3}", of_threads(&threads, step), of_comments(&threads, step));
}

/// The threads of each query, in the order of the file.
fn queries(threads: &[Value]) -> BTreeMap<String, Vec<&Value>> {
    let mut queries: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for thread in threads {
        queries.entry(text(thread, "query_id")).or_default().push(thread);
    }
    queries
}

fn is_relevant(thread: &Value) -> bool {
    matches!(text(thread, "thread_relevance").as_str(), "PerfectMatch" | "Relevant")
}

fn of_threads(threads: &[Value], step: usize) -> f64 {
    let of = |thread: &Value| Text {
        name: text(thread, "thread"),
        title: text(thread, "subject"),
        body: format!("{} {}", text(thread, "subject"), text(thread, "body")),
    };
    let corpus = Corpus::new(&threads.iter().map(of).collect::<Vec<_>>());
    let judge = |of: &Vec<&Value>| {
        let query = format!("{} {}", text(of[0], "query_subject"), text(of[0], "query"));
        let found = corpus.search(&query, true);
        let place = |thread: &Value| found.iter().position(|name| *name == text(thread, "thread"));
        let mut ranked = of.clone();
        ranked.sort_by_key(|thread| place(thread).unwrap_or(usize::MAX));
        average_precision(&ranked.into_iter().map(is_relevant).collect::<Vec<_>>())
    };
    mean(&queries(threads).values().step_by(step).filter_map(judge).collect::<Vec<_>>())
}

fn comments(thread: &Value) -> &[Value] {
    thread["comments"].as_array().map_or(&[], Vec::as_slice)
}

fn is_good(comment: &Value) -> bool {
    text(comment, "rel_to_thread") == "Good"
}

fn goods(thread: &Value) -> Vec<bool> {
    comments(thread).iter().map(is_good).collect()
}

fn of_comments(threads: &[Value], step: usize) -> f64 {
    let of = |comment: &Value| Text { name: text(comment, "id"), title: String::new(), body: text(comment, "text") };
    let corpus = Corpus::new(&threads.iter().flat_map(comments).map(of).collect::<Vec<_>>());
    let judge = |thread: &Value| {
        let question = format!("{} {}", text(thread, "subject"), text(thread, "body"));
        let asker = text(thread, "thread_user");
        let texts: Vec<String> = comments(thread).iter().map(|comment| text(comment, "text")).collect();
        let by_asker: Vec<bool> = comments(thread).iter().map(|comment| text(comment, "user") == asker).collect();
        let replies: Vec<Reply<'_>> =
            texts.iter().zip(&by_asker).map(|(text, by_asker)| Reply { text, by_asker: *by_asker }).collect();
        let scores = corpus.index.best_first(SITE, &corpus.languages, &question, &replies).unwrap();
        let mut ranked: Vec<(f32, bool)> = scores.into_iter().zip(goods(thread)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        average_precision(&ranked.into_iter().map(|(_, good)| good).collect::<Vec<_>>())
    };
    mean(&threads.iter().step_by(step).filter_map(judge).collect::<Vec<_>>())
}
