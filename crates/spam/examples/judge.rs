//! Judges the classifier: `cargo run -p porch-spam --release --example judge` prints the table of `docs/spam.md`.
#![expect(clippy::print_stdout, reason = "it prints a table")]
#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small counts, and dice")]

use std::path::Path;
use std::time::Instant;

use porch_spam::{CommentFacts, Local, Model, Score, score_with};

use porch_spam_cases::lessons::Source::{Gambling, Messages, Videos};
use porch_spam_cases::measure::{Marked, auc, recall_at};
use porch_spam_cases::order::{Before, replay, under_pages_of};
use porch_spam_cases::{self as cases, Case, Half, blogs, labels, lessons, measure};

/// Decisions of the host.
const DECISIONS: usize = 50;
/// Orders by chance.
const ORDERS: usize = 10;

fn main() {
    speed();
    let Some(folder) = cases::folder() else {
        println!("skipped: no cases");
        return;
    };
    let sources = lessons::Sources::read(&folder);
    println!(
        "Judged | comments (spam) | words: AUC, at 1 % | comment by comment: AUC, at 1 % | in order: AUC, at 1 %; at HOLD: recall, honest held | after the first 50: at 1 % | after any 50: at 1 % | after 25 and 25: at 1 %; at HOLD: recall, honest held | after 50 of a host at work: at 1 %; at HOLD: recall, honest held"
    );
    println!("--- | --- | --- | --- | --- | --- | --- | --- | ---");
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
    let again = labels::read_again(videos, labels::VIDEOS);
    row("left out: YouTube, read again", &again, &sources.teach(&[Messages, Gambling]));
    row("left out: flagged on Disqus", &blogs::flagged(&folder), Model::shipped());
    let again = labels::read_again(blogs::flagged(&folder), labels::FLAGGED);
    row("left out: the same blog, read again", &again, Model::shipped());
    let blog = labels::read_again(blogs::blog(&folder), labels::BLOG);
    row("left out: a blog of ten thousand, read", &blog, Model::shipped());
    let courses = labels::read_again(cases::courses(&folder), labels::COURSES);
    row("left out: courses, read", &courses, Model::shipped());
    by_its_half("within: the blog of ten thousand, one half by the other", &blog);
    by_its_half("within: courses, one half by the other", &courses);
    row("samples, judging half", &cases::samples(Half::Judge), Model::shipped());
    row("samples, first blind", &cases::blind(), Model::shipped());
    row("samples, second blind", &cases::second_blind(), Model::shipped());
    row("samples, third blind", &cases::third_blind(), Model::shipped());
    let honest: Vec<Case> = blog.into_iter().filter(|case| !case.is_spam).collect();
    among("the blog of ten thousand", &[honest], &folder);
    among("five other blogs", &blogs::several(&folder), &folder);
}

/// How far a text model gets that was taught with every second comment of the same place: more than any team decides.
fn by_its_half(name: &str, cases: &[Case]) {
    let taught: Vec<&Case> = cases.iter().step_by(2).collect();
    let judged: Vec<Case> = cases.iter().skip(1).step_by(2).cloned().collect();
    row(name, &judged, &lessons::teach_only(&taught));
}

type Stream<'a> = Vec<(&'a Case, CommentFacts<'a>)>;

fn stream<'a>(cases: &'a [Case], known: &'a [Before]) -> Stream<'a> {
    cases.iter().zip(known).map(|(case, before)| (case, case.facts(before))).collect()
}

fn row(name: &str, cases: &[Case], model: &Model) {
    let words: Vec<Marked> =
        cases.iter().map(|case| Marked { score: model.words_log_odds(&case.text), is_spam: case.is_spam }).collect();
    let nothing = vec![Before::default(); cases.len()];
    let alone = marks(&stream(cases, &nothing), model, None);
    let known = replay(cases, model);
    let stream = stream(cases, &known);
    let whole = marks(&stream, model, None);
    let spam = cases.iter().filter(|case| case.is_spam).count();
    let (recall, held) = measure::at(&whole, Score::HOLD);
    let both = |marked: &[Marked]| format!("{:.3}, {:.2}", auc(marked), recall_at(marked, 0.01));
    println!(
        "{name} | {} ({spam}) | {} | {} | {}; {recall:.2}, {held:.3} | {} | {} | {} | {}",
        cases.len(),
        both(&words),
        both(&alone),
        both(&whole),
        as_they_come(&stream, model),
        any(&stream, model),
        of_both(&stream, model),
        at_work(&stream, model),
    );
    if std::env::var_os("PORCH_SHOW").is_some() {
        show(&stream, model);
    }
}

fn marks(stream: &[(&Case, CommentFacts<'_>)], model: &Model, local: Option<&Local>) -> Vec<Marked> {
    stream
        .iter()
        .map(|(case, facts)| Marked { score: score_with(facts, model, local).probability, is_spam: case.is_spam })
        .collect()
}

/// The host decides some comments, and all others are judged.
fn decided<'a>(
    stream: &[(&'a Case, CommentFacts<'a>)],
    model: &Model,
    mut decides: impl FnMut(&Case) -> bool,
) -> Vec<Marked> {
    let (before, after): (Stream<'a>, Stream<'a>) = stream.iter().partition(|(case, _)| decides(case));
    let mut local = Local::default();
    for (case, facts) in before {
        local.learn_over(&facts, case.is_spam, model);
    }
    marks(&after, model, Some(&local))
}

/// The host decides the first fifty comments as they come.
fn as_they_come(stream: &[(&Case, CommentFacts<'_>)], model: &Model) -> String {
    let mut left = DECISIONS;
    let marked = decided(stream, model, |_| take_one(&mut left));
    format!("{:.2}", recall_at(&marked, 0.01))
}

/// The host decides what is held, as it comes, and marks the spam that got through, until they have decided fifty times.
fn at_work(stream: &[(&Case, CommentFacts<'_>)], model: &Model) -> String {
    let (mut local, mut left) = (Local::default(), DECISIONS);
    let mut after = Vec::new();
    for (case, facts) in stream {
        if left == 0 {
            after.push((*case, *facts));
        } else if case.is_spam || score_with(facts, model, Some(&local)).probability >= Score::HOLD {
            local.learn_over(facts, case.is_spam, model);
            left -= 1;
        }
    }
    let marked = marks(&after, model, Some(&local));
    let (recall, held) = measure::at(&marked, Score::HOLD);
    format!("{:.2}; {recall:.2}, {held:.3}", recall_at(&marked, 0.01))
}

/// The host decides the first fifty comments, in ten orders by chance.
fn any(stream: &[(&Case, CommentFacts<'_>)], model: &Model) -> String {
    spread(orders(stream).map(|stream| {
        let mut left = DECISIONS;
        recall_at(&decided(&stream, model, |_| take_one(&mut left)), 0.01)
    }))
}

/// The host decides the first 25 of either kind, in ten orders by chance.
fn of_both(stream: &[(&Case, CommentFacts<'_>)], model: &Model) -> String {
    let marked: Vec<Vec<Marked>> = orders(stream)
        .map(|stream| {
            let mut left = [DECISIONS / 2; 2];
            decided(&stream, model, |case| take_one(&mut left[usize::from(case.is_spam)]))
        })
        .collect();
    let held: Vec<(f64, f64)> = marked.iter().map(|marked| measure::at(marked, Score::HOLD)).collect();
    let mean = |of: fn(&(f64, f64)) -> f64| held.iter().map(of).sum::<f64>() / ORDERS as f64;
    let recall = spread(marked.iter().map(|marked| recall_at(marked, 0.01)));
    format!("{recall}; {:.2}, {:.3}", mean(|both| both.0), mean(|both| both.1))
}

fn take_one(left: &mut usize) -> bool {
    let takes = *left > 0;
    *left = left.saturating_sub(1);
    takes
}

/// The same comments in orders by chance, the same chance each time.
fn orders<'a>(stream: &[(&'a Case, CommentFacts<'a>)]) -> impl Iterator<Item = Stream<'a>> {
    (1..=ORDERS as u64).map(|seed| {
        let mut dice = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut order = stream.to_vec();
        for last in (1..order.len()).rev() {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            order.swap(last, dice as usize % (last + 1));
        }
        order
    })
}

/// The median, the least and the most.
fn spread(values: impl Iterator<Item = f64>) -> String {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    format!("{:.2} ({:.2} to {:.2})", values[values.len() / 2], values[0], values[values.len() - 1])
}

/// How much spam lies above what one in a hundred comments of real blogs exceeds, where nearly all are honest. The spam is
/// put under the pages of the first of them.
fn among(name: &str, blogs: &[Vec<Case>], folder: &Path) {
    let model = Model::shipped();
    let known: Vec<Vec<Before>> = blogs.iter().map(|blog| replay(blog, model)).collect();
    let honest: Vec<Marked> =
        blogs.iter().zip(&known).flat_map(|(blog, known)| marks(&stream(blog, known), model, None)).collect();
    let held = measure::at(&honest, Score::HOLD).1;
    println!("\nOf {} comments of {name}, taken as honest, {held:.3} at or above HOLD. At 1 % of them:", honest.len());
    for (name, mut cases) in [
        ("flagged on Disqus", blogs::flagged(folder)),
        ("samples, judging half", cases::samples(Half::Judge)),
        ("samples, first blind", cases::blind()),
        ("samples, second blind", cases::second_blind()),
        ("samples, third blind", cases::third_blind()),
    ] {
        cases.retain(|case| case.is_spam);
        let (Some(blog), Some(known)) = (blogs.first(), known.first()) else { continue };
        let elsewhere = under_pages_of(&mut cases, blog, known);
        let spam = marks(&stream(&cases, &elsewhere), model, None);
        let both: Vec<Marked> = honest.iter().copied().chain(spam).collect();
        println!("{name}: AUC {:.3}, recall {:.2}", auc(&both), recall_at(&both, 0.01));
    }
}

/// The honest comments that lie highest and the spam that lies lowest, for whoever tunes by them.
fn show(stream: &[(&Case, CommentFacts<'_>)], model: &Model) {
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

fn speed() {
    let text =
        "I tried the recipe with rye flour on Sunday, see https://bread.example/rye for how it went. ".repeat(11);
    let text = &text[..1_000];
    let facts = CommentFacts { text, name: Some("Ada"), page_title: Some("Baking bread"), ..CommentFacts::default() };
    // A site that remembers as much as it can.
    let mut local = Local::default();
    let others: Vec<Case> = cases::lessons_only();
    for case in &others {
        local.learn(&CommentFacts { text: &format!("{} {text}", case.text), ..facts }, case.is_spam);
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
