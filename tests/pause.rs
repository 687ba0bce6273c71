//! The second look: what it stops at, and, more important, what it lets pass.
#![cfg(not(target_arch = "wasm32"))]

use porch_widget::language::text;
use porch_widget::second_look::{Finding, second_look};

fn found(words: &str) -> Option<(&str, Finding)> {
    second_look(words, text("en").lexicon()).map(|(place, why)| (&words[place], why))
}

#[test]
fn it_names_the_part_that_is_about_a_person() {
    for (words, part) in [
        (
            "I followed step 3 exactly and your oven advice is wrong, you clearly never baked rye with real flour.",
            "you clearly never baked rye with real flour.",
        ),
        ("Nice photo. You are an idiot! Bye.", "You are an idiot!"),
        ("You’re so pathetic", "You’re so pathetic"),
        ("Well: what is wrong with you?", "what is wrong with you?"),
        ("Thanks.\n\nYour recipe is useless and so are you.", "Your recipe is useless and so are you."),
        ("Ach, SHUT UP already", "SHUT UP already"),
        ("He is such an asshole.", "He is such an asshole."),
        ("**You** *moron*.", "**You** *moron*."),
        ("U R DUMB", "U R DUMB"),
    ] {
        assert_eq!(found(words), Some((part, Finding::Person)), "{words}");
    }
    assert_eq!(found("Hm. THIS NEVER WORKED FOR ANYBODY"), Some(("THIS NEVER WORKED FOR ANYBODY", Finding::Loud)));
}

#[test]
fn hard_words_about_the_matter_pass() {
    for words in [
        "",
        "This recipe is useless: the bread was burnt, twice.",
        "The oven advice is nonsense.",
        "What a stupid oven I have. Do you know a better one?",
        "I disagree. You say 40 minutes, the book says 25.",
        "You never know with rye.",
        "You clearly explained it, thank you!",
        "You obviously love what you do.",
        "I feel stupid for asking, but which flour is it?",
        "My idiot of a cat sat on the dough.",
        "The NYT and the BBC and the FDA say so.",
        "HTTP 404 on https://EXAMPLE.COM/SHOP",
        "WOW!!! Great bread",
        "That is a lie, I measured it.",
        "> you are an idiot\n\nI would not say that.",
        "```\nlet you = idiot;\n```\nWhy does this not compile?",
        "The shut-up-and-take-my-money face.",
        "Ignorance is bliss, they say; you may be right.",
        "Is the tool dead? It is full of items nobody needs.",
        "Sind Sie sicher? Das ist doch Unsinn.",
        "I know CSS and HTML",
        "ΠΟΛΥ ΩΡΑΙΟ",
        "\u{0}\u{FFFF}'’*_",
    ] {
        assert_eq!(found(words), None, "{words}");
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_it_names_is_a_part_of_the_words(words in "(you |idiot|[A-Z ]{0,20}|[.,!>`\n]|\\PC){0,40}") {
            if let Some((place, _)) = second_look(&words, text("en").lexicon()) {
                prop_assert!(words.get(place).is_some_and(|part| !part.trim().is_empty()));
            }
        }
    }
}
