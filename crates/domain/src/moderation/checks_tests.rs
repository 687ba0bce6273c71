//! The list of checks, one fact at a time: which check decides, which comes before another, and which facts none of them loads.

use porch_protocol::held::HoldReason;
use porch_protocol::{CommentId, Timestamp, Trust, TrustLevel};
use uuid::Uuid;

use super::{Act, CHECKS, CheckFacts, DatabaseFact, Verdict, other_hold_reasons, run_checks};
use crate::moderation::reasons::DeclineReason;
use crate::moderation::repetition::Repetition;
use crate::moderation::site_rules::{BanKind, Hold, RuleKind, SiteRules, WordRules};
use crate::moderation::team_names::TeamNames;

const LINK: &str = "https://a.example/";

fn second(second: i64) -> Timestamp {
    Timestamp(second * Timestamp::SECOND)
}

/// A harmless comment of somebody of whom the database knows nothing yet, on a site that holds nothing.
fn facts(rules: &SiteRules) -> CheckFacts<'_> {
    CheckFacts {
        now: second(1_000),
        act: Act::Post(None),
        rules,
        closed: false,
        slow: 0,
        hold: Hold::Off,
        person: "ada",
        network: "net",
        name: "Ada",
        text: "Ada\nMy rye collapsed.",
        links: &[],
        repeats: Repetition::default(),
        honeypot_filled: false,
        writing_time_ms: None,
        proof: None,
        attack: false,
        spam: None,
        known: None,
        standing: None,
        last_post: None,
        branch: None,
    }
}

fn held(reason: HoldReason) -> Verdict {
    Verdict::Hold(reason)
}

fn declined(reason: DeclineReason) -> Verdict {
    Verdict::Decline(reason)
}

fn of_level(level: TrustLevel) -> Trust {
    Trust { level, ..Trust::default() }
}

#[test]
fn a_quiet_site_asks_the_database_nothing() {
    let rules = SiteRules::default();
    assert_eq!(run_checks(&facts(&rules)), Ok(Verdict::Publish));
    let one = [LINK.to_owned()];
    assert_eq!(
        run_checks(&CheckFacts { links: &one, writing_time_ms: Some(9_000), proof: Some(true), ..facts(&rules) }),
        Ok(Verdict::Publish)
    );
}

#[test]
fn every_check_has_a_name_of_its_own() {
    let names: std::collections::HashSet<_> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(names.len(), CHECKS.len());
}

#[test]
fn a_closed_thread_takes_nothing_new_and_lets_words_be_mended() {
    let rules = SiteRules::default();
    assert_eq!(run_checks(&CheckFacts { closed: true, ..facts(&rules) }), Ok(declined(DeclineReason::Closed)));
    assert_eq!(run_checks(&CheckFacts { closed: true, act: Act::Edit(&[]), ..facts(&rules) }), Ok(Verdict::Publish));
}

#[test]
fn a_banned_person_is_told_and_a_banned_network_is_held() {
    let mut rules = SiteRules::default();
    rules.bans.insert((BanKind::Network, "net".into()), None);
    assert_eq!(run_checks(&facts(&rules)), Ok(held(HoldReason::Network)));
    rules.bans.insert((BanKind::Person, "ada".into()), Some(second(2_000)));
    assert_eq!(run_checks(&facts(&rules)), Ok(declined(DeclineReason::Banned(Some(second(2_000))))));
    assert_eq!(
        run_checks(&CheckFacts { act: Act::Edit(&[]), ..facts(&rules) }),
        Ok(declined(DeclineReason::Banned(Some(second(2_000)))))
    );
    assert_eq!(run_checks(&CheckFacts { now: second(2_000), ..facts(&rules) }), Ok(held(HoldReason::Network)));
    assert_eq!(run_checks(&CheckFacts { person: "bob", network: "home", ..facts(&rules) }), Ok(Verdict::Publish));
}

#[test]
fn a_name_of_the_team_is_refused_whatever_it_is_written_with() {
    let rules = SiteRules { team: TeamNames::new(["Marta"]), ..SiteRules::default() };
    assert_eq!(
        run_checks(&CheckFacts { name: "M\u{430}rta", ..facts(&rules) }),
        Ok(declined(DeclineReason::NameTaken))
    );
    assert_eq!(run_checks(&facts(&rules)), Ok(Verdict::Publish));
}

#[test]
fn a_cooling_branch_takes_no_replies_until_its_time() {
    let [hot, other] = [1, 2].map(|number| CommentId(Uuid::from_u128(number)));
    let mut rules = SiteRules::default();
    rules.reply_pauses.insert(hot, second(1_060));
    let reply = CheckFacts { act: Act::Post(Some(other)), ..facts(&rules) };
    assert_eq!(run_checks(&reply), Err(DatabaseFact::Branch));
    let within = CheckFacts { branch: Some(vec![other, hot]), ..reply.clone() };
    assert_eq!(run_checks(&within), Ok(declined(DeclineReason::Cooling(second(1_060)))));
    assert_eq!(run_checks(&CheckFacts { branch: Some(vec![other]), ..reply.clone() }), Ok(Verdict::Publish));
    assert_eq!(run_checks(&CheckFacts { now: second(1_060), ..reply }), Ok(Verdict::Publish), "and nothing is asked");
    assert_eq!(run_checks(&facts(&rules)), Ok(Verdict::Publish), "an opening lies in no branch");
}

#[test]
fn a_slow_thread_says_how_long_to_wait() {
    let rules = SiteRules { slow: 20, ..SiteRules::default() };
    let slow = facts(&rules);
    assert_eq!(run_checks(&slow), Err(DatabaseFact::LastPost));
    assert_eq!(run_checks(&CheckFacts { last_post: Some(None), ..slow.clone() }), Ok(Verdict::Publish));
    let before = |micros| CheckFacts { last_post: Some(Some(second(990).plus(micros))), ..slow.clone() };
    assert_eq!(run_checks(&before(0)), Ok(declined(DeclineReason::Slow(10))));
    assert_eq!(run_checks(&before(1)), Ok(declined(DeclineReason::Slow(11))));
    assert_eq!(
        run_checks(&CheckFacts { slow: 60, ..before(0) }),
        Ok(declined(DeclineReason::Slow(50))),
        "the slower of the two"
    );
    assert_eq!(run_checks(&CheckFacts { act: Act::Edit(&[]), ..before(0) }), Ok(Verdict::Publish));
    assert_eq!(run_checks(&before(-10 * Timestamp::SECOND)), Ok(Verdict::Publish));
}

#[test]
fn a_program_betrays_itself_and_a_known_person_may_be_quick() {
    let rules = SiteRules::default();
    assert_eq!(run_checks(&CheckFacts { honeypot_filled: true, ..facts(&rules) }), Ok(held(HoldReason::Trap)));
    let quick = CheckFacts { writing_time_ms: Some(1_999), ..facts(&rules) };
    assert_eq!(run_checks(&quick), Err(DatabaseFact::Known));
    assert_eq!(run_checks(&CheckFacts { known: Some(false), ..quick.clone() }), Ok(held(HoldReason::TooFast)));
    assert_eq!(run_checks(&CheckFacts { known: Some(true), ..quick }), Ok(Verdict::Publish));
    let idle = CheckFacts { proof: Some(false), known: Some(false), ..facts(&rules) };
    assert_eq!(run_checks(&idle), Ok(held(HoldReason::NoProof)));
}

#[test]
fn the_words_of_the_site_hold_whoever_says_them() {
    let words = WordRules::new(&[(RuleKind::Word, "collapsed".into())]).unwrap();
    let rules = SiteRules { words, ..SiteRules::default() };
    let regular = CheckFacts { known: Some(true), standing: Some(of_level(TrustLevel::Regular)), ..facts(&rules) };
    assert_eq!(run_checks(&regular), Ok(held(HoldReason::Words)));
    assert_eq!(run_checks(&CheckFacts { act: Act::Edit(&[]), ..regular }), Ok(held(HoldReason::Words)));
}

#[test]
fn the_same_again_is_held_and_a_thank_you_is_not() {
    let rules = SiteRules::default();
    let with = |long, by_person, by_others| CheckFacts {
        repeats: Repetition { long, by_person, by_others, recent: 0 },
        ..facts(&rules)
    };
    assert_eq!(run_checks(&with(true, 1, 1)), Ok(Verdict::Publish));
    assert_eq!(run_checks(&with(true, 2, 0)), Ok(held(HoldReason::Repeated)));
    assert_eq!(run_checks(&with(true, 0, 2)), Ok(held(HoldReason::Repeated)));
    assert_eq!(run_checks(&with(false, 3, 99)), Ok(Verdict::Publish), "many say thank you");
    assert_eq!(run_checks(&with(false, 4, 0)), Ok(held(HoldReason::Repeated)));
    let one = [LINK.to_owned()];
    assert_eq!(run_checks(&CheckFacts { links: &one, ..with(true, 0, 1) }), Ok(held(HoldReason::Repeated)));
    let busy = Repetition { recent: 20, ..Repetition::default() };
    assert_eq!(run_checks(&CheckFacts { repeats: busy, ..facts(&rules) }), Ok(held(HoldReason::Flood)));
}

#[test]
fn links_of_newcomers_are_read_first() {
    let rules = SiteRules::default();
    let two = [LINK.to_owned(), "https://b.example/".to_owned()];
    let linked = CheckFacts { links: &two, ..facts(&rules) };
    assert_eq!(run_checks(&linked), Err(DatabaseFact::Known));
    assert_eq!(run_checks(&CheckFacts { known: Some(false), ..linked.clone() }), Ok(held(HoldReason::Links)));
    assert_eq!(run_checks(&CheckFacts { known: Some(true), ..linked }), Ok(Verdict::Publish));
}

#[test]
fn an_edit_that_brings_a_link_is_held_unless_a_regular_makes_it() {
    let rules = SiteRules::default();
    let links = [LINK.to_owned()];
    let edit = CheckFacts { act: Act::Edit(&[]), links: &links, known: Some(true), ..facts(&rules) };
    assert_eq!(run_checks(&edit), Err(DatabaseFact::Standing));
    assert_eq!(
        run_checks(&CheckFacts { standing: Some(of_level(TrustLevel::Known)), ..edit.clone() }),
        Ok(held(HoldReason::Links))
    );
    assert_eq!(
        run_checks(&CheckFacts { standing: Some(of_level(TrustLevel::Regular)), ..edit.clone() }),
        Ok(Verdict::Publish)
    );
    assert_eq!(run_checks(&CheckFacts { act: Act::Edit(&links), ..edit }), Ok(Verdict::Publish), "it was there before");
}

#[test]
fn a_score_of_spam_holds_all_but_regulars() {
    let rules = SiteRules::default();
    let spam = CheckFacts { spam: Some(0.96), standing: Some(of_level(TrustLevel::Known)), ..facts(&rules) };
    assert_eq!(run_checks(&spam), Ok(held(HoldReason::Spam)));
    let doubtful = CheckFacts { spam: Some(0.6), ..spam.clone() };
    assert_eq!(run_checks(&doubtful), Ok(Verdict::Publish), "known people have credit");
    let newcomer = CheckFacts { standing: Some(of_level(TrustLevel::Newcomer)), ..doubtful };
    assert_eq!(run_checks(&newcomer), Ok(held(HoldReason::Spam)));
    assert_eq!(
        run_checks(&CheckFacts { standing: Some(of_level(TrustLevel::Regular)), ..spam.clone() }),
        Ok(Verdict::Publish)
    );
    assert_eq!(
        run_checks(&CheckFacts { spam: Some(0.1), standing: None, ..spam }),
        Ok(Verdict::Publish),
        "and nothing is asked"
    );
}

#[test]
fn the_switches_of_the_site_come_last() {
    let rules = SiteRules::default();
    let all = CheckFacts { hold: Hold::All, ..facts(&rules) };
    assert_eq!(run_checks(&all), Ok(held(HoldReason::EveryComment)));
    let first = CheckFacts { hold: Hold::First, ..facts(&rules) };
    assert_eq!(run_checks(&first), Err(DatabaseFact::Known));
    assert_eq!(run_checks(&CheckFacts { known: Some(false), ..first.clone() }), Ok(held(HoldReason::FirstComment)));
    assert_eq!(run_checks(&CheckFacts { known: Some(true), ..first.clone() }), Ok(Verdict::Publish));
    let trapped = CheckFacts { honeypot_filled: true, ..all };
    assert_eq!(run_checks(&trapped), Ok(held(HoldReason::Trap)), "what was noticed says more");
}

#[test]
fn whoever_reads_what_is_held_hears_of_all_that_spoke_and_nothing_is_loaded_for_it() {
    let rules = SiteRules::default();
    let links = [LINK.to_owned(), format!("{LINK}b")];
    let robot = CheckFacts { honeypot_filled: true, links: &links, hold: Hold::First, ..facts(&rules) };
    assert_eq!(run_checks(&robot), Ok(held(HoldReason::Trap)));
    assert_eq!(other_hold_reasons(&robot, HoldReason::Trap), [], "what turns on the database is left out");
    let known = CheckFacts { known: Some(false), ..robot.clone() };
    assert_eq!(other_hold_reasons(&known, HoldReason::Trap), [HoldReason::Links, HoldReason::FirstComment]);
    // What would have been refused was, and is no reason to hold.
    let closed = CheckFacts { closed: true, ..known };
    assert_eq!(other_hold_reasons(&closed, HoldReason::Trap), [HoldReason::Links, HoldReason::FirstComment]);
    let friend = CheckFacts { known: Some(true), ..robot };
    assert_eq!(other_hold_reasons(&friend, HoldReason::Trap), []);
}
