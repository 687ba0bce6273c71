//! A server that runs out of file descriptors: nothing that it acknowledged is lost, and writing goes on by itself.

use rustix::process::Resource;

use crate::running::{Running, exported, limit, porch_after, says, with_bakery};
use crate::wait::until;

const THREAD: &str = "/v1/sites/bakery/thread?page=https://bakery.example/rye";

#[tokio::test]
async fn without_a_file_descriptor_left_comments_are_refused_and_taken_again_when_there_are_some() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch_after("trap '' XFSZ", &data), &[]);
    // One connection that is open before, and stays open.
    let open = reqwest::Client::new();
    let get = async |path: &str| {
        let answer = open.get(format!("{}{path}", server.address)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!((server.post_over(&open, 100).await.0, get(THREAD).await.0), (201, 200));
    limit(&server, Resource::Nofile, Some(0));
    // What is open already is all that a comment needs.
    assert_eq!(server.post_over(&open, 100).await.0, 201);
    let mut taken = 2;
    // The writer's connection to the database breaks, and no other can be opened.
    limit(&server, Resource::Fsize, Some(1));
    until("a comment to be refused", async || (server.post_over(&open, 100).await.0 == 503).then_some(())).await;
    limit(&server, Resource::Fsize, None);
    until("the server to find out why", async || {
        let (status, body, comes_back) = server.post_over(&open, 100).await;
        assert!(status == 503 && comes_back && body.contains("\"storage-unavailable\""), "{body}");
        body.contains("cannot be opened").then_some(())
    })
    .await;
    let (status, said) = get("/readyz").await;
    assert!(status == 503 && said.contains("ulimit -n") && said.contains("read and not written"), "{said}");
    assert_eq!(get(THREAD).await.0, 200);
    // Whoever comes meanwhile waits until they can be let in.
    let (late, ()) = tokio::join!(server.post(100), async {
        assert_eq!(get("/healthz").await.0, 200);
        limit(&server, Resource::Nofile, None);
    });
    assert!(late.0 == 201 || (late.0 == 503 && late.2), "{}", late.1);
    taken += usize::from(late.0 == 201);
    until("a comment to be taken again", async || (server.post(100).await.0 == 201).then_some(())).await;
    taken += 1;
    until("readyz to say so", async || (server.get("/readyz").await.0 == 200).then_some(())).await;
    let log = server.end();
    assert!(log.contains("cannot be opened") && log.contains("takes writes again"), "{log}");
    assert!(says(&data, &["check"]).status.success());
    assert_eq!(exported(&data), taken);
}
