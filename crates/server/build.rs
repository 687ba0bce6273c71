//! Puts the widget, its styles and the loader into the program, as a table sorted by address; and the texts of its own
//! pages.
//!
//! They come from the folder `PORCH_DIST`, else `dist/` of the workspace, where `cargo xtask assets` makes them. Without
//! them the server still builds: it answers with words and without a widget.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use porch_text_compiler::{Surface, generate};
use serde_json::Value;

fn main() -> ExitCode {
    if let Err(error) = write_assets() {
        println!("cargo::error={error}");
        return ExitCode::FAILURE;
    }
    generate(&[
        Surface { name: "pages", type_name: "PageText", visibility: "pub" },
        Surface { name: "mail", type_name: "MailText", visibility: "pub" },
    ])
}

fn write_assets() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-env-changed=PORCH_DIST");
    let dist = match env::var_os("PORCH_DIST") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../dist"),
    };
    let manifest = dist.join("build.json");
    let code = if manifest.is_file() {
        println!("cargo:rerun-if-changed={}", manifest.display());
        let build: Value = serde_json::from_slice(&fs::read(&manifest)?)?;
        table(&fs::canonicalize(&dist)?, &build)?
    } else {
        // A path that is missing would count as changed each time; an empty folder tells when something comes.
        fs::create_dir_all(&dist).ok();
        println!("cargo:rerun-if-changed={}", dist.display());
        println!("cargo:warning=no widget in {}: `cargo xtask build` makes one", dist.display());
        table(&dist, &Value::Null)?
    };
    fs::write(Path::new(&env::var("OUT_DIR")?).join("assets.rs"), code)?;
    Ok(())
}

/// The files that the manifest names, beside the texts.
const PARTS: [&str; 13] = [
    "css",
    "late_css",
    "later",
    "proof",
    "js",
    "wasm",
    "dashboard_css",
    "dashboard_js",
    "dashboard_wasm",
    "sheets_css",
    "sheets_js",
    "sheets_wasm",
    "loader",
];

/// The Rust source of `ASSETS` and `BUILD`.
fn table(dist: &Path, build: &Value) -> Result<String, std::fmt::Error> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut names = String::new();
    let mut assets = Vec::new();
    for part in PARTS {
        let (path, integrity) = (text(&build[part]["path"]), text(&build[part]["integrity"]));
        writeln!(names, "    {part}: AssetRef {{ path: {path:?}, integrity: {integrity:?} }},")?;
        if !path.is_empty() {
            assets.push((path, integrity, part == "loader"));
        }
    }
    names.push_str("    texts: &[");
    for (_, part) in build["texts"].as_object().into_iter().flatten() {
        let (path, integrity) = (text(&part["path"]), text(&part["integrity"]));
        write!(names, "AssetRef {{ path: {path:?}, integrity: {integrity:?} }}, ")?;
        assets.push((path, integrity, false));
    }
    names.push_str("],\n");
    assets.sort();
    let mut code = String::from("static ASSETS: &[Asset] = &[\n");
    for (path, integrity, is_loader) in &assets {
        let file = if *is_loader { "embed.js" } else { path.trim_start_matches('/') };
        let bytes = |suffix: &str| {
            let file = dist.join(format!("{file}{suffix}"));
            format!("include_bytes!({:?})", file.to_string_lossy())
        };
        writeln!(code, "    Asset {{ path: {path:?}, mime: {:?}, integrity: {integrity:?},", mime(path))?;
        writeln!(code, "        raw: {}, br: {}, gz: {} }},", bytes(""), bytes(".br"), bytes(".gz"))?;
    }
    writeln!(code, "];\nstatic BUILD: Build = Build {{\n    id: {:?},\n{names}}};", text(&build["id"]))?;
    Ok(code)
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "json")) => "application/json",
        Some((_, "txt")) => "text/plain; charset=utf-8",
        Some((_, "wasm")) => "application/wasm",
        _ => "application/octet-stream",
    }
}
