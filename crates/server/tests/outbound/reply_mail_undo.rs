//! Taking back that mail about replies was stopped, on the page that has stopped it.

use reqwest::{Client, StatusCode};

use super::reply_mail::{confirmed, is_quiet, one_click, open, presses, quoted, replies, stop_link};
use super::sink::Sink;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// What the button of the page carries that takes a stop back.
fn undo_word(page: &str) -> String {
    let word = page.split("name=\"undo\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    word.unwrap_or_else(|| panic!("there is no such button: {page}")).to_owned()
}

async fn undoes(url: &str, word: &str) -> String {
    let form = "application/x-www-form-urlencoded";
    let request = Client::new().post(url).header("content-type", form).body(format!("undo={word}"));
    request.send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn a_stop_is_taken_back_on_its_page_and_what_else_was_stopped_stays_so() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, one) = confirmed(&fixture, &mut sink, "one").await;
    let two = ada.posts("Ada", "two").await;
    replies(&fixture, one.comment.id, "Ben", "first").await;
    let of_one = stop_link(&sink.next().await);
    fixture.pass(DAY);
    replies(&fixture, two.comment.id, "Ben", "second").await;
    let of_two = stop_link(&sink.next().await);
    assert_eq!(one_click(&of_two).await, StatusCode::OK);

    let page = presses(&of_one, "conversation").await;
    assert!(undoes(&of_one, &undo_word(&page)).await.contains("Turned on again"));
    fixture.pass(DAY);
    replies(&fixture, one.comment.id, "Cy", "third").await;
    assert_eq!(quoted(&sink.next().await), ["> one", "third"]);

    let page = presses(&of_one, "site").await;
    assert!(!ada.stored().await.mail.unwrap().replies);
    assert!(undoes(&of_one, &undo_word(&page)).await.contains("Turned on again"));
    assert!(ada.stored().await.mail.unwrap().replies);
    fixture.pass(DAY);
    replies(&fixture, two.comment.id, "Cy", "fourth").await;
    is_quiet(&fixture, &mut sink).await;
}

#[tokio::test]
async fn a_mail_that_somebody_has_forwarded_turns_nothing_on() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, one) = confirmed(&fixture, &mut sink, "one").await;
    replies(&fixture, one.comment.id, "Ben", "first").await;
    let link = stop_link(&sink.next().await);
    let old = undo_word(&presses(&link, "site").await);
    fixture.pass(HOUR);
    let nobody = link.replace(link.rsplit('/').next().unwrap(), &"A".repeat(43));
    let of_nobody = undo_word(&presses(&nobody, "site").await);
    let far = format!("{}.{}", i64::MAX, old.split('.').nth(1).unwrap());
    for word in [old.as_str(), &of_nobody, &far, "", "x", "1.x"] {
        assert!(undoes(&link, word).await.contains("Not turned on"), "{word}");
        assert!(!ada.stored().await.mail.unwrap().replies, "{word}");
    }
    assert!(undoes(&nobody, &of_nobody).await.contains("Turned on again"), "a guess learns nothing");
}
