//! Load by wrk, on one thread: the generator and the measured server share the machine.

use std::process::Stdio;

use anyhow::Context;
use serde::Deserialize;

use super::peers::Call;
use super::table::precise;

/// The counts of wrk.
#[derive(Deserialize)]
pub(crate) struct Counted {
    /// Good responses.
    pub(crate) good: u64,
    micros: u64,
    /// The 99th percentile of the response times, in milliseconds.
    pub(crate) p99: f64,
}

impl Counted {
    /// Good responses per second.
    pub(crate) fn rate(&self) -> f64 {
        precise(self.good) / (precise(self.micros) / 1e6)
    }
}

/// The parameters of a load.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    /// Concurrent connections.
    pub(crate) clients: u32,
    pub(crate) seconds: u32,
    /// How many pages `{p}` stands for.
    pub(crate) pages: u32,
}

/// Sends the call repeatedly.
pub(crate) async fn wrk(call: &Call, load: Load) -> anyhow::Result<Counted> {
    let headers: Vec<String> = call.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let mut wrk = tokio::process::Command::new("wrk");
    wrk.args(["--threads", "1", "--timeout", "10s", "--script", "bench/wrk.lua"]);
    wrk.args(["--connections", &load.clients.to_string(), "--duration", &format!("{}s", load.seconds), &call.url]);
    wrk.env("METHOD", call.method).env("HEADERS", headers.join("\n")).env("BODY", &call.body).env("GOOD", call.good);
    wrk.env("PAGES", load.pages.to_string()).env("SALT", fastrand::u64(..).to_string());
    let output = wrk.stderr(Stdio::inherit()).output().await.context("wrk cannot be started")?;
    let output_text = String::from_utf8_lossy(&output.stdout);
    let counted = output_text.lines().find_map(|line| line.strip_prefix('@'));
    let counted =
        counted.with_context(|| format!("wrk ended with {} and counted nothing: {output_text}", output.status))?;
    Ok(serde_json::from_str(counted)?)
}
