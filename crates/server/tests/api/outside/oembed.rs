//! One comment on another site: what a consumer of oEmbed gets, and what it is told where there is nothing.

use porch_protocol::CommentPosted;
use reqwest::Method;
use serde_json::Value;

use super::{answer, encoded, thread_of};
use crate::fixture::{Fixture, RYE, key};

async fn quoted(fixture: &Fixture, address: &str, more: &str) -> (u16, Value) {
    let answer = answer(fixture, &format!("/oembed?url={}{more}", encoded(address))).await;
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

#[tokio::test]
async fn a_comment_is_quoted_with_its_author_its_words_and_the_way_to_it() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let mut words = amira.words(RYE, "How **sour** is it?");
    words["title"] = "Rye".into();
    let posted = amira.sends(Method::POST, "comments", &key(), words).await;
    let posted: CommentPosted = posted.json().await.unwrap();
    let (path, id) = (thread_of(&fixture, "bakery.example/rye").await, posted.comment.id);
    for address in [
        format!("{RYE}#porch-c-{id}"),
        format!("http://www.bakery.example/rye/?utm_source=x#porch-c-{id}").replace("http://www.", "https://"),
        format!("{}{path}#porch-c-{id}", fixture.address),
        format!("{}{path}?comment={id}", fixture.address),
        format!("{}/c/bakery?page={}#porch-c-{id}", fixture.address, encoded(RYE)),
        // The conversation itself is quoted by its first comment.
        format!("{}{path}", fixture.address),
    ] {
        let (status, quoted) = quoted(&fixture, &address, "&format=json").await;
        assert_eq!(status, 200, "{address}");
        assert_eq!((&quoted["version"], &quoted["type"]), (&"1.0".into(), &"rich".into()), "{address}");
        assert_eq!((&quoted["title"], &quoted["author_name"]), (&"Amira · Rye".into(), &"Amira".into()));
        assert_eq!(
            (&quoted["provider_name"], &quoted["provider_url"]),
            (&"bakery.example".into(), &"https://bakery.example".into())
        );
        let html = quoted["html"].as_str().unwrap();
        assert!(html.starts_with("<blockquote ") && html.contains("How <strong>sour</strong> is it?"), "{html}");
        assert!(html.contains("<bdi>Amira</bdi>"), "{html}");
        assert!(html.contains(&format!("<time datetime=\"{}\">", posted.comment.posted_at)), "{html}");
        assert!(html.contains(&format!("href=\"{RYE}#porch-c-{id}\"")), "{html}");
        assert!(quoted["width"].as_u64().unwrap() == 600 && quoted["height"].as_u64().unwrap() > 50, "{quoted}");
    }
}

#[tokio::test]
async fn a_quote_is_no_larger_than_there_is_room() {
    let fixture = Fixture::open().await;
    let posted = fixture.visitor("Amira").posts(RYE, &"many words ".repeat(300)).await;
    let address = format!("{RYE}#porch-c-{}", posted.comment.id);
    let (_, large) = quoted(&fixture, &address, "").await;
    assert!(large["html"].as_str().unwrap().chars().count() < 1_500, "of long words there is the beginning");
    for (wide, high) in [(400, 90), (33, 33), (5_000, 5_000), (0, 0)] {
        let (_, quoted) = quoted(&fixture, &address, &format!("&maxwidth={wide}&maxheight={high}")).await;
        assert!(quoted["width"].as_u64().unwrap() <= wide && quoted["height"].as_u64().unwrap() <= high, "{quoted}");
    }
}

#[tokio::test]
async fn what_is_not_offered_or_not_there_is_refused_as_the_specification_says() {
    let fixture = Fixture::open().await;
    let posted = fixture.visitor("Amira").posts(RYE, "words").await;
    let address = format!("{RYE}#porch-c-{}", posted.comment.id);
    for format in ["xml", "yaml", "JSON", ""] {
        assert_eq!(quoted(&fixture, &address, &format!("&format={format}")).await.0, 501, "{format}");
    }
    let nobody = uuid::Uuid::new_v4();
    for address in [
        RYE.to_owned(),
        format!("{RYE}#porch-c-{nobody}"),
        format!("https://bakery.example/oats#porch-c-{}", posted.comment.id),
        format!("https://cafe.example/rye#porch-c-{}", posted.comment.id),
        format!("https://evil.example/rye#porch-c-{}", posted.comment.id),
        format!("{}/c/nobodys/{nobody}", fixture.address),
        format!("{}/c/bakery/{nobody}", fixture.address),
        format!("{}/c/bakery/feed", fixture.address),
        format!("{}/c/cafe/{nobody}?comment={}", fixture.address, posted.comment.id),
        format!("{}/c/bakery", fixture.address),
        format!("{}/host/", fixture.address),
        "javascript:alert(1)".into(),
        "nothing".into(),
        String::new(),
    ] {
        assert_eq!(quoted(&fixture, &address, "").await.0, 404, "{address}");
    }
    let (status, _) = quoted(&fixture, &address, "&maxwidth=wide").await;
    assert_eq!(status, 422);
}
