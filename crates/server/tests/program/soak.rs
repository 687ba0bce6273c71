//! A server under load for some time (THREATS, R22): its memory and its file descriptors stay what they were.
//!
//! `cargo test -p porch-server --test program soak:: -- --ignored --nocapture` prints the figures. `PORCH_SOAK_MINUTES`
//! (20) and `PORCH_SOAK_ROUNDS` (4, of five requests each, a second) say how long and how much.

use std::time::{Duration, Instant};

use futures_util::StreamExt;

use crate::rounds::Writer;
use crate::running::{Running, porch, with_bakery};

const SAMPLES_EVERY: Duration = Duration::from_secs(5);
/// Pages on which is written, and listeners.
const PAGES: u64 = 40;

fn asked_for(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// Resident kilobytes and open files of a process.
fn measure(process: u32) -> (f64, usize) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kilobytes = line.trim().trim_end_matches(" kB").parse().unwrap();
    (kilobytes, std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count())
}

/// The slope of the line that lies closest to these points.
fn slope(points: &[(f64, f64)]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are few of them")]
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let up: f64 = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    up / points.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "twenty minutes; prints the figures of THREATS R22"]
async fn memory_and_descriptors_stay_what_they_were() {
    let (minutes, rounds) = (asked_for("PORCH_SOAK_MINUTES", 20), asked_for("PORCH_SOAK_ROUNDS", 4).max(1));
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    let page = |number: u64| format!("https://bakery.example/{}", number % PAGES);
    for number in 0..PAGES {
        let live = format!("{}/v1/sites/bakery/live?page={}", server.address, page(number));
        let mut stream = reqwest::get(live).await.unwrap().bytes_stream();
        tokio::spawn(async move { while stream.next().await.is_some() {} });
    }
    let mut under_way = tokio::task::JoinSet::new();
    let (mut done, mut failed) = (0_u64, 0_u64);
    let mut count = |good: bool| if good { done += 1 } else { failed += 1 };
    let writer = Writer::new(&server.address);
    let (begun, length) = (Instant::now(), Duration::from_secs(minutes * 60));
    let (mut samples, mut files) = (Vec::new(), Vec::new());
    let mut tick = tokio::time::interval(Duration::from_secs(1) / u32::try_from(rounds).unwrap());
    let mut sample = tokio::time::interval(SAMPLES_EVERY);
    for number in 0_u64.. {
        if begun.elapsed() >= length {
            break;
        }
        tokio::select! {
            _ = tick.tick() => {
                let (writer, page) = (writer.clone(), page(number));
                under_way.spawn(async move {
                    let read = reqwest::get(format!("{}/c/bakery?page={page}", writer.address())).await;
                    writer.round(&page).await.is_ok() && read.is_ok_and(|page| page.status() == 200)
                });
            }
            Some(round) = under_way.join_next() => count(round.unwrap()),
            _ = sample.tick() => {
                let (kilobytes, open) = measure(server.id());
                samples.push((begun.elapsed().as_secs_f64() / 3_600.0, kilobytes / 1_024.0));
                files.push(open);
            }
        }
    }
    under_way.join_all().await.into_iter().for_each(&mut count);
    let log = server.end();
    // Caches fill until what nobody asks for any more is forgotten, after five minutes.
    let half = samples.len() / 2;
    let (first, last) = (samples[0].1, samples[samples.len() - 1].1);
    println!(
        "R22: {minutes} min, {done} rounds of five requests, {failed} failed; memory {first:.1} MB at first, {:.1} MB after \
         half of it, {last:.1} MB at the end: {:.2} MB an hour over the second half; descriptors {} to {} there; panics {}",
        samples[half].1,
        slope(&samples[half..]),
        files[half..].iter().min().unwrap(),
        files[half..].iter().max().unwrap(),
        log.matches("panicked").count(),
    );
    assert_eq!((failed, log.matches("panicked").count()), (0, 0), "{log}");
    assert!(done > 0);
}
