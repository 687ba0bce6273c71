//! `shots`: pictures of the demo in every state that a visitor can meet, and of the host's house, to be looked at by a person.

mod house;
mod looks;

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
    /// Only those of the host's house
    #[arg(long)]
    house: bool,
}

/// One picture.
struct Shot {
    name: &'static str,
    page: &'static str,
    width: u32,
    height: u32,
    look: Look,
    /// Requests that never arrive, as Chromium's patterns.
    cut: &'static [&'static str],
    /// Requests that stay on their way for good.
    held_up: &'static [&'static str],
    /// What somebody does, with `thread`, `root` and `write(words)` at hand.
    act: &'static str,
    /// What must be true before the picture is taken.
    until: &'static str,
}

/// What the visitor's system asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Light,
    Dark,
    /// Few colours, chosen by the visitor.
    Forced,
}

impl Look {
    fn features(self) -> serde_json::Value {
        let scheme = if self == Self::Light { "light" } else { "dark" };
        let forced = if self == Self::Forced { "active" } else { "none" };
        json!([{ "name": "prefers-color-scheme", "value": scheme }, { "name": "forced-colors", "value": forced }])
    }
}

const STILL: Shot = Shot {
    name: "desktop",
    page: "/rye-bread/",
    width: 1280,
    height: 1000,
    look: Look::Light,
    cut: &[],
    held_up: &[],
    act: "",
    until: "root.querySelector('article')",
};

/// In the order in which they are taken: the later ones write, and change the site.
const SHOTS: [Shot; 27] = [
    STILL,
    Shot { name: "phone", width: 360, height: 780, ..STILL },
    Shot { name: "narrow-320", width: 320, height: 780, ..STILL },
    Shot { name: "dark", look: Look::Dark, ..STILL },
    Shot { name: "dark-phone", width: 360, height: 780, look: Look::Dark, ..STILL },
    Shot { name: "forced-colours", look: Look::Forced, ..STILL },
    Shot { name: "right-to-left", page: "/ar/", ..STILL },
    Shot { name: "right-to-left-phone", page: "/ar/", width: 360, height: 780, ..STILL },
    Shot { name: "long-thread", page: "/starter-questions/", ..STILL },
    Shot { name: "empty", act: "thread.page = 'a-page-of-its-own'", until: "thread.state === 'empty'", ..STILL },
    Shot {
        name: "loading",
        act: "thread.page = location.origin + '/shop/'",
        held_up: &["*shop*"],
        until: "thread.state === 'loading' && performance.now() > 2000",
        ..STILL
    },
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
        name: "forced-colours-writing",
        look: Look::Forced,
        act: "root.querySelector('textarea').focus()",
        until: "root.querySelector('[role=toolbar]')",
        ..STILL
    },
    Shot {
        name: "second-look",
        act: "await write('You are an idiot and should be ashamed of this recipe.')",
        until: "shows('Save for later')",
        ..STILL
    },
    Shot {
        name: "replying",
        act: "[...root.querySelectorAll('article button')][0].click()",
        until: "root.querySelectorAll('textarea').length > 1",
        ..STILL
    },
    Shot {
        name: "preview",
        act: "const field = root.querySelector('textarea');
              field.focus();
              field.value = 'Does it work with **spelt**, too?\\n\\n> Look after 20 minutes\\n\\n- so I did';
              field.dispatchEvent(new Event('input', { bubbles: true }));
              await press('Preview')",
        until: "root.querySelector('[role=tabpanel]')",
        ..STILL
    },
    Shot {
        name: "more-arrived",
        act: "await fetch(new URL('/v1/sites/demo/comments', document.querySelector('script[src]').src), { method: 'POST',
                headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
                body: JSON.stringify({ page: location.href, name: 'Ines', body: 'I have just come in.' }) })",
        until: "shows('1 new comment. Show')",
        ..STILL
    },
    Shot {
        name: "sending",
        held_up: &["*/comments"],
        act: "await write('These words are on their way.')",
        until: "shows('Sending…')",
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
        until: "root.textContent.includes('Your comment is up')",
        ..STILL
    },
    Shot {
        name: "editing",
        act: "await write('This has a mistake in it.'); await press('Edit')",
        until: "shows('Save')",
        ..STILL
    },
    Shot {
        name: "withdrawing",
        act: "await write('This is taken back again.'); await press('Withdraw')",
        until: "shows('Take this back for good?')",
        ..STILL
    },
    Shot {
        name: "removed",
        // Heights of what was never on screen are guesses; here everything is laid out, so that the place is known.
        act: "const sheet = new CSSStyleSheet();
              sheet.replaceSync('* { content-visibility: visible !important }');
              root.adoptedStyleSheets.push(sheet);
              [...root.querySelectorAll('*')].findLast((one) => one.textContent.includes('Removed by the team'))
                .scrollIntoView({ block: 'center' })",
        until: "root.textContent.includes('Removed by the team')",
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
    };
    const shows = (words) => [...root.children].some((one) => one.innerText?.includes(words));
    const press = async (words) => {
        for (let tries = 0; tries < 400; tries += 1) {
            const one = [...root.querySelectorAll('button')].find((button) => button.innerText.trim() === words);
            if (one) return one.click();
            await new Promise((go) => setTimeout(go, 25));
        }
        throw new Error(`nothing says ${words}`);
    };";

/// Takes them all.
pub(crate) async fn run(options: Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.into)?;
    let driver = Driver::start().await?;
    if options.house {
        return house::take_all(&driver, &options).await;
    }
    // What visitors write here is up at once, until a picture is about something else.
    set(&options, "hold=off")?;
    set(&options, "repeats=off")?;
    set(&options, "spam=off")?;
    // A script writes faster than people do.
    set(&options, "proof=off")?;
    for shot in looks::LOOKS.iter().chain(&SHOTS) {
        match shot.name {
            "held" => set(&options, "hold=all")?,
            "removed" => remove(&options, "Did I get you right")?,
            "closed" => set(&options, "closed=on")?,
            _ => {}
        }
        let browser = driver.browser(shot.width, shot.height).await?;
        let taken = take(&browser, &options, shot).await.with_context(|| format!("{} was not taken", shot.name));
        browser.close().await?;
        println!("{}", taken?.display());
    }
    house::take_all(&driver, &options).await
}

fn set(options: &Options, setting: &str) -> anyhow::Result<()> {
    let mut command = Command::new(&options.porch);
    command.arg("--data").arg(&options.data).args(["site", "set", "demo", setting]);
    ensure!(command.status()?.success(), "porch site set {setting} failed");
    Ok(())
}

/// Takes the comment down that says this; what answers it stays.
fn remove(options: &Options, words: &str) -> anyhow::Result<()> {
    let porch = |arguments: &[&str]| {
        let output = Command::new(&options.porch).arg("--data").arg(&options.data).args(arguments).output()?;
        ensure!(output.status.success(), "porch {} failed", arguments.join(" "));
        anyhow::Ok(String::from_utf8(output.stdout)?)
    };
    let export = porch(&["export", "--site", "demo"])?;
    let line = export.lines().find(|line| line.contains(words)).context("no such comment in the demo")?;
    let comment: serde_json::Value = serde_json::from_str(line)?;
    let id = comment["id"].as_str().context("a comment without an id")?;
    porch(&["comment", "remove", id, "--why", "This is about bread."]).map(drop)
}

async fn take(browser: &Browser, options: &Options, shot: &Shot) -> anyhow::Result<PathBuf> {
    browser.call("Emulation.setEmulatedMedia", json!({ "features": shot.look.features() })).await?;
    browser.call("Network.enable", json!({})).await?;
    browser.call("Network.setBlockedURLs", json!({ "urls": shot.cut })).await?;
    if !shot.held_up.is_empty() {
        // Requests that are intercepted wait for somebody to let them go on; nobody does.
        let patterns: Vec<_> = shot.held_up.iter().map(|pattern| json!({ "urlPattern": pattern })).collect();
        browser.call("Fetch.enable", json!({ "patterns": patterns })).await?;
    }
    browser.session.goto(format!("{}{}", options.site, shot.page)).await?;
    browser.script("document.querySelector('porch-thread').scrollIntoView()").await?;
    let patience = Duration::from_secs(30);
    browser.until("return !/idle|loading/.test(document.querySelector('porch-thread').state)", patience).await?;
    if !shot.act.is_empty() {
        browser.script(&format!("{AT_HAND} return (async () => {{ {} }})()", shot.act)).await?;
    }
    let until =
        if shot.until.contains("return") { shot.until.to_owned() } else { format!("return !!({})", shot.until) };
    browser.until(&format!("{AT_HAND} {until}"), patience).await?;
    let file: &Path = &options.into.join(format!("{}.png", shot.name));
    browser.session.screenshot(file).await?;
    Ok(file.to_owned())
}
