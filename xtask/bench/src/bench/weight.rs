//! The bytes that a visitor loads, compressed as they are served: brotli 11.

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;

use super::peers::PORCH;
use super::setup::{Lab, seeded};
use super::table::{Row, precise};
use crate::server::SITE;

/// The sizes of the loader, the first page, the whole thread, and the widget.
pub(crate) async fn sizes(lab: &Lab) -> Result<Vec<Row>> {
    let build: serde_json::Value = serde_json::from_str(&std::fs::read_to_string("dist/build.json")?)?;
    let part = |name: &str| {
        let path = build[name]["path"].as_str().map(str::to_owned);
        path.with_context(|| format!("the build names no {name}"))
    };
    let size_of =
        async |path: &str| Ok::<_, anyhow::Error>(br(&lab.fetch(&format!("{}{path}", lab.porch.url)).await?)?);
    let loader = size_of("/v1/embed.js").await?;
    let css = size_of(&part("css")?).await?;
    let fragment = br(&lab.fetch(&(PORCH.read)(&lab.at, &seeded(&PORCH, 100)).url).await?)?;
    let rest = rest_of_thread(lab).await?;
    let widget = size_of(&part("js")?).await? + size_of(&part("wasm")?).await?;
    let later = size_of(&part("later")?).await? + size_of(&part("late_css")?).await?;
    let proof = size_of(&part("proof")?).await?;
    let sheets = size_of(&part("sheets_js")?).await?
        + size_of(&part("sheets_wasm")?).await?
        + size_of(&part("sheets_css")?).await?;
    let (mut texts, mut script) = (0, 0);
    for (name, part) in build["texts"].as_object().context("the build names no texts")? {
        let size = size_of(part["path"].as_str().unwrap_or_default()).await?;
        match name.split_once('.') {
            Some((_, "txt")) => texts = texts.max(size),
            Some((_, "json")) => script = script.max(size),
            _ => {}
        }
    }
    let kb = |bytes: usize| format!("{:.1} kB", precise(bytes) / 1e3);
    let row = |what: &str, figure, bytes: usize, limit: usize| Row {
        what: what.into(),
        figure,
        porch: kb(bytes),
        others: String::new(),
        holds: Some(bytes <= limit),
    };
    let first = loader + css + fragment;
    Ok(vec![
        row("loader", "≤ 5 kB", loader, 5_000),
        row("first page of 100 comments: loader, styles, fragment", "≤ 14 kB", first, 14_000),
        row("the same with all 100 comments", "≤ 20 kB", first + rest, 20_000),
        row("widget: WebAssembly and its bindings", "≤ 150 kB", widget, 150_000),
        row("the widget's texts in the language with the most bytes", "≤ 5 kB", texts, 5_000),
        Row {
            holds: None,
            ..row("the loader's texts in that language, which readers get unless it is English", "", script, 0)
        },
        Row { holds: None, ..row("the loader's second part and its styles, which readers get, too", "", later, 0) },
        row(
            "the visitor's sheets, loaded when one opens: WebAssembly, bindings and styles",
            "≤ 105 kB",
            sheets,
            105_000,
        ),
        row("what may be asked for while somebody writes", "≤ 2 kB", proof, 2_000),
    ])
}

/// The size of the further pages, as the widget requests them.
async fn rest_of_thread(lab: &Lab) -> Result<usize> {
    let page = format!("{}{}", super::peers::PAGES, seeded(&PORCH, 100));
    let thread = format!("{}/v1/sites/{SITE}/thread?page={page}", lab.porch.url);
    let mut bytes = 0;
    let mut next = next_of(&lab.fetch(&thread).await?)?;
    while let Some(after) = next {
        let response = lab.fetch(&format!("{thread}&after={after}")).await?;
        bytes += br(&response)?;
        next = next_of(&response)?;
    }
    Ok(bytes)
}

fn next_of(response: &[u8]) -> Result<Option<String>> {
    let thread: serde_json::Value = serde_json::from_slice(response)?;
    Ok(thread["next"].as_str().map(str::to_owned))
}

fn br(raw: &[u8]) -> std::io::Result<usize> {
    let params = BrotliEncoderParams { quality: 11, size_hint: raw.len(), ..BrotliEncoderParams::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*raw, &mut out, &params)?;
    Ok(out.len())
}
