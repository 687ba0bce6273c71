//! The team's decisions about comments that wait again, because their authors have changed them or ask for a second
//! look.

use std::collections::HashMap;

use porch_protocol::{CommentId, DecisionKind, Status};

use super::database;
use super::{Result, Storage};
use porch_domain::moderation::team_decision;

/// The team's decision about a comment that waits again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisedComment {
    /// The decision.
    pub decision: DecisionKind,
    /// Who decided: a team member, or `operator`.
    pub by: String,
    /// The reason, which the author has read.
    pub reason: Option<String>,
}

impl Storage {
    /// Of these comments, those that wait because their author has changed them after such a decision, and those that
    /// still have its status while their author asks for a second look.
    pub async fn revised_comments(&self, site: &str, ids: &[CommentId]) -> Result<HashMap<CommentId, RevisedComment>> {
        let rows = database::query(
            "select c.id, c.status, e.kind, e.actor, e.reason from comments c
             join events e on e.site_id = c.site_id and e.seq = c.decided_seq
             where c.site_id = $1 and c.status in ('held', 'declined', 'removed', 'spam') and c.id in (select atom from json_each($2))",
        );
        let rows = rows.bind(site).bind(serde_json::json!(ids).to_string()).fetch_all(&self.readers).await?;
        let mut revised = HashMap::new();
        for row in rows {
            let Some(decision) = row.known_kind("kind")?.and_then(team_decision::decision_of) else { continue };
            let stands = match decision {
                DecisionKind::SendBack => &[Status::Held][..],
                DecisionKind::Decline => &[Status::Held, Status::Declined],
                DecisionKind::Remove => &[Status::Removed],
                DecisionKind::Spam => &[Status::Spam],
                DecisionKind::Approve | DecisionKind::Restore | DecisionKind::NotSpam | DecisionKind::Keep => &[],
            };
            if !stands.contains(&row.status("status")?) {
                continue;
            }
            let by = row.try_get::<Option<String>>("actor")?.unwrap_or_default();
            revised.insert(row.comment_id("id")?, RevisedComment { decision, by, reason: row.try_get("reason")? });
        }
        Ok(revised)
    }
}
