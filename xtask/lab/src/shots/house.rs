//! Pictures of the host's house: each of its rooms, on a phone and at a desk, in the light, in the dark and from the right.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::{Look, Options};
use crate::browser::{Browser, Driver};

/// How somebody looks at the house: what the picture is called, its width, what the system asks for, and the direction.
const EYES: [(&str, u32, Look, &str); 5] = [
    ("phone", 360, Look::Light, "ltr"),
    ("phone-dark", 360, Look::Dark, "ltr"),
    ("phone-right-to-left", 360, Look::Light, "rtl"),
    ("phone-forced-colours", 360, Look::Forced, "ltr"),
    ("desk", 1280, Look::Light, "ltr"),
];

/// The rooms in the order of their keys.
const ROOMS: [&str; 8] = ["waiting", "to-read", "up-now", "settled", "people", "rules", "site", "team"];

/// Takes them all: the door, what is behind it, and every room to its end.
pub(super) async fn take_all(driver: &Driver, options: &Options) -> anyhow::Result<()> {
    for (name, width, look, direction) in EYES {
        let browser = driver.browser(width, 780).await?;
        browser.call("Emulation.setEmulatedMedia", json!({ "features": look.features() })).await?;
        browser.session.goto(link(options)?).await?;
        browser.script(&format!("document.documentElement.dir = '{direction}'")).await?;
        until(&browser, "document.querySelector('.door button')").await?;
        picture(&browser, options, &format!("house-door-{name}")).await?;
        browser.script("document.querySelector('.door button').click()").await?;
        until(&browser, "document.querySelector('header nav')").await?;
        for (place, room) in ROOMS.iter().enumerate() {
            browser
                .script(&format!("document.querySelectorAll('header nav:not(.sites) button')[{place}].click()"))
                .await?;
            until(
                &browser,
                "!document.querySelector('main [aria-busy]') && document.querySelector('main').children.length",
            )
            .await
            .with_context(|| format!("the room {room} stays empty"))?;
            picture(&browser, options, &format!("house-{room}-{name}")).await?;
        }
        browser.close().await?;
    }
    Ok(())
}

async fn until(browser: &Browser, what: &str) -> anyhow::Result<()> {
    browser.until(&format!("return !!({what})"), Duration::from_secs(30)).await.map(drop)
}

/// A one-time link for the owner.
fn link(options: &Options) -> anyhow::Result<String> {
    let mut command = Command::new(&options.porch);
    command.arg("--data").arg(&options.data).args(["token", "--site", "demo", "--name", "Marta Halm"]);
    let output = command.output()?;
    ensure!(output.status.success(), "porch token failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    let said = String::from_utf8(output.stdout)?;
    said.lines().find(|line| line.starts_with("http")).map(str::to_owned).context("porch token makes no link")
}

/// A picture of the whole page, also of what is below the window.
async fn picture(browser: &Browser, options: &Options, name: &str) -> anyhow::Result<()> {
    let whole = json!({ "format": "png", "captureBeyondViewport": true });
    let taken = browser.call("Page.captureScreenshot", whole).await?;
    let bytes = STANDARD.decode(taken["data"].as_str().context("the browser takes no picture")?)?;
    let file = options.into.join(format!("{name}.png"));
    std::fs::write(&file, bytes)?;
    println!("{}", file.display());
    Ok(())
}
