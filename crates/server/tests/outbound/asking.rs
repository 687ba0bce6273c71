//! The guarded client against real listeners on loopback.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use porch_server::outbound::client::{ANSWER_BYTES, Lookup};
use porch_server::outbound::{BlockedAddress, Client, Failure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::wait::PATIENCE;

/// A listener that counts who comes, and answers each with `talk`.
struct Canary {
    port: u16,
    seen: Arc<AtomicUsize>,
}

impl Canary {
    async fn that<F, T>(talk: F) -> Self
    where
        F: Fn(TcpStream) -> T + Send + 'static,
        T: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let canary = Self { port: listener.local_addr().unwrap().port(), seen: Arc::default() };
        let seen = canary.seen.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                seen.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(talk(stream));
            }
        });
        canary
    }

    async fn that_says(words: &'static str) -> Self {
        Self::that(move |mut stream| async move {
            read_head(&mut stream).await;
            let _ = stream.write_all(words.as_bytes()).await;
        })
        .await
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hook?a=b", self.port)
    }

    fn seen(&self) -> usize {
        self.seen.load(Ordering::SeqCst)
    }
}

async fn read_head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).await.unwrap_or(0) == 0 {
            break;
        }
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn at_home() -> Client {
    Client::new(&["127.0.0.0/8".parse().unwrap()], PATIENCE).unwrap()
}

async fn ask(client: &Client, url: &str) -> Result<porch_server::outbound::OutboundResponse, Failure> {
    client.post(url, HeaderMap::new(), Bytes::from_static(b"{}")).await
}

#[tokio::test]
async fn a_name_that_answers_differently_the_second_time_reaches_nobody() {
    let canary = Canary::that_says("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let asked = Arc::new(AtomicUsize::new(0));
    let lookup: Lookup = Arc::new(move |_| {
        let first = asked.fetch_add(1, Ordering::SeqCst) == 0;
        let address: IpAddr = if first { [93, 184, 215, 14].into() } else { [127, 0, 0, 1].into() };
        Box::pin(async move { Ok(vec![address]) })
    });
    // The port is the canary's, and open: only the address keeps it out.
    let client = Client::new(&["93.184.215.0/24".parse().unwrap()], PATIENCE).unwrap().with_lookup(lookup);
    let url = format!("http://rebound.example:{}/", canary.port);
    client.check(&url).await.unwrap();
    for _ in 0..3 {
        let refused = ask(&client, &url).await;
        assert!(matches!(refused, Err(Failure::Refused(BlockedAddress::Forbidden))), "{refused:?}");
    }
    assert_eq!(canary.seen(), 0);
}

#[tokio::test]
async fn an_address_is_asked_with_its_own_host_and_nothing_more() {
    let (heard, hear) = tokio::sync::oneshot::channel();
    let heard = Arc::new(std::sync::Mutex::new(Some(heard)));
    let canary = Canary::that(move |mut stream| {
        let heard = heard.clone();
        async move {
            let head = read_head(&mut stream).await;
            let _ = heard.lock().unwrap().take().map(|heard| heard.send(head));
            let _ = stream.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\nok").await;
        }
    })
    .await;
    let answer = ask(&at_home(), &canary.url()).await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (202, &b"ok"[..]));
    let head = hear.await.unwrap().to_lowercase();
    assert!(head.starts_with("post /hook?a=b http/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("host: 127.0.0.1:{}\r\n", canary.port)), "{head}");
    assert!(!head.contains("cookie") && !head.contains("referer") && !head.contains("authorization"), "{head}");
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_not_followed() {
    let canary = Canary::that_says("HTTP/1.1 302 Found\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n").await;
    let answer = ask(&at_home(), &canary.url()).await.unwrap();
    assert_eq!(answer.status.as_u16(), 302);
    assert_eq!(canary.seen(), 1);
}

#[tokio::test]
async fn an_endless_answer_is_cut_and_a_lying_length_believed_by_nobody() {
    let canary = Canary::that(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999999\r\n\r\n").await;
        while stream.write_all(&[b'x'; 16_384]).await.is_ok() {}
    })
    .await;
    let answer = ask(&at_home(), &canary.url()).await.unwrap();
    assert_eq!(answer.body.len(), ANSWER_BYTES);
}

#[tokio::test]
async fn an_endless_head_is_no_answer() {
    let canary = Canary::that(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
        while stream.write_all(b"x-more: and more and more and more and more\r\n").await.is_ok() {}
    })
    .await;
    let failure = ask(&at_home(), &canary.url()).await.unwrap_err();
    assert!(matches!(failure, Failure::Http), "{failure:?}");
}

#[tokio::test]
async fn patience_covers_the_whole_exchange_and_not_each_read() {
    let canary = Canary::that(|mut stream| async move {
        read_head(&mut stream).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n").await;
        let mut drip = tokio::time::interval(Duration::from_millis(5));
        while stream.write_all(b"x").await.is_ok() {
            drip.tick().await;
        }
    })
    .await;
    let client = at_home().with_timeout(Duration::from_millis(150));
    assert!(matches!(ask(&client, &canary.url()).await, Err(Failure::Timeout)));
}

#[tokio::test]
async fn whoever_speaks_no_http_or_no_trusted_tls_is_a_failure_without_the_address_in_it() {
    let canary = Canary::that_says("220 mail.example ready\r\n").await;
    let failure = ask(&at_home(), &canary.url()).await.unwrap_err();
    assert!(matches!(failure, Failure::Http), "{failure:?}");
    let own = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let key = tokio_rustls::rustls::pki_types::PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config =
        tokio_rustls::rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.unwrap().with_no_client_auth().with_single_cert(vec![own.cert.der().clone()], key).unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let canary = Canary::that(move |stream| {
        let acceptor = acceptor.clone();
        async move {
            let _ = acceptor.accept(stream).await;
        }
    })
    .await;
    let failure = ask(&at_home(), &canary.url().replace("http:", "https:")).await.unwrap_err();
    assert!(matches!(failure, Failure::Tls), "{failure:?}");
    assert!(!failure.to_string().contains("127.0.0.1"));
    assert_eq!(canary.seen(), 1);
}

#[tokio::test]
async fn of_the_addresses_of_a_name_three_are_tried() {
    let canary = Canary::that_says("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    for (dead, reaches) in [(2, true), (3, false)] {
        // Nobody listens on the others.
        let mut found: Vec<IpAddr> = (0..dead).map(|number| [127, 0, 0, 2 + number].into()).collect();
        found.push([127, 0, 0, 1].into());
        let lookup: Lookup = Arc::new(move |_| {
            let found = found.clone();
            Box::pin(async move { Ok(found) })
        });
        let answer = ask(&at_home().with_lookup(lookup), &format!("http://many.example:{}/", canary.port)).await;
        assert_eq!(answer.is_ok(), reaches, "after {dead}: {answer:?}");
    }
    assert_eq!(canary.seen(), 1);
}
