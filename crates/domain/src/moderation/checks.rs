//! The list of checks: every new comment and every edit goes through it from top to bottom, and the first check with a
//! result decides.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Timestamp, Trust, TrustLevel};

use super::reasons::DeclineReason;
use super::repetition::Repetition;
use super::site_rules::{BanKind, Hold, ProofRule, SiteRules};

/// Links that a newcomer's comment may contain.
const NEWCOMER_LINKS: usize = 1;
/// A comment written in less time was not typed by a person: milliseconds.
const FASTEST: u64 = 2_000;
/// Comments of one person in ten minutes, beyond which they are held.
const FLOOD: u32 = 20;
/// From this score on, a comment is held: about one honest comment in a hundred has a higher score.
const SPAM: f32 = porch_spam::Score::HOLD;
/// The same for known authors: one harmless comment must not admit everything after it.
const SPAM_OF_KNOWN: f32 = 0.95;

/// The result of the checks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// It is public at once.
    Publish,
    /// It is held for review. Its author sees it, and gets no more details than they should.
    Hold(HoldReason),
    /// It is refused for a rule that its author is told. Nothing is stored.
    Decline(DeclineReason),
}

/// A fact from the database. It is loaded only when a check needs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DatabaseFact {
    /// [`CheckFacts::known`].
    Known,
    /// [`CheckFacts::standing`].
    Standing,
    /// [`CheckFacts::last_post`].
    LastPost,
    /// [`CheckFacts::branch`].
    Branch,
}

/// What the author does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act<'a> {
    /// A new comment, and its parent.
    Post(Option<CommentId>),
    /// An edit of a comment that had these links.
    Edit(&'a [String]),
}

/// All facts that the checks use.
#[derive(Clone, Debug)]
pub struct CheckFacts<'a> {
    /// When.
    pub now: Timestamp,
    /// What the author does.
    pub act: Act<'a>,
    /// The site's words, bans and limits.
    pub rules: &'a SiteRules,
    /// Whether the thread or the site is closed.
    pub closed: bool,
    /// Seconds between two comments of one person in this thread.
    pub slow: u32,
    /// Which comments the site holds, whatever their text.
    pub hold: Hold,
    /// The author.
    pub person: &'a str,
    /// The author's network, as a keyed hash.
    pub network: &'a str,
    /// The author's name.
    pub name: &'a str,
    /// Name, text and link targets, in which the site's words are searched.
    pub text: &'a str,
    /// The link targets.
    pub links: &'a [String],
    /// How it compares with earlier comments.
    pub repeats: Repetition,
    /// Whether the hidden field that only a robot fills in was filled.
    pub honeypot_filled: bool,
    /// Milliseconds between the first touch of the composer, or the opening of the page, and sending, where the client
    /// reports them.
    pub writing_time_ms: Option<u64>,
    /// Whether the required proof of work is valid; none where none is required.
    pub proof: Option<bool>,
    /// Whether so many newcomers write that proof of work does not stop robots.
    pub attack: bool,
    /// The spam score, 0 to 1; none where it was not computed.
    pub spam: Option<f32>,
    /// Whether a comment of the author is published on this site; none until it is loaded.
    pub known: Option<bool>,
    /// The author's trust level; none until it is loaded.
    pub standing: Option<Trust>,
    /// When the author last wrote, in this thread or on this site; the outer `None` until it is loaded, the inner one for somebody who has not written here.
    pub last_post: Option<Option<Timestamp>>,
    /// The parent and all above it; none until it is loaded.
    pub branch: Option<Vec<CommentId>>,
}

/// The result of one check.
enum CheckResult {
    /// No objection.
    Pass,
    /// This fact is needed first.
    Ask(DatabaseFact),
    /// The result for the comment.
    Say(Verdict),
}

use CheckResult::{Ask, Pass, Say};

/// A check: a name, and a rule over the facts.
pub struct Check {
    /// Its name.
    pub name: &'static str,
    rule: fn(&CheckFacts) -> CheckResult,
}

/// The order is policy. Refusals come first: their reasons are told to the author, who need not wait. Then signs of a
/// program, then the text, then what the site requires of all. Trust matters where a check would otherwise be too
/// strict for known authors.
pub const CHECKS: [Check; 17] = [
    // A closed thread takes no comments.
    Check { name: "closed", rule: closed },
    // A ban of a person is the team's message to that person, so the author is told.
    Check { name: "banned", rule: banned },
    // A visitor must not write in the name of the site's team.
    Check { name: "team_name", rule: team_name },
    // While replies are paused below a comment, all replies there are refused.
    Check { name: "replies_paused", rule: replies_paused },
    // Slow mode admits every author, one comment after the other.
    Check { name: "slow", rule: slow },
    // From here on nothing is refused: an honest person may look like this by bad luck, and is only held.
    Check { name: "honeypot", rule: trap },
    Check { name: "too_fast", rule: too_fast },
    // A network is shared, so a ban of one holds and does not refuse.
    Check { name: "network", rule: network },
    // The site's own words, which apply to regulars too.
    Check { name: "words", rule: words },
    Check { name: "repeated", rule: repeated },
    Check { name: "flood", rule: flood },
    Check { name: "links", rule: links },
    Check { name: "spam", rule: spam },
    Check { name: "proof", rule: proof },
    // Proof of work has a price, and some attackers pay it.
    Check { name: "attack", rule: attack },
    // The site's switches come last: the other reasons say more to the team.
    Check { name: "every_comment", rule: every_comment },
    Check { name: "first_comment", rule: first_comment },
];

/// Runs the checks. An error names a missing fact: load it, and run them again.
pub fn run_checks(facts: &CheckFacts) -> Result<Verdict, DatabaseFact> {
    for check in &CHECKS {
        match (check.rule)(facts) {
            Pass => {}
            Ask(need) => return Err(need),
            Say(verdict) => return Ok(verdict),
        }
    }
    Ok(Verdict::Publish)
}

/// Other reasons to hold the comment, as far as the facts are loaded: the team sees them beside the first reason.
pub fn other_hold_reasons(facts: &CheckFacts, first: HoldReason) -> Vec<HoldReason> {
    let reasons = CHECKS.iter().filter_map(|check| match (check.rule)(facts) {
        Say(Verdict::Hold(reason)) if reason != first => Some(reason),
        _ => None,
    });
    reasons.collect()
}

fn hold_if(yes: bool, reason: HoldReason) -> CheckResult {
    if yes { Say(Verdict::Hold(reason)) } else { Pass }
}

fn is_post(facts: &CheckFacts) -> bool {
    matches!(facts.act, Act::Post(_))
}

/// Holds authors who have no published comment here.
fn hold_unknown(facts: &CheckFacts, reason: HoldReason) -> CheckResult {
    facts.known.map_or(Ask(DatabaseFact::Known), |known| hold_if(!known, reason))
}

fn closed(facts: &CheckFacts) -> CheckResult {
    if is_post(facts) && facts.closed { Say(Verdict::Decline(DeclineReason::Closed)) } else { Pass }
}

fn banned(facts: &CheckFacts) -> CheckResult {
    match facts.rules.ban(BanKind::Person, facts.person, facts.now) {
        Some(until) => Say(Verdict::Decline(DeclineReason::Banned(until))),
        None => Pass,
    }
}

fn team_name(facts: &CheckFacts) -> CheckResult {
    // An edit keeps its name.
    let taken = is_post(facts) && facts.rules.team.refuses(facts.name);
    if taken { Say(Verdict::Decline(DeclineReason::NameTaken)) } else { Pass }
}

fn replies_paused(facts: &CheckFacts) -> CheckResult {
    let Act::Post(Some(_)) = facts.act else { return Pass };
    if !facts.rules.reply_pauses.values().any(|until| *until > facts.now) {
        return Pass;
    }
    let Some(branch) = &facts.branch else { return Ask(DatabaseFact::Branch) };
    let until = branch.iter().filter_map(|id| facts.rules.reply_pauses.get(id)).copied().max();
    match until.filter(|until| *until > facts.now) {
        Some(until) => Say(Verdict::Decline(DeclineReason::Cooling(until))),
        None => Pass,
    }
}

fn slow(facts: &CheckFacts) -> CheckResult {
    let seconds = facts.slow.max(facts.rules.slow);
    if seconds == 0 || !is_post(facts) {
        return Pass;
    }
    let Some(last) = facts.last_post else { return Ask(DatabaseFact::LastPost) };
    match wait(seconds, last, facts.now) {
        0 => Pass,
        seconds => Say(Verdict::Decline(DeclineReason::Slow(seconds))),
    }
}

/// Seconds until an author may comment again who did so at `last`, where `pace` seconds are required between two
/// comments of one person; 0 for at once.
pub fn wait(pace: u32, last: Option<Timestamp>, now: Timestamp) -> u32 {
    last.map_or(0, |last| seconds_until(now, last.plus(i64::from(pace) * Timestamp::SECOND)))
}

/// Rounded up, so that an author who waits this long is admitted.
pub fn seconds_until(now: Timestamp, then: Timestamp) -> u32 {
    let micros = then.0.saturating_sub(now.0).max(0);
    u32::try_from(micros / Timestamp::SECOND + i64::from(micros % Timestamp::SECOND > 0)).unwrap_or(u32::MAX)
}

fn trap(facts: &CheckFacts) -> CheckResult {
    hold_if(facts.honeypot_filled, HoldReason::Trap)
}

fn too_fast(facts: &CheckFacts) -> CheckResult {
    let required = facts.rules.proof != ProofRule::Off;
    if required && facts.writing_time_ms.is_some_and(|time| time < FASTEST) {
        hold_unknown(facts, HoldReason::TooFast)
    } else {
        Pass
    }
}

fn network(facts: &CheckFacts) -> CheckResult {
    hold_if(facts.rules.ban(BanKind::Network, facts.network, facts.now).is_some(), HoldReason::Network)
}

fn words(facts: &CheckFacts) -> CheckResult {
    hold_if(facts.rules.words.matches(facts.text), HoldReason::Words)
}

/// One person may write the same twice; others do not write the same long text, least of all with a link.
fn repeated(facts: &CheckFacts) -> CheckResult {
    let Repetition { long, by_person, by_others, .. } = facts.repeats;
    let others = if facts.links.is_empty() { 2 } else { 1 };
    let own = if long { 2 } else { 4 };
    hold_if(by_person >= own || (long && by_others >= others), HoldReason::Repeated)
}

fn flood(facts: &CheckFacts) -> CheckResult {
    hold_if(is_post(facts) && facts.repeats.recent >= FLOOD, HoldReason::Flood)
}

/// A harmless first comment that is published and then edited to add links is an old trick: only regulars may add some.
fn links(facts: &CheckFacts) -> CheckResult {
    match facts.act {
        _ if facts.rules.links_pass => Pass,
        Act::Post(_) if facts.links.len() > NEWCOMER_LINKS => hold_unknown(facts, HoldReason::Links),
        Act::Edit(before) if facts.links.iter().any(|link| !before.contains(link)) => match facts.standing {
            None => Ask(DatabaseFact::Standing),
            Some(standing) => hold_if(standing.level < TrustLevel::Regular, HoldReason::Links),
        },
        _ => Pass,
    }
}

fn spam(facts: &CheckFacts) -> CheckResult {
    if facts.spam.is_none_or(|score| score < SPAM) {
        return Pass;
    }
    match facts.standing {
        None => Ask(DatabaseFact::Standing),
        Some(standing) => {
            let enough = match standing.level {
                TrustLevel::Newcomer => SPAM,
                TrustLevel::Known => SPAM_OF_KNOWN,
                TrustLevel::Regular => f32::INFINITY,
            };
            hold_if(facts.spam.is_some_and(|score| score >= enough), HoldReason::Spam)
        }
    }
}

fn proof(facts: &CheckFacts) -> CheckResult {
    if facts.proof == Some(false) { hold_unknown(facts, HoldReason::NoProof) } else { Pass }
}

fn attack(facts: &CheckFacts) -> CheckResult {
    if facts.attack { hold_unknown(facts, HoldReason::Attack) } else { Pass }
}

fn every_comment(facts: &CheckFacts) -> CheckResult {
    hold_if(facts.hold == Hold::All, HoldReason::EveryComment)
}

fn first_comment(facts: &CheckFacts) -> CheckResult {
    if facts.hold == Hold::First { hold_unknown(facts, HoldReason::FirstComment) } else { Pass }
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
