//! The same read and the same post, with few and with many comments stored; and a start after `kill -9`.

use anyhow::Result;

use super::load::{Load, wrk};
use super::peers::{Call, PORCH};
use super::serving::opening;
use super::setup::{Lab, seeded};
use super::table::{Row, Sample, short};

/// Comments stored at first.
const FEW: u64 = 10_000;
/// They are spread over this many threads.
const THREADS: u32 = 10_000;

/// Measures, fills the server, measures again, kills and starts it.
pub(crate) async fn growth(lab: &mut Lab, rounds: u32, most: u64) -> Result<Vec<Row>> {
    fill(lab, FEW).await?;
    let few = measure(lab, rounds, "few").await?;
    fill(lab, most).await?;
    let many = measure(lab, rounds, "many").await?;
    lab.porch.kill().await?;
    let start = lab.porch.start().await?.as_secs_f64();
    let row = |what: &str, few: &Sample, many: &Sample| {
        let ratio = many.median() / few.median();
        Row {
            what: format!("{what}, p99, {most} comments against {FEW}"),
            figure: "≤ 1.2 ×",
            porch: format!("{}: {} ×", many.shown("ms"), short(ratio)),
            others: format!("before: {}", few.shown("ms")),
            holds: Some(ratio <= 1.2),
        }
    };
    Ok(vec![
        row("reading a thread", &few.0, &many.0),
        row("posting", &few.1, &many.1),
        Row {
            what: format!("start after kill -9 with {most} comments"),
            figure: "≤ 3 s",
            porch: format!("{} s", short(start)),
            others: String::new(),
            holds: Some(start <= 3.0),
        },
    ])
}

/// The 99th percentile of reads, and of posts.
async fn measure(lab: &Lab, rounds: u32, name: &str) -> Result<(Sample, Sample)> {
    let (mut read, mut post) = (Sample::default(), Sample::default());
    let load = Load { clients: 8, seconds: 8, pages: 1 };
    for round in 0..rounds {
        read.0.push(wrk(&(PORCH.read)(&lab.at, &seeded(&PORCH, 100)), load).await?.p99);
        post.0.push(wrk(&opening(lab, &PORCH, &format!("/growth-{name}-{round}")), load).await?.p99);
    }
    Ok((read, post))
}

/// Posts through the API, all over the site, until this many comments were acknowledged in all.
async fn fill(lab: &mut Lab, until: u64) -> Result<()> {
    let call: Call = opening(lab, &PORCH, "/filled-{p}.html");
    while lab.filled < until {
        let load = Load { clients: 64, seconds: if until - lab.filled > 100_000 { 10 } else { 1 }, pages: THREADS };
        lab.filled += wrk(&call, load).await?.good;
        println!("{} comments stored", lab.filled);
    }
    Ok(())
}
