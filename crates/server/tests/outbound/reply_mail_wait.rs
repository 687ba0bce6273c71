//! Replies wait before they are mailed, as long as their authors can take them back.

use porch_server::server_limits::ServerLimits;
use reqwest::StatusCode;

use super::browser::Browser;
use super::reply_mail::{confirmed, is_quiet, open, quoted, replies};
use super::sink::Sink;

const MINUTE: i64 = 60;

#[tokio::test]
async fn what_is_taken_back_at_once_is_not_mailed_and_a_later_reply_waits_its_own_time() {
    let wait = i64::try_from(ServerLimits::default().reply_mail.as_secs()).unwrap();
    let mut sink = Sink::open().await;
    let fixture = open(&sink).await;
    let (_, opening) = confirmed(&fixture, &mut sink, "one").await;
    let fixture = fixture.restarts_with_undo().await;
    let ben = Browser::new(&fixture.address, "bakery");
    let slip = ben.replies(opening.comment.id, "Ben", "a slip").await;
    is_quiet(&fixture, &mut sink).await;
    fixture.pass(wait - 1);
    assert_eq!(ben.withdraws(&slip).await, StatusCode::OK);
    fixture.pass(1);
    is_quiet(&fixture, &mut sink).await;

    replies(&fixture, opening.comment.id, "Ben", "first").await;
    is_quiet(&fixture, &mut sink).await;
    fixture.pass(wait - 1);
    replies(&fixture, opening.comment.id, "Cy", "second").await;
    is_quiet(&fixture, &mut sink).await;
    fixture.pass(1);
    assert_eq!(quoted(&sink.next().await), ["> one", "first"]);
    fixture.pass(wait);
    is_quiet(&fixture, &mut sink).await;
    fixture.pass(15 * MINUTE - wait);
    assert_eq!(quoted(&sink.next().await), ["> one", "second"]);
    is_quiet(&fixture, &mut sink).await;
}
