//! A server under load for some time (THREATS, R22): its memory and its file descriptors stay what they were.
//!
//! `cargo test -p porch-server --test program soak:: -- --ignored --nocapture` prints the figures. `PORCH_SOAK_MINUTES`
//! (10) and `PORCH_SOAK_ROUNDS` (4, of five requests each, a second) say how long and how much.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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
#[ignore = "ten minutes; prints the figures of THREATS R22"]
async fn memory_and_descriptors_stay_what_they_were() {
    let (minutes, rounds) = (asked_for("PORCH_SOAK_MINUTES", 10), asked_for("PORCH_SOAK_ROUNDS", 4).max(1));
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
    let (done, failed) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let writer = Writer::new(&server.address);
    let (begun, length) = (Instant::now(), Duration::from_secs(minutes * 60));
    let (mut samples, mut files) = (Vec::new(), Vec::new());
    let mut tick = tokio::time::interval(Duration::from_secs(1) / u32::try_from(rounds).unwrap());
    let mut sample = tokio::time::interval(SAMPLES_EVERY);
    for number in 0.. {
        if begun.elapsed() >= length {
            break;
        }
        tokio::select! {
            _ = tick.tick() => {
                let (writer, done, failed, page) = (writer.clone(), done.clone(), failed.clone(), page(number));
                tokio::spawn(async move {
                    let fragment = reqwest::get(format!("{}/c/bakery?page={page}", writer.address())).await;
                    let good = writer.round(&page).await.is_ok() && fragment.is_ok_and(|page| page.status() == 200);
                    if good { &done } else { &failed }.fetch_add(1, Ordering::Relaxed);
                });
            }
            _ = sample.tick() => {
                let (kilobytes, open) = measure(server.id());
                samples.push((begun.elapsed().as_secs_f64() / 3_600.0, kilobytes / 1_024.0));
                files.push(open);
            }
        }
    }
    let log = server.end();
    let (done, failed) = (done.load(Ordering::Relaxed), failed.load(Ordering::Relaxed));
    // At first caches fill.
    let third = samples.len() / 3;
    let (first, last) = (samples[0].1, samples[samples.len() - 1].1);
    println!(
        "R22: {minutes} min, {done} rounds of five requests, {failed} failed; memory {first:.1} MB at first, {:.1} MB after a \
         third, {last:.1} MB at the end: {:.2} MB an hour over the last two thirds; descriptors {} to {} there; panics {}",
        samples[third].1,
        slope(&samples[third..]),
        files[third..].iter().min().unwrap(),
        files[third..].iter().max().unwrap(),
        log.matches("panicked").count(),
    );
    assert_eq!((failed, log.matches("panicked").count()), (0, 0), "{log}");
    assert!(done > 0);
}
