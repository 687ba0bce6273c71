//! Measures searches of a large site and prints a table:
//! `cargo run --release -p porch-search --example speed -- FORUM.jsonl COMMENTS [FOLDER]`.
//!
//! The comments are those of real threads, repeated with other words put in, so that the dictionary grows as it does in a large
//! site. The queries are the subjects of threads, letter by letter, a third of them with a mistake. Times are those of the
//! processor. A folder that is given keeps the index for the next run.
#![expect(clippy::print_stdout, reason = "it prints a table")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "times, and small numbers"
)]
#![expect(clippy::unwrap_used, reason = "a measurement that cannot be made ends")]

mod made;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use porch_search::{Change, ParsedQuery, SearchIndex, SearchRequest, SiteLanguages};

use made::{Forum, SITE};

/// Comments between two commits.
const BATCH: usize = 10_000;
/// Subjects that are typed.
const TYPED: usize = 120;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(count)) = (arguments.next(), arguments.next()) else {
        println!("Usage: speed FORUM.jsonl COMMENTS [FOLDER]");
        return;
    };
    let count: usize = count.parse().unwrap();
    let forum = Forum::read(Path::new(&file));
    let made = tempfile::TempDir::new().unwrap();
    let folder = arguments.next().map_or_else(|| made.path().to_owned(), PathBuf::from);
    let index = SearchIndex::open(&folder).unwrap();
    let languages = SiteLanguages::new(["en"]);
    fill(&index, &languages, &forum, count);
    println!("{count} comments; index {:.1} MB; resident {}", size(&folder) as f64 / 1e6, resident());
    let (cpu, wall) = measure(&index, &languages, &forum);
    println!("queries | p50 ms | p95 ms | p99 ms | most");
    println!("--- | --- | --- | --- | ---");
    row("processor", cpu);
    row("wall", wall);
    println!("resident {}", resident());
}

fn fill(index: &SearchIndex, languages: &SiteLanguages, forum: &Forum, count: usize) {
    let have = usize::try_from(index.cursor(SITE).unwrap()).unwrap_or(0);
    if have >= count {
        return;
    }
    let start = Instant::now();
    index.begin_rebuild().unwrap();
    for first in (0..count).step_by(BATCH) {
        for number in first..(first + BATCH).min(count) {
            let comment = forum.comment(number);
            let change = Change::Put(comment.indexed());
            index.apply(SITE, languages, &[change], number as i64 + 1).unwrap();
        }
        if first % (BATCH * 20) == 0 {
            index.commit().unwrap();
        }
    }
    index.close_writer().unwrap();
    println!("indexed in {:.0} s", start.elapsed().as_secs_f64());
}

/// The times of the processor and of the clock for each keystroke.
fn measure(index: &SearchIndex, languages: &SiteLanguages, forum: &Forum) -> (Vec<Duration>, Vec<Duration>) {
    let (mut cpu, mut wall) = (Vec::new(), Vec::new());
    for subject in 0..TYPED {
        for typed in forum.keystrokes(subject) {
            let request = SearchRequest {
                query: ParsedQuery::new(&typed),
                languages: languages.clone(),
                complete_last_word: true,
                limit: 20,
                ..SearchRequest::default()
            };
            let (thread, clock) = (ThreadTime::now(), Instant::now());
            let results = index.search(SITE, &request, &|ids| forum.texts(ids)).unwrap();
            cpu.push(thread.elapsed());
            wall.push(clock.elapsed());
            if std::env::var_os("PORCH_SHOW").is_some() && cpu.last().is_some_and(|time| time.as_millis() > 15) {
                println!("    {:?} {} hits: {typed}", cpu.last(), results.total);
            }
        }
    }
    (cpu, wall)
}

fn row(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1_000.0;
    println!("{} {name} | {:.1} | {:.1} | {:.1} | {:.1}", times.len(), at(0.5), at(0.95), at(0.99), at(1.0));
}

fn size(folder: &Path) -> u64 {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
}

/// The memory that the process has, of it that of files; empty where the system does not say.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let lines = status.lines().filter(|line| line.starts_with("RssAnon") || line.starts_with("RssFile"));
    lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(", ")
}
