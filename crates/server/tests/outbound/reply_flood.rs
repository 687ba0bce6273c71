//! Floods of replies: an address gets few mails in a day, and what they would have said comes together.

use porch_protocol::{CommentId, Status, ThreadId};
use porch_storage::posts::{Arrival, PostJob, fresh_id};

use super::fixture::Fixture;
use super::reply_mail::{confirmed, open};
use super::sink::{Mail, Sink};

const HOUR: i64 = 3_600;

/// A reply of a guest, past the checks and the network.
fn reply(fixture: &Fixture, thread: ThreadId, parent: CommentId) -> PostJob {
    PostJob {
        site: "bakery".into(),
        key_hash: uuid::Uuid::new_v4().to_string(),
        request_hash: String::new(),
        page_key: "bakery.example/rye".into(),
        url: "https://bakery.example/rye".into(),
        title: None,
        thread: Some(thread),
        new_thread: ThreadId(fresh_id()),
        id: CommentId(fresh_id()),
        parent: Some(parent),
        person: "ben".into(),
        name: "Ben".into(),
        role: None,
        source: "words".into(),
        tree: r#"[{"t":"p","c":[{"t":"text","c":"words"}]}]"#.into(),
        status: Status::Published,
        hold: None,
        arrival: Arrival::default(),
        second_look: None,
        slow_mode: None,
        proof: None,
        now: fixture.clock.now(),
    }
}

/// So many replies, in turns to these comments.
async fn flood(fixture: &Fixture, parents: &[CommentId], replies: usize) {
    let thread = fixture.app.storage.thread_of_page("bakery", "bakery.example/rye").await.unwrap().unwrap();
    let jobs = (0..replies).map(|number| reply(fixture, thread.id, parents[number % parents.len()]));
    let stored = futures_util::future::join_all(jobs.map(|job| fixture.app.storage.post_comment(job))).await;
    assert!(stored.into_iter().all(|stored| stored.is_ok()));
}

fn came(sink: &mut Sink) -> Vec<Mail> {
    std::iter::from_fn(|| sink.has()).collect()
}

#[tokio::test]
async fn ten_thousand_replies_are_a_few_mails() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    flood(&fixture, &[opening.comment.id], 10_000).await;
    let mut mails = Vec::new();
    for _ in 0..25 {
        fixture.has_told_all().await;
        mails.append(&mut came(&mut sink));
        fixture.pass(HOUR);
    }
    assert!((1..=20).contains(&mails.len()), "{}", mails.len());
    let text = mails.last().unwrap().text();
    assert!(text.contains("And ") && text.contains(" more.") && text.len() < 10_000, "{text}");
}

#[tokio::test]
async fn an_address_gets_twenty_mails_in_a_day_on_all_sites_and_then_one_with_all_that_waits() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, first) = confirmed(&fixture, &mut sink, "one").await;
    let mut mails = 1;
    // One conversation after the other is replied to, so that each would have a mail of its own.
    for number in 0..30 {
        let opening =
            if number == 0 { first.comment.id } else { ada.posts("Ada", &number.to_string()).await.comment.id };
        flood(&fixture, &[opening], 1).await;
        fixture.has_told_all().await;
        mails += came(&mut sink).len();
    }
    assert_eq!(mails, 20, "with the one that had the code");
    fixture.pass(24 * HOUR - 1);
    fixture.has_told_all().await;
    assert!(sink.has().is_none());
    fixture.pass(1);
    fixture.has_told_all().await;
    let late = came(&mut sink);
    assert_eq!(late.len(), 1, "together");
    assert_eq!(late[0].text().matches("“Ben” replied to your comment").count(), 11);
}
