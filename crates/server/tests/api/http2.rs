//! Connections of HTTP/2, spoken by hand: idle ones are closed, and each has so many streams at a time.

use std::time::Duration;

use porch_server::server_limits::ServerLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::concurrency::host;
use crate::fixture::{Fixture, RYE, key, patient};
use crate::wait::{PATIENCE, until};

/// What opens a connection: the preface, and settings that set nothing.
pub(crate) const OPENING: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
/// Types of frames (RFC 9113, 6).
pub(crate) const HEADERS: u8 = 1;
pub(crate) const RST_STREAM: u8 = 3;
/// Reasons for an end (RFC 9113, 7).
const REFUSED_STREAM: u32 = 7;
const CANCEL: u32 = 8;

fn frame(kind: u8, flags: u8, stream: u32, words: &[u8]) -> Vec<u8> {
    let length = u8::try_from(words.len()).unwrap();
    [&[0, 0, length, kind, flags], &stream.to_be_bytes()[..], words].concat()
}

/// The frame that asks for this.
pub(crate) fn request(stream: u32, path: &str) -> Vec<u8> {
    // RFC 7541: GET and http by their numbers, the path and the authority in letters.
    let letters = |name: u8, value: &str| [&[name, u8::try_from(value.len()).unwrap()], value.as_bytes()].concat();
    let fields = [vec![0x82, 0x86], letters(0x04, path), letters(0x01, "porch")].concat();
    // The end of its fields, and of the request.
    frame(HEADERS, 5, stream, &fields)
}

/// A connection that has asked for this.
pub(crate) async fn asks(fixture: &Fixture, path: &str) -> TcpStream {
    let mut connection = TcpStream::connect(host(fixture)).await.unwrap();
    connection.write_all(&[OPENING, &request(1, path)].concat()).await.unwrap();
    connection
}

/// The next frame: its type, its stream, what it says.
pub(crate) async fn hears(connection: &mut TcpStream) -> (u8, u32, Vec<u8>) {
    let mut head = [0; 9];
    connection.read_exact(&mut head).await.unwrap();
    let [a, b, c, kind, _, stream @ ..] = head;
    let mut words = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
    connection.read_exact(&mut words).await.unwrap();
    (kind, u32::from_be_bytes(stream), words)
}

#[tokio::test]
async fn a_connection_has_a_hundred_streams_at_a_time() {
    let fixture = Fixture::bounded(ServerLimits { streams_of_network: 200, ..patient() }).await;
    let live = format!("/v1/sites/bakery/live?page={RYE}");
    let streams = (0..101).map(|number| 2 * number + 1);
    let asked: Vec<u8> = streams.flat_map(|stream| request(stream, &live)).collect();
    let mut connection = TcpStream::connect(host(&fixture)).await.unwrap();
    connection.write_all(&[OPENING, &asked].concat()).await.unwrap();
    let (mut answered, mut ended) = (Vec::new(), Vec::new());
    let hearing = async {
        while answered.len() < 100 || ended.is_empty() {
            match hears(&mut connection).await {
                (HEADERS, stream, _) => answered.push(stream),
                (RST_STREAM, stream, why) => ended.push((stream, why)),
                _ => {}
            }
        }
    };
    tokio::time::timeout(PATIENCE, hearing).await.expect("a hundred are answered and one is not");
    assert_eq!(ended, [(201, REFUSED_STREAM.to_be_bytes().to_vec())]);
    // One ends, and there is room for another.
    let next = [frame(RST_STREAM, 0, 1, &CANCEL.to_be_bytes()), request(203, &live)].concat();
    connection.write_all(&next).await.unwrap();
    let hearing = async {
        loop {
            match hears(&mut connection).await {
                (HEADERS, 203, _) => break,
                (RST_STREAM, 203, why) => panic!("{why:?}"),
                _ => {}
            }
        }
    };
    tokio::time::timeout(PATIENCE, hearing).await.expect("it is answered");
}

#[tokio::test]
async fn an_idle_connection_of_http2_is_closed_and_one_with_a_stream_is_not() {
    let (head, idle) = (Duration::from_millis(200), Duration::from_millis(400));
    let fixture = Fixture::bounded(ServerLimits { head, idle, ..patient() }).await;
    // A machine that is busy may take longer than that to say what is wanted: then it is said again, on another connection.
    let live = format!("/v1/sites/bakery/live?page={RYE}");
    let mut open = until("a stream", async || {
        let mut open = asks(&fixture, &live).await;
        hears_of(&mut open, 1).await.then_some(open)
    })
    .await;
    until("a connection that was answered and closed", async || {
        let (mut quiet, mut said) = (asks(&fixture, "/healthz").await, Vec::new());
        let closed = tokio::time::timeout(PATIENCE, quiet.read_to_end(&mut said)).await;
        assert!(closed.is_ok(), "nothing is asked on it");
        said.windows(2).any(|two| two == b"ok").then_some(())
    })
    .await;
    // By now the other one, which is older, has been looked at, too, and still hears of what happens.
    until("words", async || {
        let amira = fixture.visitor("Amira");
        let request = reqwest::Client::new().post(amira.url("comments")).header("origin", amira.origin);
        let request = request.header("idempotency-key", key()).json(&amira.words(RYE, "words"));
        request.send().await.ok().filter(|answer| answer.status().is_success())
    })
    .await;
    assert!(hears_of(&mut open, 1).await, "it was closed");
}

/// Hears of so many changes more; false where the connection ends before.
pub(crate) async fn hears_of(connection: &mut TcpStream, changes: usize) -> bool {
    let mut heard: Vec<u8> = Vec::new();
    let hears = async {
        while heard.windows(6).filter(|six| *six == b"data: ").count() < changes {
            let mut more = [0; 4_096];
            let count = connection.read(&mut more).await.unwrap_or(0);
            if count == 0 {
                return false;
            }
            heard.extend(&more[..count]);
        }
        true
    };
    tokio::time::timeout(PATIENCE, hears).await.expect("the stream goes on")
}
