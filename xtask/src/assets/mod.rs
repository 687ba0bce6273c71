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
use manifest::Build;
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
    let [sheets_wasm, sheets_css, sheets_js] = pack_app(recipe, "sheets", sources.sheets, &[])?;
    let paths = [&wasm.path, &js.path, &css.path, &late_css.path, &proof.path, &texts_start, &loader, &later];
    let sheets = [&sheets_wasm, &sheets_css, &sheets_js];
    let paths = paths.into_iter().chain(sheets.map(|file| &file.path));
    let id = pack::short_hash(&paths.map(String::as_bytes).collect::<Vec<_>>());

    // Each part contains the hashes of the next ones, so that pinning the loader pins everything.
    later = with_names(
        "loader/live",
        &later,
        &manifest::names(
            &id,
            Some((&texts_start, texts::tags(&sources.texts))),
            [
                ("js", &js.part()),
                ("wasm", &wasm.part()),
                ("proof", &proof.part()),
                ("css", &late_css.part()),
                ("sheets_js", &sheets_js.part()),
                ("sheets_wasm", &sheets_wasm.part()),
                ("sheets_css", &sheets_css.part()),
            ],
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
    let [dashboard_wasm, dashboard_css, dashboard_js] =
        pack_app(recipe, "dashboard", sources.dashboard, &[("__PORCH_LANGUAGES__", languages)])?;
    let build = Build {
        id,
        css: css.part(),
        late_css: late_css.part(),
        later: later.part(),
        proof: proof.part(),
        js: js.part(),
        wasm: wasm.part(),
        dashboard_css: dashboard_css.part(),
        dashboard_js: dashboard_js.part(),
        dashboard_wasm: dashboard_wasm.part(),
        sheets_css: sheets_css.part(),
        sheets_js: sheets_js.part(),
        sheets_wasm: sheets_wasm.part(),
        loader: loader.part(),
        texts: texts.iter().chain(&dashboard_texts).map(|(name, file)| (name.clone(), file.part())).collect(),
    };
    let mut packed = vec![loader, css, late_css, later, proof, js, wasm, dashboard_css, dashboard_js, dashboard_wasm];
    packed.extend([sheets_css, sheets_js, sheets_wasm]);
    packed.extend(texts.into_iter().chain(dashboard_texts).map(|(_, file)| file));
    for file in &mut packed {
        file.write(folder, recipe.small)?;
    }
    fs::write(folder.join("build.json"), serde_json::to_vec(&build)?)?;
    Ok(packed)
}

/// The files of an app of its own: its WebAssembly, its style, and the module that starts it, with these values and the
/// address of the WebAssembly put in where it names them.
fn pack_app(recipe: &Recipe, name: &str, app: sources::App, values: &[(&str, String)]) -> anyhow::Result<[Packed; 3]> {
    let bound = bindings::make(app.wasm, recipe.small)?;
    let wasm = Packed::hashed("wasm", bound.wasm);
    // Relative to the dashboard's page, `/host/`: the server may be reached under a sub-path.
    let code = format!("{:?}", format!("..{}", wasm.path));
    let mut modules = app.modules;
    modules.insert(format!("{name}-bindings"), bound.glue);
    let mut js = bundle::bundle("main.js", &modules)?.replace("__PORCH_CODE__", &code);
    for (place, value) in values {
        js = js.replace(place, value);
    }
    let mut css = app.css;
    if recipe.small {
        js = minify::javascript(&format!("crates/{name}/start"), &js)?;
        css = minify::css(&format!("crates/{name}/src/style"), &css)?;
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
