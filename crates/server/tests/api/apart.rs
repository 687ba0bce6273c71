//! Many at once (THREATS, R10 and R13), from a process of their own: what they cost is not taken for the server's part.
//!
//! `cargo test --release -p porch-server --test api apart -- --ignored --nocapture --test-threads=1` prints the figures.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use porch_server::server_limits::ServerLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::concurrency::host;
use crate::fixture::{Fixture, RYE, key, patient};
use crate::http2::hears_of;
use crate::overload::{listens, p99};
use crate::wait::until;

/// Where the other process finds the server, what it does, and how many it is.
const SETTINGS: [&str; 3] = ["PORCH_TEST_SERVER", "PORCH_TEST_PART", "PORCH_TEST_MANY"];

/// The other process, which ends with this one's interest in it.
struct Clients {
    process: Child,
    go: ChildStdin,
    said: std::io::Lines<BufReader<ChildStdout>>,
}

impl Clients {
    /// So many who do this, once all are connected.
    fn start(fixture: &Fixture, part: &str, many: usize) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "apart::the_other_process", "--ignored", "--nocapture"]);
        command.envs(SETTINGS.into_iter().zip([host(fixture), part, &many.to_string()]));
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (go, said) = (process.stdin.take().unwrap(), BufReader::new(process.stdout.take().unwrap()).lines());
        let mut clients = Self { process, go, said };
        clients.says("connected");
        clients
    }

    /// The rest of the next line that begins so.
    fn says(&mut self, begin: &str) -> String {
        let mut lines = self.said.by_ref().map(Result::unwrap);
        lines.find_map(|line| line.strip_prefix(begin).map(str::to_owned)).unwrap()
    }

    /// Lets them go on.
    fn go_on(&mut self) {
        self.go.write_all(b"\n").unwrap();
    }
}

impl Drop for Clients {
    fn drop(&mut self) {
        // It has ended already, where all went well.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the other side of the tests of this file, which start it"]
async fn the_other_process() {
    let Ok([server, part, many]) = SETTINGS.map(std::env::var).into_iter().collect::<Result<Vec<_>, _>>().map(|all| {
        let all: [String; 3] = all.try_into().unwrap();
        all
    }) else {
        return;
    };
    let many = many.parse().unwrap();
    match &*part {
        "asks" => asks(&server, many).await,
        part => listen(&server, many, part == "reads").await,
    }
}

fn waits_to_go_on() {
    println!("\nconnected");
    // An end is as good as a word.
    let _ = std::io::stdin().read_line(&mut String::new());
}

/// Listens on so many connections, and reads what comes or never reads again.
async fn listen(server: &str, many: usize, reads: bool) {
    let mut open = Vec::new();
    for _ in 0..many {
        let mut stream = TcpStream::connect(server).await.unwrap();
        let asked = format!("GET /v1/sites/bakery/live?page={RYE} HTTP/1.1\r\nhost: porch\r\n\r\n");
        stream.write_all(asked.as_bytes()).await.unwrap();
        if reads {
            tokio::spawn(async move { while stream.read(&mut [0; 1_024]).await.is_ok_and(|count| count > 0) {} });
        } else {
            open.push(stream);
        }
    }
    waits_to_go_on();
    drop(open);
}

/// Asks on so many connections at once, and says how long the answers took, how many were refusals, and whether each said
/// when to come back.
async fn asks(server: &str, many: usize) {
    let mut open = Vec::new();
    for number in 0..many {
        let stream = TcpStream::connect(server).await.unwrap();
        let asked = format!(
            "GET /v1/sites/bakery/thread?page={RYE}&n={number} HTTP/1.1\r\nhost: porch\r\nx-forwarded-for: 10.{}.0.1\r\n\r\n",
            number % 250
        );
        open.push((stream, asked));
    }
    waits_to_go_on();
    let begun = Instant::now();
    let answers = open.into_iter().map(|(mut stream, asked)| {
        tokio::spawn(async move {
            stream.write_all(asked.as_bytes()).await.unwrap();
            let mut head = [0; 4_096];
            let count = stream.read(&mut head).await.unwrap();
            let head = String::from_utf8_lossy(&head[..count]).to_ascii_lowercase();
            (begun.elapsed(), head.starts_with("http/1.1 503") && head.contains("retry-after"))
        })
    });
    let answers: Vec<(Duration, bool)> = join_all(answers).await.into_iter().map(Result::unwrap).collect();
    let refused = answers.iter().filter(|(_, refused)| *refused).count();
    println!("\ntook {:.1} {refused}", p99(answers.iter().map(|(took, _)| *took).collect()));
}

/// R10: so many never read; beside them, and beside as many who do, a reader hears of every comment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a minute; prints the figures of THREATS R10"]
async fn listeners_who_never_read_cost_others_no_more_than_those_who_do() {
    const MANY: usize = 1_000;
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "the first").await;
    let mut reader = listens(&fixture).await;
    assert!(hears_of(&mut reader, 1).await);
    for (what, part) in
        [("alone", None), ("beside 1,000 who read", Some("reads")), ("beside 1,000 who do not", Some("not"))]
    {
        let clients = part.map(|part| Clients::start(&fixture, part, MANY));
        let listening = if clients.is_some() { MANY } else { 0 };
        until("all to listen", async || (fixture.app.streams.active() > listening).then_some(())).await;
        let mut took = [Vec::new(), Vec::new()];
        for _ in 0..100 {
            fixture.pass(60);
            let begun = Instant::now();
            amira.posts(RYE, &format!("words {}", key())).await;
            took[0].push(begun.elapsed());
            assert!(hears_of(&mut reader, 1).await);
            took[1].push(begun.elapsed());
        }
        let [posted, heard] = took.map(p99);
        println!("R10: p99 {what}: posted after {posted:.1} ms, heard after {heard:.1} ms");
        drop(clients);
        until("the others to be gone", async || {
            // The server hears of those who are gone when it has something to say.
            fixture.pass(60);
            amira.posts(RYE, &format!("words {}", key())).await;
            assert!(hears_of(&mut reader, 1).await);
            (fixture.app.streams.active() == 1).then_some(())
        })
        .await;
    }
}

/// R13: more ask at once than there is room for, and are told to come back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a minute; prints the figures of THREATS R13"]
async fn what_there_is_no_room_for_is_refused_soon() {
    let fixture = Fixture::bounded(ServerLimits { reads: 4, share: 1, ..patient() }).await;
    fixture.visitor("Amira").posts(RYE, "the first").await;
    // Whoever is inside stays there: what comes meanwhile is refused at once.
    let _inside: Vec<_> = (0..4).map(|_| fixture.app.request_classes.reads.active.acquire(None).unwrap()).collect();
    for many in [200, 500, 1_000, 2_000] {
        let mut clients = Clients::start(&fixture, "asks", many);
        clients.go_on();
        // The server answers meanwhile, in this process.
        let said = tokio::task::spawn_blocking(move || clients.says("took ")).await.unwrap();
        let (took, refused) = said.split_once(' ').unwrap();
        println!("R13: {many} at once, p99 of the refusals {took} ms");
        assert_eq!(refused.parse(), Ok(many));
    }
}
