//! Drives the browser, and makes a table of what it saw.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::serve::{self, SHAPES, Shape};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Waits until the conversation is there and the browser has been quiet for half a second.
const SETTLE: &str = r#"
const done = arguments[0], element = document.querySelector("porch-thread");
const quiet = () => {
  const last = tasks.at(-1);
  if (performance.now() - (last ? last[0] + last[1] : 0) < 500) return setTimeout(quiet, 100);
  done(Math.max(0, ...tasks.map((task) => task[1])));
};
element.whenReady.then(quiet);
"#;

/// Focuses the field, types while the widget takes over, and tells when the composer's tools came and which task was
/// the longest from then on.
const TAKE_OVER: &str = r#"
const done = arguments[0], root = document.querySelector("porch-thread").shadowRoot;
const field = root.querySelector("textarea"), began = performance.now();
let works;
new MutationObserver(() => { if (!works && root.querySelector(".composer-tools")) works = performance.now(); })
  .observe(root.querySelector(".composer-root"), { subtree: true, childList: true });
tasks.length = 0;
field.focus();
let typed = "";
const keys = setInterval(() => { typed += "a"; field.setRangeText("a", field.value.length, field.value.length, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true })); }, 50);
const finish = () => {
  const last = tasks.at(-1);
  if (!works || performance.now() - Math.max(works, last ? last[0] + last[1] : 0) < 1500) return setTimeout(finish, 100);
  clearInterval(keys);
  const arrived = Math.max(...performance.getEntriesByType("resource")
    .filter((one) => /\.wasm$|\/thread\?/.test(one.name)).map((one) => one.responseEnd));
  done({ longest: Math.max(0, ...tasks.map((task) => task[1])), works: works - Math.max(began, arrived),
    kept: field.value === typed });
};
finish();
"#;

/// Does what people do, one thing after the other, and tells how long each took until the next frame was painted.
const ACT: &str = r#"
const done = arguments[0], root = document.querySelector("porch-thread").shadowRoot;
const painted = () => new Promise((go) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = go;
  port2.postMessage(0);
}));
const button = (label, at = 0) => [...root.querySelectorAll("button")].filter((one) => one.textContent.trim() === label)[at];
const field = root.querySelector(".composer-root textarea"), took = {};
const input = (one, words) => { one.value = words; one.dispatchEvent(new InputEvent("input", { bubbles: true })); };
const acts = {
  type: () => input(field, "Does it work with spelt?"),
  name: () => input(field.form.elements.name, "Amira"),
  share: () => field.form.requestSubmit(),
  reply: () => button("Reply").click(),
  "reply elsewhere": () => button("Reply", 3).click(),
  fold: () => root.querySelector("summary")?.click(),
};
for (const [name, act] of Object.entries(acts)) {
  await new Promise((go) => setTimeout(go, 600));
  const began = performance.now();
  act();
  await painted();
  took[name] = performance.now() - began;
}
done(took);
"#;

#[derive(Default)]
struct Seen {
    acting: Vec<(f64, String)>,
    inserting: Vec<f64>,
    longest: Vec<f64>,
    works: Vec<f64>,
}

/// Measures every shape `runs` times, in turns, and prints a table.
pub(crate) async fn all(runs: u32, throttle: u32) -> Result<()> {
    let address = serve::start().await?;
    let (port, mut driver) = start_driver()?;
    let measured = measure_all(&address, port, runs, throttle).await;
    driver.kill()?;
    let seen = measured?;
    println!("CPU ÷ {throttle}, {runs} runs, milliseconds: median (least to most)\n");
    let head = ["longest, inserting", "longest, taking over", "composer, after arrival", "slowest action"];
    println!("{:<40}{:>22}{:>22}{:>24}  {}", "", head[0], head[1], head[2], head[3]);
    for (shape, seen) in SHAPES.iter().zip(seen) {
        let slowest = slowest(&seen.acting);
        let row = [seen.inserting, seen.longest, seen.works].map(spread);
        println!("{:<40}{:>22}{:>22}{:>24}  {slowest}", shape.name, row[0], row[1], row[2]);
    }
    Ok(())
}

fn start_driver() -> Result<(u16, Child)> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let program = std::env::var_os("PORCH_CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let child = Command::new(program).arg(format!("--port={port}")).stdout(Stdio::null()).spawn()?;
    Ok((port, child))
}

async fn measure_all(address: &str, port: u16, runs: u32, throttle: u32) -> Result<Vec<Seen>> {
    let mut seen: Vec<Seen> = SHAPES.iter().map(|_| Seen::default()).collect();
    for run in 0..runs {
        for (at, (shape, seen)) in SHAPES.iter().zip(&mut seen).enumerate() {
            // A browser of its own each time: the first visit is the one that counts.
            let browser = open(port).await?;
            let measured = measure(&browser, &format!("{address}/page{run}?page={at}"), throttle, *shape, seen).await;
            browser.quit().await?;
            measured?;
        }
    }
    Ok(seen)
}

async fn open(port: u16) -> Result<WebDriver> {
    let mut wishes = DesiredCapabilities::chrome();
    for flag in [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ] {
        wishes.add_arg(flag)?;
    }
    // The driver needs a moment to listen.
    for _ in 0..100 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(WebDriver::new(&format!("http://127.0.0.1:{port}"), wishes).await?)
}

async fn measure(browser: &WebDriver, page: &str, throttle: u32, shape: Shape, seen: &mut Seen) -> Result<()> {
    browser.set_script_timeout(Duration::from_mins(1)).await?;
    browser.cdp().send_raw("Emulation.setCPUThrottlingRate", json!({ "rate": throttle })).await?;
    browser.goto(page).await?;
    let names = porch_class_names::Names::of(porch_widget::STYLE);
    let inserting = browser.execute_async(SETTLE, Vec::new()).await?.json().as_f64();
    let taken: Value = browser.execute_async(names.shorten(TAKE_OVER), Vec::new()).await?.json().clone();
    if taken["kept"] != true {
        return Err(format!("{}: what was typed during the takeover got lost", shape.name).into());
    }
    let acts = format!("(async (...given) => {{{ACT}}})(...arguments)").replace("= arguments[0]", "= given[0]");
    let acted = browser.execute_async(names.shorten(&acts), Vec::new()).await?.json().clone();
    for (name, took) in acted.as_object().into_iter().flatten() {
        seen.acting.extend(took.as_f64().map(|took| (took, name.clone())));
    }
    seen.inserting.extend(inserting);
    seen.longest.extend(taken["longest"].as_f64());
    seen.works.extend(taken["works"].as_f64());
    Ok(())
}

fn spread(mut values: Vec<f64>) -> String {
    values.sort_by(f64::total_cmp);
    match (values.first(), values.get(values.len() / 2), values.last()) {
        (Some(least), Some(median), Some(most)) => format!("{median:.0} ({least:.0} to {most:.0})"),
        _ => "nothing measured".into(),
    }
}

/// The action whose median is the highest, with that median and its worst time.
fn slowest(acting: &[(f64, String)]) -> String {
    let mut all: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (took, name) in acting {
        all.entry(name).or_default().push(*took);
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let all = all.into_iter().map(|(name, mut times)| (median(&mut times), name, times));
    all.max_by(|one, other| one.0.total_cmp(&other.0))
        .map_or_else(String::new, |(_, name, times)| format!("{name} {}", spread(times)))
}
