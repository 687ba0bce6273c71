//! A client that posts and retries: the same comment with the same key until it is acknowledged.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::bail;
use fastrand::Rng;
use porch_protocol::{CommentId, CommentPosted, NewComment};
use reqwest::StatusCode;
use uuid::Uuid;

use super::{ORIGIN, PAGES};
use crate::server::SITE;

/// A comment that was acknowledged.
pub(super) struct AcknowledgedPost {
    pub(super) id: CommentId,
    pub(super) text: String,
    /// How often it was sent before it was acknowledged.
    pub(super) retries: u32,
    /// Whether it was sent again after that.
    pub(super) repeated: bool,
    /// Whether that repetition got another response.
    pub(super) contradicted: bool,
}

/// One of the clients.
pub(super) struct Poster {
    number: usize,
    address: String,
    client: reqwest::Client,
    rng: Rng,
    /// For each page, the last comment of this client, to be replied to.
    last: Vec<Option<CommentId>>,
}

impl Poster {
    pub(super) fn new(number: usize, server: &str, rng: Rng) -> Self {
        let address = format!("{server}/v1/sites/{SITE}/comments");
        Self { number, address, client: reqwest::Client::new(), rng, last: vec![None; PAGES] }
    }

    /// Posts until `over` is set; the last comment is always finished.
    pub(super) async fn post_until(mut self, over: Arc<AtomicBool>) -> anyhow::Result<Vec<AcknowledgedPost>> {
        let mut posts = Vec::new();
        while !over.load(Ordering::Relaxed) {
            posts.push(self.post(posts.len()).await?);
            tokio::time::sleep(Duration::from_millis(self.rng.u64(0..20))).await;
        }
        Ok(posts)
    }

    async fn post(&mut self, count: usize) -> anyhow::Result<AcknowledgedPost> {
        let page = self.rng.usize(0..PAGES);
        let parent = self.last[page].filter(|_| self.rng.bool());
        let text = format!("torture {} {count} {:016x}", self.number, self.rng.u64(..));
        let draft = NewComment {
            page: format!("{ORIGIN}/page-{page}"),
            title: None,
            parent,
            name: format!("Person {}", self.number),
            body: text.clone(),
            proof: None,
            website: None,
            opened: None,
            pause: None,
        };
        let key = Uuid::from_u128(self.rng.u128(..)).simple().to_string();
        let (id, retries) = self.send(&draft, &key).await?;
        let repeated = self.rng.u8(..) < 8;
        let contradicted = repeated && self.send(&draft, &key).await?.0 != id;
        self.last[page] = Some(id);
        Ok(AcknowledgedPost { id, text, retries, repeated, contradicted })
    }

    /// Sends until it is acknowledged; returns the comment's id and the number of retries.
    async fn send(&self, draft: &NewComment, key: &str) -> anyhow::Result<(CommentId, u32)> {
        for retries in 0.. {
            if let Some(id) = self.send_once(draft, key).await? {
                return Ok((id, retries));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("never acknowledged")
    }

    /// One attempt. A broken connection, and a server that is down or busy, count as no response; a refusal is an
    /// error.
    async fn send_once(&self, draft: &NewComment, key: &str) -> anyhow::Result<Option<CommentId>> {
        let request = self.client.post(&self.address).json(draft);
        let request = request.header("origin", ORIGIN).header("idempotency-key", key).timeout(Duration::from_secs(10));
        let Ok(response) = request.send().await else { return Ok(None) };
        let status = response.status();
        // A connection that breaks in the middle of a response counts as well.
        let Ok(body) = response.text().await else { return Ok(None) };
        match status {
            StatusCode::CREATED => Ok(Some(serde_json::from_str::<CommentPosted>(&body)?.comment.id)),
            StatusCode::SERVICE_UNAVAILABLE => Ok(None),
            _ => bail!("{status}: {body}"),
        }
    }
}
