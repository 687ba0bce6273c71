//! Reading everything back, and holding it against what was acknowledged.

use std::collections::HashMap;

use anyhow::Context;
use porch_protocol::{Block, CommentId, Inline, ThreadPage, Tree};

use super::poster::AcknowledgedPost;
use super::{ORIGIN, PAGES};
use crate::server::SITE;

/// What a reader finds, against what posters were told.
pub(super) struct Comparison {
    pub(super) found: usize,
    /// Acknowledged, and not there with that id and those words.
    pub(super) lost: Vec<String>,
    /// There more than once.
    pub(super) doubled: Vec<String>,
    /// There, though nobody was told so.
    pub(super) unknown: Vec<String>,
    contradicted: bool,
}

impl Comparison {
    /// Reads all pages as anyone can.
    pub(super) async fn of(server: &str, said: &[AcknowledgedPost]) -> anyhow::Result<Self> {
        let client = reqwest::Client::new();
        let mut found = Vec::new();
        for page in 0..PAGES {
            read(&client, server, &format!("{ORIGIN}/page-{page}"), &mut found).await?;
        }
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (_, text) in &found {
            *times.entry(text).or_default() += 1;
        }
        let there: HashMap<CommentId, &str> = found.iter().map(|(id, text)| (*id, text.as_str())).collect();
        let told: HashMap<&str, CommentId> = said.iter().map(|said| (said.text.as_str(), said.id)).collect();
        let is_lost = |said: &&AcknowledgedPost| there.get(&said.id) != Some(&said.text.as_str());
        let is_doubled = |(text, times): (&str, usize)| (times > 1).then(|| text.to_owned());
        Ok(Self {
            found: found.len(),
            lost: said.iter().filter(is_lost).map(|said| said.text.clone()).collect(),
            doubled: times.iter().filter_map(|(text, times)| is_doubled((*text, *times))).collect(),
            unknown: times.keys().filter(|text| !told.contains_key(**text)).map(|text| (*text).to_owned()).collect(),
            contradicted: said.iter().any(|said| said.contradicted),
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
        let words = request.send().await?.error_for_status()?.text().await?;
        let thread: ThreadPage = serde_json::from_str(&words).with_context(|| format!("{page} cannot be read"))?;
        found.extend(thread.comments.iter().map(|comment| (comment.id, text_of(comment.body.as_ref()))));
        after = thread.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The words of a comment, which is a single line here.
fn text_of(body: Option<&Tree>) -> String {
    match body.map(|tree| tree.0.as_slice()) {
        Some([Block::P(line)]) => match line.as_slice() {
            [Inline::Text(text)] => text.clone(),
            other => format!("{other:?}"),
        },
        other => format!("{other:?}"),
    }
}
