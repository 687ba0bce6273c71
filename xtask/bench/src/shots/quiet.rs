//! Pictures of the dashboard without content: a site without comments, no connection, an expired session.

use std::process::Command;

use anyhow::ensure;
use serde_json::json;

use super::dashboard::{Window, file, link, picture, requested_count, sign_in, until, windows};
use super::{Options, Part, not_taken};
use crate::browser::{Browser, Driver};

/// A site without comments.
const SITE: &str = "quiet";
const ADDRESS: &str = "https://quiet.example";

/// Views that are empty there, by route.
const EMPTY: [&str; 6] = ["review", "unanswered", "published", "people", "pages", "history"];
/// Further pictures: the browser is offline, the server does not respond, the session has expired.
const STATES: [&str; 3] = ["offline", "unreachable", "session-ended"];

/// Takes all pictures.
pub(super) async fn take_all(driver: &Driver, options: &Options) -> anyhow::Result<Part> {
    let names: Vec<_> = EMPTY.iter().map(|view| format!("empty-{view}")).chain(STATES.map(str::to_owned)).collect();
    let (requested, mut missing) = (requested_count(&names, options), Vec::new());
    if requested == 0 {
        return Ok((0, missing));
    }
    let mut add = Command::new(&options.porch);
    add.arg("--data").arg(&options.data).args(["site", "add", SITE, "--origin", ADDRESS]);
    ensure!(add.status()?.success(), "porch site add {SITE} failed");
    for window in windows(options) {
        if !names.iter().any(|name| options.wants(&file(name, window))) {
            continue;
        }
        let browser = window.open(driver).await?;
        sign_in(&browser, &link(options, SITE)?).await?;
        for view in EMPTY {
            browser.script(&format!("location.hash = '#{view}'")).await?;
            until(&browser, "!document.querySelector('main [aria-busy]')").await?;
            picture(&browser, options, &format!("empty-{view}"), window).await?;
        }
        if let Err(error) = without_connection(&browser, options, window).await {
            let all = STATES.map(|name| file(name, window));
            missing.extend(all.into_iter().filter(|name| options.wants(name)).map(|name| not_taken(name, &error)));
        }
        browser.close().await?;
    }
    Ok((requested, missing))
}

async fn without_connection(browser: &Browser, options: &Options, window: Window) -> anyhow::Result<()> {
    let network =
        |offline: bool| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.call("Network.enable", json!({})).await?;
    browser.call("Network.emulateNetworkConditions", network(true)).await?;
    browser.script("location.hash = '#people'").await?;
    until(browser, "document.querySelector('.toast')?.textContent").await?;
    picture(browser, options, "offline", window).await?;
    browser.call("Network.emulateNetworkConditions", network(false)).await?;

    browser.call("Network.setBlockedURLs", json!({ "urls": ["*/v1/host/*"] })).await?;
    browser.session.refresh().await?;
    until(browser, "document.querySelector('.sign-in-page button')").await?;
    picture(browser, options, "unreachable", window).await?;
    browser.call("Network.setBlockedURLs", json!({ "urls": [] })).await?;

    browser.session.refresh().await?;
    until(browser, "document.querySelector('.nav, .tabsbar')").await?;
    browser.session.delete_all_cookies().await?;
    browser.script("location.hash = '#published'").await?;
    until(browser, "document.querySelector('.sign-in-page')").await?;
    picture(browser, options, "session-ended", window).await
}
