//! The conversation's own page: complete without a script, in parts that links lead to, with data that search engines read.

use porch_domain::moderation::team_decision::DecisionKind;
use serde_json::{Value, json};

use super::{answer, data, described, encoded, text, thread_of};
use crate::fixture::{Fixture, RYE};

/// The value of an attribute of the first element that begins like this.
fn attribute<'h>(html: &'h str, element: &str, name: &str) -> Option<&'h str> {
    let rest = html.split(element).nth(1)?.split('>').next()?;
    rest.split(&format!("{name}=\"")).nth(1)?.split('"').next()
}

fn canonical(html: &str) -> String {
    attribute(html, "<link rel=\"canonical\"", "href").unwrap().replace("&amp;", "&")
}

#[tokio::test]
async fn openings_are_postings_and_replies_are_comments_inside_them() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let mut words = amira.words(RYE, "How sour is it?");
    words["title"] = "Rye".into();
    let opening = amira.sends(reqwest::Method::POST, "comments", &crate::fixture::key(), words).await;
    let opening: porch_protocol::CommentPosted = opening.json().await.unwrap();
    fixture.pass(60);
    let reply = ben.replies(RYE, &opening, "Very").await;
    fixture.pass(3_600);
    let version = fixture.app.storage.comment("bakery", reply.comment.id).await.unwrap().unwrap().version;
    assert!(ben.edits(&reply, version, "Very sour").await.status().is_success());
    let path = thread_of(&fixture, "bakery.example/rye").await;
    let own = format!("{}{path}", fixture.address);
    let page = data(&text(&fixture, &path).await);
    assert_eq!((&page["@type"], &page["url"], &page["name"]), (&json!("WebPage"), &json!(own), &json!("Rye")));
    assert_eq!(page["commentCount"], 2);
    let posting = &page["mainEntity"][0];
    assert_eq!(posting["@type"], "DiscussionForumPosting");
    assert_eq!((&posting["text"], &posting["headline"]), (&json!("How sour is it?"), &json!("Rye")));
    assert_eq!(posting["author"], json!({ "@type": "Person", "name": "Amira" }));
    assert_eq!(posting["url"], format!("{RYE}#porch-c-{}", opening.comment.id));
    assert_eq!(posting["datePublished"], opening.comment.posted_at.to_string());
    assert_eq!(posting["isPartOf"]["@id"], RYE);
    let answered = &posting["comment"][0];
    assert_eq!((&answered["@type"], &answered["text"]), (&json!("Comment"), &json!("Very sour")));
    assert_eq!(answered["dateModified"], fixture.clock.now().to_string());
    assert_eq!(page["dateModified"], answered["dateModified"]);
    assert!(!page.to_string().contains("interaction") && !page.to_string().contains("null"), "{page}");
}

#[tokio::test]
async fn a_deep_branch_is_told_whole_and_nested_no_deeper_than_readers_of_json_allow() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let mut last = amira.posts(RYE, "the first").await;
    for number in 1..39 {
        last = amira.replies(RYE, &last, &format!("reply {number}")).await;
    }
    let page = data(&text(&fixture, &thread_of(&fixture, "bakery.example/rye").await).await);
    assert_eq!(described(&page).len(), 39);
    let depth = |value: &Value| {
        let (mut depth, mut at) = (0, &value["mainEntity"][0]);
        while at.is_object() {
            (depth, at) = (depth + 1, &at["comment"][0]);
        }
        depth
    };
    assert_eq!(depth(&page), 21);
    let flat = described(&page).iter().filter(|one| one["parentItem"]["@id"].is_string()).count();
    assert_eq!(flat, 39 - 20, "what lies deeper names what it answers");
}

#[tokio::test]
async fn every_part_of_a_long_conversation_is_reached_by_links_and_listed_under_its_own_address() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let opening = amira.posts(RYE, "word0 here").await;
    for number in 1..170 {
        amira.replies(RYE, &opening, &format!("word{number} here")).await;
    }
    let mut path = thread_of(&fixture, "bakery.example/rye").await;
    let (mut seen, mut canonicals) = (Vec::new(), Vec::new());
    loop {
        let html = text(&fixture, &path).await;
        seen.extend(described(&data(&html)).iter().map(|one| one["text"].as_str().unwrap().to_owned()));
        canonicals.push(canonical(&html));
        let Some(next) = attribute(&html, "<link rel=\"next\"", "href") else { break };
        // The link that people press leads to the same part.
        let after = next.split("after=").nth(1).unwrap();
        assert!(html.contains(&format!("after={after}\"")) && html.matches(after).count() > 1, "{html}");
        path = next.replace("&amp;", "&");
    }
    let mut expected: Vec<_> = (0..170).map(|number| format!("word{number} here")).collect();
    seen.sort();
    expected.sort();
    assert_eq!(seen, expected);
    assert_eq!((canonicals.len(), canonicals[0].as_str()), (3, RYE));
    for later in &canonicals[1..] {
        assert!(later.starts_with(&fixture.address) && later.contains("?after="), "{later}");
        assert_eq!(canonical(&text(&fixture, later).await), *later);
    }
}

#[tokio::test]
async fn a_comment_leads_to_its_part_which_is_shown_as_its_own_in_previews() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let opening = amira.posts(RYE, "word0 here").await;
    let mut last = None;
    for number in 1..60 {
        last = Some(amira.replies(RYE, &opening, &format!("word{number} here")).await);
    }
    let (path, last) = (thread_of(&fixture, "bakery.example/rye").await, last.unwrap());
    let html = text(&fixture, &format!("{path}?comment={}", last.comment.id)).await;
    assert!(html.contains("word59 here") && !html.contains("word1 here"));
    let property = |name: &str| attribute(&html, &format!("<meta property=\"{name}\""), "content").unwrap();
    assert_eq!(property("og:title"), "Amira · Conversation");
    assert_eq!(property("og:description"), "word59 here");
    assert_eq!(property("og:url"), format!("{}{path}?comment={}", fixture.address, last.comment.id));
    let first = text(&fixture, &path).await;
    assert_eq!(attribute(&first, "<meta property=\"og:url\"", "content"), Some(RYE));
    assert_eq!(attribute(&first, "<meta property=\"og:description\"", "content"), Some("word0 here"));
    let oembed = attribute(&html, "<link rel=\"alternate\" type=\"application/json+oembed\"", "href").unwrap();
    let quoted: Value = answer(&fixture, &oembed.replace("&amp;", "&")).await.json().await.unwrap();
    assert!(quoted["html"].as_str().unwrap().contains("word59 here"), "{quoted}");
}

#[tokio::test]
async fn only_pages_with_something_to_read_may_be_listed_and_a_key_has_the_servers_page() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let listed =
        async |page: &str| !text(&fixture, &format!("/c/bakery?page={}", encoded(page))).await.contains("noindex");
    assert!(!listed(RYE).await && !listed("recipe-7").await);
    let posted = amira.posts(RYE, "words").await;
    amira.posts("recipe-7", "words").await;
    assert!(listed(RYE).await && listed("recipe-7").await);
    let path = thread_of(&fixture, "key:recipe-7").await;
    let html = text(&fixture, &path).await;
    assert_eq!(canonical(&html), format!("{}{path}", fixture.address));
    assert!(data(&html)["mainEntity"][0]["url"].as_str().unwrap().starts_with(&fixture.address));
    // Under each of its addresses the page has the same canonical one.
    let by_page = text(&fixture, "/c/bakery?page=recipe-7").await;
    assert_eq!(canonical(&by_page), canonical(&html));
    fixture.decides(DecisionKind::Spam, &posted, "").await.unwrap();
    assert!(!listed(RYE).await);
}

#[tokio::test]
async fn links_in_comments_are_marked_as_written_by_visitors() {
    let fixture = crate::limits::easy().await;
    fixture.visitor("Amira").posts(RYE, "see [the oven](https://oven.example/)").await;
    let path = thread_of(&fixture, "bakery.example/rye").await;
    for path in [path, format!("/v1/sites/bakery/include?page={RYE}")] {
        let html = text(&fixture, &path).await;
        assert!(
            html.contains("href=\"https://oven.example/\" rel=\"ugc nofollow noopener noreferrer\""),
            "{path}: {html}"
        );
    }
}
