//! Gathers the facts about what somebody sends, and walks the list of checks with them.

use std::sync::Arc;

use porch_protocol::{CommentId, ErrorCode, Timestamp, Tree};

use super::error::{AppError, Result};
use super::proof_of_work::ChallengePolicy;
use super::sender::Sender;
use crate::App;
use crate::domain::markup::{links, plain_text};
use crate::model_learning;
use crate::moderation::checks::{Act, CheckFacts, DatabaseFact, Verdict, also, judge, seconds_until};
use crate::moderation::newcomer_rate::ProofLevel;
use crate::moderation::reasons::{DeclineReason, HoldReason};
use crate::moderation::repetition::{RecentText, Repetition};
use crate::moderation::simhash::TextSimhash;
use crate::moderation::spam_facts::{Reading, trust};
use crate::moderation::trust::standing;
use crate::storage::posts::Pace;
use crate::storage::sites::Site;
use crate::storage::threads::Thread;

/// Comments of the page that the judge of words reads beside the new one.
const EARLIER: usize = 8;

/// What they send.
#[derive(Clone, Copy)]
pub(super) struct Sent<'a> {
    /// Under which name.
    pub(super) name: &'a str,
    /// The words.
    pub(super) tree: &'a Tree,
    /// A new comment and what it answers, or an edit and the links that were there before.
    pub(super) act: Act<'a>,
    /// The comment, new or edited.
    pub(super) comment: CommentId,
    /// The hash of the request's key.
    pub(super) key: &'a str,
    /// Whether the field that no person sees was filled.
    pub(super) trapped: bool,
    /// Milliseconds from the first touch to sending.
    pub(super) opened: Option<u64>,
    /// What was asked of its author; none where nothing is asked.
    pub(super) asked: Option<&'a ChallengePolicy>,
}

/// The verdict, and what else would have held what is held. The words count as said from now on: [`forget`] them if they
/// are not stored after all.
pub(super) async fn weigh(
    app: &App,
    site: &Site,
    thread: Option<&Thread>,
    sender: Sender<'_>,
    sent: Sent<'_>,
) -> Result<(Verdict, Vec<HoldReason>)> {
    let now = app.clock.now();
    let rules = app.rules(&site.id);
    let plain = plain_text(sent.tree);
    let links = links(sent.tree);
    let text = format!("{}\n{plain}\n{}", sent.name, links.join("\n"));
    let said = RecentText {
        comment: sent.comment,
        key: sent.key,
        person: sender.person,
        network: sender.network,
        print: TextSimhash::of(&plain),
        at: now,
    };
    let mut repeats = app.recent_texts.compare(&site.id, &said);
    if !rules.repeats {
        repeats = Repetition { lately: repeats.lately, ..Repetition::default() };
    }
    if !app.limits.are_enabled() {
        // Whoever lifts the rates means to measure how much one sender can send, and few words must do for that.
        repeats.lately = 0;
        repeats.by_person = if repeats.long { repeats.by_person } else { 0 };
    }
    let reading =
        if rules.spam { Some(reading(app, site, thread, sender.person, &sent, repeats).await?) } else { None };
    let learnt = if reading.is_some() { model_learning::of(app, &site.id).await? } else { None };
    let likeness = |trust| reading.as_ref().map(|reading| reading.likeness(trust, learnt.as_deref()));
    let mut facts = CheckFacts {
        now,
        act: sent.act,
        rules: &rules,
        closed: thread.map_or(site.closed, |thread| thread.closed),
        slow: thread.map_or(0, |thread| thread.slow),
        hold: site.hold,
        person: sender.person,
        network: sender.network,
        name: sent.name,
        text: &text,
        links: &links,
        repeats,
        trapped: sent.trapped,
        opened: sent.opened,
        proof: sent.asked.filter(|asked| asked.level > ProofLevel::Quiet).map(|asked| asked.done.is_some()),
        attack: sent.asked.is_some_and(|asked| asked.level == ProofLevel::Attack),
        spam: likeness(0.0),
        known: sent.asked.map(|asked| asked.known),
        standing: None,
        last_post: None,
        branch: None,
    };
    loop {
        match judge(&facts) {
            Ok(verdict @ Verdict::Hold(first)) => return Ok((verdict, also(&facts, first))),
            Ok(verdict) => return Ok((verdict, Vec::new())),
            Err(need) => {
                load(app, &site.id, thread, &mut facts, need).await?;
                if let (DatabaseFact::Standing, Some(standing)) = (need, &facts.standing) {
                    facts.spam = likeness(trust(standing));
                }
            }
        }
    }
}

/// What the judge of words is told. Of the page only what is in memory: somebody looked at it before they wrote.
async fn reading(
    app: &App,
    site: &Site,
    thread: Option<&Thread>,
    person: &str,
    sent: &Sent<'_>,
    repeats: Repetition,
) -> Result<Reading> {
    let mut reading = Reading::new(sent.name, sent.tree, &site.origins);
    #[expect(clippy::cast_precision_loss, reason = "seconds of somebody's writing")]
    let seconds = sent.opened.map(|opened| opened as f32 / 1_000.0);
    reading.seconds = seconds;
    reading.trapped = sent.trapped;
    // Words that are edited were said before by nobody else.
    let said = if matches!(sent.act, Act::Edit(_)) { 0 } else { repeats.by_others + repeats.by_person };
    reading.said_before = usize::try_from(said).unwrap_or(usize::MAX);
    if let Some(thread) = thread {
        reading.title.clone_from(&thread.title);
        let page = (Arc::from(site.id.as_str()), Arc::from(thread.page_key.as_str()));
        if let Some(snapshot) = app.cached.latest(&page).await {
            let others = snapshot.all().iter().rev().filter(|comment| comment.id != sent.comment);
            reading.earlier =
                others.filter_map(|comment| comment.body.as_ref()).take(EARLIER).map(plain_text).collect();
        }
    }
    // Whoever is known here is no stranger: where they lead, others may follow. New words for an old comment are looked at
    // all the same: they may be what it was written for.
    let stranger = match (sent.act, sent.asked) {
        _ if !app.rules(&site.id).repeats => false,
        (Act::Edit(_), _) => true,
        (Act::Post(_), Some(asked)) => !asked.known,
        (Act::Post(_), None) => !app.storage.is_known(&site.id, person).await?,
    };
    if stranger {
        reading.campaign = app.campaigns.compare(&site.id, sent.key, person, app.clock.now(), &reading);
        if matches!(sent.act, Act::Edit(_)) {
            reading.campaign.own = 0;
        }
    }
    Ok(reading)
}

/// How slowly somebody may write here: many that come at once all pass the check, and only the writer tells them apart.
pub(super) fn pace(app: &App, site: &str, thread: Option<&Thread>) -> Option<Pace> {
    let of_site = app.rules(site).slow;
    let seconds = of_site.max(thread.map_or(0, |thread| thread.slow));
    // The site's pace counts everywhere, a thread's own only there.
    (seconds > 0).then_some(Pace { seconds, everywhere: of_site > 0 })
}

async fn load(
    app: &App,
    site: &str,
    thread: Option<&Thread>,
    facts: &mut CheckFacts<'_>,
    need: DatabaseFact,
) -> Result<()> {
    let storage = &app.storage;
    match need {
        DatabaseFact::Known => facts.known = Some(storage.is_known(site, facts.person).await?),
        DatabaseFact::Standing => {
            facts.standing = Some(standing(storage.history(site, facts.person).await?, facts.now));
        }
        DatabaseFact::LastPost => {
            let everywhere = pace(app, site, thread).is_none_or(|pace| pace.everywhere);
            let within = thread.filter(|_| !everywhere).map(|thread| thread.id);
            facts.last_post = Some(storage.last_post(site, facts.person, within).await?);
        }
        DatabaseFact::Branch => {
            facts.branch = Some(match facts.act {
                Act::Post(Some(parent)) => storage.branch(site, parent).await?,
                Act::Post(None) | Act::Edit(_) => Vec::new(),
            });
        }
    }
    Ok(())
}

/// The words were not stored, so they were not said.
pub(super) fn forget(app: &App, site: &str, key: &str) {
    app.recent_texts.forget(site, key);
    app.campaigns.forget(site, key);
}

/// What somebody who is refused is told.
pub(super) fn refusal(reason: DeclineReason, now: Timestamp) -> AppError {
    match reason {
        DeclineReason::Closed => AppError::Refused(ErrorCode::ThreadClosed),
        DeclineReason::NameTaken => AppError::Refused(ErrorCode::NameTaken),
        DeclineReason::Banned(None) => AppError::Refused(ErrorCode::Banned),
        DeclineReason::Banned(Some(until)) => AppError::NotYet(ErrorCode::Banned, seconds_until(now, until)),
        DeclineReason::Cooling(until) => AppError::NotYet(ErrorCode::BranchCooling, seconds_until(now, until)),
        DeclineReason::Slow(seconds) => AppError::TooMany(seconds),
    }
}
