//! Few open files: the server says so, and whoever asks whether it lives is answered.

use futures_util::StreamExt;

use crate::running::{Running, porch_after, with_bakery};

#[tokio::test]
async fn with_few_open_files_streams_are_fewer_and_the_server_can_be_reached() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch_after("ulimit -n 256", &data), &["--trusted-proxy", "127.0.0.1/32"]);
    let live = format!("{}/v1/sites/bakery/live?page=https://bakery.example/rye", server.address);
    let (mut streams, mut refused) = (Vec::new(), 0);
    for number in 0..300 {
        // Each is a connection of its own, as of a reader of its own.
        let client = reqwest::Client::new();
        let from = format!("203.0.{}.{}", number / 250, number % 250);
        let answer = client.get(&live).header("x-forwarded-for", from).send().await.unwrap();
        if answer.status() == 200 {
            let mut stream = answer.bytes_stream();
            assert!(stream.next().await.is_some());
            streams.push(stream);
        } else {
            assert_eq!(answer.status(), 503);
            refused += 1;
        }
    }
    assert_eq!((streams.len(), refused), (96, 204));
    assert_eq!(server.get("/healthz").await.0, 200);
    assert_eq!(server.get("/readyz").await.0, 200);
    assert_eq!(server.post(100).await.0, 201);
    drop(streams);
    let log = server.end();
    assert!(log.contains("only 96 readers at a time") && log.contains("LimitNOFILE=26796"), "{log}");
}

#[test]
fn what_the_system_allows_without_asking_is_taken() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch_after("ulimit -Sn 64", &data), &[]);
    let pid = rustix::process::Pid::from_raw(i32::try_from(server.id()).unwrap());
    let status = std::fs::read_to_string(format!("/proc/{}/limits", server.id()));
    let Ok(status) = status else { return println!("skipped: no /proc here ({pid:?})") };
    let line = status.lines().find(|line| line.starts_with("Max open files")).unwrap();
    let numbers: Vec<_> = line.split_whitespace().skip(3).take(2).collect();
    assert_eq!(numbers[0], numbers[1], "{line}");
    server.end();
}
