//! Many at once (THREATS, T21 and R10 to R13): listeners who never read, all listeners coming back, a herd on one thread,
//! more than there is room for, half-open connections. Each is a function of its size: small in every run (half-open
//! connections in `crowds.rs`; R10 and R13 whole with a client in a process of its own, in `apart.rs`), and whole by
//!
//! `cargo test --release -p porch-server --test api overload -- --ignored --nocapture --test-threads=1`,
//! which prints the figures.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use porch_server::config::Limits;
use porch_server::server_limits::ServerLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::concurrency::host;
use crate::fixture::{Fixture, RYE, key, patient};
use crate::http2::hears_of;
use crate::wait::{PATIENCE, until};

/// The share of these that took the longest, in milliseconds.
pub(crate) fn p99(mut took: Vec<Duration>) -> f64 {
    took.sort();
    took.get(took.len().saturating_sub(1) * 99 / 100).copied().unwrap_or_default().as_secs_f64() * 1_000.0
}

/// A stream of a page's cursors over a connection of its own, by HTTP/1.1.
pub(crate) async fn listens(fixture: &Fixture) -> TcpStream {
    let mut connection = TcpStream::connect(host(fixture)).await.unwrap();
    let asked = format!("GET /v1/sites/bakery/live?page={RYE} HTTP/1.1\r\nhost: porch\r\n\r\n");
    connection.write_all(asked.as_bytes()).await.unwrap();
    connection
}

/// R10: so many never read, and somebody who does hears of every comment.
async fn deaf_listeners(deaf: usize, posts: usize) {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "the first").await;
    let mut reader = listens(&fixture).await;
    assert!(hears_of(&mut reader, 1).await);
    let mut took = [Vec::new(), Vec::new()];
    let mut held = Vec::new();
    for round in &mut took {
        for _ in 0..posts {
            fixture.pass(60);
            let begun = Instant::now();
            amira.posts(RYE, &format!("words {}", key())).await;
            assert!(hears_of(&mut reader, 1).await);
            round.push(begun.elapsed());
        }
        while held.len() < deaf {
            held.push(listens(&fixture).await);
        }
        until("all to listen", async || (fixture.app.streams.active() > deaf).then_some(())).await;
    }
    let [alone, beside] = took.map(p99);
    println!("R10: post to heard, p99: {alone:.1} ms alone, {beside:.1} ms beside {deaf} who never read");
    drop((held, reader));
    until("all places to be free", async || {
        // The server hears of those who are gone when it has something to say.
        amira.posts(RYE, &format!("words {}", key())).await;
        fixture.pass(60);
        (fixture.app.streams.active() == 0).then_some(())
    })
    .await;
}

/// R11: the server starts again, and all listeners come back.
async fn reconnect_storm(listeners: usize) {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "the first").await;
    let comes = async |fixture: &Fixture| {
        let mut stream = listens(fixture).await;
        let mut heard = Vec::new();
        while !heard.windows(6).any(|six| six == b"data: ") {
            let mut more = [0; 1_024];
            let count = tokio::time::timeout(PATIENCE, stream.read(&mut more)).await.ok()?.ok().filter(|n| *n > 0)?;
            heard.extend(&more[..count]);
        }
        let text = String::from_utf8_lossy(&heard).into_owned();
        let retry = text.lines().find_map(|line| line.strip_prefix("retry: ")?.parse::<u64>().ok())?;
        Some((stream, retry))
    };
    let before: Vec<_> = join_all((0..listeners).map(|_| comes(&fixture))).await;
    let retries: Vec<u64> = before.iter().map(|one| one.as_ref().expect("a stream").1).collect();
    assert!(retries.iter().all(|retry| (2_000..10_000).contains(retry)));
    let spread: std::collections::HashSet<_> = retries.iter().collect();
    assert!(spread.len() * 4 > listeners.min(256), "they do not come back at the same moment");
    let fixture = Fixture::at(fixture.end().await, Limits::Off).await;
    let begun = Instant::now();
    let back = join_all((0..listeners).map(|_| comes(&fixture))).await;
    let lost = back.iter().filter(|one| one.is_none()).count();
    println!("R11: {listeners} back at once after a restart in {:.1} s, {lost} refused", begun.elapsed().as_secs_f64());
    assert_eq!(lost, 0);
    assert_eq!(fixture.app.streams.active(), listeners);
}

/// R12: so many read one thread while it changes; the database is asked once for each change.
async fn herd(readers: usize, rounds: usize) {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "the first").await;
    let client = reqwest::Client::builder().timeout(PATIENCE).build().unwrap();
    let before = fixture.app.cached.loaded();
    let (mut took, begun) = (Vec::new(), Instant::now());
    for round in 0..rounds {
        let reads = (0..readers).map(|number| {
            let rest = ["thread", "fragment"][number % 2];
            // A word that no answer depends on: each address is another, so none is known by it.
            let url = format!("{}/v1/sites/bakery/{rest}?page={RYE}&n={round}-{number}", fixture.address);
            let client = &client;
            async move {
                let begun = Instant::now();
                assert_eq!(client.get(url).send().await.unwrap().status(), 200);
                begun.elapsed()
            }
        });
        took.extend(join_all(reads).await);
        fixture.pass(60);
        amira.posts(RYE, &format!("words {}", key())).await;
    }
    let loads = fixture.app.cached.loaded() - before;
    let reads = readers * rounds;
    let seconds = begun.elapsed().as_secs_f64();
    println!("R12: {reads} reads in {seconds:.1} s, p99 {:.1} ms, {loads} loads for {rounds} changes", p99(took));
    assert!(loads <= u64::try_from(rounds).unwrap() + 1, "{loads} loads for {rounds} changes");
}

/// R13: more ask at once than there is room for: each gets an answer or is told to come back, and then all is as before.
async fn overload(asking: usize) {
    let fixture = Fixture::bounded(ServerLimits { reads: 4, share: 1, ..patient() }).await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "the first").await;
    let client = reqwest::Client::builder().timeout(PATIENCE).build().unwrap();
    let ask = async |number: usize| {
        let url = format!("{}/v1/sites/bakery/thread?page={RYE}&n={number}", fixture.address);
        let begun = Instant::now();
        let answer =
            client.get(url).header("x-forwarded-for", format!("10.{}.0.1", number % 250)).send().await.unwrap();
        (answer.status().as_u16(), answer.headers().contains_key("retry-after"), begun.elapsed())
    };
    // Whoever is inside stays there: what comes meanwhile is told so at once.
    let inside: Vec<_> = (0..4).map(|_| fixture.app.request_classes.reads.active.acquire(None).unwrap()).collect();
    let told = join_all((0..asking).map(&ask)).await;
    assert!(told.iter().all(|(status, later, _)| (*status, *later) == (503, true)));
    println!("R13: {asking} told to come back, p99 {:.1} ms", p99(told.iter().map(|(_, _, took)| *took).collect()));
    drop(inside);
    let begun = Instant::now();
    let answers = join_all((0..asking).map(&ask)).await;
    let served = answers.iter().filter(|(status, ..)| *status == 200).count();
    println!("R13: of {asking} at once {served} served in {:.2} s", begun.elapsed().as_secs_f64());
    assert!(served > 0 && answers.iter().all(|(status, ..)| [200, 503].contains(status)));
    assert_eq!(ask(0).await.0, 200, "and then all is as before");
}

/// T21: so many send half a head; others are served, and all of them are let go.
async fn half_open(connections: usize, head: Duration) {
    let fixture = Fixture::bounded(ServerLimits { head, ..patient() }).await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "the first").await;
    let reads = async || {
        let begun = Instant::now();
        assert_eq!(amira.reads(RYE).await.total, 1);
        begun.elapsed()
    };
    let mut alone = Vec::new();
    for _ in 0..50 {
        alone.push(reads().await);
    }
    let mut open = Vec::new();
    for _ in 0..connections {
        let mut half = TcpStream::connect(host(&fixture)).await.unwrap();
        let _ = half.write_all(b"GET /healthz HTTP/1.1\r\nhost: porch\r\nx-slow: ").await;
        open.push(half);
    }
    let mut beside = Vec::new();
    for _ in 0..50 {
        beside.push(reads().await);
    }
    let (alone, beside) = (p99(alone), p99(beside));
    println!("T21: a read, p99: {alone:.1} ms alone, {beside:.1} ms beside {connections} half-open connections");
    let ends = open.into_iter().map(|mut half| async move { half.read_to_end(&mut Vec::new()).await });
    let all = tokio::time::timeout(PATIENCE, join_all(ends)).await;
    assert!(all.is_ok(), "half-open connections are kept");
}

#[tokio::test]
async fn listeners_who_never_read_keep_nobody_from_hearing() {
    deaf_listeners(40, 5).await;
}

#[tokio::test]
async fn after_a_restart_all_listeners_come_back_and_none_is_refused() {
    reconnect_storm(200).await;
}

#[tokio::test]
async fn a_herd_on_one_thread_asks_the_database_once_for_each_change() {
    herd(60, 4).await;
}

#[tokio::test]
async fn what_there_is_no_room_for_is_told_to_come_back_and_then_all_is_as_before() {
    overload(60).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "some minutes, and 20,000 file descriptors; prints the figures of THREATS R11"]
async fn whole_reconnect_storm() {
    reconnect_storm(9_000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "some minutes; prints the figures of THREATS R12"]
async fn whole_herd() {
    herd(400, 75).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "some minutes, and 10,000 file descriptors; prints the figures of THREATS T21"]
async fn whole_half_open() {
    half_open(5_000, Duration::from_secs(10)).await;
}
