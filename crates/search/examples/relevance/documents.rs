//! A collection of documents with judged queries.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::corpus::{Corpus, Text};
use crate::measures::{mean, ndcg_at_10};
use crate::plain::Plain;
use crate::typos::Typos;

/// The gains of the documents that are relevant for a query.
type Gains = HashMap<String, f64>;

/// Finds the names of texts, the best first.
type Ranking<'a> = dyn Fn(&str) -> Vec<String> + 'a;

/// Prints a line for each ranking.
pub(crate) fn judge(folder: &Path, typos: &Typos, step: usize) {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let texts: Vec<Text> = lines(&folder.join("docs.jsonl"))
        .map(|line| Text { name: text(&line, "id"), title: text(&line, "title"), body: text(&line, "text") })
        .collect();
    let queries: Vec<(String, String)> =
        lines(&folder.join("queries.jsonl")).map(|line| (text(&line, "id"), text(&line, "text"))).collect();
    let judged = gains(&folder.join("qrels.tsv"), name.contains("cranfield"));
    let corpus = Corpus::new(&texts);
    let plain = Plain::open(&corpus);
    let rows: [(&str, &Ranking<'_>); 3] = [
        ("plain BM25 with stems", &|query| plain.search(query)),
        ("this search, any word", &|query| corpus.search(query, true)),
        ("this search", &|query| corpus.search(query, false)),
    ];
    for (ranking, search) in rows {
        let of = |mistakes| {
            let judge = |(id, query): &(String, String)| {
                let gains = judged.get(id)?;
                let found = search(&typos.put_into(query, mistakes, id));
                let of_found: Vec<f64> = found.iter().map(|name| gains.get(name).copied().unwrap_or(0.0)).collect();
                Some(ndcg_at_10(&of_found, &gains.values().copied().collect::<Vec<_>>()))
            };
            mean(&queries.iter().step_by(step).filter_map(judge).collect::<Vec<_>>())
        };
        println!("{name} | {ranking} | {:.3} | {:.3} | {:.3}", of(0), of(1), of(2));
    }
}

/// Reads lines of `query TAB document TAB grade`.
fn gains(path: &Path, backwards: bool) -> HashMap<String, Gains> {
    let mut judged: HashMap<String, Gains> = HashMap::new();
    for line in fs::read_to_string(path).unwrap().lines() {
        let mut parts = line.split_whitespace();
        let (Some(query), Some(document), Some(grade)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Ok(grade) = grade.parse::<f64>() else { continue };
        let gain = if backwards { if grade < 1.0 { 0.0 } else { 5.0 - grade } } else { grade };
        judged.entry(query.to_owned()).or_default().insert(document.to_owned(), gain.max(0.0));
    }
    judged
}

/// The objects of a file of lines.
pub(crate) fn lines(path: &Path) -> impl Iterator<Item = Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>().into_iter()
}

/// A text of an object, empty where there is none.
pub(crate) fn text(object: &Value, name: &str) -> String {
    match &object[name] {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
