//! People whose server stands behind a proxy, set up as the operator's papers say.

use crate::house::{House, ProxyKind};

/// Words, live news and the widget come through, over HTTP/2.
async fn hear_each_other_behind(kind: ProxyKind) {
    let Some(house) = House::behind(kind).await else { return };
    let page = house.page("/rye");
    house.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = house.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.listens().await;
    let ben = house.visitor().await;
    ben.goes(&page).await;
    ben.arrives().await;
    ben.shares("Ben", "How sour is it?").await;
    amira.is_told("1 new comment. Show").await;
    amira.presses("1 new comment. Show").await;
    amira.sees("How sour is it?").await;

    // Only of a page of the server's own may a browser say how it came.
    amira.goes(&format!("{}/c/bakery?page={page}", house.talk)).await;
    let how = "return performance.getEntriesByType('navigation')[0].nextHopProtocol";
    assert_eq!(amira.asks::<String>(how, &[]).await, "h2");
    house.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_hear_each_other_behind_caddy() {
    hear_each_other_behind(ProxyKind::Caddy).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_hear_each_other_behind_nginx() {
    hear_each_other_behind(ProxyKind::Nginx).await;
}
