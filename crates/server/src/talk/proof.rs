//! The proof of work that is required of a visitor who posts while many newcomers do, and whether it was brought.

use super::visitor_facts::VisitorFacts;
use super::{Result, Visitor};
use crate::App;
use porch_domain::moderation::newcomer_rate::ProofLevel;
use porch_domain::moderation::site_rules::ProofRule;
use porch_domain::verified_proof::VerifiedProof;
use porch_storage::sites::Site;

/// What was required of a visitor.
pub(super) struct ProofRequirement {
    /// Whether the visitor has a published comment here: then nothing is required.
    pub(super) known: bool,
    /// How many newcomers come.
    pub(super) level: ProofLevel,
    /// The work, where it was done.
    pub(super) done: Option<VerifiedProof>,
}

/// How much work the visitor's browser should do before the comment is sent.
///
/// # Errors
/// When the database cannot be read.
pub async fn level_ahead(app: &App, visitor: &Visitor) -> Result<ProofLevel> {
    let site = &visitor.site;
    let level = level(app, site, || app.newcomer_rate.level_for_writing(&site.id, &visitor.network, app.clock.now()));
    // Nothing is required of known visitors; on a quiet site nobody has to be looked up.
    let exempt = level == ProofLevel::Quiet || app.storage.has_published_comment(&site.id, &visitor.person).await?;
    Ok(if exempt { ProofLevel::Quiet } else { level })
}

/// What a new comment for this page had to bring; none where the site requires no work. It counts as one more newcomer: a
/// repeat under the same key was answered before.
pub(super) async fn requirement(
    facts: &VisitorFacts<'_>,
    page: &str,
    proof: Option<&str>,
) -> Result<Option<ProofRequirement>> {
    let (app, visitor) = (facts.app, facts.visitor);
    let (site, now) = (&visitor.site, app.clock.now());
    if app.rules(&site.id).proof == ProofRule::Off {
        return Ok(None);
    }
    if facts.is_known().await? {
        return Ok(Some(ProofRequirement { known: true, level: ProofLevel::Quiet, done: None }));
    }
    let level = level(app, site, || app.newcomer_rate.count(&site.id, &visitor.network, now));
    let proof = proof.filter(|_| level > ProofLevel::Quiet);
    let done = proof.and_then(|proof| app.proof_of_work.check(proof, (&site.id, page), now));
    Ok(Some(ProofRequirement { known: false, level, done }))
}

fn level(app: &App, site: &Site, measure: impl FnOnce() -> ProofLevel) -> ProofLevel {
    let rule = app.rules(&site.id).proof;
    // An operator who lifts the rates wants to measure how much can be sent.
    let measured = if rule != ProofRule::Off && app.limits.are_enabled() { measure() } else { ProofLevel::Quiet };
    if rule == ProofRule::Always { measured.max(ProofLevel::Busy) } else { measured }
}
