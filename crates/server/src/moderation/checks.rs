//! The list of checks: every new comment and every edit walks it from top to bottom, and the first that speaks wins.

use porch_protocol::{CommentId, Timestamp, Trust, TrustLevel};

use super::reasons::{DeclineReason, HoldReason};
use super::repetition::Repetition;
use super::site_rules::{BanKind, Hold, ProofRule, SiteRules};

/// Links that a newcomer's comment may have.
const NEWCOMER_LINKS: usize = 1;
/// Whoever needs less time than this for a whole comment did not write it: milliseconds.
const FASTEST: u64 = 2_000;
/// Comments of one person in ten minutes, beyond which they wait.
const FLOOD: u32 = 20;
/// From this score on, words wait for the host: about one honest comment in a hundred lies above.
const SPAM: f32 = porch_spam::Score::HOLD;
/// The same for people of whom something was let in: one harmless comment must not open the door to anything.
const SPAM_OF_KNOWN: f32 = 0.95;

/// What becomes of a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Everyone sees it at once.
    Publish,
    /// It waits for the host. Its author sees it, and is told no more than they should be.
    Hold(HoldReason),
    /// It is not taken, for a rule that its author is told. Nothing is stored.
    Decline(DeclineReason),
}

/// A fact that only the database knows. It is asked for when a check turns on it, and not before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DatabaseFact {
    /// [`Facts::known`].
    Known,
    /// [`Facts::standing`].
    Standing,
    /// [`Facts::last_post`].
    LastPost,
    /// [`Facts::branch`].
    Branch,
}

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act<'a> {
    /// A new comment, and what it answers.
    Post(Option<CommentId>),
    /// Other words for a comment that had these links.
    Edit(&'a [String]),
}

/// All that a verdict is made of.
#[derive(Clone, Debug)]
pub struct CheckFacts<'a> {
    /// When.
    pub now: Timestamp,
    /// What is being done.
    pub act: Act<'a>,
    /// The site's words, bans and pace.
    pub rules: &'a SiteRules,
    /// Whether the thread or the site takes no comments.
    pub closed: bool,
    /// Seconds that the thread puts between two comments of one person.
    pub slow: u32,
    /// Which comments the site holds, whatever they say.
    pub hold: Hold,
    /// Who.
    pub person: &'a str,
    /// Where from, as a keyed hash.
    pub network: &'a str,
    /// Under which name.
    pub name: &'a str,
    /// Name, words and link targets, as the site's words are looked for in.
    pub text: &'a str,
    /// Where its links lead.
    pub links: &'a [String],
    /// How it compares with what was said before.
    pub repeats: Repetition,
    /// Whether the field that no person sees was filled.
    pub trapped: bool,
    /// Milliseconds from the first touch to sending, where the sender says.
    pub opened: Option<u64>,
    /// Whether the work that the site asks for was done; none where it asks for none.
    pub proof: Option<bool>,
    /// Whether so many newcomers come that work does not keep robots out.
    pub attack: bool,
    /// How much it reads like spam, 0 to 1; none where nobody has judged.
    pub spam: Option<f32>,
    /// Whether something of theirs is published here; none as long as nobody has asked.
    pub known: Option<bool>,
    /// Where they stand; none as long as nobody has asked.
    pub standing: Option<Trust>,
    /// When they last wrote, in this thread or on this site; none outside as long as nobody has asked.
    pub last_post: Option<Option<Timestamp>>,
    /// What it answers and all above it; none as long as nobody has asked.
    pub branch: Option<Vec<CommentId>>,
}

/// What a check says.
enum CheckResult {
    /// Nothing.
    Pass,
    /// That it must know this first.
    Ask(DatabaseFact),
    /// What becomes of the comment.
    Say(Verdict),
}

use CheckResult::{Ask, Pass, Say};

/// A check: a name, and a rule over the facts.
pub struct Check {
    /// What it is called.
    pub name: &'static str,
    rule: fn(&CheckFacts) -> CheckResult,
}

/// Order is policy. What is refused comes first: those rules are told, so nobody waits in vain. Then what a program
/// betrays itself by, then what was said, then what the site asks of everyone. Trust comes in where a check would
/// otherwise be hard on people who are known.
pub const CHECKS: [Check; 17] = [
    // Nobody writes where the talk has ended.
    Check { name: "closed", rule: closed },
    // A ban of a person is a word of the host to that person, so it is said.
    Check { name: "banned", rule: banned },
    // A visitor must not speak in the name of the site's team.
    Check { name: "team_name", rule: team_name },
    // A branch that cools down takes no replies for a while, whoever writes.
    Check { name: "cooling", rule: cooling },
    // A slow thread lets everyone in, one after the other.
    Check { name: "slow", rule: slow },
    // From here on nobody is refused: an honest person may look like this by bad luck, and is only held.
    Check { name: "trap", rule: trap },
    Check { name: "too_fast", rule: too_fast },
    // A network is shared, so a ban of one holds and does not refuse.
    Check { name: "network", rule: network },
    // The host's own words, which hold for regulars too.
    Check { name: "words", rule: words },
    Check { name: "repeated", rule: repeated },
    Check { name: "flood", rule: flood },
    Check { name: "links", rule: links },
    Check { name: "spam", rule: spam },
    Check { name: "proof", rule: proof },
    // Work has a price, and some pay it.
    Check { name: "attack", rule: attack },
    // The site's switches come last: whatever else was noticed says more to the host than they do.
    Check { name: "every_comment", rule: every_comment },
    Check { name: "first_comment", rule: first_comment },
];

/// Walks the list. An error names the fact that is missing: load it, and ask again.
pub fn judge(facts: &CheckFacts) -> Result<Verdict, DatabaseFact> {
    for check in &CHECKS {
        match (check.rule)(facts) {
            Pass => {}
            Ask(need) => return Err(need),
            Say(verdict) => return Ok(verdict),
        }
    }
    Ok(Verdict::Publish)
}

/// What else would have held it, as far as the facts at hand tell: whoever reads it sees this beside the first reason.
pub fn also(facts: &CheckFacts, first: HoldReason) -> Vec<HoldReason> {
    let said = CHECKS.iter().filter_map(|check| match (check.rule)(facts) {
        Say(Verdict::Hold(reason)) if reason != first => Some(reason),
        _ => None,
    });
    said.collect()
}

fn hold_if(yes: bool, reason: HoldReason) -> CheckResult {
    if yes { Say(Verdict::Hold(reason)) } else { Pass }
}

fn is_post(facts: &CheckFacts) -> bool {
    matches!(facts.act, Act::Post(_))
}

/// Holds whoever is not known here.
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
    let taken = is_post(facts) && facts.rules.team.refuse(facts.name);
    if taken { Say(Verdict::Decline(DeclineReason::NameTaken)) } else { Pass }
}

fn cooling(facts: &CheckFacts) -> CheckResult {
    let Act::Post(Some(_)) = facts.act else { return Pass };
    if !facts.rules.cooling.values().any(|until| *until > facts.now) {
        return Pass;
    }
    let Some(branch) = &facts.branch else { return Ask(DatabaseFact::Branch) };
    let until = branch.iter().filter_map(|id| facts.rules.cooling.get(id)).copied().max();
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

/// Seconds until somebody may comment again who did so at `last`, where `pace` seconds lie between two comments of one
/// person; 0 for at once.
pub fn wait(pace: u32, last: Option<Timestamp>, now: Timestamp) -> u32 {
    last.map_or(0, |last| seconds_until(now, last.plus(i64::from(pace) * Timestamp::SECOND)))
}

/// Rounded up, so that whoever waits that long gets in.
pub fn seconds_until(now: Timestamp, then: Timestamp) -> u32 {
    let micros = then.0.saturating_sub(now.0).max(0);
    u32::try_from(micros / Timestamp::SECOND + i64::from(micros % Timestamp::SECOND > 0)).unwrap_or(u32::MAX)
}

fn trap(facts: &CheckFacts) -> CheckResult {
    hold_if(facts.trapped, HoldReason::Trap)
}

fn too_fast(facts: &CheckFacts) -> CheckResult {
    let asked = facts.rules.proof != ProofRule::Off;
    if asked && facts.opened.is_some_and(|opened| opened < FASTEST) {
        hold_unknown(facts, HoldReason::TooFast)
    } else {
        Pass
    }
}

fn network(facts: &CheckFacts) -> CheckResult {
    hold_if(facts.rules.ban(BanKind::Network, facts.network, facts.now).is_some(), HoldReason::Network)
}

fn words(facts: &CheckFacts) -> CheckResult {
    hold_if(facts.rules.words.hold(facts.text), HoldReason::Words)
}

/// One person may say the same twice; others do not say the same at length, least of all with a link.
fn repeated(facts: &CheckFacts) -> CheckResult {
    let Repetition { long, by_person, by_others, .. } = facts.repeats;
    let others = if facts.links.is_empty() { 2 } else { 1 };
    let own = if long { 2 } else { 4 };
    hold_if(by_person >= own || (long && by_others >= others), HoldReason::Repeated)
}

fn flood(facts: &CheckFacts) -> CheckResult {
    hold_if(is_post(facts) && facts.repeats.lately >= FLOOD, HoldReason::Flood)
}

/// A first harmless comment that is let in and then given its links is the oldest way in: only regulars may add some.
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
