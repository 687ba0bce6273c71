//! `shots`: pictures of the demo in every state that a visitor can see, on every page design, of every view of the
//! dashboard, and of both and the server's own pages in other languages, for a person to look at.

mod dashboard;
mod in_page;
mod languages;
mod looks;
mod quiet;
mod server_pages;
mod states;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::json;

use crate::browser::{Browser, Driver};

/// Options of `shots`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The business site that runs, without a trailing slash
    #[arg(long)]
    site: String,
    /// The server's program
    #[arg(long)]
    porch: PathBuf,
    /// The data folder that it serves
    #[arg(long)]
    data: PathBuf,
    /// Where the pictures go
    #[arg(long)]
    into: PathBuf,
    /// Only those whose names have this in them
    #[arg(long, default_value = "")]
    only: String,
    /// Whether the program has the pseudo-locale, so that there are pictures in it
    #[arg(long)]
    pseudo: bool,
}

impl Options {
    fn wants(&self, name: &str) -> bool {
        name.contains(&self.only)
    }

    /// Whether the program has a language.
    fn has_language(&self, tag: &str) -> bool {
        tag != languages::PSEUDO || self.pseudo
    }
}

/// One picture.
#[derive(Clone, Copy)]
struct Shot {
    /// The beginning of its name, where it is one of a series.
    beginning: &'static str,
    name: &'static str,
    page: &'static str,
    width: u32,
    height: u32,
    look: Look,
    /// Requests that fail, as Chromium's URL patterns.
    cut: &'static [&'static str],
    /// Requests that never end.
    held_up: &'static [&'static str],
    /// Settings of the site that are set before it.
    set: &'static [&'static str],
    /// The language of the page, where it is not the one that the page is in.
    language: &'static str,
    /// A script that runs in the page before any other.
    before: &'static str,
    /// A script that acts in the page, with `thread`, `root` and the functions of `in_page`.
    act: &'static str,
    /// A decision of the team about the comment with this text; the page is reloaded after it.
    decision: Option<Decision>,
    /// The condition for taking the picture.
    until: &'static str,
}

/// The text of a comment (nothing is that of the picture's own comment), and the command with its options that decides about it.
type Decision = (&'static str, &'static [&'static str]);

/// The media features of the visitor's system.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Light,
    Dark,
    /// Forced colours, chosen by the visitor.
    Forced,
    Paper,
}

impl Look {
    fn media(self) -> serde_json::Value {
        let scheme = if matches!(self, Self::Light | Self::Paper) { "light" } else { "dark" };
        let forced = if self == Self::Forced { "active" } else { "none" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }, { "name": "forced-colors", "value":
              forced }]);
        json!({ "media": if self == Self::Paper { "print" } else { "" }, "features": features })
    }
}

/// Below this width, in pixels, the window is that of a phone.
const PHONE: u32 = 600;

const STILL: Shot = Shot {
    beginning: "",
    name: "",
    page: "/rye-bread/",
    width: 1440,
    height: 1100,
    look: Look::Light,
    cut: &[],
    held_up: &[],
    set: &[],
    language: "",
    before: "",
    act: "",
    decision: None,
    until: "root.querySelector('article')",
};

impl Shot {
    /// The name of its file: what it shows, how wide, and the media feature unless it is light.
    fn name(&self) -> String {
        let look = match self.look {
            Look::Light => "",
            Look::Dark => "-dark",
            Look::Forced => "-forced",
            Look::Paper => "-print",
        };
        let beginning = if self.beginning.is_empty() { String::new() } else { format!("{}-", self.beginning) };
        format!("{beginning}{}-{}{look}", self.name, self.width)
    }
}

/// Takes all pictures.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.into)?;
    let driver = Driver::start().await?;
    // Comments that are posted here are published at once, unless a picture is about something else. A script posts
    // faster than the limits allow.
    for setting in ["hold=off", "repeats=off", "spam=off", "proof=off"] {
        set(&options, setting)?;
    }
    let mut missing = Vec::new();
    let mut requested = 0;
    let shots = looks::all().into_iter().chain(states::all()).chain(languages::all());
    for shot in shots.filter(|shot| options.wants(&shot.name()) && options.has_language(shot.language)) {
        let name = shot.name();
        requested += 1;
        for setting in shot.set {
            set(&options, setting)?;
        }
        let browser = driver.browser(shot.width, shot.height).await?;
        let taken = take(&browser, &options, &shot, requested).await;
        browser.close().await?;
        // A failed picture does not stop the others.
        match taken {
            Ok(file) => println!("{}", file.display()),
            Err(error) => missing.push(not_taken(name, &error)),
        }
        for setting in shot.set {
            set(&options, usual(setting))?;
        }
    }
    let parts = [
        dashboard::take_all(&driver, &options).await?,
        quiet::take_all(&driver, &options).await?,
        server_pages::take_all(&driver, &options).await?,
    ];
    for (part_requested, failed) in parts {
        requested += part_requested;
        missing.extend(failed);
    }
    ensure!(requested > 0, "no picture has {:?} in its name", options.only);
    ensure!(missing.is_empty(), "{} of {requested} pictures were not taken: {}", missing.len(), missing.join(", "));
    Ok(())
}

/// How many pictures of a part were requested, and the names of those that could not be taken.
type Part = (usize, Vec<String>);

/// Prints why a picture was not taken, and returns its name. The others are still taken.
fn not_taken(name: String, error: &anyhow::Error) -> String {
    println!("{name} was not taken: {error:#}");
    name
}

/// The setting that undoes another one.
fn usual(setting: &str) -> &'static str {
    match setting.split_once('=').map_or(setting, |(name, _)| name) {
        "closed" => "closed=off",
        "slow" => "slow=0",
        _ => "hold=off",
    }
}

fn set(options: &Options, setting: &str) -> anyhow::Result<()> {
    let mut command = Command::new(&options.porch);
    command.arg("--data").arg(&options.data).args(["site", "set", "demo", setting]);
    ensure!(command.status()?.success(), "porch site set {setting} failed");
    Ok(())
}

/// Decides about the newest comment with this text.
fn decide(options: &Options, words: &str, command: &[&str]) -> anyhow::Result<()> {
    let porch = |arguments: &[&str]| {
        let output = Command::new(&options.porch).arg("--data").arg(&options.data).args(arguments).output()?;
        ensure!(output.status.success(), "porch {} failed", arguments.join(" "));
        anyhow::Ok(String::from_utf8(output.stdout)?)
    };
    let export = porch(&["export", "--site", "demo"])?;
    let mut matching = export.lines().filter(|line| line.contains("\"kind\":\"comment\"") && line.contains(words));
    let line = matching.next_back().with_context(|| format!("no comment says {words:?}"))?;
    let comment: serde_json::Value = serde_json::from_str(line)?;
    let id = comment["id"].as_str().context("a comment without an id")?;
    let [verb, rest @ ..] = command else { return Ok(()) };
    porch(&[&["comment", verb], rest, &[id]].concat()).map(drop)
}

/// Takes a picture. `number` is another one for each, so that no two write the same comment.
async fn take(browser: &Browser, options: &Options, shot: &Shot, number: usize) -> anyhow::Result<PathBuf> {
    browser.call("Emulation.setEmulatedMedia", shot.look.media()).await?;
    // A phone has a touch screen.
    let touch = json!({ "enabled": shot.width < PHONE, "maxTouchPoints": 1 });
    browser.call("Emulation.setTouchEmulationEnabled", touch).await?;
    // A window without the focus may not write to the clipboard.
    let granted = json!({ "permissions": ["clipboardSanitizedWrite", "clipboardReadWrite"], "origin": options.site });
    browser.call("Browser.grantPermissions", granted).await?;
    browser.call("Network.enable", json!({})).await?;
    browser.call("Network.setBlockedURLs", json!({ "urls": shot.cut })).await?;
    if !shot.held_up.is_empty() {
        // Intercepted requests wait until they are continued, which does not happen here.
        let patterns: Vec<_> = shot.held_up.iter().map(|pattern| json!({ "urlPattern": pattern })).collect();
        browser.call("Fetch.enable", json!({ "patterns": patterns })).await?;
    }
    let (name, words) = languages::comment(shot.language, number);
    let in_page = in_page::functions(name, &words);
    let before = format!("{}\n{}", languages::script(shot.language), shot.before);
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": before })).await?;
    let address = format!("{}{}", options.site, shot.page);
    browser.session.goto(&address).await?;
    arrive(browser).await?;
    if !shot.act.is_empty() {
        // After a press with a pointer, the browser draws no ring around the focused element.
        for kind in ["mousePressed", "mouseReleased"] {
            let press = json!({ "type": kind, "x": 4, "y": 4, "button": "left", "clickCount": 1 });
            browser.call("Input.dispatchMouseEvent", press).await?;
        }
        browser.script(&format!("{in_page} return (async () => {{ {} }})()", shot.act)).await?;
    }
    if let Some((of, command)) = shot.decision {
        settle(browser, &in_page, "!shows('Sending…')").await?;
        decide(options, if of.is_empty() { &words } else { of }, command)?;
        browser.session.refresh().await?;
        arrive(browser).await?;
    }
    settle(browser, &in_page, shot.until).await?;
    let file: &Path = &options.into.join(format!("{}.png", shot.name()));
    browser.session.screenshot(file).await?;
    Ok(file.to_owned())
}

const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for the conversation, with a little of the page above it in view.
async fn arrive(browser: &Browser) -> anyhow::Result<()> {
    let thread = "const thread = document.querySelector('porch-thread');";
    browser.script(&format!("{thread} thread.scrollIntoView()")).await?;
    browser.until(&format!("{thread} return !/idle|loading/.test(thread.state)"), PATIENCE).await?;
    // The loaded conversation made the page long enough to scroll.
    browser.script(&format!("{thread} thread.scrollIntoView(); scrollBy(0, -72)")).await.map(drop)
}

/// Waits until a condition is true, and until animations are over.
async fn settle(browser: &Browser, in_page: &str, what: &str) -> anyhow::Result<()> {
    let what = if what.contains("return") { what.to_owned() } else { format!("return !!({what})") };
    browser.until(&format!("{in_page} {what}"), PATIENCE).await?;
    browser.script("return new Promise((go) => setTimeout(go, 250))").await.map(drop)
}
