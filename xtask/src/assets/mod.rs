//! `assets`: the widget, its styles and the loader, built, minified, hashed and compressed into one folder.
//!
//! Only what changed is made again: Cargo decides about the widget, a digest of all inputs about the rest.

mod bindings;
mod bundle;
mod debug_text;
mod javascript_module;
mod manifest;
mod minify;
mod pack;
mod recipe;
mod sources;
mod texts;

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};

use crate::paths;
use manifest::{Build, Part};
use pack::Packed;
pub(crate) use recipe::Recipe;

/// The texts of the loader in English, as JSON.
pub(crate) fn loader_texts() -> anyhow::Result<String> {
    Ok(texts::built_in(&texts::read()?)?[1].clone())
}

/// Makes the assets, unless they are up to date, and prints their sizes.
pub(crate) fn make(recipe: &Recipe) -> anyhow::Result<()> {
    let sources = sources::read_sources(recipe)?;
    let key = sources::digest(recipe, &sources);
    let key_file = recipe.dist.join("key");
    if fs::read_to_string(&key_file).is_ok_and(|old| old == key) {
        return Ok(());
    }
    // Made beside the old ones and renamed at the end: a half-made folder is never seen.
    let fresh = recipe.dist.with_extension("fresh");
    remove_folder(&fresh)?;
    fs::create_dir_all(fresh.join("a"))?;
    let packed = pack_all(recipe, sources, &fresh)?;
    fs::write(fresh.join("key"), key)?;
    remove_folder(&recipe.dist)?;
    fs::rename(&fresh, &recipe.dist)?;
    pack::print_sizes(&packed);
    Ok(())
}

fn pack_all(recipe: &Recipe, sources: sources::Sources, folder: &Path) -> anyhow::Result<Vec<Packed>> {
    let bound = bindings::make(sources.wasm, recipe.small)?;
    let (mut css, mut late_css) = (sources.css, sources.late_css);
    let mut modules = sources.loader;
    modules.insert("widget-bindings".to_owned(), bound.glue);
    let mut loader = bundle::bundle("embed/element.js", &modules)?;
    let mut later = bundle::bundle("live/main.js", &modules)?;
    let mut proof = bundle::bundle("proof_of_work.js", &modules)?;
    let [first_texts, late_texts] = texts::built_in(&sources.texts)?;
    loader = loader.replace("__PORCH_TEXTS__", &first_texts);
    later = later.replace("__PORCH_TEXTS__", &late_texts);
    let mut glue = bundle::bundle("start_widget/start_widget.js", &modules)?;
    if recipe.small {
        glue = minify::javascript("the widget's glue", &glue)?;
        css = minify::css("src/style", &css)?;
        late_css = minify::css("src/style/late", &late_css)?;
        proof = minify::javascript("loader/proof_of_work.js", &proof)?;
    }
    let wasm = Packed::hashed("wasm", bound.wasm);
    let js = Packed::hashed("js", glue.into_bytes());
    let css = Packed::hashed("css", css.into_bytes());
    let late_css = Packed::hashed("css", late_css.into_bytes());
    let proof = Packed::hashed("js", proof.into_bytes());
    let (texts_start, texts) = texts::pack(&sources.texts);
    let paths = [&wasm.path, &js.path, &css.path, &late_css.path, &proof.path, &texts_start, &loader, &later];
    let paths = paths.map(String::as_bytes);
    let id = pack::short_hash(&paths);

    // Each part contains the hashes of the next ones, so that pinning the loader pins everything.
    later = with_names(
        "loader/live",
        &later,
        &manifest::names(
            &id,
            Some((&texts_start, texts::tags(&sources.texts))),
            [("js", &js.part()), ("wasm", &wasm.part()), ("proof", &proof.part()), ("css", &late_css.part())],
        ),
        recipe,
    )?;
    let later = Packed::hashed("js", later.into_bytes());
    loader = with_names(
        "loader/embed",
        &loader,
        &manifest::names(&id, None, [("css", &css.part()), ("later", &later.part())]),
        recipe,
    )?;
    let version = env!("CARGO_PKG_VERSION");
    let loader = Packed::named("embed.js", format!("/v{version}/embed.js"), loader.into_bytes());

    let (languages, dashboard_texts) = texts::pack_dashboard(&sources.texts);
    let [dashboard_wasm, dashboard_css, dashboard_js] = pack_dashboard(recipe, sources.dashboard, &languages)?;
    let [dashboard_wasm_part, dashboard_css_part, dashboard_js_part]: [Part; 3] =
        [&dashboard_wasm, &dashboard_css, &dashboard_js].map(Packed::part);
    let [css_part, late_css_part, later_part, proof_part, js_part, wasm_part, loader_part]: [Part; 7] =
        [&css, &late_css, &later, &proof, &js, &wasm, &loader].map(Packed::part);
    let build = Build {
        id,
        css: css_part,
        late_css: late_css_part,
        later: later_part,
        proof: proof_part,
        js: js_part,
        wasm: wasm_part,
        dashboard_css: dashboard_css_part,
        dashboard_js: dashboard_js_part,
        dashboard_wasm: dashboard_wasm_part,
        loader: loader_part,
        texts: texts.iter().chain(&dashboard_texts).map(|(name, file)| (name.clone(), file.part())).collect(),
    };
    let mut packed = vec![loader, css, late_css, later, proof, js, wasm, dashboard_css, dashboard_js, dashboard_wasm];
    packed.extend(texts.into_iter().chain(dashboard_texts).map(|(_, file)| file));
    for file in &mut packed {
        file.write(folder, recipe.small)?;
    }
    fs::write(folder.join("build.json"), serde_json::to_vec(&build)?)?;
    Ok(packed)
}

/// The dashboard's files: its module loads the WASM and the texts at once.
fn pack_dashboard(recipe: &Recipe, dashboard: sources::DashboardApp, languages: &str) -> anyhow::Result<[Packed; 3]> {
    let bound = bindings::make(dashboard.wasm, recipe.small)?;
    let wasm = Packed::hashed("wasm", bound.wasm);
    // Relative to the dashboard's page, `/host/`: the server may be reached under a sub-path.
    let code = format!("{:?}", format!("..{}", wasm.path));
    let mut modules = dashboard.modules;
    modules.insert("dashboard-bindings".to_owned(), bound.glue);
    let js = bundle::bundle("main.js", &modules)?;
    let mut js = js.replace("__PORCH_LANGUAGES__", languages).replace("__PORCH_CODE__", &code);
    let mut css = dashboard.css;
    if recipe.small {
        js = minify::javascript("crates/dashboard/start", &js)?;
        css = minify::css("crates/dashboard/src/style", &css)?;
    }
    Ok([wasm, Packed::hashed("css", css.into_bytes()), Packed::hashed("js", js.into_bytes())])
}

/// A part of the loader with the manifest of the build inserted.
fn with_names(file: &str, source: &str, names: &str, recipe: &Recipe) -> anyhow::Result<String> {
    if !source.contains("__PORCH_BUILD__") {
        bail!("{file} does not name __PORCH_BUILD__, so it would not find the widget");
    }
    let named = source.replace("__PORCH_BUILD__", names);
    if recipe.small { minify::javascript(file, &named) } else { Ok(named) }
}

fn remove_folder(path: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", paths::shown(path)))
        }
        _ => Ok(()),
    }
}
