//! `assets`: the widget, its styles and the loader, built, minified, hashed and compressed into one folder.
//!
//! Only what changed is made again: Cargo decides about the widget, a digest of all inputs about the rest.

mod bindings;
mod debug_text;
mod manifest;
mod minify;
mod pack;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use crate::{paths, shell};
use manifest::{Build, Part};
use pack::Packed;
use texts::Texts;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// To be increased when the same sources would give other files than before.
const RECIPE: &str = "6";

/// How the assets are made, and where they go.
pub(crate) struct Recipe {
    profile: &'static str,
    /// The folder that `crates/server/build.rs` takes them from.
    pub(crate) dist: PathBuf,
    /// Whether names, comments and whitespace are removed, and compression is maximal.
    small: bool,
}

impl Recipe {
    /// For shipping: as small as possible.
    pub(crate) fn shipped() -> Self {
        Self { profile: "widget", dist: paths::root().join("dist"), small: true }
    }

    /// For development: fast to build, and readable.
    pub(crate) fn quick() -> Self {
        Self { profile: "dev", dist: paths::target().join("dist"), small: false }
    }
}

/// Everything that goes into the assets.
struct Sources {
    wasm: Vec<u8>,
    css: String,
    /// The styles that reading does not need: they are loaded with the loader's second part.
    late_css: String,
    loader: String,
    /// The loader's second part, which is loaded after the first comments.
    later: String,
    /// The proof of work, loaded with the first typed letter.
    proof: String,
    /// What is appended to the widget's bindings, in the same module.
    awake: String,
    dashboard: DashboardApp,
    /// The texts of the widget and the loader, in each language.
    texts: Vec<Texts>,
}

/// The dashboard: an app of its own, on the server's own origin.
struct DashboardApp {
    wasm: Vec<u8>,
    css: String,
    /// What is appended to its bindings, in the same module.
    start: String,
}

/// Makes the assets, unless they are up to date, and prints their sizes.
pub(crate) fn make(recipe: &Recipe) -> anyhow::Result<()> {
    let sources = read_sources(recipe)?;
    let key = digest(recipe, &sources);
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

fn read_sources(recipe: &Recipe) -> anyhow::Result<Sources> {
    ensure_target()?;
    let text = |path: &str| read(&paths::root().join(path)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let css = style(&paths::root().join("src/style"))?;
    let late_css = style(&paths::root().join("src/style/late"))?;
    let widget = build(recipe, "porch-widget", &paths::target())?;
    let dashboard = DashboardApp {
        wasm: build(recipe, "porch-dashboard", &paths::target().join("dashboard"))?,
        css: style(&paths::root().join("crates/dashboard/src/style"))?,
        start: text("loader/start_dashboard.js")?,
    };
    let joined = |names: &[&str]| -> anyhow::Result<String> {
        let parts = names.iter().map(|name| text(&format!("loader/{name}.js")));
        Ok(parts.collect::<anyhow::Result<Vec<_>>>()?.join("\n"))
    };
    let loader = joined(&["theme_and_time", "page", "drafts", "embed", "element"])?;
    let later = joined(&["colours", "address", "menus", "link", "forms", "live", "text"])?;
    let (proof, awake) = (joined(&["proof_of_work"])?, joined(&["start_widget"])?);
    let texts = texts::read()?;
    Ok(Sources { wasm: widget, css, late_css, loader, later, proof, awake, dashboard, texts })
}

/// The files of a folder of styles, without its folders, joined in alphabetical order.
fn style(folder: &Path) -> anyhow::Result<String> {
    let files = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<PathBuf> = files.into_iter().map(|file| file.path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    let texts = files.iter().map(|file| read(file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    texts.collect()
}

/// Builds one of the two apps below a target folder. Each has its own call and its own folder: the widget has other
/// features as an app than as a part of the dashboard. In one call Cargo would unify them, and the dashboard would carry
/// the whole widget; in one folder both would be written to the same file, and Cargo would build each anew because the
/// other one was built.
fn build(recipe: &Recipe, package: &str, target: &Path) -> anyhow::Result<Vec<u8>> {
    let mut cargo = shell::cargo(&["build", "--package", package, "--lib", "--target", WASM_TARGET]);
    cargo.args(["--profile", recipe.profile, "--target-dir"]).arg(target);
    if recipe.small {
        cargo.env("CARGO_ENCODED_RUSTFLAGS", without_paths());
    }
    shell::run(&mut cargo)?;
    let folder = if recipe.profile == "dev" { "debug" } else { recipe.profile };
    read(&target.join(WASM_TARGET).join(folder).join(format!("{}.wasm", package.replace('-', "_"))))
}

/// Removes the paths of this machine from the shipped files: nobody needs them there, and the same source gives the
/// same bytes everywhere.
fn without_paths() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let folders = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok()).into_iter().flatten();
    encoded(folders.flatten().map(|folder| folder.path()))
}

/// A flag for each folder, in the encoding in which a space is a space: a home directory may have one.
fn encoded(folders: impl Iterator<Item = PathBuf>) -> String {
    let flags = folders.map(|folder| format!("--remap-path-prefix={}=", folder.display()));
    flags.collect::<Vec<_>>().join("\u{1f}")
}

/// Adds the one target that the widget needs. Never installs or updates a toolchain.
fn ensure_target() -> anyhow::Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let print = ["--print", "target-libdir", "--target", WASM_TARGET];
    if shell::output(Command::new(rustc).args(print)).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    let added = shell::run(Command::new("rustup").args(["target", "add", WASM_TARGET]));
    added.with_context(|| format!("the widget needs the target {WASM_TARGET} of this toolchain: please add it"))
}

fn pack_all(recipe: &Recipe, sources: Sources, folder: &Path) -> anyhow::Result<Vec<Packed>> {
    let bound = bindings::make(sources.wasm, recipe.small)?;
    let (mut css, mut late_css) = (sources.css, sources.late_css);
    let (mut loader, mut later) = (sources.loader, sources.later);
    let [first_texts, late_texts] = texts::built_in(&sources.texts)?;
    loader = loader.replace("__PORCH_TEXTS__", &first_texts);
    later = later.replace("__PORCH_TEXTS__", &late_texts);
    let mut proof = sources.proof;
    let mut glue = format!("{}\n{}", bound.glue, sources.awake);
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
        "loader/live.js",
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
        "loader/embed.js",
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
fn pack_dashboard(recipe: &Recipe, dashboard: DashboardApp, languages: &str) -> anyhow::Result<[Packed; 3]> {
    let bound = bindings::make(dashboard.wasm, recipe.small)?;
    let wasm = Packed::hashed("wasm", bound.wasm);
    // Relative to the dashboard's page, `/host/`: the server may be reached under a sub-path.
    let code = format!("{:?}", format!("..{}", wasm.path));
    let start = dashboard.start.replace("__PORCH_LANGUAGES__", languages).replace("__PORCH_CODE__", &code);
    let mut js = format!("{}\n{start}", bound.glue);
    let mut css = dashboard.css;
    if recipe.small {
        js = minify::javascript("the dashboard's glue", &js)?;
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

fn digest(recipe: &Recipe, sources: &Sources) -> String {
    let mut digest = Sha256::new();
    let small = [u8::from(recipe.small)];
    let version = env!("CARGO_PKG_VERSION").as_bytes();
    let texts = [
        &sources.css,
        &sources.late_css,
        &sources.loader,
        &sources.later,
        &sources.proof,
        &sources.awake,
        &sources.dashboard.css,
        &sources.dashboard.start,
    ];
    let parts = [RECIPE.as_bytes(), version, &small, &sources.wasm, &sources.dashboard.wasm]
        .into_iter()
        .chain(texts.map(String::as_bytes))
        .chain(sources.texts.iter().flat_map(|one| [&one.table, &one.script, &one.dashboard].map(String::as_bytes)));
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    format!("{:x}", digest.finalize())
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", paths::shown(path)))
}

fn remove_folder(path: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", paths::shown(path)))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_home_directory_with_a_space_is_one_flag() {
        let flags = encoded(["/home/jane doe/.cargo/a", "/b"].into_iter().map(Into::into));
        let flags: Vec<_> = flags.split('\u{1f}').collect();
        assert_eq!(flags, ["--remap-path-prefix=/home/jane doe/.cargo/a=", "--remap-path-prefix=/b="]);
    }
}
