//! Between the verdict and the commit: what judges outside of this server say of what would be published.

use super::comments::RequestAuthor;
use super::error::Result;
use super::moderate::Sent;
use crate::external_checks::{self, CheckRequest};
use crate::moderation::checks::{Act, Verdict};
use crate::moderation::reasons::HoldReason;
use crate::moderation::trust::standing;

impl RequestAuthor {
    /// The verdict, after the site's judges were asked about it, if it has any and this is for them. Nothing is locked
    /// meanwhile, and nobody else waits.
    pub(super) async fn hear_judges(&self, verdict: Verdict, sent: &Sent<'_>, page: &str) -> Result<Verdict> {
        let judges = self.app.external_checks.of(&self.site.id);
        if verdict != Verdict::Publish || judges.is_empty() {
            return Ok(verdict);
        }
        // Whoever sends it again only wants to hear what became of it.
        if self.app.storage.comment_of_key(&self.site.id, sent.key).await?.is_some() {
            return Ok(verdict);
        }
        let history = self.app.storage.history(&self.site.id, &self.person).await?;
        if !external_checks::are_asked_about(&standing(history, self.app.clock.now())) {
            return Ok(verdict);
        }
        let shown = CheckRequest {
            name: sent.name.to_owned(),
            text: external_checks::text_of(sent.tree),
            page: page.to_owned(),
            reply: matches!(sent.act, Act::Post(Some(_))),
            home: self.site.origins.first().cloned().unwrap_or_default(),
        };
        let warned = external_checks::warn(&self.app, &judges, &shown).await;
        Ok(if warned { Verdict::Hold(HoldReason::OutsideJudge) } else { verdict })
    }
}
