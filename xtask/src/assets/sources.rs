//! What the assets are made of, and a key that changes with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use porch_class_names::Names;
use sha2::{Digest, Sha256};

use super::bundle::Texts;
use super::recipe::Recipe;
use super::texts;
use crate::{paths, shell};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// To be increased when the same sources would give other files than before.
const RECIPE: &str = "10";
/// The folders of the loader's modules, one for each file that a browser loads.
const FOLDERS: [&str; 3] = ["embed", "live", "start_widget"];

/// Everything that goes into the assets.
pub(super) struct Sources {
    pub(super) wasm: Vec<u8>,
    pub(super) css: String,
    /// The styles that reading does not need: they are loaded with the loader's second part.
    pub(super) late_css: String,
    /// The modules of the loader.
    pub(super) loader: Texts,
    pub(super) dashboard: App,
    /// The visitor's sheets, which the loader's second part loads.
    pub(super) sheets: App,
    /// The texts of the widget, the sheets and the loader, in each language.
    pub(super) texts: Vec<texts::Texts>,
}

/// An app of its own beside the widget.
pub(super) struct App {
    pub(super) wasm: Vec<u8>,
    pub(super) css: String,
    /// The modules that start it.
    pub(super) modules: Texts,
}

pub(super) fn read_sources(recipe: &Recipe) -> anyhow::Result<Sources> {
    ensure_target()?;
    let folder = paths::root().join("src/style");
    let names = Names::read(&folder).with_context(|| format!("cannot read {}", paths::shown(&folder)))?;
    let css = names.shorten(&style(&folder)?);
    let late_css = names.shorten(&style(&folder.join("late"))?);
    let loader = modules(&paths::root().join("loader"), &names)?;
    let (dashboard, sheets, wasm) = build_apps(recipe, &names)?;
    Ok(Sources { wasm, css, late_css, loader, dashboard, sheets, texts: texts::read()? })
}

/// An app: its WebAssembly, its style and the modules that start it. A component of the widget may be in it, with the
/// widget's names.
fn app(recipe: &Recipe, name: &str, names: &Names) -> anyhow::Result<App> {
    let folder = paths::root().join("crates").join(name);
    Ok(App {
        wasm: build(recipe, &format!("porch-{name}"), &paths::target().join(name))?,
        css: names.shorten(&style(&folder.join("src/style"))?),
        modules: texts_of(&folder.join("start"))?,
    })
}

/// The modules of the loader, without their tests, and with the short names of classes.
fn modules(folder: &Path, names: &Names) -> anyhow::Result<Texts> {
    let mut texts = texts_of(folder)?;
    for inside in FOLDERS {
        texts
            .extend(texts_of(&folder.join(inside))?.into_iter().map(|(name, text)| (format!("{inside}/{name}"), text)));
    }
    for (name, text) in &mut texts {
        if let Some(unknown) = names.unknown_in(text).first() {
            bail!("loader/{name} names the class {unknown}, which no style sheet has");
        }
        *text = names.shorten(text);
    }
    Ok(texts)
}

/// The modules in a folder, by the names of their files.
fn texts_of(folder: &Path) -> anyhow::Result<Texts> {
    let mut texts = Texts::new();
    let files = fs::read_dir(folder).with_context(|| format!("cannot read {}", paths::shown(folder)))?;
    for file in files {
        let path = file?.path();
        if path.extension().is_some_and(|end| end == "js") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            texts.insert(name, String::from_utf8_lossy(&read(&path)?).into_owned());
        }
    }
    Ok(texts)
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

/// Builds all apps at the same time: the last step of each, which optimises the whole app, uses one core only.
fn build_apps(recipe: &Recipe, names: &Names) -> anyhow::Result<(App, App, Vec<u8>)> {
    let panicked = |_| anyhow::anyhow!("the build of an app panicked");
    std::thread::scope(|scope| {
        let dashboard = scope.spawn(|| app(recipe, "dashboard", names));
        let sheets = scope.spawn(|| app(recipe, "sheets", names));
        let widget = build(recipe, "porch-widget", &paths::target());
        let (dashboard, sheets) = (dashboard.join().map_err(panicked)?, sheets.join().map_err(panicked)?);
        Ok((dashboard?, sheets?, widget?))
    })
}

/// Builds one of the apps below a target folder. Each has its own call and its own folder: the widget has other
/// features as an app than as a part of the dashboard. In one call Cargo would unify them, and the others would carry
/// the whole widget; in one folder all would be written to the same file, and Cargo would build each anew because another
/// one was built.
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

pub(super) fn digest(recipe: &Recipe, sources: &Sources) -> String {
    let mut digest = Sha256::new();
    let small = [u8::from(recipe.small)];
    let version = env!("CARGO_PKG_VERSION").as_bytes();
    let texts = [&sources.css, &sources.late_css, &sources.dashboard.css, &sources.sheets.css];
    let modules = sources.loader.iter().chain(&sources.dashboard.modules).chain(&sources.sheets.modules);
    let texts = texts.into_iter().chain(modules.flat_map(|(path, text)| [path, text]));
    let parts = [RECIPE.as_bytes(), version, &small, &sources.wasm, &sources.dashboard.wasm, &sources.sheets.wasm]
        .into_iter()
        .chain(texts.map(String::as_bytes))
        .chain(
            sources
                .texts
                .iter()
                .flat_map(|one| [&one.table, &one.script, &one.sheets, &one.dashboard].map(String::as_bytes)),
        );
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    format!("{:x}", digest.finalize())
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", paths::shown(path)))
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
