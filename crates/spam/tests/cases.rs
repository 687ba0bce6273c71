//! The real material: hostile strings, the letters that spammers use, and how well the verdict does.

use std::collections::{BTreeMap, HashSet};

use porch_spam::{Campaign, CampaignMemory, CommentFacts, Model, Reason, Score, normalise, score};
use porch_spam_cases::blogs::{self, flagged};
use porch_spam_cases::labels::{self, read_again};
use porch_spam_cases::measure::{Marked, at, auc};
use porch_spam_cases::order::replay;
use porch_spam_cases::{self as cases, Case, Half, folder, samples};

fn marks(cases: &[Case]) -> Vec<Marked> {
    let known = replay(cases, Model::shipped());
    let scored = cases.iter().zip(&known);
    scored
        .map(|(case, before)| Marked { score: score(&case.facts(before)).probability, is_spam: case.is_spam })
        .collect()
}

#[test]
fn blog_spam_that_was_never_taught_is_told_from_honest_talk() {
    let marked = marks(&samples(Half::Judge));
    let (recall, held) = at(&marked, Score::HOLD);
    assert!(auc(&marked) >= 0.93, "AUC {}", auc(&marked));
    assert!(recall >= 0.7 && held <= 0.04, "recall {recall}, honest held {held}");
}

#[test]
fn talk_of_real_blogs_is_not_held() {
    let Some(cases) = folder() else { return println!("skipped: no cases") };
    let marked: Vec<Marked> = blogs::several(&cases).iter().flat_map(|blog| marks(blog)).collect();
    let (_, held) = at(&marked, Score::HOLD);
    assert!(held <= 0.03, "{held} of {}", marked.len());
}

#[test]
fn spam_of_real_blogs_is_told_from_their_talk() {
    let Some(folder) = folder() else { return println!("skipped: no cases") };
    assert!(auc(&marks(&flagged(&folder))) >= 0.85);
    let read = [
        read_again(flagged(&folder), labels::FLAGGED),
        read_again(blogs::blog(&folder), labels::BLOG),
        read_again(cases::courses(&folder), labels::COURSES),
    ];
    for (cases, least) in read.iter().zip([0.95, 0.82, 0.86]) {
        let marked = marks(cases);
        assert!(auc(&marked) >= least, "AUC {}", auc(&marked));
        assert!(at(&marked, Score::HOLD).1 <= 0.03);
    }
}

/// Every five words in a row.
fn fives(text: &str) -> Vec<String> {
    let shown = normalise(text);
    let words: Vec<&str> = shown.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(5).map(|five| five.join(" ")).collect()
}

#[test]
fn no_sample_is_taken_from_the_cases() {
    let Some(folder) = folder() else { return println!("skipped: no cases") };
    let [psy, katy, lmfao] = cases::videos(&folder);
    let real = [psy, katy, lmfao, cases::messages(&folder), cases::gambling(&folder), flagged(&folder)];
    let real = real.into_iter().chain([blogs::blog(&folder), cases::courses(&folder)]);
    let real = real.chain(blogs::several(&folder)).flatten();
    let taken: HashSet<String> = real.flat_map(|case| fives(&case.text)).collect();
    let learnt = [samples(Half::Learn), cases::lessons_only()];
    let judged = [samples(Half::Judge), cases::blind(), cases::second_blind(), cases::third_blind()];
    for case in learnt.into_iter().chain(judged).flatten() {
        let fives = fives(&case.text);
        let found = fives.iter().filter(|five| taken.contains(*five)).count();
        // Spam of this trade is made of the same phrases everywhere; a whole sentence of them is a copy.
        assert!(fives.len() < 8 || found * 5 < fives.len() * 3, "{found} of {}: {}", fives.len(), case.text);
    }
}

#[test]
fn letters_that_spammers_use_are_read() {
    let Some(cases) = folder() else { return println!("skipped: no cases") };
    let text = std::fs::read_to_string(cases.join("unicode/obfuscation_mapping.json")).unwrap();
    let letters: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let wrong: Vec<_> = letters
        .iter()
        .filter(|(drawn, plain)| {
            normalise(drawn) != plain.to_lowercase() && !normalise(&format!("ab{drawn}cd")).contains(plain.as_str())
        })
        .map(|(drawn, plain)| format!("{drawn} {plain} {}", normalise(drawn)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}: {wrong:?}", wrong.len(), letters.len());
}

#[test]
fn naughty_strings_are_borne() {
    let Some(cases) = folder() else { return println!("skipped: no cases") };
    let naughty: Vec<String> =
        serde_json::from_str(&std::fs::read_to_string(cases.join("unicode/blns.json")).unwrap()).unwrap();
    let files = std::fs::read_dir(cases.join("sanitise")).unwrap();
    let payloads = files
        .filter_map(|file| std::fs::read(file.unwrap().path()).ok())
        .flat_map(|bytes| String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect::<Vec<_>>());
    let mut lately = CampaignMemory::default();
    for (id, text) in (0..).zip(naughty.into_iter().chain(payloads)) {
        let once = normalise(&text);
        assert_eq!(normalise(&once), once, "{text}");
        let facts = CommentFacts { text: &text, name: Some(&text), page_title: Some(&text), ..CommentFacts::default() };
        lately.compare(id, id, 0, &facts);
        let score = score(&facts);
        assert!((0.0..=1.0).contains(&score.probability), "{text}");
    }
}

#[test]
fn a_verdict_says_why() {
    let reasons = |facts: CommentFacts<'_>| score(&facts).reasons;
    let text = "Best 𝐨𝐧𝐥𝐢𝐧𝐞 𝐜𝐚𝐬𝐢𝐧𝐨 bonus";
    assert!(reasons(CommentFacts { text, ..CommentFacts::default() }).contains(&Reason::HiddenLetters));
    assert!(
        reasons(CommentFacts { text, honeypot: true, ..CommentFacts::default() }).first() == Some(&Reason::Honeypot)
    );
    assert!(reasons(CommentFacts { text, seen_before: 9, ..CommentFacts::default() }).contains(&Reason::SeenBefore));
    let campaign = Campaign { others: 3, own: 0 };
    assert!(reasons(CommentFacts { text, campaign, ..CommentFacts::default() }).contains(&Reason::SeenBefore));
    assert!(
        reasons(CommentFacts { text, seconds_open: Some(0.3), ..CommentFacts::default() }).contains(&Reason::TooFast)
    );
    assert!(reasons(CommentFacts { text: "I bake mine a little longer.", ..CommentFacts::default() }).is_empty());
}

#[test]
fn an_attack_on_the_page_is_no_spam() {
    let text = "</script><img src=x onerror=alert(1)>\n";
    let name = Some("</script><script>alert(1)</script>");
    let score = score(&CommentFacts { text, name, ..CommentFacts::default() });
    assert!(score.probability < Score::HOLD, "{score:?}");
}

#[test]
fn trust_and_ties_to_the_page_speak_for_a_comment() {
    let text = "My sourdough never rises like this, see https://sourdough-diary.example/rise for my baking notes";
    let of = |facts: CommentFacts<'_>| score(&facts).probability;
    let stranger = of(CommentFacts { text, ..CommentFacts::default() });
    assert!(
        of(CommentFacts { text, page_title: Some("Baking sourdough at home"), ..CommentFacts::default() }) < stranger
    );
    assert!(of(CommentFacts { text, trust: 1.0, ..CommentFacts::default() }) < stranger);
    for page_hosts in [&["sourdough-diary.example"][..], &["bakery.example", "sourdough-diary.example"]] {
        assert!(of(CommentFacts { text, page_hosts, ..CommentFacts::default() }) < stranger, "{page_hosts:?}");
    }
}
