//! The comments in the owner's own page: HTML that a program puts there, complete without a script and without a style.

use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};

use super::{answer, data, described, text, thread_of};
use crate::fixture::{Fixture, RYE};

fn of(page: &str, more: &str) -> String {
    format!("/v1/sites/bakery/include?page={page}{more}")
}

#[tokio::test]
async fn the_owners_page_has_the_words_and_says_that_they_belong_to_it() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let opening = amira.posts(RYE, "How *sour* is it?").await;
    let reply = ben.replies(RYE, &opening, "Very").await;
    let html = text(&fixture, &of(RYE, "")).await;
    assert!(html.starts_with("<section lang=\"en\" class=\"porch-comments\""), "{html}");
    assert!(html.contains("<h2>2 comments</h2>") && html.contains("<h3><bdi>Amira</bdi>"), "{html}");
    assert!(html.contains("How <em>sour</em> is it?"), "{html}");
    for id in [opening.comment.id, reply.comment.id] {
        assert!(html.contains(&format!("<article id=\"porch-c-{id}\">")), "{html}");
    }
    let own = format!("{}{}", fixture.address, thread_of(&fixture, "bakery.example/rye").await);
    assert!(html.contains(&format!("<a href=\"{own}\">Join the conversation</a>")), "{html}");
    // Nothing that runs, nothing that a style of the page would have to allow, no form, no shadow root.
    for absent in ["<form", "<button", "<textarea", "<template", "style=", "<!--", "slot", "onclick", "data-"] {
        assert!(!html.contains(absent), "{absent}: {html}");
    }
    let data = data(&html);
    assert_eq!((&data["@type"], &data["@id"]), (&"WebPage".into(), &RYE.into()));
    assert_eq!(data["comment"][0]["comment"][0]["text"], "Very");
    assert_eq!(described(&data).len(), 2);
    assert!(!html.contains("DiscussionForumPosting"), "what the owner's page is, it says itself");
}

#[tokio::test]
async fn language_order_and_headings_are_chosen_and_other_words_mean_the_default() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let opening = amira.posts(RYE, "first words").await;
    amira.replies(RYE, &opening, "second words").await;
    let arabic = text(&fixture, &of(RYE, "&lang=ar&headings=4")).await;
    assert!(
        arabic.contains("lang=\"ar\" dir=\"rtl\"") && arabic.contains("<h4>") && arabic.contains("<h5>"),
        "{arabic}"
    );
    let newest = text(&fixture, &of(RYE, "&order=newest")).await;
    assert!(newest.find("second words") < newest.find("first words"), "{newest}");
    let odd = text(&fixture, &of(RYE, "&lang=xx&headings=9&order=best&more=1")).await;
    assert_eq!(odd, text(&fixture, &of(RYE, "")).await);
}

#[tokio::test]
async fn a_page_without_comments_has_the_way_to_the_first_and_nothing_to_list() {
    let fixture = Fixture::open().await;
    let html = text(&fixture, &of(RYE, "")).await;
    assert!(html.contains("Join the conversation") && html.contains("<ol></ol>"), "{html}");
    assert!(!html.contains("<script"), "{html}");
    let link = html.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(answer(&fixture, &link.replace("&amp;", "&")).await.status(), StatusCode::OK);
    fixture.visitor("Amira").posts(RYE, "the first words").await;
    assert!(text(&fixture, &of(RYE, "")).await.contains("the first words"), "at the next request");
}

#[tokio::test]
async fn a_long_conversation_goes_on_behind_a_link() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    for number in 0..60 {
        amira.posts(RYE, &format!("word{number} here")).await;
    }
    let html = text(&fixture, &of(RYE, "")).await;
    assert_eq!(html.matches("<article").count(), 40);
    let next = html.split("href=\"").find(|link| link.contains("after=")).unwrap().split('"').next().unwrap();
    let rest = text(&fixture, &next.replace("&amp;", "&")).await;
    assert!(rest.contains("word0 here") && !html.contains("word0 here"), "{rest}");
}

#[tokio::test]
async fn programs_get_it_whoever_they_are_and_a_browser_is_no_program() {
    let fixture = Fixture::open().await;
    fixture.visitor("Amira").posts(RYE, "words").await;
    let url = format!("{}{}", fixture.address, of(RYE, ""));
    let plain = text(&fixture, &of(RYE, "")).await;
    // Neither an origin nor a cookie changes a byte.
    let carl = fixture.guest_of_the_cafe("Carl");
    let theirs = carl.asks(Method::GET, &url, HeaderMap::new(), None).await;
    assert_eq!(theirs.text().await.unwrap(), plain);
    let opened = HeaderMap::from_iter([("sec-fetch-mode".parse().unwrap(), HeaderValue::from_static("navigate"))]);
    for _ in 0..2 {
        let refused = carl.asks(Method::GET, &url, opened.clone(), None).await;
        assert!(refused.status().is_client_error(), "{}", refused.status());
    }
}
