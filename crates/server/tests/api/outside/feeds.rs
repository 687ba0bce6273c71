//! The feeds of a page and of a site, as an independent reader of feeds takes them.

use feed_rs::model::Feed;
use porch_storage::sites::SiteChange;
use reqwest::Method;

use super::{elements, text, thread_of};
use crate::fixture::{Fixture, RYE, key};

async fn read(fixture: &Fixture, path: &str) -> Feed {
    let xml = text(fixture, path).await;
    // What Atom requires of a feed and of each entry (RFC 4287, 4.1).
    let elements = elements(&xml);
    let count = |path: &str| elements.iter().filter(|(found, _)| found == path).count();
    let entries = count("feed/entry");
    for path in ["feed/id", "feed/title", "feed/updated"] {
        assert_eq!(count(path), 1, "{path}: {xml}");
    }
    for path in ["feed/entry/id", "feed/entry/title", "feed/entry/updated", "feed/entry/author/name", "feed/entry/link"]
    {
        assert_eq!(count(path), entries, "{path}: {xml}");
    }
    feed_rs::parser::parse(xml.as_bytes()).unwrap()
}

#[tokio::test]
async fn a_site_has_a_feed_of_the_newest_comments_of_all_its_pages() {
    let fixture = Fixture::open().await;
    fixture.set(SiteChange { name: Some(Some("Halm & Krume".into())), ..SiteChange::default() }).await;
    let empty = read(&fixture, "/c/bakery/feed").await;
    assert_eq!((empty.entries.len(), empty.title.unwrap().content.as_str()), (0, "Halm & Krume"));
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let mut words = amira.words(RYE, "How sour is it?");
    words["title"] = "Rye".into();
    let opening = amira.sends(Method::POST, "comments", &key(), words).await;
    let opening: porch_protocol::CommentPosted = opening.json().await.unwrap();
    fixture.pass(60);
    ben.posts("recipe-7", "With spelt, too?").await;
    fixture.pass(60);
    let reply = ben.replies(RYE, &opening, "Very").await;
    fixture.guest_of_the_cafe("Carl").posts("https://cafe.example/menu", "theirs").await;

    let feed = read(&fixture, "/c/bakery/feed").await;
    let titles: Vec<_> = feed.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.as_str()).collect();
    assert_eq!(titles, ["Ben · Rye", "With spelt, too?", "Amira · Rye"]);
    assert_eq!(feed.entries[0].links[0].href, format!("{RYE}#porch-c-{}", reply.comment.id));
    assert!(feed.entries[1].links[0].href.starts_with(&fixture.address), "a key has no page of its own");
    assert_eq!(feed.entries[0].id, format!("urn:uuid:{}", reply.comment.id));
    let own = format!("{}/c/bakery/feed", fixture.address);
    assert!(feed.links.iter().any(|link| link.rel.as_deref() == Some("self") && link.href == own));
    assert_eq!(feed.updated.unwrap().timestamp_micros(), reply.comment.posted_at.0);
    let xml = text(&fixture, "/c/bakery/feed").await;
    assert!(xml.contains(&format!("<thr:in-reply-to ref=\"urn:uuid:{}\"/>", opening.comment.id)), "{xml}");
}

#[tokio::test]
async fn the_feed_of_a_page_is_one_that_readers_take_and_its_page_names_both() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let opening = amira.posts(RYE, "How sour is it?").await;
    amira.replies(RYE, &opening, "Very").await;
    let path = thread_of(&fixture, "bakery.example/rye").await;
    let feed = read(&fixture, &format!("{path}/feed")).await;
    assert_eq!(feed.entries.len(), 2);
    let page = text(&fixture, &path).await;
    for feed in [format!("{}{path}/feed", fixture.address), format!("{}/c/bakery/feed", fixture.address)] {
        assert!(page.contains(&format!("href=\"{feed}\"")), "{page}");
    }
}
