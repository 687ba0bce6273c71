//! Taking back that mail about replies was stopped, on the page that has stopped it.

use reqwest::{Client, StatusCode};
use serde_json::json;

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
    let far = format!("{}.{}", i64::MAX, old.split('.').nth(1).unwrap());
    for word in [old.as_str(), &far, "", "x", "1.x", &old.replace('.', "0.")] {
        assert!(undoes(&link, word).await.contains("Not turned on"), "{word}");
        assert!(!ada.stored().await.mail.unwrap().replies, "{word}");
    }
    let nobody = link.replace(link.rsplit('/').next().unwrap(), &"A".repeat(43));
    for page in [presses(&nobody, "site").await, presses(&link, "site").await] {
        assert!(page.contains("You get no more mail about replies on this site."), "a guess learns nothing");
        assert!(!page.contains("name=\"undo\""), "it has stopped nothing: {page}");
    }
}

#[tokio::test]
async fn what_somebody_has_chosen_while_signed_in_is_not_taken_back() {
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (ada, one) = confirmed(&fixture, &mut sink, "one").await;
    replies(&fixture, one.comment.id, "Ben", "first").await;
    let link = stop_link(&sink.next().await);
    let old = undo_word(&presses(&link, "site").await);
    for replies in [true, false] {
        assert_eq!(ada.sends("me/mail/replies", json!({ "replies": replies })).await.status(), StatusCode::NO_CONTENT);
    }
    assert!(undoes(&link, &old).await.contains("Not turned on"));
    assert!(!presses(&link, "site").await.contains("name=\"undo\""), "she has turned it off herself");
    assert!(!ada.stored().await.mail.unwrap().replies);
}
