//! The facts for the spam model about a comment that a visitor sends.

use std::sync::Arc;

use super::Result;
use super::submission::Submission;
use super::visitor_facts::VisitorFacts;
use porch_domain::markup::plain_text;
use porch_domain::moderation::checks::Act;
use porch_domain::moderation::repetition::Repetition;
use porch_domain::moderation::spam_facts::SpamInput;
use porch_storage::threads::Thread;

/// Comments of the page that the spam model reads beside the new one.
const EARLIER: usize = 8;

/// The facts for the spam model. Of the page only what is in memory: its visitors have looked at it before they write.
pub(super) async fn spam_input(
    facts: &VisitorFacts<'_>,
    thread: Option<&Thread>,
    submission: &Submission<'_>,
    repeats: Repetition,
) -> Result<SpamInput> {
    let (app, site) = (facts.app, &facts.visitor.site);
    let is_edit = matches!(submission.act, Act::Edit(_));
    let mut input = SpamInput::new(submission.name, submission.tree, &site.origins);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a visitor's writing")]
    let seconds = submission.writing_time_ms.map(|millis| millis as f32 / 1_000.0);
    input.seconds = seconds;
    input.honeypot_filled = submission.honeypot_filled;
    // The words of an edit were sent before by their author alone.
    let earlier = if is_edit { 0 } else { repeats.by_others + repeats.by_person };
    input.earlier_copies = usize::try_from(earlier).unwrap_or(usize::MAX);
    if let Some(thread) = thread {
        input.title.clone_from(&thread.title);
        let page = (Arc::from(site.id.as_str()), Arc::from(thread.page_key.as_str()));
        if let Some(snapshot) = app.cached.latest(&page).await {
            let others = snapshot.all().iter().rev().filter(|comment| comment.id != submission.comment);
            input.earlier = others.filter_map(|comment| comment.body.as_ref()).take(EARLIER).map(plain_text).collect();
        }
    }
    if is_stranger(facts, submission).await? {
        let (key, person) = (submission.key, &facts.visitor.person);
        input.campaign = app.campaigns.compare(&site.id, key, person, app.clock.now(), &input);
        if is_edit {
            input.campaign.own = 0;
        }
    }
    Ok(input)
}

/// Whether links are compared with those of other newcomers. Known visitors are not compared: where they lead, others may
/// follow. An edit always is: it may be what the comment was written for.
async fn is_stranger(facts: &VisitorFacts<'_>, submission: &Submission<'_>) -> Result<bool> {
    match (submission.act, submission.proof) {
        _ if !facts.app.rules(&facts.visitor.site.id).repeats => Ok(false),
        (Act::Edit(_), _) => Ok(true),
        (Act::Post(_), Some(proof)) => Ok(!proof.known),
        (Act::Post(_), None) => Ok(!facts.is_known().await?),
    }
}
