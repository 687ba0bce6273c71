//! Reads everything back, and compares it with what was acknowledged.

use std::collections::HashMap;

use anyhow::Context;
use porch_protocol::{Block, CommentId, Inline, ThreadPage, Tree};

use super::poster::AcknowledgedPost;
use super::{ORIGIN, PAGES};
use crate::server::SITE;

/// The comments that are published, compared with those that were acknowledged.
pub(super) struct Comparison {
    pub(super) found: usize,
    /// Acknowledged, and not there with that id and that text.
    pub(super) lost: Vec<String>,
    /// There more than once.
    pub(super) doubled: Vec<String>,
    /// There, though not acknowledged.
    pub(super) unknown: Vec<String>,
    contradicted: bool,
}

impl Comparison {
    /// Reads all pages as a visitor does.
    pub(super) async fn of(server: &str, posts: &[AcknowledgedPost]) -> anyhow::Result<Self> {
        let client = reqwest::Client::new();
        let mut found = Vec::new();
        for page in 0..PAGES {
            read(&client, server, &format!("{ORIGIN}/page-{page}"), &mut found).await?;
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (_, text) in &found {
            *times.entry(text).or_default() += 1;
        }
        let text_by_id: HashMap<CommentId, &str> = found.iter().map(|(id, text)| (*id, text.as_str())).collect();
        let id_by_text: HashMap<&str, CommentId> = posts.iter().map(|post| (post.text.as_str(), post.id)).collect();
        let is_lost = |post: &&AcknowledgedPost| text_by_id.get(&post.id) != Some(&post.text.as_str());
        let is_doubled = |(text, times): (&str, usize)| (times > 1).then(|| text.to_owned());
        Ok(Self {
            found: found.len(),
            lost: posts.iter().filter(is_lost).map(|post| post.text.clone()).collect(),
            doubled: times.iter().filter_map(|(text, times)| is_doubled((*text, *times))).collect(),
            unknown: times
                .keys()
                .filter(|text| !id_by_text.contains_key(**text))
                .map(|text| (*text).to_owned())
                .collect(),
            contradicted: posts.iter().any(|post| post.contradicted),
        })
    }

    pub(super) fn holds(&self) -> bool {
        self.lost.is_empty() && self.doubled.is_empty() && self.unknown.is_empty() && !self.contradicted
    }
}

async fn read(
    client: &reqwest::Client,
    server: &str,
    page: &str,
    found: &mut Vec<(CommentId, String)>,
) -> anyhow::Result<()> {
    let mut after: Option<CommentId> = None;
    loop {
        let mut query = vec![("page", page.to_owned()), ("order", "oldest".to_owned())];
        query.extend(after.map(|after| ("after", after.to_string())));
        let request = client.get(format!("{server}/v1/sites/{SITE}/thread")).query(&query);
        let body = request.send().await?.error_for_status()?.text().await?;
        let thread: ThreadPage = serde_json::from_str(&body).with_context(|| format!("{page} cannot be read"))?;
        found.extend(thread.comments.iter().map(|comment| (comment.id, text_of(comment.body.as_ref()))));
        after = thread.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The text of a comment, which is a single line here.
fn text_of(body: Option<&Tree>) -> String {
    match body.map(|tree| tree.0.as_slice()) {
        Some([Block::P(line)]) => match line.as_slice() {
            [Inline::Text(text)] => text.clone(),
            other => format!("{other:?}"),
        },
        other => format!("{other:?}"),
    }
}
