//! Judges the classifier: `cargo run -p porch-spam --release --example judge` prints the table of `docs/spam.md`.
#![expect(clippy::print_stdout, reason = "it prints a table")]

use std::time::Instant;

use porch_spam::{Facts, Fingerprint, Local, Model, Score, fingerprint, normalise, score_with};

use porch_spam_cases::lessons::Source::{Gambling, Messages, Videos};
use porch_spam_cases::measure::{Marked, auc, recall_at};
use porch_spam_cases::{self as cases, Case, Half, lessons, measure};

/// Decisions of the host.
const DECISIONS: usize = 50;

fn main() {
    speed();
    let Some(folder) = cases::folder() else {
        println!("skipped: no cases");
        return;
    };
    let sources = lessons::Sources::read(&folder);
    println!(
        "Judged | comments (spam) | words: AUC, recall at 1 % | whole: AUC, recall at 1 % | at HOLD: recall, honest held | after the first 50 decisions: recall at 1 %, at HOLD, honest held | after 50 chosen ones: the same"
    );
    println!("--- | --- | --- | --- | --- | --- | ---");
    let names = ["Psy", "Katy Perry", "LMFAO"];
    for (left, name) in names.iter().enumerate() {
        let others: Vec<&Case> =
            sources.videos.iter().enumerate().filter(|(at, _)| *at != left).flat_map(|(_, video)| video).collect();
        row(&format!("within: {name} by the two other videos"), &sources.videos[left], &lessons::teach_only(&others));
    }
    let videos: Vec<Case> = sources.videos.iter().flatten().cloned().collect();
    row("left out: YouTube", &videos, &sources.teach(&[Messages, Gambling]));
    row("left out: SMS", &sources.messages, &sources.teach(&[Videos, Gambling]));
    row("left out: gambling", &sources.gambling, &sources.teach(&[Videos, Messages]));
    row("left out: flagged on Disqus", &cases::flagged(&folder), Model::shipped());
    row("samples, learning half (seen)", &cases::samples(Half::Learn), Model::shipped());
    row("samples, judging half", &cases::samples(Half::Judge), Model::shipped());
    row("samples, blind", &cases::blind(), Model::shipped());
    unlabelled(&cases::unlabelled(&folder));
}

/// Words from which on the server calls texts the same that differ in a word or two; shorter ones must be equal.
const WORDY: usize = 16;

/// How often the same was seen before, in the order they came, as the server tells it.
fn repeats(cases: &[Case]) -> Vec<usize> {
    let mut seen: Vec<(String, Option<Fingerprint>)> = Vec::new();
    let count = |case: &Case| {
        let text = normalise(&case.text);
        let wordy = text.split_whitespace().count() >= WORDY;
        let print = fingerprint(&case.text).filter(|_| wordy);
        let near = |other: &Option<Fingerprint>| print.zip(*other).is_some_and(|(one, other)| one.is_near(other));
        let before = seen.iter().filter(|(other, print)| *other == text || near(print)).count();
        seen.push((text, print));
        before
    };
    cases.iter().map(count).collect()
}

fn facts(case: &Case, seen_before: usize) -> Facts<'_> {
    Facts {
        text: &case.text,
        name: case.name.as_deref(),
        page_title: case.title.as_deref(),
        seen_before,
        ..Facts::default()
    }
}

fn row(name: &str, cases: &[Case], model: &Model) {
    let seen = repeats(cases);
    let stream: Vec<(&Case, Facts<'_>)> =
        cases.iter().zip(seen).map(|(case, seen)| (case, facts(case, seen))).collect();
    let words: Vec<Marked> =
        cases.iter().map(|case| Marked { score: model.words_log_odds(&case.text), is_spam: case.is_spam }).collect();
    let whole = marks(&stream, model, None);
    let spam = cases.iter().filter(|case| case.is_spam).count();
    let (recall, held) = measure::at(&whole, Score::HOLD);
    let learnt = format!("{} | {}", as_they_come(&stream, model), chosen(&stream, model));
    println!(
        "{name} | {} ({spam}) | {:.3}, {:.2} | {:.3}, {:.2} | {recall:.2}, {held:.3} | {learnt}",
        cases.len(),
        auc(&words),
        recall_at(&words, 0.01),
        auc(&whole),
        recall_at(&whole, 0.01),
    );
    if std::env::var_os("PORCH_SHOW").is_some() {
        show(&stream, model);
    }
}

fn marks(stream: &[(&Case, Facts<'_>)], model: &Model, local: Option<&Local>) -> Vec<Marked> {
    stream
        .iter()
        .map(|(case, facts)| Marked { score: score_with(facts, model, local).probability, is_spam: case.is_spam })
        .collect()
}

/// The host decides the first fifty comments as they come; the others are judged.
fn as_they_come(stream: &[(&Case, Facts<'_>)], model: &Model) -> String {
    let (before, after) = stream.split_at(DECISIONS.min(stream.len() / 2));
    let mut local = Local::default();
    for (case, facts) in before {
        local.learn_over(facts, case.is_spam, model);
    }
    judged(after, model, &local)
}

/// The host decides fifty comments of the first half of the stream, in five sittings: by turns the likeliest
/// spam and the least certain. The other half is judged.
fn chosen(stream: &[(&Case, Facts<'_>)], model: &Model) -> String {
    let (before, after) = stream.split_at(stream.len() / 2);
    let mut local = Local::default();
    let mut decided = vec![false; before.len()];
    for _ in 0..DECISIONS / 10 {
        let marked = marks(before, model, Some(&local));
        let waiting: Vec<usize> = (0..before.len()).filter(|at| !decided[*at]).collect();
        let by = |unlike: fn(f32) -> f32| {
            let mut sorted = waiting.clone();
            sorted.sort_by(|a, b| unlike(marked[*a].score).total_cmp(&unlike(marked[*b].score)));
            sorted.into_iter().take(5)
        };
        for at in by(|score| -score).chain(by(|score| (score - Score::HOLD).abs())) {
            if !std::mem::replace(&mut decided[at], true) {
                local.learn_over(&before[at].1, before[at].0.is_spam, model);
            }
        }
    }
    judged(after, model, &local)
}

fn judged(after: &[(&Case, Facts<'_>)], model: &Model, local: &Local) -> String {
    let whole = marks(after, model, Some(local));
    let (recall, held) = measure::at(&whole, Score::HOLD);
    format!("{:.2}, {recall:.2}, {held:.3}", recall_at(&whole, 0.01))
}

/// The honest comments that lie highest and the spam that lies lowest, for whoever tunes by them.
fn show(stream: &[(&Case, Facts<'_>)], model: &Model) {
    let mut scored: Vec<(Score, &Case)> =
        stream.iter().map(|(case, facts)| (score_with(facts, model, None), *case)).collect();
    scored.sort_by(|a, b| b.0.probability.total_cmp(&a.0.probability));
    let honest: Vec<_> = scored.iter().filter(|(_, case)| !case.is_spam).take(15).collect();
    let spam: Vec<_> = scored.iter().rev().filter(|(_, case)| case.is_spam).take(15).collect();
    for (score, case) in honest.into_iter().chain(spam) {
        let mark = if case.is_spam { "spam  " } else { "honest" };
        let head: String = case.text.replace('\n', " ").chars().take(110).collect();
        println!(
            "    {mark} {:.3} {:?} [{}] {head}",
            score.probability,
            score.reasons,
            case.name.as_deref().unwrap_or("")
        );
    }
}

fn unlabelled(cases: &[Case]) {
    let seen = repeats(cases);
    let mut scored: Vec<(Score, &Case)> = cases
        .iter()
        .zip(seen)
        .map(|(case, seen)| (score_with(&facts(case, seen), Model::shipped(), None), case))
        .collect();
    scored.sort_by(|a, b| b.0.probability.total_cmp(&a.0.probability));
    let held = scored.iter().filter(|(score, _)| score.probability >= Score::HOLD).count();
    println!("\nUnlabelled comments of a blog: {held} of {} at or above HOLD.", scored.len());
    if std::env::var_os("PORCH_SHOW").is_some() {
        for (score, case) in scored.iter().step_by(scored.len() / 400) {
            let head: String = case.text.replace('\n', " ").chars().take(150).collect();
            println!("    {:.3} {:?} {head}", score.probability, score.reasons);
        }
    }
}

fn speed() {
    let text =
        "I tried the recipe with rye flour on Sunday, see https://bread.example/rye for how it went. ".repeat(11);
    let text = &text[..1_000];
    let facts = Facts { text, name: Some("Ada"), page_title: Some("Baking bread"), ..Facts::default() };
    // A site that remembers as much as it can.
    let mut local = Local::default();
    let others: Vec<Case> = cases::lessons_only();
    for case in &others {
        local.learn(&Facts { text: &format!("{} {text}", case.text), ..facts }, case.is_spam);
    }
    let scoring = fastest(|_| drop(score_with(&facts, Model::shipped(), Some(&local))));
    let bytes = local.to_bytes().len();
    let learning = fastest(|round| local.learn(&facts, round % 2 == 0));
    println!(
        "A score of 1,000 characters: {scoring:.3} ms; a decision learnt: {learning:.3} ms; a site: {bytes} bytes."
    );
}

/// Milliseconds of one call, in the fastest of sixty rounds: the machine may have other work.
fn fastest(mut call: impl FnMut(usize)) -> f64 {
    const CALLS: u32 = 20;
    let round = |_| {
        let start = Instant::now();
        (0..CALLS as usize).for_each(&mut call);
        start.elapsed().as_secs_f64() * 1_000.0 / f64::from(CALLS)
    };
    (0..60).map(round).fold(f64::INFINITY, f64::min)
}
