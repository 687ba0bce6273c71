//! The post that tests store: a published comment of Ada's. The tests beside the code and those in `tests` include this file.

use porch_protocol::{CommentId, Status, ThreadId, Timestamp};
use uuid::Uuid;

use super::posts::{Arrival, PostJob};

/// A comment with these words on a page of this site.
pub(crate) fn job(site: &str, page: &str, words: &str) -> PostJob {
    PostJob {
        site: site.into(),
        key_hash: Uuid::new_v4().to_string(),
        request_hash: words.into(),
        page_key: page.into(),
        url: format!("https://{site}.example/{page}"),
        title: None,
        thread: None,
        new_thread: ThreadId(Uuid::now_v7()),
        id: CommentId(Uuid::now_v7()),
        parent: None,
        person: "ada".into(),
        name: "Ada".into(),
        role: None,
        source: words.into(),
        tree: "[]".into(),
        status: Status::Published,
        hold: None,
        arrival: Arrival::default(),
        second_look: None,
        slow_mode: None,
        proof: None,
        now: Timestamp(1_000),
    }
}
