//! What watches a server from outside (THREATS, R24): a comment is written, edited and withdrawn, and whatever keeps that from
//! working shows in the answer, in `/readyz` and in the metrics. A round a minute notices it within a minute.

use rustix::process::Resource;

use crate::rounds::Writer;
use crate::running::{Running, free_address, limit, porch_after, with_bakery};
use crate::wait::until;

const CANARY: &str = "https://bakery.example/canary";

#[tokio::test]
async fn a_round_of_a_canary_tells_within_one_round_that_comments_are_not_taken_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (data, metrics) = (home.path().join("data"), free_address());
    with_bakery(&data);
    let server = Running::serve(porch_after("trap '' XFSZ", &data), &["--metrics", &metrics]);
    let canary = Writer::new(&server.address);
    let measured = async |what: &str| {
        let said = reqwest::get(format!("http://{metrics}/metrics")).await.unwrap().text().await.unwrap();
        said.lines().any(|line| line == what)
    };
    for _ in 0..3 {
        assert_eq!(canary.round(CANARY).await, Ok(()));
    }
    assert!(measured("porch_database_writable 1").await);
    // The disk fails. The very next round says so, and whoever asks for the metrics or `/readyz` from then on is told.
    limit(&server, Resource::Fsize, Some(1));
    assert_eq!(canary.round(CANARY).await, Err(("post", Some(503))));
    assert!(measured("porch_database_writable 0").await);
    assert_eq!(server.get("/readyz").await.0, 503);
    limit(&server, Resource::Fsize, None);
    until("a round to work again", async || canary.round(CANARY).await.is_ok().then_some(())).await;
    assert!(measured("porch_database_writable 1").await);
    let (_, page) = server.get(&format!("/v1/sites/bakery/thread?page={CANARY}")).await;
    assert!(page.contains("\"total\":0") && !page.contains("words"), "nobody sees it: {page}");
    let address = server.address.clone();
    server.end();
    assert_eq!(Writer::new(&address).round(CANARY).await, Err(("post", None)), "a server that is gone is noticed, too");
}
