//! Pictures of the server's own pages: the front page, a conversation, an error, the end of mail, and the dashboard that was not
//! loaded. Each in every language of the windows.

use serde_json::json;

use super::dashboard::{Window, link, until, windows};
use super::{Options, Part, not_taken};
use crate::browser::{Browser, Driver};

/// The pages: name and path. `PAGE` is the address of a page of the demo.
const PAGES: [(&str, &str); 5] = [
    ("front", "/"),
    ("conversation", "/c/demo?page=PAGE"),
    ("error", "/c/nobody?page=PAGE"),
    ("unsubscribe", "/mail/demo/not-a-token"),
    ("not-loaded", "/host/"),
];

fn file(name: &str, window: Window) -> String {
    format!("server-{name}-{}", window.name)
}

/// Takes all pictures.
pub(super) async fn take_all(driver: &Driver, options: &Options) -> anyhow::Result<Part> {
    let (mut requested, mut missing) = (0, Vec::new());
    for window in windows(options) {
        let wanted: Vec<_> = PAGES.iter().filter(|(name, _)| options.wants(&file(name, window))).collect();
        if wanted.is_empty() {
            continue;
        }
        requested += wanted.len();
        let server = link(options, "demo")?;
        let server = server.split("/host/").next().unwrap_or_default();
        let browser = window.open(driver).await?;
        // Without its code, the dashboard is not loaded.
        browser.call("Network.enable", json!({})).await?;
        browser.call("Network.setBlockedURLs", json!({ "urls": ["*.wasm"] })).await?;
        for (name, path) in wanted {
            let address = format!("{server}{}", path.replace("PAGE", &format!("{}/rye-bread/", options.site)));
            let name = file(name, window);
            if let Err(error) = take(&browser, options, &address, &name).await {
                missing.push(not_taken(name, &error));
            }
        }
        browser.close().await?;
    }
    Ok((requested, missing))
}

async fn take(browser: &Browser, options: &Options, address: &str, name: &str) -> anyhow::Result<()> {
    browser.session.goto(address).await?;
    until(browser, "document.querySelector('main, [data-start=failed]')").await?;
    let file = options.into.join(format!("{name}.png"));
    browser.session.screenshot(&file).await?;
    println!("{}", file.display());
    Ok(())
}
