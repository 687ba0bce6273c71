//! Gathers the facts about what a visitor sends, and walks the list of checks with them.

use porch_protocol::held::HoldReason;
use porch_protocol::{ErrorCode, Timestamp};

use super::spam_input::spam_input;
use super::submission::Submission;
use super::visitor_facts::VisitorFacts;
use super::{Result, TalkError};
use crate::App;
use crate::model_learning;
use porch_domain::markup::{links, plain_text};
use porch_domain::moderation::checks::{
    Act, CheckFacts, DatabaseFact, Verdict, other_hold_reasons, run_checks, seconds_until,
};
use porch_domain::moderation::newcomer_rate::ProofLevel;
use porch_domain::moderation::reasons::DeclineReason;
use porch_domain::moderation::repetition::{RecentText, Repetition};
use porch_domain::moderation::simhash::TextSimhash;
use porch_domain::moderation::site_rules::SiteRules;
use porch_domain::moderation::spam_facts::trust;
use porch_storage::posts::SlowMode;
use porch_storage::threads::Thread;

/// The verdict, and what else would have held what is held. The words count as recent from now on: [`forget`] them if they
/// are not stored after all.
pub(super) async fn verdict(
    visitor_facts: &VisitorFacts<'_>,
    thread: Option<&Thread>,
    submission: Submission<'_>,
) -> Result<(Verdict, Vec<HoldReason>)> {
    let (app, visitor) = (visitor_facts.app, visitor_facts.visitor);
    let site = &visitor.site;
    let now = app.clock.now();
    let rules = app.rules(&site.id);
    let plain = plain_text(submission.tree);
    let links = links(submission.tree);
    let text = format!("{}\n{plain}\n{}", submission.name, links.join("\n"));
    let repeats = repetition(visitor_facts, &rules, &submission, TextSimhash::of(&plain), now);
    let input = if rules.spam { Some(spam_input(visitor_facts, thread, &submission, repeats).await?) } else { None };
    let learnt = if input.is_some() { model_learning::of(app, &site.id).await? } else { None };
    let spam_score = |trust| input.as_ref().map(|input| input.spam_score(trust, learnt.as_deref()));
    let proof = submission.proof;
    let mut facts = CheckFacts {
        now,
        act: submission.act,
        rules: &rules,
        closed: thread.map_or(site.closed, |thread| thread.closed),
        slow: thread.map_or(0, |thread| thread.slow),
        hold: site.hold,
        person: &visitor.person,
        network: &visitor.network,
        name: submission.name,
        text: &text,
        links: &links,
        repeats,
        honeypot_filled: submission.honeypot_filled,
        writing_time_ms: submission.writing_time_ms,
        proof: proof.filter(|proof| proof.level > ProofLevel::Quiet).map(|proof| proof.done.is_some()),
        attack: proof.is_some_and(|proof| proof.level == ProofLevel::Attack),
        spam: spam_score(0.0),
        known: proof.map(|proof| proof.known),
        standing: None,
        last_post: None,
        branch: None,
    };
    loop {
        match run_checks(&facts) {
            Ok(verdict @ Verdict::Hold(first)) => return Ok((verdict, other_hold_reasons(&facts, first))),
            Ok(verdict) => return Ok((verdict, Vec::new())),
            Err(missing) => {
                load(visitor_facts, thread, &mut facts, missing).await?;
                if let (DatabaseFact::Standing, Some(standing)) = (missing, &facts.standing) {
                    facts.spam = spam_score(trust(standing));
                }
            }
        }
    }
}

/// How the words compare with recent ones. They are recent themselves from now on.
fn repetition(
    visitor_facts: &VisitorFacts<'_>,
    rules: &SiteRules,
    submission: &Submission<'_>,
    print: TextSimhash,
    now: Timestamp,
) -> Repetition {
    let (app, visitor) = (visitor_facts.app, visitor_facts.visitor);
    let text = RecentText {
        comment: submission.comment,
        key: submission.key,
        person: &visitor.person,
        network: &visitor.network,
        print,
        at: now,
    };
    let mut repeats = app.recent_texts.compare(&visitor.site.id, &text);
    if !rules.repeats {
        repeats = Repetition { recent: repeats.recent, ..Repetition::default() };
    }
    if !app.limits.are_enabled() {
        // An operator who lifts the rates wants to measure how much one sender can send, and few words must do for that.
        repeats.recent = 0;
        repeats.by_person = if repeats.long { repeats.by_person } else { 0 };
    }
    repeats
}

/// How slowly a visitor may post here. Of many requests at once all may pass the check, and only the writer tells them
/// apart.
pub fn slow_mode(app: &App, site: &str, thread: Option<&Thread>) -> Option<SlowMode> {
    let of_site = app.rules(site).slow;
    let seconds = of_site.max(thread.map_or(0, |thread| thread.slow));
    // The site's slow mode counts everywhere, a thread's own only there.
    (seconds > 0).then_some(SlowMode { seconds, everywhere: of_site > 0 })
}

/// Loads the fact that a check turns on.
async fn load(
    visitor_facts: &VisitorFacts<'_>,
    thread: Option<&Thread>,
    facts: &mut CheckFacts<'_>,
    missing: DatabaseFact,
) -> Result<()> {
    let (app, site) = (visitor_facts.app, visitor_facts.visitor.site.id.as_str());
    match missing {
        DatabaseFact::Known => facts.known = Some(visitor_facts.is_known().await?),
        DatabaseFact::Standing => facts.standing = Some(visitor_facts.standing(facts.now).await?),
        DatabaseFact::LastPost => {
            let everywhere = slow_mode(app, site, thread).is_none_or(|slow_mode| slow_mode.everywhere);
            let within = thread.filter(|_| !everywhere).map(|thread| thread.id);
            facts.last_post = Some(app.storage.last_post(site, facts.person, within).await?);
        }
        DatabaseFact::Branch => {
            facts.branch = Some(match facts.act {
                Act::Post(Some(parent)) => app.storage.branch(site, parent).await?,
                Act::Post(None) | Act::Edit(_) => Vec::new(),
            });
        }
    }
    Ok(())
}

/// The words were not stored, so they are not recent ones.
pub(super) fn forget(app: &App, site: &str, key: &str) {
    app.recent_texts.forget(site, key);
    app.campaigns.forget(site, key);
}

/// The refusal that a visitor gets whose comment is declined.
pub(super) fn refusal(reason: DeclineReason, now: Timestamp) -> TalkError {
    match reason {
        DeclineReason::Closed => TalkError::Refused(ErrorCode::ThreadClosed),
        DeclineReason::NameTaken => TalkError::Refused(ErrorCode::NameTaken),
        DeclineReason::Banned(None) => TalkError::Refused(ErrorCode::Banned),
        DeclineReason::Banned(Some(until)) => TalkError::RefusedFor(ErrorCode::Banned, seconds_until(now, until)),
        DeclineReason::Cooling(until) => TalkError::RefusedFor(ErrorCode::BranchCooling, seconds_until(now, until)),
        DeclineReason::Slow(seconds) => TalkError::RateLimited(seconds),
    }
}
