//! Torture: clients post while the server is killed again and again. Each acknowledged comment must be there exactly
//! once.

mod compare;
mod poster;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::bail;
use fastrand::Rng;

use crate::server::Server;
use compare::Comparison;
use poster::{AcknowledgedPost, Poster};

/// The origin of the pages. Nothing serves them: only their address matters.
pub(crate) const ORIGIN: &str = "http://localhost:8080";
/// How many pages the comments are spread over.
pub(crate) const PAGES: usize = 200;

/// Options of `torture`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How long to go on
    #[arg(long, default_value_t = 2.0)]
    minutes: f64,
    /// Go on until the server was killed that often, however long it takes
    #[arg(long)]
    kills: Option<usize>,
    /// The longest time between two kills, in milliseconds
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u64).range(201..))]
    pause: u64,
    /// Repeat an earlier run's moments and texts
    #[arg(long)]
    seed: Option<u64>,
    /// How many people post at the same time
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// The server's program
    #[arg(long)]
    porch: PathBuf,
    /// Where to put the data [default: beside this program]
    #[arg(long)]
    data: Option<PathBuf>,
}

/// Posts, kills, compares and prints; an error when a comment was lost, duplicated or changed.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    let seed = options.seed.unwrap_or_else(|| fastrand::u64(1..1_000_000));
    println!("torture: {} minutes, {} clients, --seed {seed}", options.minutes, options.clients);
    let data =
        options.data.clone().unwrap_or_else(|| std::env::current_exe().unwrap_or_default().with_file_name("torture"));
    let mut server = Server::create(&options.porch, &data, ORIGIN)?;
    let mut rng = Rng::with_seed(seed);
    server.start().await?;

    let over = Arc::new(AtomicBool::new(false));
    let clients: Vec<_> = (0..options.clients)
        .map(|number| tokio::spawn(Poster::new(number, &server.url, rng.fork()).post_until(Arc::clone(&over))))
        .collect();
    let kills = kill_at_random(&mut server, &mut rng, &options).await?;
    over.store(true, Ordering::Relaxed);
    let mut posts = Vec::new();
    for client in clients {
        posts.extend(client.await??);
    }
    // Once more right after the last acknowledgement: comments that are not repeated must be there as well.
    server.kill().await?;
    let last_start = server.start().await?;

    let comparison = Comparison::of(&server.url, &posts).await?;
    server.kill().await?;
    let check = server.command(&["check"]);
    report(&kills, last_start, &posts, &comparison);
    if let Err(error) = check {
        bail!("{error:#}");
    }
    if !comparison.holds() {
        bail!("words were lost, doubled or changed");
    }
    Ok(())
}

/// How long each start took.
struct Kills(Vec<Duration>);

async fn kill_at_random(server: &mut Server, rng: &mut Rng, options: &Options) -> anyhow::Result<Kills> {
    let (started, time) = (Instant::now(), Duration::from_secs_f64(options.minutes * 60.0));
    let mut starts = Vec::new();
    while options.kills.map_or_else(|| started.elapsed() < time, |kills| starts.len() < kills) {
        tokio::time::sleep(Duration::from_millis(rng.u64(200..options.pause))).await;
        server.kill().await?;
        starts.push(server.start().await?);
    }
    Ok(Kills(starts))
}

fn report(kills: &Kills, last_start: Duration, posts: &[AcknowledgedPost], comparison: &Comparison) {
    let slowest = kills.0.iter().copied().max().unwrap_or_default().max(last_start);
    let retries: u32 = posts.iter().map(|post| post.retries).sum();
    let repeated = posts.iter().filter(|post| post.repeated).count();
    println!("kills            {} (slowest start after one: {} ms)", kills.0.len() + 1, slowest.as_millis());
    println!("acknowledged     {} ({} sent again after a cut, {repeated} repeated on purpose)", posts.len(), retries);
    println!("found            {}", comparison.found);
    println!("lost             {}", comparison.lost.len());
    println!("doubled          {}", comparison.doubled.len());
    println!("never said       {}", comparison.unknown.len());
    println!("another answer   {}", posts.iter().filter(|post| post.contradicted).count());
    for text in comparison.lost.iter().chain(&comparison.doubled).chain(&comparison.unknown).take(10) {
        println!("  {text}");
    }
}
