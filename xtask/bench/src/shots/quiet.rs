//! Pictures of the dashboard where there is nothing to show: a site without comments, no connection, a session that has ended.

use std::process::Command;

use anyhow::ensure;
use serde_json::json;

use super::dashboard::{EYES, asked_for, file, link, picture, sign_in, until};
use super::{Options, Part, not_taken};
use crate::browser::{Browser, Driver};

/// A site on which nobody has written.
const SITE: &str = "quiet";
const ADDRESS: &str = "https://quiet.example";

/// Views that are empty there, by their place in the address.
const EMPTY: [&str; 6] = ["review", "unanswered", "published", "people", "pages", "history"];
/// What else is taken: the browser is offline, the server does not answer, the session is over.
const STATES: [&str; 3] = ["offline", "unreachable", "session-ended"];

/// Takes them all.
pub(super) async fn take_all(driver: &Driver, options: &Options) -> anyhow::Result<Part> {
    let names: Vec<_> = EMPTY.iter().map(|view| format!("empty-{view}")).chain(STATES.map(str::to_owned)).collect();
    let (asked_for, mut missing) = (asked_for(&names, options), Vec::new());
    if asked_for == 0 {
        return Ok((0, missing));
    }
    let mut add = Command::new(&options.porch);
    add.arg("--data").arg(&options.data).args(["site", "add", SITE, "--origin", ADDRESS]);
    ensure!(add.status()?.success(), "porch site add {SITE} failed");
    for (eye, width, height, look, direction) in EYES {
        if !names.iter().any(|name| options.wants(&file(name, eye))) {
            continue;
        }
        let browser = driver.browser(width, height).await?;
        browser.call("Emulation.setEmulatedMedia", look.media()).await?;
        sign_in(&browser, &link(options, SITE)?).await?;
        let turned = format!("document.documentElement.dir = '{direction}'");
        browser.script(&turned).await?;
        for view in EMPTY {
            browser.script(&format!("location.hash = '#{view}'")).await?;
            until(&browser, "!document.querySelector('main [aria-busy]')").await?;
            picture(&browser, options, &format!("empty-{view}"), eye).await?;
        }
        if let Err(error) = without_connection(&browser, options, (eye, &turned)).await {
            let all = STATES.map(|name| file(name, eye));
            missing.extend(all.into_iter().filter(|name| options.wants(name)).map(|name| not_taken(name, &error)));
        }
        browser.close().await?;
    }
    Ok((asked_for, missing))
}

async fn without_connection(browser: &Browser, options: &Options, (eye, turned): (&str, &str)) -> anyhow::Result<()> {
    let line =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.call("Network.enable", json!({})).await?;
    browser.call("Network.emulateNetworkConditions", line(true)).await?;
    browser.script("location.hash = '#people'").await?;
    until(browser, "document.querySelector('.toast')?.textContent").await?;
    picture(browser, options, "offline", eye).await?;
    browser.call("Network.emulateNetworkConditions", line(false)).await?;

    browser.call("Network.setBlockedURLs", json!({ "urls": ["*/v1/host/*"] })).await?;
    browser.session.refresh().await?;
    until(browser, "document.querySelector('.door button')").await?;
    browser.script(turned).await?;
    picture(browser, options, "unreachable", eye).await?;
    browser.call("Network.setBlockedURLs", json!({ "urls": [] })).await?;

    browser.session.refresh().await?;
    until(browser, "document.querySelector('.nav, .tabsbar')").await?;
    browser.script(turned).await?;
    browser.session.delete_all_cookies().await?;
    browser.script("location.hash = '#published'").await?;
    until(browser, "document.querySelector('.door')").await?;
    picture(browser, options, "session-ended", eye).await
}
