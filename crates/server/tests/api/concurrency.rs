//! Who takes up room: requests fill their class and no other, one network fills none, slow bodies and silent connections
//! fill nothing.

use std::time::Duration;

use porch_protocol::{ErrorCode, Role};
use porch_server::server_limits::ServerLimits;
use porch_server::visitors::client_address::ClientAddress;
use porch_server::visitors::concurrency::Permit;
use porch_server::visitors::request_classes::ClassLimit;
use reqwest::{Client, Response};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::fixture::{BAKERY, CAFE, Fixture, RYE, key, patient, problem};
use crate::host::{asks_for, comes_in};
use crate::wait::{PATIENCE, until};

/// Room for few.
fn few() -> ServerLimits {
    ServerLimits { reads: 4, writes: 4, dashboard: 4, sign_in: 4, share: 2, ..patient() }
}

pub(crate) fn host(fixture: &Fixture) -> &str {
    fixture.address.strip_prefix("http://").unwrap()
}

/// Somebody who sends a head and nothing of its body, and what the server says to the head.
pub(crate) struct Slow {
    /// 100 as soon as the body is waited for.
    pub(crate) status: u16,
    connection: TcpStream,
}

impl Slow {
    /// Sends the body after all, and hears what becomes of it.
    async fn sends(mut self, body: &str) -> u16 {
        self.connection.write_all(body.as_bytes()).await.unwrap();
        self.hears().await
    }

    /// What the head is answered with where its body is not waited for, or stops to be at once.
    async fn refused(mut self) -> u16 {
        if self.status == 100 { self.hears().await } else { self.status }
    }

    /// The status of the answer that comes after the one to the head.
    async fn hears(&mut self) -> u16 {
        let mut said = Vec::new();
        let hearing = async {
            loop {
                let text = String::from_utf8_lossy(&said);
                let answer = text.split_once("HTTP/1.1 ").map(|(_, answer)| answer.to_owned());
                if let Some(status) = answer.as_ref().and_then(|answer| answer.get(..3)) {
                    return status.parse().unwrap();
                }
                let mut more = [0; 1_024];
                let count = self.connection.read(&mut more).await.unwrap();
                assert!(count > 0, "it ended without an answer: {text}");
                said.extend(&more[..count]);
            }
        };
        tokio::time::timeout(PATIENCE, hearing).await.expect("an answer")
    }
}

/// The body that a slow one of the tests below has announced.
const BODY: &str = r#"{"body":"words"}"#;

/// Asks whether the body may come, so that it is heard whether it is waited for: what is only sent may come in at any time.
pub(crate) async fn dribbles(fixture: &Fixture, path: &str, origin: &str, from: &str) -> Slow {
    let mut connection = TcpStream::connect(host(fixture)).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: porch\r\norigin: {origin}\r\nx-forwarded-for: {from}\r\nidempotency-key: {}\r\n\
         content-type: application/json\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        key(),
        BODY.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut said = [0; 12];
    let answer = tokio::time::timeout(PATIENCE, connection.read_exact(&mut said));
    answer.await.expect("an answer to the head").unwrap();
    let status = std::str::from_utf8(&said).unwrap().strip_prefix("HTTP/1.1 ").unwrap().parse().unwrap();
    Slow { status, connection }
}

/// Takes places as requests do that something is done for, one after the other, of which each must get in.
fn fill(room: &ClassLimit, from: &[&str]) -> Vec<Permit> {
    from.iter().map(|from| room.active.acquire(Some(ClientAddress(from.parse().unwrap()))).unwrap()).collect()
}

/// Where the bodies of the tests below do not come.
const COMMENTS: &str = "/v1/sites/bakery/comments";

async fn previews(fixture: &Fixture, from: &str) -> Response {
    previews_from(fixture, BAKERY, from).await
}

async fn reads(fixture: &Fixture) -> u16 {
    let url = format!("{}/v1/sites/bakery/thread?page={RYE}", fixture.address);
    reqwest::get(url).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn writes_that_fill_their_class_leave_the_others_theirs_and_their_own_when_they_go() {
    let fixture = Fixture::bounded(few()).await;
    let cookie = comes_in(&fixture, "Ines", Role::Owner).await;
    let slow = fill(&fixture.app.request_classes.writes, &["203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.2"]);
    let full = previews(&fixture, "203.0.113.9").await;
    assert_eq!(full.headers()["retry-after"], "1");
    assert_eq!(problem(full, 503).await.code, ErrorCode::Overloaded);
    // Another connection, another clone of the routes: the class is one.
    problem(previews(&fixture, "203.0.113.9").await, 503).await;
    assert_eq!(reads(&fixture).await, 200);
    let inside = asks_for(&fixture, reqwest::Method::GET, "to-read", Some(&cookie)).send().await.unwrap();
    assert_eq!(inside.status(), 200);
    drop(slow);
    until("room again", async || Some(previews(&fixture, "203.0.113.9").await).filter(|answer| answer.status() == 200))
        .await;
}

async fn previews_from(fixture: &Fixture, origin: &str, from: &str) -> Response {
    let request = Client::new().post(format!("{}/v1/sites/bakery/preview", fixture.address));
    let request = request.header("origin", origin).header("x-forwarded-for", from);
    request.json(&serde_json::json!({ "body": "words" })).send().await.unwrap()
}

#[tokio::test]
async fn a_page_of_the_site_and_no_other_reads_that_there_was_no_room_and_when_to_come_back() {
    let fixture = Fixture::bounded(few()).await;
    let share = "203.0.113.1";
    let _one = fill(&fixture.app.request_classes.writes, &[share; 2]);
    // Whoever has taken their share hears of that while there is room for others, and of a full server when there is none.
    is_told(&fixture, share, 429).await;
    let _others = fill(&fixture.app.request_classes.writes, &["203.0.113.2"; 2]);
    is_told(&fixture, share, 503).await;
    is_told(&fixture, "203.0.113.9", 503).await;
    // What a browser asks before it asks gets its answer, or no page would ever hear of the rest.
    for (origin, allowed) in [(BAKERY, 204), (CAFE, 403)] {
        let asked = Client::new().request(reqwest::Method::OPTIONS, format!("{}{COMMENTS}", fixture.address));
        let asked = asked.header("origin", origin).header("access-control-request-method", "POST");
        assert_eq!(asked.send().await.unwrap().status(), allowed, "{origin}");
    }
    let plain =
        Client::new().post(format!("{}/c/bakery", fixture.address)).header("origin", BAKERY).send().await.unwrap();
    assert_eq!(plain.headers().get("access-control-allow-origin"), None, "a page of its own is no page of theirs");
    problem(plain, 503).await;
}

/// Whether somebody from there is told that there is no room, and every page of the site and no other may read it.
async fn is_told(fixture: &Fixture, from: &str, status: u16) {
    for (origin, reads) in [(BAKERY, true), (&*fixture.address, true), (CAFE, false), ("https://evil.example", false)] {
        let full = previews_from(fixture, origin, from).await;
        assert_eq!(full.status(), status, "{origin}");
        let header = |name: &str| full.headers().get(name).map(|value| value.to_str().unwrap());
        assert_eq!(header("access-control-allow-origin"), reads.then_some(origin));
        assert_eq!(header("access-control-allow-credentials"), reads.then_some("true"));
        assert_eq!(header("access-control-expose-headers"), reads.then_some("retry-after"));
        assert_eq!(header("vary"), reads.then_some("origin"));
        assert_eq!((header("retry-after"), header("cache-control")), (Some("1"), Some("no-store")));
    }
}

#[tokio::test]
async fn one_network_takes_its_share_of_a_class_and_others_do_not_notice() {
    let fixture = Fixture::bounded(few()).await;
    let home = "2001:db8:1:2::1";
    let _inside = fill(&fixture.app.request_classes.writes, &[home; 2]);
    assert_eq!(dribbles(&fixture, COMMENTS, BAKERY, home).await.status, 429);
    let more = previews(&fixture, "2001:db8:1:2::9").await;
    assert_eq!(more.headers()["retry-after"], "1");
    assert_eq!(problem(more, 429).await.code, ErrorCode::RateLimited);
    assert_eq!(previews(&fixture, "2001:db8:1:3::1").await.status(), 200);
}

#[tokio::test]
async fn whoever_sends_slowly_keeps_nobody_out_of_any_class() {
    let fixture = Fixture::bounded(ServerLimits { bodies_of_network: 4, ..few() }).await;
    let mut slow = Vec::new();
    for number in 0..24 {
        // Six networks, four from each: six times as many as there are places.
        let from = format!("198.51.{}.1", number / 4);
        for (path, origin) in [(COMMENTS, BAKERY), ("/v1/host/session/passkey", &*fixture.address)] {
            slow.push(dribbles(&fixture, path, origin, &from).await);
            assert_eq!(slow.last().map(|slow| slow.status), Some(100), "{path}");
        }
    }
    let knock =
        asks_for(&fixture, reqwest::Method::POST, "session/begin", None).header("x-forwarded-for", "203.0.113.9");
    assert_eq!(knock.send().await.unwrap().status(), 200);
    assert_eq!(previews(&fixture, "203.0.113.9").await.status(), 200);
    // One network has so many bodies waited for, a wider one more, and not as many more as it has networks.
    assert_eq!(dribbles(&fixture, COMMENTS, BAKERY, "198.51.0.1").await.refused().await, 429);
    let line = |number: u32| format!("2001:db8:1:2{number:02x}::1");
    for number in 0..8 {
        slow.push(dribbles(&fixture, COMMENTS, BAKERY, &line(number)).await);
    }
    assert_eq!(dribbles(&fixture, COMMENTS, BAKERY, &line(9)).await.refused().await, 429);
    // Whoever sends the rest after all is served.
    let preview = dribbles(&fixture, "/v1/sites/bakery/preview", BAKERY, "203.0.113.8").await;
    assert_eq!(preview.sends(BODY).await, 200);
    // Unless there is no room any more when they come back.
    let preview = dribbles(&fixture, "/v1/sites/bakery/preview", BAKERY, "203.0.113.7").await;
    let _inside =
        fill(&fixture.app.request_classes.writes, &["203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.2"]);
    assert_eq!(preview.sends(BODY).await, 503);
}

#[tokio::test]
async fn one_network_has_so_many_connections_and_one_more_is_closed() {
    let fixture = Fixture::at_the_edge(ServerLimits { connections_of_network: 8, ..patient() }).await;
    let mut open = Vec::new();
    let opens = async || {
        let mut connection = TcpStream::connect(host(&fixture)).await.unwrap();
        // Whoever is let go hears of it here or at once afterwards.
        let _ = connection.write_all(b"GET /healthz HTTP/1.1\r\nhost: porch\r\n\r\n").await;
        let mut said = [0; 12];
        let answer = tokio::time::timeout(PATIENCE, connection.read_exact(&mut said));
        let answered = answer.await.expect("an answer or an end").is_ok();
        answered.then_some(connection)
    };
    for _ in 0..8 {
        open.push(opens().await.expect("a connection"));
    }
    assert!(opens().await.is_none());
    open.pop();
    until("room for another", opens).await;
}

#[tokio::test]
async fn a_flood_of_sign_in_attempts_slows_nobody_who_is_signed_in() {
    let fixture = Fixture::bounded(few()).await;
    let cookie = comes_in(&fixture, "Ines", Role::Owner).await;
    let crowd =
        fill(&fixture.app.request_classes.sign_in, &["203.0.113.0", "203.0.113.1", "203.0.113.0", "203.0.113.1"]);
    let knock = async |from: &str| {
        let request = asks_for(&fixture, reqwest::Method::POST, "session/begin", None).header("x-forwarded-for", from);
        request.send().await.unwrap()
    };
    assert_eq!(knock("198.51.100.1").await.status(), 503);
    for what in ["session", "to-read", "waiting", "settled"] {
        let inside = asks_for(&fixture, reqwest::Method::GET, what, Some(&cookie)).send().await.unwrap();
        assert_eq!(inside.status(), 200, "{what}");
    }
    // A body is only waited for where somebody is in: a stranger's fills nothing of the dashboard's share.
    for number in 0..8 {
        let from = format!("203.0.113.{}", number / 2);
        assert_eq!(dribbles(&fixture, "/v1/host/decisions", &fixture.address, &from).await.status, 401);
    }
    drop(crowd);
    until("room at the door", async || Some(knock("198.51.100.2").await).filter(|answer| answer.status() == 200)).await;
}

/// Waits until somebody is served: on a slow machine they may be let go themselves before they have said what they want.
#[cfg(target_os = "linux")]
async fn served(fixture: &Fixture) {
    let url = format!("{}/v1/sites/bakery/thread?page={RYE}", fixture.address);
    until("an answer", async || reqwest::get(&url).await.ok().filter(|answer| answer.status() == 200)).await;
}

/// Connections to the server's port that the server holds: its file descriptors but those that listen.
#[cfg(target_os = "linux")]
fn held(fixture: &Fixture) -> usize {
    let port: u16 = fixture.address.rsplit(':').next().unwrap().parse().unwrap();
    let table = std::fs::read_to_string("/proc/self/net/tcp").unwrap();
    let own = |line: &&str| {
        let mut columns = line.split_whitespace().skip(1);
        let local = columns.next().is_some_and(|local| local.ends_with(&format!(":{port:04X}")));
        // Established, or waiting for us to close.
        local && columns.nth(1).is_some_and(|state| ["01", "08"].contains(&state))
    };
    table.lines().filter(own).count()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn five_hundred_that_never_ask_for_anything_are_let_go_while_others_are_served() {
    let fixture = Fixture::bounded(ServerLimits { head: Duration::from_millis(700), ..patient() }).await;
    // Nothing at all, half a head, half of what opens HTTP/2, all of it.
    let beginnings: [&[u8]; 4] = [
        b"",
        b"GET /healthz HTTP/1.1\r\nhost: porch\r\nx-slow: ",
        b"PRI * HTTP/2",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];
    let mut mute = Vec::new();
    for number in 0..500 {
        let mut connection = TcpStream::connect(host(&fixture)).await.unwrap();
        // Whoever is slow to say even that is let go before.
        let _ = connection.write_all(beginnings[number % 4]).await;
        mute.push(connection);
    }
    served(&fixture).await;
    let ends = mute.into_iter().map(|mut one| async move {
        // A reset is an end too.
        let _ = one.read_to_end(&mut Vec::new()).await;
    });
    let all = tokio::time::timeout(PATIENCE, futures_util::future::join_all(ends)).await;
    assert!(all.is_ok(), "{} silent connections are kept", held(&fixture));
    until("the silent ones to be let go", async || (held(&fixture) <= 1).then_some(())).await;
    served(&fixture).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn whoever_asks_and_never_reads_the_answers_is_let_go() {
    let fixture = Fixture::bounded(ServerLimits { unread: Duration::from_millis(500), ..patient() }).await;
    let mut deaf = TcpStream::connect(host(&fixture)).await.unwrap();
    let request = b"GET /v1/openapi.json HTTP/1.1\r\nhost: porch\r\n\r\n";
    // More than the system takes for somebody who does not read, and then it takes no more from them either.
    let asks = async { while deaf.write_all(request).await.is_ok() {} };
    tokio::time::timeout(PATIENCE, asks).await.expect("the connection ends");
    until("the deaf one to be let go", async || (held(&fixture) == 0).then_some(())).await;
    assert_eq!(reads(&fixture).await, 200);
}
