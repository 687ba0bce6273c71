//! The steps of `test`, in order: fast ones first.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use super::count::{self, Counts};
use super::outcome::Outcome;
use crate::{assets, browser, debian, paths, shell, supply, tools};

/// One check.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    /// Whether it needs a browser.
    pub(super) browser: bool,
    pub(super) run: fn() -> anyhow::Result<Outcome>,
}

pub(super) const STEPS: [Step; 10] = [
    step("fmt", "the code is formatted", fmt),
    step("supply", "every dependency may be part of the program", supply_chain),
    step("assets", "the widget builds as it is shipped", build_assets),
    step("clippy", "no lint speaks, natively and for the browser", clippy),
    step("native", "rules, storage, API and rendering", native),
    step("loader", "the modules of the loader and of the dashboard's start, in a real browser", loader).in_a_browser(),
    step("widget", "the widget, and what the dashboard loads, in a real browser", widget).in_a_browser(),
    step("journeys", "people's ways through it, in a real browser on two sites", journeys).in_a_browser(),
    step("torture", "two minutes of posting and kill -9", torture),
    step("trunk", "Trunk's own build of the widget, and its page", trunk).in_a_browser(),
];

const fn step(name: &'static str, what: &'static str, run: fn() -> anyhow::Result<Outcome>) -> Step {
    Step { name, what, browser: false, run }
}

impl Step {
    const fn in_a_browser(self) -> Self {
        Self { browser: true, ..self }
    }
}

const DONE: Outcome = Outcome::Done(Counts { passed: 0, failed: 0, skipped: 0 });

fn fmt() -> anyhow::Result<Outcome> {
    shell::run(&mut shell::cargo(&["fmt", "--all", "--check"]))?;
    Ok(DONE)
}

/// Checks the dependencies without the network, and against the advisories if a copy of those is here.
fn supply_chain() -> anyhow::Result<Outcome> {
    supply::check(&["bans", "licenses", "sources"])?;
    if !supply::has_advisories() {
        return Ok(Outcome::Skipped("advisories: no copy of their database is here; `cargo deny fetch` brings one"));
    }
    supply::check(&["advisories"])?;
    Ok(DONE)
}

fn build_assets() -> anyhow::Result<Outcome> {
    assets::make(&assets::Recipe::shipped())?;
    Ok(DONE)
}

fn clippy() -> anyhow::Result<Outcome> {
    let native = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    shell::run(&mut shell::cargo(&native))?;
    // It is no target of plain `cargo test`, so `--all-targets` leaves it out.
    // As part of the workspace: for one package alone, Cargo chooses other features and checks every dependency anew.
    let journeys = ["clippy", "--workspace", "--test", "journeys", "--", "--deny", "warnings"];
    shell::run(&mut shell::cargo(&journeys))?;
    let mut wasm = shell::cargo(&["clippy", "--target", "wasm32-unknown-unknown", "--all-targets"]);
    for package in ["porch-widget", "porch-dashboard", "porch-sheets"] {
        wasm.args(["--package", package]);
    }
    shell::run(wasm.args(["--", "--deny", "warnings"]))?;
    Ok(DONE)
}

fn native() -> anyhow::Result<Outcome> {
    assets::make(&assets::Recipe::shipped())?;
    build_all()?;
    let counts = count::run(&mut shell::cargo(&["test", "--workspace", "--no-fail-fast", "--", "--show-output"]))?;
    Ok(Outcome::Done(counts))
}

/// Builds programs and tests in one step, so that each dependency is compiled once for all of them.
fn build_all() -> anyhow::Result<()> {
    shell::run(&mut shell::cargo(&["build", "--workspace", "--all-targets"]))
}

fn loader() -> anyhow::Result<Outcome> {
    let browser = browser::ensure()?;
    build_all()?;
    let mut tests = Command::new(paths::program("bench"));
    tests.arg("loader").current_dir(paths::root()).args(["--texts", &assets::loader_texts()?]);
    tests.args(["--folder", "loader", "--folder", "start=crates/dashboard/start"]);
    tests.args(["--folder", "sheets=crates/sheets/start"]);
    tests.env("PORCH_CHROMIUM", &browser.chromium).env("PORCH_CHROMEDRIVER", &browser.driver);
    Ok(Outcome::Done(count::run(&mut tests)?))
}

fn widget() -> anyhow::Result<Outcome> {
    let browser = browser::ensure()?;
    build_all()?;
    let mut counts = in_browser(&browser, &["--package", "porch-widget", "--test", "widget"])?;
    counts.add(in_browser(&browser, &["--package", "porch-dashboard", "--lib"])?);
    Ok(Outcome::Done(counts))
}

/// Runs tests compiled to WASM in the browser.
fn in_browser(browser: &browser::Browser, tests: &[&str]) -> anyhow::Result<Counts> {
    let mut test = shell::cargo(&["test", "--target", "wasm32-unknown-unknown"]);
    // A list: Cargo splits a string at the spaces in a path. TOML reads what JSON quotes.
    let runner = serde_json::to_string(&[paths::program("wasm-test-runner")])?;
    test.args(tests).args(["--config", &format!("target.wasm32-unknown-unknown.runner={runner}")]);
    test.env("CHROMEDRIVER", &browser.driver);
    test.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser.chromium)?);
    // In seconds. The defaults are five for the start of a driver and twenty for all tests, too little on a busy
    // machine.
    test.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60").env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    count::run(&mut test)
}

/// Writes a file that selects the browser of the widget's tests, and its flags: otherwise the driver searches for one.
fn capabilities(chromium: &Path) -> anyhow::Result<PathBuf> {
    let flags = std::fs::read(paths::root().join("xtask/bench/webdriver.json"))?;
    let file = paths::target().join("webdriver.json");
    std::fs::write(&file, with_browser(&flags, chromium)?)?;
    Ok(file)
}

fn with_browser(flags: &[u8], chromium: &Path) -> anyhow::Result<String> {
    let mut all: Value = serde_json::from_slice(flags)?;
    all["goog:chromeOptions"]["binary"] = Value::from(chromium.to_str().context("the path of chromium is no UTF-8")?);
    Ok(all.to_string())
}

fn journeys() -> anyhow::Result<Outcome> {
    let browser = browser::ensure()?;
    debian::proxies();
    assets::make(&assets::Recipe::shipped())?;
    build_all()?;
    Ok(Outcome::Done(count::run(&mut journeys_in(&browser))?))
}

/// The journeys, in this browser and with the built program.
fn journeys_in(browser: &browser::Browser) -> Command {
    let mut test =
        shell::cargo(&["test", "--workspace", "--test", "journeys", "--", "--show-output", "--test-threads=2"]);
    test.env("PORCH_BIN", paths::program("porch"));
    test.env("PORCH_CHROMIUM", &browser.chromium).env("PORCH_CHROMEDRIVER", &browser.driver);
    test
}

fn torture() -> anyhow::Result<Outcome> {
    build_all()?;
    let mut torture = Command::new(paths::program("bench"));
    torture.args(["torture", "--minutes", "2", "--porch"]).arg(paths::program("porch"));
    shell::run(&mut torture)?;
    Ok(Outcome::Done(Counts { passed: 1, ..Counts::default() }))
}

fn trunk() -> anyhow::Result<Outcome> {
    if tools::trunk().is_none() {
        return Ok(Outcome::Skipped("trunk is not installed"));
    }
    if tools::wasm_bindgen() != tools::locked_wasm_bindgen() {
        return Ok(Outcome::Skipped("trunk needs the wasm-bindgen of Cargo.lock: cargo xtask tools"));
    }
    let dist = paths::target().join("trunk");
    shell::run(Command::new("trunk").arg("build").arg("--dist").arg(&dist).current_dir(paths::root()))?;
    let mut opened = journeys_in(&browser::ensure()?);
    opened.args(["--ignored", "people::developer::"]).env("PORCH_TRUNK", dist);
    Ok(Outcome::Done(count::run(&mut opened)?))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::{Value, json};

    use super::with_browser;

    #[test]
    fn the_widget_is_tested_in_the_named_browser_with_the_same_flags() {
        let flags = br#"{"goog:chromeOptions":{"args":["--headless"]}}"#;
        let all = with_browser(flags, Path::new("/opt/my browsers/chromium")).unwrap();
        let expected = json!({ "args": ["--headless"], "binary": "/opt/my browsers/chromium" });
        assert_eq!(serde_json::from_str::<Value>(&all).unwrap()["goog:chromeOptions"], expected);
    }
}
