//! `shots`: pictures of the demo in every state that a visitor can meet, to be looked at by a person.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use serde_json::json;

use crate::browser::{Browser, Driver};

/// What `shots` was asked for.
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
}

/// One picture.
struct Shot {
    name: &'static str,
    page: &'static str,
    width: u32,
    height: u32,
    dark: bool,
    /// Requests that never arrive, as Chromium's patterns.
    cut: &'static [&'static str],
    /// What somebody does, with `thread`, `root` and `write(words)` at hand.
    act: &'static str,
    /// What must be true before the picture is taken.
    until: &'static str,
}

const STILL: Shot = Shot {
    name: "desktop",
    page: "/rye-bread/",
    width: 1280,
    height: 1000,
    dark: false,
    cut: &[],
    act: "",
    until: "root.querySelector('article')",
};

/// In the order in which they are taken: the later ones write, and change the site.
const SHOTS: [Shot; 17] = [
    STILL,
    Shot { name: "phone", width: 360, height: 780, ..STILL },
    Shot { name: "narrow-320", width: 320, height: 780, ..STILL },
    Shot { name: "dark", dark: true, ..STILL },
    Shot { name: "dark-phone", width: 360, height: 780, dark: true, ..STILL },
    Shot { name: "right-to-left", page: "/ar/", ..STILL },
    Shot { name: "right-to-left-phone", page: "/ar/", width: 360, height: 780, ..STILL },
    Shot { name: "long-thread", page: "/starter-questions/", ..STILL },
    Shot { name: "empty", act: "thread.page = 'a-page-of-its-own'", until: "thread.state === 'empty'", ..STILL },
    Shot {
        name: "not-loaded",
        cut: &["*/fragment*"],
        until: "thread.state === 'error' && root.querySelector('button')",
        ..STILL
    },
    Shot {
        name: "no-webassembly",
        cut: &["*.wasm"],
        act: "root.querySelector('textarea').focus()",
        until: "root.activeElement?.localName === 'textarea'",
        ..STILL
    },
    Shot {
        name: "writing",
        act: "root.querySelector('textarea').focus()",
        until: "root.querySelector('[role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "replying",
        act: "[...root.querySelectorAll('article button')][0].click()",
        until: "root.querySelectorAll('textarea').length > 1",
        ..STILL
    },
    Shot {
        name: "stuck",
        cut: &["*/comments"],
        act: "await write('These words wait for the line to come back.')",
        until: "root.querySelector('article')?.textContent.includes('wait for the line') \
                && root.textContent.includes('Try again')",
        ..STILL
    },
    Shot {
        name: "posted",
        act: "await write('Mine rose for **three** hours and came out well.')",
        until: "root.textContent.includes('Your words are up')",
        ..STILL
    },
    Shot {
        name: "held",
        act: "await write('Somebody reads this one first.')",
        until: "[...root.querySelectorAll('article')].some((one) => one.textContent.includes('reads this one first')) \
                && !root.textContent.includes('Sending')",
        ..STILL
    },
    Shot { name: "closed", until: "thread.state === 'closed'", ..STILL },
];

const AT_HAND: &str = "
    const thread = document.querySelector('porch-thread'), root = thread.shadowRoot;
    const write = async (words) => {
        await thread.focusComposer({ text: words });
        const field = root.querySelector('textarea'), form = field.form;
        field.value = words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        form.elements.name.value = 'Ben';
        form.elements.name.dispatchEvent(new Event('input', { bubbles: true }));
        form.requestSubmit();
    };";

/// Takes them all.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.into)?;
    let driver = Driver::start().await?;
    for shot in &SHOTS {
        match shot.name {
            "held" => set(&options, "hold=all")?,
            "closed" => set(&options, "closed=on")?,
            _ => {}
        }
        let browser = driver.browser(shot.width, shot.height).await?;
        let taken = take(&browser, &options, shot).await.with_context(|| format!("{} was not taken", shot.name));
        browser.close().await?;
        println!("{}", taken?.display());
    }
    Ok(())
}

fn set(options: &Options, setting: &str) -> anyhow::Result<()> {
    let mut command = Command::new(&options.porch);
    command.arg("--data").arg(&options.data).args(["site", "set", "demo", setting]);
    ensure!(command.status()?.success(), "porch site set {setting} failed");
    Ok(())
}

async fn take(browser: &Browser, options: &Options, shot: &Shot) -> anyhow::Result<PathBuf> {
    let scheme = if shot.dark { "dark" } else { "light" };
    let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    browser.call("Emulation.setEmulatedMedia", media).await?;
    browser.call("Network.enable", json!({})).await?;
    browser.call("Network.setBlockedURLs", json!({ "urls": shot.cut })).await?;
    browser.session.goto(format!("{}{}", options.site, shot.page)).await?;
    browser.script("document.querySelector('porch-thread').scrollIntoView()").await?;
    let patience = Duration::from_secs(30);
    browser.until("return !/idle|loading/.test(document.querySelector('porch-thread').state)", patience).await?;
    if !shot.act.is_empty() {
        browser.script(&format!("{AT_HAND} return (async () => {{ {} }})()", shot.act)).await?;
    }
    browser.until(&format!("{AT_HAND} return !!({})", shot.until), patience).await?;
    let file: &Path = &options.into.join(format!("{}.png", shot.name));
    browser.session.screenshot(file).await?;
    Ok(file.to_owned())
}
