//! Between the verdict and the commit: what services outside of this server say of a comment that would be published.

use super::Result;
use super::submission::Submission;
use super::visitor_facts::VisitorFacts;
use crate::external_checks::{self, CheckRequest};
use porch_domain::moderation::checks::{Act, Verdict};
use porch_protocol::held::HoldReason;

/// The verdict after the site's services were asked, if it has any and this visitor is not trusted yet. Nothing is locked
/// meanwhile, and no other request waits.
pub(super) async fn verdict(
    facts: &VisitorFacts<'_>,
    verdict: Verdict,
    submission: &Submission<'_>,
    page: &str,
) -> Result<Verdict> {
    let (app, site) = (facts.app, &facts.visitor.site);
    let services = app.live.external_checks.of(&site.id);
    if verdict != Verdict::Publish || services.is_empty() {
        return Ok(verdict);
    }
    // A repeat that came at the same time only needs the first answer.
    if app.storage.comment_of_key(&site.id, submission.key).await?.is_some() {
        return Ok(verdict);
    }
    if !external_checks::are_asked_about(&facts.standing(app.clock.now()).await?) {
        return Ok(verdict);
    }
    let request = CheckRequest {
        name: submission.name.to_owned(),
        text: external_checks::text_of(submission.tree),
        page: page.to_owned(),
        reply: matches!(submission.act, Act::Post(Some(_))),
        home: site.origins.first().cloned().unwrap_or_default(),
    };
    let warned = external_checks::warn(app, &services, &request).await;
    Ok(if warned { Verdict::Hold(HoldReason::OutsideJudge) } else { verdict })
}
