//! Gathers the facts about what somebody sends, and walks the list of checks with them.

use porch_protocol::{CommentId, ErrorCode, Timestamp, Tree};

use super::error::{AppError, Result};
use crate::App;
use crate::domain::markup::{links, plain_text};
use crate::moderation::checks::{Act, Facts, Need, Verdict, judge, seconds_until};
use crate::moderation::prints::Print;
use crate::moderation::reasons::DeclineReason;
use crate::moderation::recent::{Repeats, Said};
use crate::moderation::standing::standing;
use crate::storage::posts::Pace;
use crate::storage::sites::Site;
use crate::storage::threads::Thread;

/// Somebody, and where they come from.
#[derive(Clone, Copy)]
pub(super) struct Sender<'a> {
    /// Their id on the site.
    pub(super) person: &'a str,
    /// The keyed hash of their network.
    pub(super) network: &'a str,
}

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
}

/// The verdict. The words count as said from now on: [`forget`] them if they are not stored after all.
pub(super) async fn weigh(
    app: &App,
    site: &Site,
    thread: Option<&Thread>,
    sender: Sender<'_>,
    sent: Sent<'_>,
) -> Result<Verdict> {
    let now = app.clock.now();
    let rules = app.rules(&site.id);
    let plain = plain_text(sent.tree);
    let links = links(sent.tree);
    let text = format!("{}\n{plain}\n{}", sent.name, links.join("\n"));
    let said = Said {
        comment: sent.comment,
        key: sent.key.into(),
        person: sender.person.into(),
        network: sender.network.into(),
        print: Print::of(&plain),
        at: now,
    };
    let mut repeats = app.recent.compare(&site.id, said);
    if !rules.repeats {
        repeats = Repeats { lately: repeats.lately, ..Repeats::default() };
    }
    if !app.limits.are_on() {
        // Whoever lifts the rates means to measure how much one sender can send, and few words must do for that.
        repeats.lately = 0;
        repeats.by_person = if repeats.long { repeats.by_person } else { 0 };
    }
    let mut facts = Facts {
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
        proof: None,
        spam: rules.spam.then(|| likeness(site, thread, &sent, &plain, &links, repeats)),
        known: None,
        standing: None,
        last_post: None,
        branch: None,
    };
    loop {
        match judge(&facts) {
            Ok(verdict) => return Ok(verdict),
            Err(need) => load(app, &site.id, thread, &mut facts, need).await?,
        }
    }
}

/// How much it reads like spam, 0 to 1, by what is said and by what is known of it. Nobody else is asked.
fn likeness(
    site: &Site,
    thread: Option<&Thread>,
    sent: &Sent<'_>,
    plain: &str,
    links: &[String],
    repeats: Repeats,
) -> f32 {
    let home = site.origins.first().and_then(|origin| url::Url::parse(origin).ok());
    // Where links lead counts as much as what they are called.
    let text = format!("{plain}\n{}", links.join("\n"));
    #[expect(clippy::cast_precision_loss, reason = "seconds of somebody's writing")]
    let seconds = sent.opened.map(|opened| opened as f32 / 1_000.0);
    // Words that are edited were said before by nobody else.
    let said = if matches!(sent.act, Act::Edit(_)) { 0 } else { repeats.by_others + repeats.by_person };
    let facts = porch_spam::Facts {
        text: &text,
        name: Some(sent.name),
        page_title: thread.and_then(|thread| thread.title.as_deref()),
        page_host: home.as_ref().and_then(url::Url::host_str),
        seconds_open: seconds,
        honeypot: sent.trapped,
        seen_before: usize::try_from(said).unwrap_or(usize::MAX),
        ..porch_spam::Facts::default()
    };
    porch_spam::score(&facts).probability
}

/// How slowly somebody may write here: many that come at once all pass the check, and only the writer tells them apart.
pub(super) fn pace(app: &App, site: &str, thread: Option<&Thread>) -> Option<Pace> {
    let of_site = app.rules(site).slow;
    let seconds = of_site.max(thread.map_or(0, |thread| thread.slow));
    // The site's pace counts everywhere, a thread's own only there.
    (seconds > 0).then_some(Pace { seconds, everywhere: of_site > 0 })
}

async fn load(app: &App, site: &str, thread: Option<&Thread>, facts: &mut Facts<'_>, need: Need) -> Result<()> {
    let storage = &app.storage;
    match need {
        Need::Known => facts.known = Some(storage.is_known(site, facts.person).await?),
        Need::Standing => facts.standing = Some(standing(storage.history(site, facts.person).await?, facts.now)),
        Need::LastPost => {
            let everywhere = pace(app, site, thread).is_none_or(|pace| pace.everywhere);
            let within = thread.filter(|_| !everywhere).map(|thread| thread.id);
            facts.last_post = Some(storage.last_post(site, facts.person, within).await?);
        }
        Need::Branch => {
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
    app.recent.forget(site, key);
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
