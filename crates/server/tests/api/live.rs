//! The live stream: who listens hears at once, and hears nothing but cursors and whether words are taken.

use porch_protocol::Cursor;
use reqwest::Response;
use serde_json::Value;

use crate::fixture::{Fixture, Person, RYE, as_to_its_author};
use crate::wait::{PATIENCE, until};

/// An open stream, read event by event.
pub(crate) struct Listener {
    response: Response,
    buffer: String,
}

impl Listener {
    pub(crate) async fn open(person: &Person, pages: &[&str]) -> Self {
        let query: Vec<_> = pages.iter().map(|page| format!("page={page}")).collect();
        let response = person.gets(&format!("live?{}", query.join("&"))).await;
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, buffer: String::new() }
    }

    /// The next event's page and cursor; none when the stream ends.
    async fn next(&mut self) -> Option<(u64, Cursor)> {
        let data = self.next_data().await?;
        Some((data["page"].as_u64().unwrap(), Cursor(data["cursor"].as_str().unwrap().into())))
    }

    /// Whether the next event's page takes no comments.
    async fn next_closed(&mut self) -> bool {
        self.next_data().await.unwrap()["closed"] == true
    }

    pub(crate) async fn next_data(&mut self) -> Option<Value> {
        loop {
            while let Some((event, rest)) = self.buffer.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.buffer = rest;
                if let Some(data) = event.lines().find_map(|line| line.strip_prefix("data: ")) {
                    return Some(serde_json::from_str(data).unwrap());
                }
            }
            let chunk = tokio::time::timeout(PATIENCE, self.response.chunk()).await;
            let chunk = chunk.expect("the stream says something").unwrap_or_default()?;
            self.buffer.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}

#[tokio::test]
async fn a_post_is_announced_to_whoever_listens() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let spelt = "https://bakery.example/spelt";
    let mut listener = Listener::open(&ben, &[spelt, RYE]).await;
    let mut first = [listener.next().await.unwrap(), listener.next().await.unwrap()];
    first.sort_by_key(|(page, _)| *page);
    assert_eq!((first[0].0, first[1].0), (0, 1));
    let posted = amira.posts(RYE, "the first words here").await;
    assert_eq!(listener.next().await, Some((1, posted.cursor.clone().unwrap())));
    let changes = ben.hears_since(RYE, &first[1].1.0).await;
    assert_eq!(as_to_its_author(changes.changes[0].comment.clone()), posted.comment);
    let reply = amira.replies(RYE, &posted, "and more").await;
    assert_eq!(listener.next().await, Some((1, reply.cursor.unwrap())));
}

#[tokio::test]
async fn nothing_that_is_hidden_travels_on_the_stream() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let mut listener = Listener::open(&ben, &[RYE]).await;
    let start = listener.next().await;
    let rule = async |word: &str| {
        let change = [("hold".to_owned(), word.to_owned())];
        porch_server::team::settings::set(&fixture.app, "bakery", &change, "operator").await.unwrap();
    };
    rule("first").await;
    assert_eq!(listener.next().await, start, "the rule is told, at the same place");
    let held = amira.sends(reqwest::Method::POST, "comments", &crate::fixture::key(), amira.words(RYE, "held")).await;
    assert_eq!(held.status(), 202);
    rule("off").await;
    assert_eq!(listener.next().await, start, "the held one rang no bell");
    let seen = ben.posts(RYE, "seen").await;
    assert_eq!(listener.next().await, Some((0, seen.cursor.unwrap())));
}

#[tokio::test]
async fn whoever_listens_hears_that_a_whole_site_is_closed_and_opened_wherever_they_are() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    let silent = "https://bakery.example/nobody-spoke-here";
    amira.posts(RYE, "the first words here").await;
    let mut listeners = [Listener::open(&ben, &[RYE]).await, Listener::open(&ben, &[silent]).await];
    for listener in &mut listeners {
        assert!(!listener.next_closed().await);
    }
    for (word, closed) in [("on", true), ("off", false), ("on", true)] {
        let change = [("closed".to_owned(), word.to_owned())];
        porch_server::team::settings::set(&fixture.app, "bakery", &change, "operator").await.unwrap();
        for (listener, page) in listeners.iter_mut().zip([RYE, silent]) {
            assert_eq!(listener.next_closed().await, closed, "{page}");
            assert_eq!(ben.reads(page).await.closed, closed, "{page}");
            assert_eq!(ben.reads_the_page(page).await.contains("data-closed"), closed, "{page}");
        }
    }
    // Whoever was away hears what has changed meanwhile, and nothing else.
    let url = format!("{}/v1/sites/bakery/live?page={RYE}&page={silent}", fixture.address);
    let away = reqwest::Client::new().get(url).header("last-event-id", "1.0c").send().await.unwrap();
    let mut away = Listener { response: away, buffer: String::new() };
    assert!(away.next_data().await.unwrap()["page"] == 0);
    amira.sends(reqwest::Method::POST, "comments", &crate::fixture::key(), amira.words(silent, "still?")).await;
    let off = [("closed".to_owned(), "off".to_owned())];
    porch_server::team::settings::set(&fixture.app, "bakery", &off, "operator").await.unwrap();
    assert!(!away.next_closed().await, "nothing was told of what stands where it stood");
}

#[tokio::test]
async fn whoever_listens_hears_of_another_rule_about_new_comments() {
    let fixture = Fixture::open().await;
    let (amira, ben) = (fixture.visitor("Amira"), fixture.visitor("Ben"));
    amira.posts(RYE, "the first words here").await;
    let mut listener = Listener::open(&ben, &[RYE]).await;
    let first = listener.next_data().await.unwrap();
    assert!(first.get("hold").is_none());
    for (word, hold) in [("all", "all"), ("first", "first"), ("off", "")] {
        let change = [("hold".to_owned(), word.to_owned())];
        porch_server::team::settings::set(&fixture.app, "bakery", &change, "operator").await.unwrap();
        let heard = listener.next_data().await.unwrap();
        assert_eq!((heard["hold"].as_str().unwrap_or_default(), &heard["cursor"]), (hold, &first["cursor"]), "{word}");
        // What is asked for then says the same.
        let since = first["cursor"].as_str().unwrap();
        let news: Value = ben.gets(&format!("changes?page={RYE}&since={since}")).await.json().await.unwrap();
        assert_eq!((news["hold"].as_str().unwrap_or_default(), news["changes"].as_array().unwrap().len()), (hold, 0));
    }
}

#[tokio::test]
async fn the_end_of_the_server_is_the_end_of_the_streams() {
    let fixture = Fixture::open().await;
    let ben = fixture.visitor("Ben");
    let mut listeners = Vec::new();
    for _ in 0..50 {
        let mut listener = Listener::open(&ben, &[RYE]).await;
        listener.next().await;
        listeners.push(listener);
    }
    tokio::time::timeout(PATIENCE, fixture.end()).await.expect("open streams hold nobody up");
    for mut listener in listeners {
        assert_eq!(listener.next().await, None);
    }
}

#[tokio::test]
async fn one_prefix_has_a_bounded_number_of_streams() {
    let fixture = Fixture::with_limits().await;
    let ben = fixture.visitor("Ben");
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(Listener::open(&ben, &[RYE]).await);
    }
    let refused = ben.gets(&format!("live?page={RYE}")).await;
    assert_eq!(refused.status(), 429);
    drop(open);
    // The server hears of a closed connection when it next has something to say, or at once; either way it is an event.
    until("a place that was freed", async || {
        let again = ben.gets(&format!("live?page={RYE}")).await;
        (again.status() == 200).then_some(())
    })
    .await;
}
