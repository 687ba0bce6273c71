//! Runs the unit tests of the loader's modules in a browser: one page that imports all files of `loader/tests`.
//!
//! Prints what the runners of Rust print, so that `cargo xtask test` counts these tests as it counts others.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::browser::Driver;

/// Options of `loader`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The folder of the loader
    #[arg(long, default_value = "loader")]
    folder: PathBuf,
    /// The loader's texts in English, as JSON
    #[arg(long)]
    texts: String,
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
    let tests = test_files(&options.folder)?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/tests/", listener.local_addr()?);
    let files = Files { folder: options.folder, page: page(&tests, &options.texts) };
    let served =
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(file).with_state(files)).await });
    let driver = Driver::start().await?;
    let browser = driver.browser(1000, 800).await?;
    browser.session.goto(&address).await?;
    let outcomes = browser.until("return globalThis.outcomes ?? false", TIMEOUT).await;
    browser.close().await?;
    served.abort();
    report(&serde_json::from_value::<Vec<Outcome>>(outcomes.context("the tests of the loader do not end")?)?)
}

/// The files whose names end in `_test.js`, in alphabetical order.
fn test_files(folder: &Path) -> Result<Vec<String>> {
    let folder = folder.join("tests");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("there are no tests in {}", folder.display()))?;
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<Result<Vec<String>>>()?;
    names.retain(|name| name.ends_with("_test.js"));
    names.sort();
    Ok(names)
}

/// The page that runs them. The widget's bindings are made by the build, and stand-ins here.
fn page(tests: &[String], texts: &str) -> String {
    let imports: Vec<_> = tests.iter().map(|name| format!("import(\"./{name}\")")).collect();
    format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>Tests of the loader</title><link rel="icon" href="data:,">
<script type="importmap">{{ "imports": {{ "widget-bindings": "/tests/widget_bindings.js" }} }}</script>
<script>globalThis.__PORCH_BUILD__ = {{ id: "build", css: ["/style.css", ""], later: ["/later.js", ""], js: ["/glue.js", ""],
  wasm: ["/widget.wasm", ""], proof: ["/proof.js", ""], texts: "/texts.", languages: ["en", "de"] }};
globalThis.__PORCH_TEXTS__ = {};</script>
<body><script type="module">
import {{ run }} from "./harness.js";
globalThis.outcomes = await run([{}]);
</script>"#,
        texts,
        imports.join(", ")
    )
}

/// What is served: the folder's files, and the page.
#[derive(Clone)]
struct Files {
    folder: PathBuf,
    page: String,
}

async fn file(State(files): State<Files>, address: Uri) -> Response {
    let path = address.path().trim_start_matches('/');
    if path == "tests/" {
        return Html(files.page).into_response();
    }
    let is_module = Path::new(path).extension().is_some_and(|end| end == "js") && !path.contains("..");
    match std::fs::read(files.folder.join(path)) {
        Ok(text) if is_module => ([(header::CONTENT_TYPE, "text/javascript")], text).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn report(outcomes: &[Outcome]) -> Result<()> {
    println!("running {} tests", outcomes.len());
    let mut failed = 0;
    for Outcome { name, failure } in outcomes {
        match failure {
            None => println!("test loader {name} ... ok"),
            Some(why) => {
                failed += 1;
                println!("test loader {name} ... FAILED\n  {why}");
            }
        }
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {} passed; {failed} failed; 0 ignored", outcomes.len() - failed);
    if failed > 0 || outcomes.is_empty() {
        bail!("{failed} tests of the loader failed");
    }
    Ok(())
}
