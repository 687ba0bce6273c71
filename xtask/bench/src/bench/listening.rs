//! One post, announced to all listeners; and the server's memory with listeners and idle.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

use super::corpus::CorpusComment;
use super::peers::{PAGES, PORCH};
use super::setup::Lab;
use super::table::{Row, Sample, precise, short};
use crate::server::{SITE, Server};

/// How many listeners there are.
const LISTENERS: usize = 10_000;
/// How many listeners connect at once; more would overflow the queue of connections that are not accepted yet.
const AT_ONCE: usize = 100;
const PAGE: &str = "/live.html";

/// Announces a few posts to ten thousand streams.
pub(crate) async fn live(lab: &Lab, rounds: u32) -> Result<Vec<Row>> {
    post(lab, 0).await?;
    let before = memory(&lab.porch)?;
    let (events_in, mut events) = mpsc::unbounded_channel();
    let mut listeners = Vec::new();
    for _ in 0..LISTENERS / AT_ONCE {
        let batch: Vec<_> = (0..AT_ONCE).map(|_| tokio::spawn(connect(lab.porch.url.clone()))).collect();
        for stream in batch {
            listeners.push(tokio::spawn(listen(stream.await??, events_in.clone())));
        }
    }
    // Each stream begins with the page's current cursor.
    wait_for_all(&mut events).await?;
    let each = precise(memory(&lab.porch)?.saturating_sub(before)) / precise(LISTENERS);
    let (mut all, mut last) = (Sample::default(), Sample::default());
    for round in 1..=rounds {
        let posted = Instant::now();
        post(lab, round).await?;
        let times = wait_for_all(&mut events).await?;
        let waits = Sample(times.iter().map(|time| (*time - posted).as_secs_f64() * 1e3).collect());
        last.0.push(waits.max());
        all.0.push(waits.at(0.99));
    }
    listeners.iter().for_each(tokio::task::JoinHandle::abort);
    Ok(vec![
        Row {
            what: format!("one post announced to {LISTENERS} listeners, p99, from the request on"),
            figure: "≤ 250 ms",
            porch: all.shown("ms"),
            others: format!("the last one {}", last.shown("ms")),
            holds: Some(all.median() <= 250.0),
        },
        Row {
            what: "memory of a listener".into(),
            figure: "≤ 16 kB",
            porch: format!("{} kB", short(each)),
            others: String::new(),
            holds: Some(each <= 16.0),
        },
    ])
}

/// The memory of a server that has one small site and nothing to do.
pub(crate) async fn idle(lab: &mut Lab) -> Result<Row> {
    // Restarted: memory that was used for filling it does not count.
    lab.porch.kill().await?;
    lab.porch.start().await?;
    let megabytes = precise(memory(&lab.porch)?) / 1e3;
    Ok(Row {
        what: "memory, idle, a site with two threads".into(),
        figure: "≤ 30 MB",
        porch: format!("{} MB", short(megabytes)),
        others: String::new(),
        holds: Some(megabytes <= 30.0),
    })
}

async fn post(lab: &Lab, number: u32) -> Result<()> {
    let comment = CorpusComment { parent: None, name: "Ines", text: format!("Is anybody listening? {number}") };
    let response = lab.send(&(PORCH.post)(&lab.at, PAGE, &comment, None), 0).await?;
    ensure!(!(PORCH.id)(&response).is_null(), "not posted: {response}");
    Ok(())
}

async fn connect(server: String) -> Result<TcpStream> {
    let host = server.trim_start_matches("http://").to_owned();
    let stream = TcpStream::connect(&host).await;
    let mut stream =
        stream.with_context(|| format!("{LISTENERS} listeners need as many files open: ulimit -n 20000"))?;
    let request = format!(
        "GET /v1/sites/{SITE}/live?page={PAGES}{PAGE} HTTP/1.1\r\nHost: {host}\r\nOrigin: {PAGES}\r\n\
         Accept: text/event-stream\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    Ok(stream)
}

/// Records the moment of each cursor that arrives.
async fn listen(mut stream: TcpStream, events: mpsc::UnboundedSender<Instant>) -> Result<()> {
    let mut buffer = [0; 1_024];
    loop {
        let length = stream.read(&mut buffer).await?;
        ensure!(length > 0, "the stream ended");
        let cursors = buffer[..length].windows(9).filter(|window| window == b"\"cursor\":").count();
        for _ in 0..cursors {
            events.send(Instant::now()).ok();
        }
    }
}

/// Waits until every listener has received one more event.
async fn wait_for_all(events: &mut mpsc::UnboundedReceiver<Instant>) -> Result<Vec<Instant>> {
    let mut times = Vec::with_capacity(LISTENERS);
    let all = async {
        while times.len() < LISTENERS {
            times.push(events.recv().await.context("nobody listens any more")?);
        }
        Ok::<_, anyhow::Error>(())
    };
    let finished = tokio::time::timeout(Duration::from_secs(30), all).await;
    ensure!(finished.is_ok(), "only {} of {LISTENERS} heard it", times.len());
    Ok(times)
}

/// Kilobytes of memory that the server's process uses.
fn memory(server: &Server) -> Result<usize> {
    let process = server.process_id().context("the server does not run")?;
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()).context("no memory in /proc")?;
    Ok(number.parse()?)
}
