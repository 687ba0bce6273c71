//! Runs the unit tests of JavaScript modules in a browser: one page that imports all test files of some folders.
//!
//! Prints what the runners of Rust print, so that `cargo xtask test` counts these tests as it counts others. A folder
//! without a test file, and a file without a test, are failures: otherwise a test that is not found would count as passed.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::browser::Driver;

/// Options of `loader`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// A folder of modules, with their tests in `tests`. The first one is served at the root, a later one below its name:
    /// `name=path`. May be repeated
    #[arg(long = "folder", required = true)]
    folders: Vec<Folder>,
    /// The loader's texts in English, as JSON
    #[arg(long)]
    texts: String,
}

/// A folder of modules.
#[derive(Clone, Debug)]
struct Folder {
    /// The beginning of their addresses.
    address: String,
    path: PathBuf,
}

impl FromStr for Folder {
    type Err = Infallible;

    fn from_str(written: &str) -> Result<Self, Infallible> {
        let (address, path) =
            written.split_once('=').map_or(("/".to_owned(), written), |(name, path)| (format!("/{name}/"), path));
        Ok(Self { address, path: path.into() })
    }
}

/// How long all tests may take.
const TIMEOUT: Duration = Duration::from_mins(2);

/// A test as the page reports it.
#[derive(Deserialize)]
struct Outcome {
    name: String,
    /// Why it failed; nothing if it passed.
    failure: Option<String>,
}

/// Opens the page and prints how each test ended.
pub(crate) async fn run(options: Options) -> Result<()> {
    let mut tests = Vec::new();
    for folder in &options.folders {
        tests.extend(test_files(folder)?);
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}{PAGE}", listener.local_addr()?);
    let files = Files { folders: options.folders, page: page(&tests, &options.texts) };
    let served =
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(file).with_state(files)).await });
    let driver = Driver::start().await?;
    let browser = driver.browser(1000, 800).await?;
    browser.session.goto(&address).await?;
    let outcomes = browser.until("return globalThis.outcomes ?? false", TIMEOUT).await;
    browser.close().await?;
    served.abort();
    report(&serde_json::from_value::<Vec<Outcome>>(outcomes.context("the tests of the modules do not end")?)?)
}

/// The addresses of a folder's tests, whose names end in `_test.js`, in alphabetical order.
fn test_files(folder: &Folder) -> Result<Vec<String>> {
    let path = folder.path.join("tests");
    let entries = std::fs::read_dir(&path).with_context(|| format!("there is no folder {}", path.display()))?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<Result<Vec<String>>>()?;
    names.retain(|name| name.ends_with("_test.js"));
    names.sort();
    ensure!(!names.is_empty(), "no file in {} ends in _test.js", path.display());
    Ok(names.iter().map(|name| format!("{}tests/{name}", folder.address)).collect())
}

/// The address of the page that runs them.
const PAGE: &str = "/tests/";

/// The page that runs them. What the build makes or puts in has stand-ins here.
fn page(tests: &[String], texts: &str) -> String {
    format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>Tests of modules</title><link rel="icon" href="data:,">
<script type="importmap">{{ "imports": {{ "harness": "/tests/harness.js", "widget-bindings": "/tests/widget_bindings.js",
  "dashboard-bindings": "/start/tests/dashboard_bindings.js", "sheets-bindings": "/sheets/tests/sheets_bindings.js" }} }}</script>
<script>globalThis.__PORCH_BUILD__ = {{ id: "build", css: ["/style.css", ""], later: ["/later.js", ""], js: ["/glue.js", ""],
  wasm: ["/widget.wasm", ""], proof: ["/proof.js", ""], sheets_js: ["/sheets.js", "s1"], sheets_wasm: ["/sheets.wasm", "s2"],
  sheets_css: ["/sheets.css", "s3"], texts: "/texts.", languages: ["en", "de"] }};
globalThis.__PORCH_TEXTS__ = {};
globalThis.__PORCH_LANGUAGES__ = [{{ tag: "en", direction: "ltr", standsFor: [], texts: "../a/en.txt" }},
  {{ tag: "de", direction: "ltr", standsFor: [], texts: "../a/de.txt" }},
  {{ tag: "zh-Hans", direction: "ltr", standsFor: ["zh", "zh-CN"], texts: "../a/zh.txt" }},
  {{ tag: "ar", direction: "rtl", standsFor: [], texts: "../a/ar.txt" }}];
globalThis.__PORCH_CODE__ = "../a/code.wasm";</script>
<body><script type="module">
import {{ run }} from "harness";
globalThis.outcomes = await run({});
</script>"#,
        texts,
        serde_json::json!(tests)
    )
}

/// What is served: the folders' modules, and the page.
#[derive(Clone)]
struct Files {
    folders: Vec<Folder>,
    page: String,
}

async fn file(State(files): State<Files>, address: Uri) -> Response {
    let path = address.path();
    if path == PAGE {
        return Html(files.page).into_response();
    }
    let is_module = Path::new(path).extension().is_some_and(|end| end == "js") && !path.contains("..");
    // The first folder has every address that none of the others has.
    let mut places = files.folders.iter().rev().filter_map(|one| Some(one.path.join(path.strip_prefix(&one.address)?)));
    match places.next().map(std::fs::read) {
        Some(Ok(text)) if is_module => ([(header::CONTENT_TYPE, "text/javascript")], text).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn report(outcomes: &[Outcome]) -> Result<()> {
    println!("running {} tests", outcomes.len());
    let mut failed = 0;
    for Outcome { name, failure } in outcomes {
        match failure {
            None => println!("test module {name} ... ok"),
            Some(why) => {
                failed += 1;
                println!("test module {name} ... FAILED\n  {why}");
            }
        }
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {} passed; {failed} failed; 0 ignored", outcomes.len() - failed);
    if failed > 0 {
        bail!("{failed} tests of modules failed");
    }
    ensure!(!outcomes.is_empty(), "no test of a module ran");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Folder, Outcome, report, test_files};

    #[test]
    fn a_folder_without_tests_and_a_run_of_none_are_failures() {
        let path = std::env::temp_dir().join(format!("porch-modules-{}", std::process::id()));
        std::fs::create_dir_all(path.join("tests")).unwrap();
        std::fs::write(path.join("tests/harness.js"), "").unwrap();
        let folder: Folder = format!("start={}", path.display()).parse().unwrap();
        let empty = test_files(&folder).unwrap_err();
        std::fs::write(path.join("tests/link_test.js"), "").unwrap();
        let found = test_files(&folder).unwrap();
        std::fs::remove_dir_all(&path).unwrap();
        assert!(empty.to_string().ends_with("tests ends in _test.js"), "{empty}");
        assert_eq!(found, ["/start/tests/link_test.js"]);
        assert!(test_files(&folder).is_err());
        assert!(report(&[]).is_err());
        assert!(report(&[Outcome { name: "link: it is one".into(), failure: None }]).is_ok());
    }
}
