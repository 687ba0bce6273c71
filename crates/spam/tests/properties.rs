//! What holds for every text: normalising is final, a score is a probability, and no sign of spam lowers it.

use porch_spam::{
    Campaign, CampaignMemory, CommentFacts, Local, Model, Score, fingerprint, normalise, score, score_with,
};
use proptest::prelude::*;

/// Texts as people and spammers write them, and what neither would.
fn texts() -> impl Strategy<Value = String> {
    let letters = "[a-zA-Z0-9 .,!?@$'\\-_\\[\\]()<>/:\\n]{0,80}";
    let disguised = "[𝐀-𝟿Ａ-ｚⒶ-ⓩ🄰-🆉🇦-🇿ᴀʙᴄ№㈱0-9 .a-dа-я\u{300}-\u{310}\u{200b}\u{200d}【】≋]{0,40}";
    prop_oneof![letters, disguised, ".{0,60}", "\\PC{0,40}", (letters, disguised).prop_map(|(a, b)| format!("{a} {b}"))]
}

fn probability(facts: &CommentFacts<'_>) -> f32 {
    score(facts).probability
}

/// Rounding of the sum's order may move the last digit.
const LAST_DIGIT: f32 = 1e-5;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn normalising_again_changes_nothing(text in texts()) {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn a_score_is_a_probability_whatever_is_said(
        text in texts(), name in texts(), title in texts(), seconds in any::<f32>(), trust in any::<f32>(), seen in any::<usize>(),
    ) {
        let facts = CommentFacts {
            text: &text, name: Some(&name), page_title: Some(&title), page_language: Some(&name), page_hosts: &[&title],
            earlier: std::slice::from_ref(&title), seconds_open: Some(seconds), trust, seen_before: seen, ..CommentFacts::default()
        };
        let score = score(&facts);
        prop_assert!(score.probability.is_finite() && (0.0..=1.0).contains(&score.probability));
        let _ = fingerprint(&text);
    }

    #[test]
    fn the_honeypot_and_repeats_never_lower_a_score(text in texts(), seen in 0_usize..10) {
        let facts = CommentFacts { text: &text, seen_before: seen, ..CommentFacts::default() };
        let before = probability(&facts);
        let trapped = probability(&CommentFacts { honeypot: true, ..facts });
        let again = probability(&CommentFacts { seen_before: seen + 3, ..facts });
        let campaign = Campaign { others: seen, own: seen };
        let led = probability(&CommentFacts { campaign, ..facts });
        prop_assert!([trapped, again, led].into_iter().all(|after| after >= before - LAST_DIGIT));
    }

    #[test]
    fn a_campaign_counts_nobody_twice(sent in prop::collection::vec((texts(), 0_u64..5), 1..30)) {
        let mut lately = CampaignMemory::default();
        for (id, (text, who)) in (0..).zip(&sent) {
            let found = lately.compare(id, *who, 0, &CommentFacts { text, ..CommentFacts::default() });
            prop_assert!(found.others <= 4 && found.own <= sent.len());
        }
    }

    #[test]
    fn five_spam_links_never_lower_a_score(text in "[a-zA-Z ,.]{0,120}") {
        let before = probability(&CommentFacts { text: &text, ..CommentFacts::default() });
        let bare = format!("{text}{}", " https://cheap-pills-now.xyz/buy".repeat(5));
        let covered = format!("{text}{}", " [cheap pills](https://cheap-pills-now.xyz/buy)".repeat(5));
        for linked in [bare, covered] {
            let after = probability(&CommentFacts { text: &linked, ..CommentFacts::default() });
            prop_assert!(after >= before - LAST_DIGIT);
        }
    }

    #[test]
    fn what_a_site_learnt_stays_within_bounds(texts in prop::collection::vec((texts(), any::<bool>()), 0..20)) {
        let mut local = Local::default();
        for (text, is_spam) in &texts {
            local.learn(&CommentFacts { text, ..CommentFacts::default() }, *is_spam);
        }
        let again = Local::from_bytes(&local.to_bytes());
        prop_assert_eq!(again.map(|local| local.decisions()), Ok(local.decisions()));
        let Score { probability, .. } = score_with(&CommentFacts { text: "hello", ..CommentFacts::default() }, Model::shipped(), Some(&local));
        prop_assert!((0.0..=1.0).contains(&probability));
    }

    #[test]
    fn any_bytes_are_a_site_s_learning_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Local::from_bytes(&bytes);
        let _ = Local::from_bytes(&[b"PSL2".as_slice(), &bytes].concat());
    }
}

#[test]
fn every_single_character_is_read_once_and_for_all() {
    // The planes that have letters and signs; beyond lie ideographs and nothing.
    for c in (0..0x2_0000).filter_map(char::from_u32) {
        let once = normalise(&format!("{c} a{c}b"));
        assert_eq!(normalise(&once), once, "U+{:04X}", u32::from(c));
    }
}

#[test]
fn a_text_of_brackets_takes_no_longer_than_its_length() {
    for piece in ["[", "<", "[a](", "<a href=", "[url=", "((", "http://", "a.b.", "@", "1 2 "] {
        let long = piece.repeat(20_000);
        let facts = CommentFacts { text: &long, name: Some(&long), ..CommentFacts::default() };
        assert!((0.0..=1.0).contains(&probability(&facts)));
        CampaignMemory::default().compare(1, 1, 0, &facts);
    }
}
