//! The link that a server prints at its first start: whoever follows it becomes the owner.

use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use crate::running::{Running, porch, with_bakery};
use crate::wait::until;

/// What the dashboard of this server asks it.
fn dashboard(server: &Running, method: Method, what: &str) -> RequestBuilder {
    let request = Client::new().request(method, format!("{}/v1/host/{what}", server.address));
    request.header("origin", &server.address).header("sec-fetch-site", "same-origin")
}

#[tokio::test]
async fn the_link_that_the_first_start_prints_leads_into_the_dashboard_and_is_printed_until_somebody_is_in() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    // A start that nobody followed the link of: the next one prints another.
    Running::serve(porch(&data), &[]).end();
    let server = Running::serve(porch(&data), &[]);
    let begin = format!("{}/host/#begin=", server.address);
    let link = until("a link", async || {
        let printed = server.printed();
        let link = printed.lines().map(str::trim).find(|line| line.starts_with(&begin));
        link.map(str::to_owned)
    })
    .await;
    // A browser asks for the page without what stands behind `#`, and its script asks about that.
    let page = reqwest::get(&link).await.unwrap();
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    assert!(page.contains("id=\"dashboard\"") && !page.contains("begin="), "{page}");
    let script = page.split("<script type=\"module\" src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert_eq!(server.get(script).await.0, 200, "{script}");
    let (_, token) = link.split_once("#begin=").unwrap();
    let checked = dashboard(&server, Method::POST, "session/link").json(&json!({ "token": token })).send().await;
    assert_eq!(
        checked.unwrap().json::<Value>().await.unwrap(),
        json!({ "works": true, "site": "bakery", "site_name": "bakery.example" })
    );
    let begun = json!({ "token": token, "name": "Marta" });
    let begun = dashboard(&server, Method::POST, "session").json(&begun).send().await.unwrap();
    assert_eq!(begun.status(), 200);
    let cookie = begun.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let member = dashboard(&server, Method::GET, "session").header("cookie", &cookie).send().await.unwrap();
    let member: Value = member.json().await.unwrap();
    assert_eq!(
        (&member["name"], &member["role"], &member["site"]),
        (&json!("Marta"), &json!("owner"), &json!("bakery"))
    );
    let again = json!({ "token": token, "name": "Mallory" });
    assert_eq!(dashboard(&server, Method::POST, "session").json(&again).send().await.unwrap().status(), 410);
    let log = server.end();
    assert!(!log.contains(token), "what signs in stands in no log");

    let server = Running::serve(porch(&data), &[]);
    let printed = until("the way to another link", async || {
        Some(server.printed()).filter(|printed| printed.contains("<porch-thread>"))
    })
    .await;
    assert!(printed.contains(" token\n") && !printed.contains("#begin="), "{printed}");
}
