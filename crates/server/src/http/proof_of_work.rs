//! What is asked of somebody who posts while many newcomers do, and whether they did it.

use super::error::Result;
use super::sender::Sender;
use crate::App;
use crate::moderation::newcomer_rate::ProofLevel;
use crate::moderation::site_rules::ProofRule;
use crate::proof_of_work::VerifiedProof;
use crate::storage::sites::Site;

/// What was asked of somebody.
pub(super) struct ChallengePolicy {
    /// Whether something of theirs is published here: then nothing is asked.
    pub(super) known: bool,
    /// How hard newcomers press.
    pub(super) level: ProofLevel,
    /// The work, where it was done.
    pub(super) done: Option<VerifiedProof>,
}

/// What their browser should work at while they write.
pub(super) async fn ahead(app: &App, site: &Site, sender: Sender<'_>) -> Result<ProofLevel> {
    let felt = |app: &App| app.newcomer_rate.level_for_writing(&site.id, sender.network, app.clock.now());
    let level = level(app, site, felt);
    // Whoever is known is asked for nothing; on a quiet site nobody has to be looked up.
    let exempt = level == ProofLevel::Quiet || app.storage.is_known(&site.id, sender.person).await?;
    Ok(if exempt { ProofLevel::Quiet } else { level })
}

/// What a new comment for this page had to bring; none where a site asks nobody for anything. It counts as one newcomer
/// more: a repeat under the same key was answered before.
pub(super) async fn asked(
    app: &App,
    site: &Site,
    page: &str,
    sender: Sender<'_>,
    proof: Option<&str>,
) -> Result<Option<ChallengePolicy>> {
    let now = app.clock.now();
    if app.rules(&site.id).proof == ProofRule::Off {
        return Ok(None);
    }
    if app.storage.is_known(&site.id, sender.person).await? {
        return Ok(Some(ChallengePolicy { known: true, level: ProofLevel::Quiet, done: None }));
    }
    let level = level(app, site, |app| app.newcomer_rate.count(&site.id, sender.network, now));
    let proof = proof.filter(|_| level > ProofLevel::Quiet);
    let done = proof.and_then(|proof| app.proof_of_work.check(proof, (&site.id, page), now));
    Ok(Some(ChallengePolicy { known: false, level, done }))
}

fn level(app: &App, site: &Site, felt: impl FnOnce(&App) -> ProofLevel) -> ProofLevel {
    let rule = app.rules(&site.id).proof;
    // Whoever lifts the rates means to measure how much can be sent.
    let felt = if rule != ProofRule::Off && app.limits.are_enabled() { felt(app) } else { ProofLevel::Quiet };
    if rule == ProofRule::Always { felt.max(ProofLevel::Busy) } else { felt }
}
