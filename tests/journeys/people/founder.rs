//! Somebody who has just put the two lines into their pages, and not everything is right yet.

use serde_json::Value;

use crate::fixture::{Fixture, Page};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_canonical_address_of_no_site_leaves_the_page_its_own() {
    let fixture = Fixture::open().await;
    let marta = fixture.neighbour("Marta");
    let amira = fixture.visitor().await;
    let port = fixture.site.rsplit(':').next().unwrap();
    // Another scheme, another host, another port, and no address at all.
    let foreign = [
        format!("https://localhost:{port}/rye"),
        "https://www.bakery.example/rye".to_owned(),
        "http://localhost:1/rye".to_owned(),
        "javascript:alert(1)".to_owned(),
    ];
    for (number, canonical) in foreign.iter().enumerate() {
        let named = format!("<link rel=\"canonical\" href=\"{canonical}\">");
        let page = fixture.shows(&format!("/rye-{number}"), Page::plain().beginning_with(&named));
        marta.says(&page, &format!("Ask us about rye number {number}")).await;
        amira.goes(&page).await;
        amira.sees(&format!("rye number {number}")).await;
        amira.shares("Amira", "How sour is it?").await;
        assert_eq!(marta.reads(&page).await.total, 2, "{canonical}");
        let asked = amira.requests().await;
        let told = reqwest::Url::parse_with_params("http://localhost", [("canonical", canonical)]).unwrap();
        assert!(asked.iter().any(|url| url.contains(told.query().unwrap())), "{canonical}: {asked:#?}");
        amira.reloads().await;
        amira.sees("How sour is it?").await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_canonical_address_of_another_site_of_the_server_leaves_the_page_its_own() {
    let fixture = Fixture::open().await;
    let port = fixture.site.rsplit(':').next().unwrap();
    let cafe = format!("http://127.0.0.1:{port}");
    fixture.porch.says(&["site", "add", "cafe", "--origin", &cafe]).await;
    let named = format!("<link rel=\"canonical\" href=\"{cafe}/menu\">");
    let page = fixture.shows("/rye", Page::plain().beginning_with(&named));
    let marta = fixture.neighbour("Marta");
    marta.says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.sees("Ask us about rye").await;
    amira.shares("Amira", "How sour is it?").await;
    assert_eq!(marta.reads(&page).await.total, 2);
    // The page's address is taken from the list while she writes: the server refuses her for good, and she is told.
    fixture.porch.says(&["site", "set", "bakery", "origin=https://www.bakery.example"]).await;
    amira.writes("And spelt?").await;
    amira.presses("Comment").await;
    amira.is_told("Comments are not set up for this address yet. Your words are safe here.").await;
    amira.presses("Back to editing").await;
    amira.has_typed("And spelt?").await;
    // The browser says itself that the server does not let this page read its answers any more.
    let said = amira.console().await;
    assert!(!said.is_empty() && said.iter().all(|line| line.contains("blocked by CORS policy")), "{said:#?}");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_is_not_allowed_says_to_its_owner_what_to_do_and_to_visitors_nothing() {
    let fixture = Fixture::open().await;
    let port = fixture.site.rsplit(':').next().unwrap();
    let origin = format!("http://127.0.0.1:{port}");
    fixture.shows("/named", Page::plain().holding("<porch-thread site=\"bakery\"></porch-thread>"));
    let amira = fixture.visitor().await;
    for path in ["/rye", "/named"] {
        amira.goes(&format!("{origin}{path}")).await;
        amira.until("the refusal", "return thread.state === 'error'", &[]).await;
        let seen = "return thread.offsetHeight + root.textContent.trim().length";
        assert_eq!(amira.asks::<Value>(seen, &[]).await, 0, "nothing is to be seen");
        let said = amira.warnings(1).await.join("\n");
        let host = format!("{}/host/", fixture.talk);
        let add = format!("porch site add NAME --origin {origin}");
        for line in [host.as_str(), "Add this address", &add, &format!("origin={origin}")] {
            assert!(said.contains(line), "{path}: {line:?} is missing: {said}");
        }
    }
    fixture.closes().await;
}
