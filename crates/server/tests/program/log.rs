//! The log on standard error: plain lines, one for each event, with requests at debug level and without anybody's address.

use crate::running::{Running, porch, with_bakery};

#[tokio::test]
async fn requests_are_told_at_debug_level_without_query_address_or_colours() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let mut command = porch(&data);
    command.env("PORCH_LOG", "debug");
    let server = Running::serve(command, &["--trusted-proxy", "127.0.0.1/32"]);
    let path = "/v1/sites/bakery/thread";
    let client = reqwest::Client::new();
    let url = format!("{}{path}?page=https://bakery.example/rye&secret=sesame", server.address);
    for _ in 0..2 {
        let asked = client.get(&url).header("x-forwarded-for", "203.0.113.77").send().await.unwrap();
        assert_eq!(asked.status(), 200);
    }
    server.get("/mail/bakery/open-sesame").await;
    let log = server.end();
    let lines: Vec<_> = log.lines().filter(|line| line.contains(&format!("path={path} "))).collect();
    assert_eq!(lines.len(), 2, "{log}");
    assert!(lines[0].contains("DEBUG") && lines[0].contains("method=GET"), "{}", lines[0]);
    assert!(lines[0].contains("status=200") && lines[0].contains("ms="), "{}", lines[0]);
    assert!(log.contains("path=/mail/bakery/…"), "{log}");
    for never in ["sesame", "203.0.113.77", "\u{1b}"] {
        assert!(!log.contains(never), "{never:?} in {log}");
    }
}

#[tokio::test]
async fn by_itself_the_log_says_nothing_of_requests() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    with_bakery(&data);
    let server = Running::serve(porch(&data), &[]);
    server.get("/healthz").await;
    let log = server.end();
    assert!(!log.contains("healthz") && !log.contains('\u{1b}'), "{log}");
}
