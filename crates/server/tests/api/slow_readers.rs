//! Readers who accept no data: over HTTP/2 they hold a limited amount of memory, for a limited time.

use std::time::Duration;

use porch_server::server_limits::ServerLimits;
use porch_storage::sites::SiteChange;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::concurrency::host;
use crate::fixture::{Fixture, RYE, patient};
use crate::http2::{HEADERS, OPENING, RST_STREAM, asks, hears, hears_of, request};
use crate::wait::{PATIENCE, until};

/// What opens a connection on which each stream may be answered with so many bytes: `SETTINGS_INITIAL_WINDOW_SIZE`.
fn opening(window: u32) -> Vec<u8> {
    let (preface, _settings) = OPENING.split_at(OPENING.len() - 9);
    [preface, &[0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4], &window.to_be_bytes()].concat()
}

/// A connection on which so many of these are asked for, and nothing of the answers is read.
async fn holds(fixture: &Fixture, window: u32, path: &str, streams: u32) -> TcpStream {
    let mut connection = TcpStream::connect(host(fixture)).await.unwrap();
    let asked = (0..streams).flat_map(|number| request(2 * number + 1, path));
    let asked: Vec<u8> = opening(window).into_iter().chain(asked).collect();
    connection.write_all(&asked).await.unwrap();
    connection
}

async fn ends(connection: &mut TcpStream, streams: u32) {
    let mut ended = 0;
    let hearing = async {
        while ended < streams {
            ended += u32::from(hears(connection).await.0 == RST_STREAM);
        }
    };
    tokio::time::timeout(PATIENCE, hearing).await.unwrap_or_else(|_| panic!("{ended} of {streams} were ended"));
}

#[tokio::test]
async fn streams_of_which_nothing_is_read_are_ended_and_hold_a_bounded_number_of_bytes() {
    let bounds = ServerLimits { unread: Duration::from_millis(700), unsent_of_network: 1 << 20, ..patient() };
    let fixture = Fixture::bounded(bounds).await;
    fixture.set(SiteChange { repeats: Some(false), spam: Some(false), ..SiteChange::default() }).await;
    let amira = fixture.visitor("Amira");
    for number in 0..6 {
        amira.posts(RYE, &format!("{number} {}", "words that fill a page ".repeat(400))).await;
        fixture.pass(60);
    }
    let mut listener = asks(&fixture, &format!("/v1/sites/bakery/live?page={RYE}")).await;
    assert!(hears_of(&mut listener, 1).await);
    let talk = format!("/c/bakery?page={RYE}");
    for (path, window) in [("/v1/openapi.json", 0), (&*talk, 0), (&*talk, 1)] {
        let length = reqwest::get(format!("{}{path}", fixture.address)).await.unwrap().bytes().await.unwrap().len();
        assert!(length > 50_000, "{path}: {length}");
        let mut deaf = Vec::new();
        for _ in 0..4 {
            deaf.push(holds(&fixture, window, path, 30).await);
        }
        // 120 streams would hold six megabytes at least.
        until("bytes that are not read", async || (fixture.app.bytes_in_flight.active() > 700_000).then_some(())).await;
        assert!(fixture.app.bytes_in_flight.active() <= 1 << 20, "{}", fixture.app.bytes_in_flight.active());
        for connection in &mut deaf {
            ends(connection, 30).await;
        }
        until("nothing to be held any more", async || (fixture.app.bytes_in_flight.active() == 0).then_some(())).await;
    }
    // A stream on which nothing is to be read is no such stream: it is older than all of them.
    amira.posts(RYE, "one more").await;
    assert!(hears_of(&mut listener, 1).await);
}

/// Asks for the same on so many streams of one connection, none of which may be answered with a byte of a body, and waits
/// until each has at least the head of its answer.
async fn is_answered(fixture: &Fixture, path: &str, streams: u32) -> TcpStream {
    let mut connection = holds(fixture, 0, path, streams).await;
    let mut heads = 0;
    let hearing = async {
        while heads < streams {
            heads += u32::from(hears(&mut connection).await.0 == HEADERS);
        }
    };
    tokio::time::timeout(PATIENCE, hearing).await.unwrap_or_else(|_| panic!("{heads} of {streams} were answered"));
    connection
}

#[tokio::test]
async fn one_connection_and_one_network_hold_so_many_bytes_and_no_more() {
    let bounds = ServerLimits { unsent_of_connection: 600_000, unsent_of_network: 1_400_000, ..patient() };
    let fixture = Fixture::at_the_edge(bounds).await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let thread = format!("/v1/sites/bakery/thread?page={RYE}");
    let length = async |path: &str| {
        reqwest::get(format!("{}{path}", fixture.address)).await.unwrap().bytes().await.unwrap().len()
    };
    let large = length("/v1/openapi.json").await;
    assert!((50_000..300_000).contains(&large) && length(&thread).await < 16_384);
    let most = 600_000 / large * large;
    let mut deaf = Vec::new();
    for expected in [most, 2 * most] {
        deaf.push(is_answered(&fixture, "/v1/openapi.json", 40).await);
        assert_eq!(fixture.app.bytes_in_flight.active(), expected);
    }
    // Together they may not hold more than their network may.
    for _ in 0..2 {
        deaf.push(is_answered(&fixture, "/v1/openapi.json", 40).await);
    }
    assert!(
        (2 * most..=1_400_000).contains(&fixture.app.bytes_in_flight.active()),
        "{}",
        fixture.app.bytes_in_flight.active()
    );
    drop(deaf);
    until("nothing to be held any more", async || (fixture.app.bytes_in_flight.active() == 0).then_some(())).await;
    // Small answers count, too: there may be a hundred of them on a connection.
    let fixture = Fixture::at_the_edge(ServerLimits { unsent_of_connection: 5_000, ..patient() }).await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let deaf = is_answered(&fixture, &thread, 90).await;
    assert!((1..=5_000).contains(&fixture.app.bytes_in_flight.active()), "{}", fixture.app.bytes_in_flight.active());
    drop(deaf);
}

#[tokio::test]
async fn the_connection_of_a_trusted_proxy_carries_many_readers_and_has_no_bound_of_its_own() {
    let fixture = Fixture::bounded(ServerLimits { unsent_of_connection: 1, ..patient() }).await;
    let _deaf = is_answered(&fixture, "/v1/openapi.json", 20).await;
    assert!(fixture.app.bytes_in_flight.active() > 1_000_000, "{}", fixture.app.bytes_in_flight.active());
}

#[tokio::test]
async fn whoever_reads_slowly_but_reads_gets_all_of_it() {
    let fixture = Fixture::bounded(ServerLimits { unread: Duration::from_millis(700), ..patient() }).await;
    let whole =
        reqwest::get(format!("{}/v1/openapi.json", fixture.address)).await.unwrap().bytes().await.unwrap().len();
    let mut reader = holds(&fixture, 16_384, "/v1/openapi.json", 1).await;
    let mut read = 0;
    let reading = async {
        while read < whole {
            let (kind, _, words) = hears(&mut reader).await;
            assert_ne!(kind, RST_STREAM, "after {read} of {whole}");
            if kind == 0 {
                read += words.len();
                // WINDOW_UPDATE, of the stream and of the connection.
                let more = u32::try_from(words.len()).unwrap().to_be_bytes();
                let update = |stream: u8| [&[0, 0, 4, 8, 0, 0, 0, 0, stream][..], &more[..]].concat();
                reader.write_all(&[update(1), update(0)].concat()).await.unwrap();
            }
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("all of it");
    assert_eq!(read, whole);
    until("nothing to be held any more", async || (fixture.app.bytes_in_flight.active() == 0).then_some(())).await;
}

#[tokio::test]
async fn a_page_of_our_own_is_made_once_and_each_who_reads_it_has_a_key_of_their_own() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "How sour is it?").await;
    let page = async || reqwest::get(format!("{}/c/bakery?page={RYE}", fixture.address)).await.unwrap();
    let keys = |text: &str| {
        let tags = text.split("<input ").skip(1).filter_map(|tag| tag.split('>').next());
        let value = |tag: &str| tag.split("value=\"").nth(1)?.split('"').next().map(str::to_owned);
        tags.filter(|tag| tag.contains("name=\"key\"")).filter_map(value).collect::<Vec<_>>()
    };
    let answer = page().await;
    let length: usize = answer.headers()["content-length"].to_str().unwrap().parse().unwrap();
    let (one, other) = (answer.text().await.unwrap(), page().await.text().await.unwrap());
    assert_eq!(one.len(), length);
    let (own, others) = (keys(&one), keys(&other));
    assert!(own.len() > 1 && own.iter().all(|key| !others.contains(key)), "{own:?} {others:?}");
    assert_eq!(one.replace(&own[0], ""), other.replace(&others[0], ""), "and nothing else differs");
    assert!(own[1..].iter().all(|key| key.starts_with(&own[0])), "{own:?}");
}

/// No stream is anybody's own (THREATS, T22): the only one there is tells everybody the same, whoever asks with whatever
/// cookie, so that the end of a session has none to end.
#[tokio::test]
async fn the_only_stream_tells_everybody_the_same() {
    let fixture = Fixture::open().await;
    let cookie = crate::host::comes_in(&fixture, "Ines", porch_protocol::Role::Owner).await;
    fixture.visitor("Amira").posts(RYE, "words").await;
    let listens = async |cookie: &str| {
        let request = reqwest::Client::new().get(format!("{}/v1/sites/bakery/live?page={RYE}", fixture.address));
        let mut answer = request.header("cookie", cookie).send().await.unwrap();
        assert!(!answer.headers().contains_key("set-cookie"));
        let mut heard = String::new();
        while !heard.contains("data: ") {
            heard.push_str(std::str::from_utf8(&answer.chunk().await.unwrap().unwrap()).unwrap());
        }
        heard.lines().filter(|line| !line.starts_with("retry:")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(listens(&cookie).await, listens("").await);
    let document = serde_json::to_value(porch_server::http::openapi::document()).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    let streams =
        paths.filter(|(_, path)| path.to_string().contains("text/event-stream")).map(|(path, _)| path.as_str());
    assert_eq!(streams.collect::<Vec<_>>(), ["/v1/sites/{site}/live"]);
}
