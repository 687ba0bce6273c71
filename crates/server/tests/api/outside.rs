//! What search engines, feed readers and other sites read: by every address, what is published, and nothing else.

mod conversation_page;
mod feeds;
mod include;
mod oembed;
mod sitemap;

use std::collections::BTreeSet;

use porch_domain::moderation::team_decision::DecisionKind;
use porch_protocol::CommentPosted;
use porch_storage::sites::{Hold, SiteChange};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::fixture::{Fixture, Person, RYE, key};

/// Reads an address of the server as a program does.
async fn answer(fixture: &Fixture, path: &str) -> Response {
    let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", fixture.address) };
    Client::new().get(url).send().await.unwrap()
}

async fn text(fixture: &Fixture, path: &str) -> String {
    let answer = answer(fixture, path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

/// The path of a thread on the server's own pages.
async fn thread_of(fixture: &Fixture, key: &str) -> String {
    let thread = fixture.app.storage.thread_of_page("bakery", key).await.unwrap().unwrap();
    format!("/c/bakery/{}", thread.id)
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The structured data in HTML, of which there is one element.
fn data(html: &str) -> Value {
    let parts: Vec<&str> = html.split("<script type=\"application/ld+json\">").collect();
    assert_eq!((parts.len(), html.matches("<script").count()), (2, 1), "{html}");
    serde_json::from_str(parts[1].split("</script>").next().unwrap()).unwrap()
}

/// Every comment in structured data, wherever it is nested.
fn described(data: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open = vec![data];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                let kind = fields.get("@type").and_then(Value::as_str).unwrap_or_default();
                // What only names another comment has no text of its own.
                if ["Comment", "DiscussionForumPosting"].contains(&kind) && fields.contains_key("url") {
                    found.push(value);
                }
                open.extend(fields.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    found
}

/// The elements of an XML document with their texts, as a reader of XML finds them: `url/loc` and its text.
fn elements(xml: &str) -> Vec<(String, String)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut path, mut found) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                path.push(start.name().as_ref().to_owned());
                found.push((path.join("/"), String::new()));
            }
            Event::Empty(empty) => {
                let name = empty.name();
                found.push((format!("{}/{}", path.join("/"), name.as_ref()), String::new()));
            }
            Event::Text(text) => {
                if let Some((_, words)) = found.last_mut() {
                    words.push_str(&text);
                }
            }
            Event::End(_) => drop(path.pop()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Every answer about the page in which the words of its comments stand.
async fn answers_with_words(fixture: &Fixture, thread: &str) -> Vec<(String, String)> {
    let include = format!("/v1/sites/bakery/include?page={RYE}");
    let paths = [
        thread.to_owned(),
        format!("/c/bakery?page={RYE}"),
        format!("{thread}/feed"),
        "/c/bakery/feed".to_owned(),
        format!("{include}&order=newest"),
        format!("/v1/sites/-/include?page={RYE}&lang=ar"),
        include,
    ];
    let mut all = Vec::new();
    for path in paths {
        let text = text(fixture, &path).await;
        all.push((path, text));
    }
    all
}

async fn tries(person: &Person, words: &str) -> CommentPosted {
    let posted = person.sends(Method::POST, "comments", &key(), person.words(RYE, words)).await;
    assert!(posted.status().is_success());
    posted.json().await.unwrap()
}

/// One comment among others, and whether everyone reads it now.
async fn is_read(fixture: &Fixture, thread: &str, posted: &CommentPosted, mark: &str, published: bool) {
    for (path, text) in answers_with_words(fixture, thread).await {
        assert_eq!(text.contains(mark), published, "{mark} in {path}: {text}");
        assert!(text.contains("always there"), "{path}: {text}");
    }
    for address in [
        format!("{RYE}#porch-c-{}", posted.comment.id),
        format!("{}{thread}?comment={}", fixture.address, posted.comment.id),
    ] {
        let quoted = answer(fixture, &format!("/oembed?url={}", encoded(&address))).await;
        assert_eq!(quoted.status() == StatusCode::OK, published, "{address}");
        assert_eq!(quoted.text().await.unwrap().contains(mark), published, "{address}");
    }
}

#[tokio::test]
async fn words_are_read_outside_while_they_are_published_and_at_no_other_time() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "always there").await;
    fixture.guest_of_the_cafe("Carl").posts("https://cafe.example/menu", "kanarienvogel").await;
    let thread = thread_of(&fixture, "bakery.example/rye").await;
    fixture.set(SiteChange { hold: Some(Hold::All), ..SiteChange::default() }).await;
    let (ben, dora) = (fixture.visitor("Benmark"), fixture.visitor("Doramark"));
    let declined = tries(&dora, "declinedmark words").await;
    let posted = tries(&ben, "benmark words").await;
    let shown = async |published| {
        is_read(&fixture, &thread, &posted, "benmark words", published).await;
        is_read(&fixture, &thread, &posted, "Benmark", published).await;
    };
    shown(false).await;
    for (decision, published) in [
        (DecisionKind::Approve, true),
        (DecisionKind::Remove, false),
        (DecisionKind::Restore, true),
        (DecisionKind::Spam, false),
        (DecisionKind::NotSpam, true),
    ] {
        fixture.decides(decision, &posted, "why").await.unwrap();
        shown(published).await;
    }
    let version = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().version;
    assert_eq!(ben.withdraws(&posted, version).await.status(), StatusCode::OK);
    shown(false).await;
    is_read(&fixture, &thread, &declined, "declinedmark", false).await;
    fixture.decides(DecisionKind::Decline, &declined, "why").await.unwrap();
    is_read(&fixture, &thread, &declined, "declinedmark", false).await;
    for (path, text) in answers_with_words(&fixture, &thread).await {
        assert!(!text.contains("kanarienvogel"), "{path} has words of another site");
    }
}

#[tokio::test]
async fn of_a_removed_comment_with_replies_only_that_there_was_one_is_read_outside() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "openingmark").await;
    ben.replies(RYE, &opening, "always there").await;
    let thread = thread_of(&fixture, "bakery.example/rye").await;
    fixture.decides(DecisionKind::Remove, &opening, "unkind").await.unwrap();
    is_read(&fixture, &thread, &opening, "openingmark", false).await;
    let page = data(&text(&fixture, &thread).await);
    let stub = &page["mainEntity"][0];
    assert_eq!(
        (&stub["creativeWorkStatus"], &stub["author"], &stub["text"]),
        (&"Deleted".into(), &Value::Null, &Value::Null)
    );
    assert_eq!(stub["comment"][0]["text"], "always there");
}

#[tokio::test]
async fn no_text_of_a_visitor_is_markup_in_any_format() {
    let fixture = Fixture::open().await;
    let name = "</script><b>\"Ada\" & 'co' ]]>";
    let ada = fixture.visitor(name);
    let words = "</script><script>alert(1)</script> <img src=x> \"q\" & ]]> <!-- \u{5e9}\u{5dc}\u{5d5}\u{5dd} &#x8; a\u{FFFE}b\u{2028}c";
    let mut body = ada.words(RYE, words);
    body["title"] = "</title><script>alert(2)</script> & \"Rye\"".into();
    let posted: CommentPosted = ada.sends(Method::POST, "comments", &key(), body).await.json().await.unwrap();
    let said = porch_domain::markup::plain_text(posted.comment.body.as_ref().unwrap());
    let thread = thread_of(&fixture, "bakery.example/rye").await;
    for path in [thread.clone(), format!("/v1/sites/bakery/include?page={RYE}")] {
        let html = text(&fixture, &path).await;
        assert!(!html.contains("<img") && !html.contains("<b>\"") && !html.contains("<!-- "), "{path}: {html}");
        let data = data(&html);
        let found = described(&data);
        assert_eq!(
            (found.len(), &found[0]["text"], &found[0]["author"]["name"]),
            (1, &json!(said), &json!(name)),
            "{path}"
        );
    }
    for path in [format!("{thread}/feed"), "/c/bakery/feed".to_owned()] {
        let xml = text(&fixture, &path).await;
        assert!(!xml.chars().any(porch_domain::text::is_outside_xml), "{path}: {xml:?}");
        let feed = feed_rs::parser::parse(xml.as_bytes()).unwrap();
        let entry = &feed.entries[0];
        assert_eq!(entry.content.as_ref().unwrap().body.as_deref().unwrap().trim(), said.trim(), "{path}");
        assert_eq!(entry.authors[0].name.as_deref(), Some(name), "{path}");
        assert!(elements(&xml).len() > 10);
    }
    let quoted = format!("/oembed?url={}", encoded(&format!("{RYE}#porch-c-{}", posted.comment.id)));
    let quoted: Value = answer(&fixture, &quoted).await.json().await.unwrap();
    let html = quoted["html"].as_str().unwrap();
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>"), "{html}");
    assert_eq!(quoted["author_name"], name);
}

/// The addresses of each kind, and what they are served as.
async fn kinds(fixture: &Fixture) -> Vec<(String, &'static str)> {
    let thread = thread_of(fixture, "bakery.example/rye").await;
    let own = encoded(&format!("{}{thread}", fixture.address));
    vec![
        (format!("{thread}/feed"), "application/atom+xml; charset=utf-8"),
        ("/c/bakery/feed".into(), "application/atom+xml; charset=utf-8"),
        ("/c/bakery/sitemap.xml".into(), "application/xml; charset=utf-8"),
        ("/robots.txt".into(), "text/plain; charset=utf-8"),
        (format!("/oembed?url={own}"), "application/json"),
        (format!("/v1/sites/bakery/include?page={RYE}"), "text/html; charset=utf-8"),
    ]
}

#[tokio::test]
async fn what_a_reader_has_is_not_sent_again_and_a_change_is_sent_at_once() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let posted = amira.posts(RYE, "one").await;
    let client = Client::new();
    for (number, (path, kind)) in kinds(&fixture).await.into_iter().enumerate() {
        let url = format!("{}{path}", fixture.address);
        let first = client.get(&url).send().await.unwrap();
        assert_eq!(
            (first.status(), &first.headers()["content-type"]),
            (StatusCode::OK, &kind.parse().unwrap()),
            "{path}"
        );
        assert_eq!(first.headers()["cache-control"], "public, no-cache, s-maxage=2", "{path}");
        assert!(!first.headers().contains_key("set-cookie"), "{path}");
        let etag = first.headers()["etag"].clone();
        let again = || client.get(&url).header("if-none-match", etag.clone());
        for _ in 0..2 {
            assert_eq!(again().send().await.unwrap().status(), StatusCode::NOT_MODIFIED, "{path}");
        }
        let head = client.head(&url).send().await.unwrap();
        assert_eq!((head.status(), &head.headers()["etag"]), (StatusCode::OK, &etag), "{path}");
        assert!(head.text().await.unwrap().is_empty(), "{path}");
        fixture.pass(60);
        let version = fixture.app.storage.comment("bakery", posted.comment.id).await.unwrap().unwrap().version;
        assert_eq!(amira.edits(&posted, version, &format!("changed {number}")).await.status(), StatusCode::OK);
        let changed = again().send().await.unwrap().status();
        assert_eq!(changed == StatusCode::OK, path != "/robots.txt", "{path}");
    }
}

#[tokio::test]
async fn of_what_is_not_there_nothing_is_said() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "words").await;
    let theirs = fixture.guest_of_the_cafe("Carl").posts("https://cafe.example/menu", "theirs").await;
    let theirs = fixture.app.storage.comment("cafe", theirs.comment.id).await.unwrap().unwrap().thread;
    let nobody = uuid::Uuid::new_v4();
    for (path, status) in [
        ("/c/nobodys/feed".to_owned(), 404),
        ("/c/nobodys/sitemap.xml".to_owned(), 404),
        ("/c/bakery/sitemap.xml?part=0".to_owned(), 404),
        ("/c/bakery/sitemap.xml?part=2".to_owned(), 404),
        ("/c/bakery/sitemap.xml?part=1001".to_owned(), 404),
        ("/c/bakery/sitemap.xml?part=x".to_owned(), 422),
        (format!("/v1/sites/nobodys/include?page={RYE}"), 404),
        ("/v1/sites/-/include?page=https://nobodys.example/".to_owned(), 404),
        ("/v1/sites/bakery/include?page=https://cafe.example/menu".to_owned(), 400),
        ("/v1/sites/bakery/include".to_owned(), 400),
        (format!("/c/bakery/{theirs}"), 404),
        (format!("/c/bakery/{theirs}/feed"), 404),
        (format!("/c/bakery/{nobody}/feed"), 404),
        (format!("/c/bakery?page={RYE}&comment={nobody}"), 410),
        ("/oembed".to_owned(), 422),
    ] {
        let answer = answer(&fixture, &path).await;
        assert_eq!(answer.headers()["content-type"], "application/problem+json", "{path}");
        assert_eq!(answer.status().as_u16(), status, "{path}");
    }
    let links: BTreeSet<_> = elements(&text(&fixture, "/c/bakery/sitemap.xml").await).into_iter().collect();
    assert!(!links.iter().any(|(_, text)| text.contains("cafe")), "{links:?}");
}
