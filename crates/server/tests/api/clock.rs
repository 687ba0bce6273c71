//! A clock that jumps: what was said keeps its order, no id comes twice, and nobody is sent out.

use std::collections::HashSet;

use porch_protocol::Role;
use reqwest::StatusCode;

use crate::fixture::{Fixture, RYE, said};
use crate::host::{comes_in, stays};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

#[tokio::test]
async fn a_clock_that_jumps_changes_no_order_and_doubles_no_id() {
    let fixture = Fixture::open().await;
    let amira = fixture.visitor("Amira");
    let mut written = Vec::new();
    let mut ids = HashSet::new();
    // Back and forth by an hour and by a day, and not at all.
    for (number, jump) in [0, -HOUR, 0, HOUR, -DAY, 0, DAY, DAY, -HOUR, 0].into_iter().enumerate() {
        fixture.pass(jump);
        let words = format!("number {number}");
        let posted = amira.posts(RYE, &words).await;
        assert!(ids.insert(posted.comment.id), "an id came twice");
        written.push(words);
    }
    let read = amira.gets(&format!("thread?page={RYE}&order=oldest")).await;
    let read: porch_protocol::ThreadPage = read.json().await.unwrap();
    assert_eq!(read.comments.iter().map(said).collect::<Vec<_>>(), written);
    let times: Vec<_> = read.comments.iter().map(|comment| comment.posted_at).collect();
    assert!(times.windows(2).all(|pair| pair[0] < pair[1]), "times rise: {times:?}");
}

#[tokio::test]
async fn a_clock_that_goes_back_sends_nobody_of_the_team_out() {
    let fixture = Fixture::open().await;
    let cookie = comes_in(&fixture, "Marta", Role::Owner).await;
    for jump in [-HOUR, -DAY, DAY, HOUR] {
        fixture.pass(jump);
        assert_eq!(stays(&fixture, &cookie).await, StatusCode::OK, "after {jump} seconds");
    }
}
