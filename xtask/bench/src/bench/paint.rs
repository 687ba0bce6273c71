//! What a visitor waits for: the first comment and the composer, in a real browser with a slow network and a slow
//! processor.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use serde::Deserialize;
use serde_json::json;

use super::corpus::read_text;
use super::peers::{ISSO, ISSO_BEHIND_GZIP, PAGES, PLAIN, PORCH, Peer};
use super::setup::Lab;
use super::table::{Row, Sample, short};
use crate::browser::{Browser, Driver};

/// What the probe in the page recorded; milliseconds since the start of the navigation.
#[derive(Deserialize)]
struct Noted {
    first: f64,
    composer: f64,
    /// The largest paint of the page.
    paint: f64,
    shift: f64,
    /// The start and the length of each long task.
    tasks: Vec<(f64, f64)>,
}

/// The measurements of one system, run by run.
#[derive(Default)]
struct Taken {
    first: Sample,
    composer: Sample,
    paint: Sample,
    shift: Sample,
    blocking: Sample,
}

impl Taken {
    fn add(&mut self, noted: &Noted) {
        self.first.0.push(noted.first);
        self.composer.0.push(noted.composer);
        self.paint.0.push(noted.paint);
        self.shift.0.push(noted.shift);
        // Total blocking time: the part of each task beyond 50 ms.
        self.blocking.0.push(noted.tasks.iter().map(|(_, length)| (length - 50.0).max(0.0)).sum());
    }
}

/// Cold loads of the page with a thread of each length, in turns.
pub(crate) async fn first(lab: &Lab, rounds: u32) -> Result<Vec<Row>> {
    let driver = Driver::start().await?;
    let peers = [PORCH, ISSO_BEHIND_GZIP, ISSO, PLAIN];
    let mut rows = Vec::new();
    for length in [100, 1_000] {
        let mut taken: BTreeMap<&str, Taken> = BTreeMap::new();
        for _ in 0..rounds {
            for peer in &peers {
                let page = lab.write_page(peer, &length.to_string())?;
                let browser = slow(&driver, peer).await?;
                let noted = load(&browser, &page).await;
                browser.close().await?;
                taken.entry(peer.name).or_default().add(&noted?);
            }
        }
        rows.extend(rows_of(length, &taken));
    }
    Ok(rows)
}

/// 150 ms latency, 1.6 Mbit/s, a quarter of the processor, nothing cached.
async fn slow(driver: &Driver, peer: &Peer) -> Result<Browser> {
    let browser = driver.browser(1280, 900).await?;
    let probe = read_text(Path::new("bench/probe.js"))?;
    let probe = probe.replace("FIRST]", &format!("{}]", json!(peer.first)));
    let probe = probe.replace("COMPOSER]", &format!("{}]", json!(peer.composer)));
    browser.call("Page.enable", json!({})).await?;
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe })).await?;
    browser.call("Network.enable", json!({})).await?;
    let network =
        json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750 });
    browser.call("Network.emulateNetworkConditions", network).await?;
    browser.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    Ok(browser)
}

async fn load(browser: &Browser, page: &str) -> Result<Noted> {
    browser.session.goto(format!("{PAGES}{page}")).await?;
    let is_painted = "return __probe.first > 0 && __probe.composer > 0";
    browser.until(is_painted, Duration::from_mins(1)).await?;
    // Waits until there is no long task and no request for a second and a half, so that later ones are counted, too.
    let is_quiet = "const last = Math.max(0, ...__probe.tasks.map(([at, length]) => at + length),
                   ...performance.getEntriesByType('resource').map((one) => one.responseEnd));
                 return performance.now() - last > 1500";
    browser.until(is_quiet, Duration::from_mins(1)).await?;
    Ok(serde_json::from_value(browser.script("return __probe").await?)?)
}

fn rows_of(length: usize, taken: &BTreeMap<&str, Taken>) -> Vec<Row> {
    let of = |peer: &Peer| &taken[peer.name];
    let (ours, plain) = (of(&PORCH), of(&PLAIN));
    let fastest =
        if of(&ISSO).first.median() < of(&ISSO_BEHIND_GZIP).first.median() { &ISSO } else { &ISSO_BEHIND_GZIP };
    let ratio = ours.first.over(&of(fastest).first).median();
    let others = |what: fn(&Taken) -> &Sample, unit: &str| {
        [ISSO_BEHIND_GZIP, ISSO].map(|peer| format!("{} {}", peer.name, what(of(&peer)).shown(unit))).join("; ")
    };
    let throttled = "150 ms, 1.6 Mbit/s, CPU ÷ 4";
    vec![
        Row {
            what: format!("first of {length} comments visible, {throttled}"),
            figure: "≤ 0.6 of the fastest peer",
            porch: format!("{}: {} ×", ours.first.shown("ms"), short(ratio)),
            others: others(|taken| &taken.first, "ms"),
            holds: Some(ratio <= 0.6),
        },
        Row {
            what: format!("composer there, {length} comments"),
            figure: "",
            porch: ours.composer.shown("ms"),
            others: others(|taken| &taken.composer, "ms"),
            holds: None,
        },
        Row {
            what: format!("blocking time, {length} comments"),
            figure: "≤ 50 ms more than the plain page",
            porch: ours.blocking.shown("ms"),
            others: format!("{}; plain page {}", others(|taken| &taken.blocking, "ms"), plain.blocking.shown("ms")),
            holds: Some(ours.blocking.median() - plain.blocking.median() <= 50.0),
        },
        Row {
            what: format!("layout shift, {length} comments"),
            figure: "≤ 0.02",
            porch: ours.shift.shown(""),
            others: others(|taken| &taken.shift, ""),
            holds: Some(ours.shift.max() <= 0.02),
        },
        Row {
            what: format!("the page's own largest paint, {length} comments"),
            figure: "unchanged",
            porch: ours.paint.shown("ms"),
            others: format!("plain page {}; {}", plain.paint.shown("ms"), others(|taken| &taken.paint, "ms")),
            holds: None,
        },
    ]
}
