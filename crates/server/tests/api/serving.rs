//! Connections: whoever is slow is let go, whoever is many is told to come back, and nobody is held up by them.

use porch_server::server_limits::ServerLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::fixture::{Fixture, RYE, key};
use crate::wait::PATIENCE;

async fn connect(fixture: &Fixture) -> TcpStream {
    TcpStream::connect(fixture.address.strip_prefix("http://").unwrap()).await.unwrap()
}

/// What the server says until it closes the connection.
async fn until_closed(mut connection: TcpStream) -> String {
    let mut said = Vec::new();
    let read = tokio::time::timeout(PATIENCE, connection.read_to_end(&mut said)).await;
    // A reset is an end too.
    let _ = read.expect("the server lets slow ones go");
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn half_a_head_half_a_body_and_an_idle_connection_are_let_go() {
    let fixture = Fixture::bounded(ServerLimits::default()).await;
    let mut heads = Vec::new();
    for _ in 0..100 {
        let mut head = connect(&fixture).await;
        head.write_all(b"GET /healthz HTTP/1.1\r\nhost: porch\r\nx-slow: ").await.unwrap();
        heads.push(head);
    }
    let mut body = connect(&fixture).await;
    let request = format!(
        "POST /v1/sites/bakery/comments HTTP/1.1\r\nhost: porch\r\norigin: https://bakery.example\r\n\
         idempotency-key: {}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{\"page\":",
        key()
    );
    body.write_all(request.as_bytes()).await.unwrap();
    let mut idle = connect(&fixture).await;
    idle.write_all(b"GET /healthz HTTP/1.1\r\nhost: porch\r\n\r\n").await.unwrap();
    // Meanwhile everybody else is served.
    fixture.visitor("Amira").posts(RYE, "not held up").await;
    let (heads, body, idle) = tokio::join!(
        futures_util::future::join_all(heads.into_iter().map(until_closed)),
        until_closed(body),
        until_closed(idle)
    );
    assert!(heads.iter().all(|said| !said.contains("200 OK")));
    assert!(!body.contains("201 Created"), "{body}");
    assert!(idle.contains("200 OK"));
}

#[tokio::test]
async fn metrics_count_what_is_posted_on_a_listener_of_their_own() {
    let fixture = Fixture::open().await;
    let recorder = porch_server::serve::record_metrics().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(porch_server::serve::serve_metrics(fixture.app.clone(), recorder, listener));
    let told = async || reqwest::get(format!("http://{address}/metrics")).await.unwrap().text().await.unwrap();
    let counted = |text: &str| -> u64 {
        let line = text.lines().find_map(|line| line.strip_prefix("porch_comments_posted_total "));
        line.map_or(0, |count| count.parse().unwrap())
    };
    let before = counted(&told().await);
    fixture.visitor("Amira").posts(RYE, "counted").await;
    let text = told().await;
    // The counters are the whole process's, and other tests post in it, too.
    assert!(counted(&text) > before, "{text}");
    assert!(text.contains("porch_streams_open 0"), "{text}");
    let public = reqwest::get(format!("{}/metrics", fixture.address)).await.unwrap();
    assert_eq!(public.status(), 404);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_method_are_problems() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let unknown = reqwest::get(format!("{}/v2/sites", fixture.address)).await.unwrap();
    assert_eq!(crate::fixture::problem(unknown, 404).await.code, porch_protocol::ErrorCode::NotFound);
    let wrong = reqwest::Client::new().put(amira.url("comments")).send().await.unwrap();
    assert_eq!(crate::fixture::problem(wrong, 405).await.code, porch_protocol::ErrorCode::MethodNotAllowed);
    let nobody = reqwest::get(format!("{}/v1/sites/nobody/thread?page={RYE}", fixture.address)).await.unwrap();
    assert_eq!(crate::fixture::problem(nobody, 404).await.code, porch_protocol::ErrorCode::SiteUnknown);
}

#[tokio::test]
async fn no_link_is_made_from_the_host_header() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "words").await;
    let client = reqwest::Client::new();
    for url in [amira.url(&format!("fragment?page={RYE}")), format!("{}/c/bakery?page={RYE}", fixture.address)] {
        let request = client.get(url).header("host", "evil.example").header("x-forwarded-host", "evil.example");
        let text = request.header("forwarded", "host=evil.example").send().await.unwrap().text().await.unwrap();
        assert!(text.contains("words") && !text.contains("evil.example"));
    }
}
