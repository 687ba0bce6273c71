//! Requests per second: reading compared with nginx and the peer, posting compared with the peer.

use std::fs;

use super::corpus::CorpusComment;
use super::load::{Load, wrk};
use super::peers::{Call, ISSO, PAGES, PORCH, Peer};
use super::setup::{Lab, seeded};
use super::table::{Row, Sample, precise, short};

const SECONDS: u32 = 8;

/// Reading a thread: Porch and nginx send the same encoded bytes, the peer sends its own.
pub(crate) async fn read(lab: &Lab, rounds: u32) -> anyhow::Result<Vec<Row>> {
    let load = Load { clients: 32, seconds: SECONDS, pages: 1 };
    let mut rows = Vec::new();
    for encoding in ["br", "identity"] {
        let mut ours = (PORCH.read)(&lab.at, &seeded(&PORCH, 100));
        ours.headers = vec![("origin", PAGES.into()), ("accept-encoding", encoding.into())];
        let bytes = lab.bytes(&ours).await?;
        fs::write(lab.dir.join("www/limit").join(encoding), &bytes)?;
        let file = Call { url: format!("{PAGES}/limit/{encoding}"), headers: Vec::new(), ..ours.clone() };
        let theirs = (ISSO.read)(&lab.at, &seeded(&ISSO, 100));
        let (mut porch, mut nginx, mut isso) = (Sample::default(), Sample::default(), Sample::default());
        for _ in 0..rounds {
            porch.0.push(wrk(&ours, load).await?.rate());
            nginx.0.push(wrk(&file, load).await?.rate());
            isso.0.push(wrk(&theirs, load).await?.rate());
        }
        let (limit, peer) = (porch.over(&nginx), porch.over(&isso));
        rows.push(Row {
            what: format!(
                "reading 100 comments, first page, {encoding}, {:.1} kB, 32 clients",
                precise(bytes.len()) / 1e3
            ),
            figure: "≥ 0.85 of nginx, ≥ 5 × the peer",
            porch: porch.shown("/s"),
            others: format!(
                "nginx {}: {} ×; Isso {}: {} ×",
                nginx.shown("/s"),
                short(limit.median()),
                isso.shown("/s"),
                short(peer.median())
            ),
            holds: Some(limit.median() >= 0.85 && peer.median() >= 5.0),
        });
    }
    Ok(rows)
}

/// Posting, durably, into a new thread each round, so that no thread grows over the rounds.
pub(crate) async fn post(lab: &Lab, rounds: u32) -> anyhow::Result<Vec<Row>> {
    let (mut eight, mut many, mut isso) = (Sample::default(), Sample::default(), Sample::default());
    let mut slow = Sample::default();
    for round in 0..rounds {
        let load = |clients| Load { clients, seconds: SECONDS, pages: 1 };
        let ours = wrk(&opening(lab, &PORCH, &format!("/post-8-{round}")), load(8)).await?;
        eight.0.push(ours.rate());
        slow.0.push(ours.p99);
        isso.0.push(wrk(&opening(lab, &ISSO, &format!("/post-{round}")), load(8)).await?.rate());
        many.0.push(wrk(&opening(lab, &PORCH, &format!("/post-64-{round}")), load(64)).await?.rate());
    }
    let (peer, scale) = (eight.over(&isso), many.over(&eight));
    Ok(vec![
        Row {
            what: "posting, durable, 8 clients".into(),
            figure: "≥ 5 × the peer that writes to disk",
            porch: format!("{}, p99 {} ms", eight.shown("/s"), short(slow.median())),
            others: format!("Isso {}: {} ×", isso.shown("/s"), short(peer.median())),
            holds: Some(peer.median() >= 5.0),
        },
        Row {
            what: "posting, durable, 64 clients".into(),
            figure: "≥ 1.5 × the rate at 8",
            porch: many.shown("/s"),
            others: format!("at 8: {} ×", short(scale.median())),
            holds: Some(scale.median() >= 1.5),
        },
    ])
}

/// An opening comment with a unique text.
pub(crate) fn opening(lab: &Lab, peer: &Peer, page: &str) -> Call {
    let text =
        "Load comment {n}: the cache headers matter more than the size of the bundle, and moderation eats my evenings.";
    (peer.post)(&lab.at, page, &CorpusComment { parent: None, name: "Load", text: text.into() }, None)
}
