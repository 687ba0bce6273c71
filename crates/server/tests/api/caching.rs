//! What may be kept where, and that nothing kept is ever stale here.

use std::io::Read;

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};

use crate::fixture::{Fixture, RYE};

fn header(name: &'static str, value: &str) -> HeaderMap {
    HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_str(value).unwrap())])
}

#[tokio::test]
async fn a_public_read_is_the_same_for_everybody_and_may_be_kept_by_proxies() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "words").await;
    for rest in ["fragment", "thread"] {
        let rest = format!("{rest}?page={RYE}");
        let stranger = reqwest::get(amira.url(&rest)).await.unwrap();
        let author = amira.gets(&rest).await;
        for response in [&stranger, &author] {
            assert_eq!(response.headers()["access-control-allow-origin"], "*");
            assert!(response.headers().get("access-control-allow-credentials").is_none());
            assert!(response.headers().get("set-cookie").is_none());
            assert_eq!(response.headers()["cache-control"], "public, no-cache, s-maxage=2");
        }
        assert_eq!(stranger.bytes().await.unwrap(), author.bytes().await.unwrap());
    }
}

#[tokio::test]
async fn what_is_known_is_not_sent_again_until_it_changes() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "one").await;
    let url = amira.url(&format!("fragment?page={RYE}"));
    let etag =
        amira.asks(Method::GET, &url, HeaderMap::new(), None).await.headers()["etag"].to_str().unwrap().to_owned();
    let again = || amira.asks(Method::GET, &url, header("if-none-match", &etag), None);
    assert_eq!(again().await.status(), StatusCode::NOT_MODIFIED);
    amira.posts(RYE, "two").await;
    let changed = again().await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert!(changed.text().await.unwrap().contains("two"));
}

#[tokio::test]
async fn every_encoding_unpacks_to_the_same_words() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    for i in 0..20 {
        amira.posts(RYE, &format!("comment number {i} about bread")).await;
    }
    let url = amira.url(&format!("fragment?page={RYE}"));
    let plain = amira.asks(Method::GET, &url, HeaderMap::new(), None).await.bytes().await.unwrap();
    for (encoding, twice) in [("br", false), ("gzip", false), ("br", true)] {
        let response = amira.asks(Method::GET, &url, header("accept-encoding", encoding), None).await;
        assert_eq!(response.headers()["content-encoding"], encoding, "{twice}");
        assert_eq!(response.headers()["vary"], "accept-encoding");
        let packed = response.bytes().await.unwrap();
        assert!(packed.len() * 3 < plain.len());
        let mut unpacked = Vec::new();
        if encoding == "br" {
            brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).unwrap();
        } else {
            flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
        }
        assert_eq!(unpacked, plain);
    }
}

#[tokio::test]
async fn a_version_is_immutable_and_gone_when_the_thread_moved_on() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "one").await;
    let version = amira.reads(RYE).await.version;
    let named = amira.gets(&format!("thread?page={RYE}&version={version}")).await;
    assert_eq!(named.headers()["cache-control"], "public, max-age=31536000, immutable");
    amira.posts(RYE, "two").await;
    let gone = amira.gets(&format!("thread?page={RYE}&version={version}")).await;
    assert_eq!(gone.status(), StatusCode::GONE);
    assert_eq!(gone.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn what_is_personal_is_kept_nowhere() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts(RYE, "mine").await;
    let me = amira.gets(&format!("me?page={RYE}")).await;
    assert_eq!(me.headers()["cache-control"], "private, no-store");
    assert_eq!(me.headers()["access-control-allow-origin"], amira.origin);
    assert_eq!(me.headers()["access-control-allow-credentials"], "true");
    assert_eq!(me.headers()["vary"], "origin");
    let mallory = fixture.guest_of_the_cafe("Mallory");
    let other = mallory.asks(Method::GET, &amira.url(&format!("me?page={RYE}")), HeaderMap::new(), None).await;
    assert_eq!(other.status(), StatusCode::FORBIDDEN);
    assert!(other.headers().get("access-control-allow-origin").is_none());
}

#[tokio::test]
async fn the_cookie_is_bound_to_this_host_and_to_the_embedding_site() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let response = amira.sends(Method::POST, "comments", &crate::fixture::key(), amira.words(RYE, "hi")).await;
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.starts_with("__Host-porch="));
    for part in ["Path=/", "Secure", "HttpOnly", "SameSite=None", "Partitioned"] {
        assert!(cookie.split("; ").any(|own| own == part), "{part}");
    }
}

#[tokio::test]
async fn an_address_of_the_api_is_not_opened_as_a_page() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let url = amira.url(&format!("fragment?page={RYE}"));
    for _ in 0..2 {
        let opened = amira.asks(Method::GET, &url, header("sec-fetch-mode", "navigate"), None).await;
        assert_eq!(opened.status(), StatusCode::BAD_REQUEST);
        let fetched = amira.asks(Method::GET, &url, header("sec-fetch-mode", "cors"), None).await;
        assert_eq!(fetched.status(), StatusCode::OK);
        assert_eq!(fetched.headers()["x-content-type-options"], "nosniff");
    }
}
