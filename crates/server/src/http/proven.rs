//! What is asked of somebody who posts while many newcomers do, and whether they did it.

use super::error::Result;
use super::weigh::Sender;
use crate::App;
use crate::moderation::pressure::Level;
use crate::moderation::rules::ProofRule;
use crate::proof::Done;
use crate::storage::sites::Site;

/// What was asked of somebody.
pub(super) struct Asked {
    /// Whether something of theirs is published here: then nothing is asked.
    pub(super) known: bool,
    /// How hard newcomers press.
    pub(super) level: Level,
    /// The work, where it was done.
    pub(super) done: Option<Done>,
}

/// What their browser should work at while they write.
pub(super) async fn ahead(app: &App, site: &Site, sender: Sender<'_>) -> Result<Level> {
    let felt = |app: &App| app.pressure.ahead(&site.id, sender.network, app.clock.now());
    let level = level(app, site, felt);
    // Whoever is known is asked for nothing; on a quiet site nobody has to be looked up.
    let exempt = level == Level::Quiet || app.storage.is_known(&site.id, sender.person).await?;
    Ok(if exempt { Level::Quiet } else { level })
}

/// What a new comment for this page had to bring; none where a site asks nobody for anything. It counts as one newcomer
/// more: a repeat under the same key was answered before.
pub(super) async fn asked(
    app: &App,
    site: &Site,
    page: &str,
    sender: Sender<'_>,
    proof: Option<&str>,
) -> Result<Option<Asked>> {
    let now = app.clock.now();
    if app.rules(&site.id).proof == ProofRule::Off {
        return Ok(None);
    }
    if app.storage.is_known(&site.id, sender.person).await? {
        return Ok(Some(Asked { known: true, level: Level::Quiet, done: None }));
    }
    let level = level(app, site, |app| app.pressure.note(&site.id, sender.network, now));
    let proof = proof.filter(|_| level > Level::Quiet);
    let done = proof.and_then(|proof| app.proofs.check(proof, (&site.id, page), now));
    Ok(Some(Asked { known: false, level, done }))
}

fn level(app: &App, site: &Site, felt: impl FnOnce(&App) -> Level) -> Level {
    let rule = app.rules(&site.id).proof;
    // Whoever lifts the rates means to measure how much can be sent.
    let felt = if rule != ProofRule::Off && app.limits.are_on() { felt(app) } else { Level::Quiet };
    if rule == ProofRule::Always { felt.max(Level::Busy) } else { felt }
}
