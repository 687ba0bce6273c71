//! What came in from a file, as visitors and the team meet it.

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use porch_protocol::Role;
use porch_protocol::team_api::HistoryEntry;
use tower::ServiceExt;

use crate::fixture::{Fixture, RYE};
use crate::review::Host;

/// An export of Disqus with one thread and one comment of this date.
fn disqus(name: &str, link: &str, date: &str) -> String {
    format!(
        "<disqus xmlns:dsq='d'><thread dsq:id='t'><id>{name}</id><link>{link}</link></thread>
         <post dsq:id='1'><message>An old word</message><createdAt>{date}</createdAt><author><name>Ada</name></author>
         <thread dsq:id='t'/></post></disqus>"
    )
}

impl Fixture {
    async fn takes_in(&self, file: &str) {
        porch_import::reader::use_program(env!("CARGO_BIN_EXE_porch"));
        let path = "/import?format=disqus&site=bakery&map=&dry_run=false";
        let request = Request::post(path).body(Body::from(file.to_owned())).unwrap();
        let response = porch_server::control::router(self.app.clone()).oneshot(request).await.unwrap();
        let said = response.into_body().collect().await.unwrap().to_bytes();
        assert!(String::from_utf8_lossy(&said).contains("Imported: 1."), "{said:?}");
    }
}

#[tokio::test]
async fn a_comment_without_a_date_shows_none_anywhere() {
    let fixture = Fixture::open().await;
    fixture.takes_in(&disqus("", RYE, "0000-00-00T00:00:00Z")).await;
    let amira = fixture.visitor("Amira");
    assert!(amira.reads(RYE).await.comments[0].undated);
    let fragment = amira.gets(&format!("fragment?page={RYE}")).await.text().await.unwrap();
    assert!(fragment.contains("<time>date unknown</time>") && !fragment.contains("datetime"), "{fragment}");
    let get =
        async |path: String| reqwest::get(format!("{}{path}", fixture.address)).await.unwrap().text().await.unwrap();
    let page = get(format!("/c/bakery?page={RYE}")).await;
    assert!(page.contains("An old word") && !page.contains("datePublished"), "{page}");
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let feed = get(format!("/c/bakery/{}/feed", thread.id)).await;
    assert!(feed.contains("An old word") && !feed.contains("<published>"), "{feed}");
    let answer = amira.posts(RYE, "A new word").await;
    assert!(!answer.comment.undated);
}

#[tokio::test]
async fn a_page_finds_its_old_words_by_the_name_that_it_had() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    fixture.takes_in(&disqus("mt_1949", "https://bakery.example/#!/post/1", "2015-02-03T04:05:06Z")).await;
    for page in ["mt_1949", "https://bakery.example/%23!/post/1", "https://bakery.example/%23!/post/1/"] {
        assert_eq!(amira.reads(page).await.comments.len(), 1, "{page}");
    }
    assert_eq!(amira.reads("https://bakery.example/").await.comments.len(), 0);
}

#[tokio::test]
async fn old_words_come_to_what_was_said_already_under_the_name_of_the_page() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    amira.posts("mt_7", "A new word").await;
    fixture.takes_in(&disqus("mt_7", RYE, "2015-02-03T04:05:06Z")).await;
    for page in ["mt_7", RYE] {
        assert_eq!(amira.reads(page).await.comments.len(), 2, "{page}");
    }
}

#[tokio::test]
async fn the_history_of_the_dashboard_says_what_came_in() {
    let fixture = Fixture::open().await;
    fixture.takes_in(&disqus("", RYE, "2015-02-03T04:05:06Z")).await;
    let marta = Host::named(&fixture, "Marta", Role::Owner).await;
    let log: Vec<HistoryEntry> = marta.reads("settled?what=site").await;
    let line = log.iter().find(|line| line.what == "imported").unwrap();
    let told: Vec<_> = line.detail.iter().map(|one| (one.key.as_str(), one.value.as_str())).collect();
    for pair in
        [("comments", "1"), ("format", "disqus"), ("known", "0"), ("left_out", "0"), ("pages", "1"), ("people", "1")]
    {
        assert!(told.contains(&pair), "{pair:?} in {told:?}");
    }
    assert!(told.iter().all(|(key, _)| *key != "whole"), "only what broke off is worth a word: {told:?}");
}
