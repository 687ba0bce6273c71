//! Which words of a site a typed word stands for.

use crate::site::{Said, Site};

#[test]
fn forms_of_a_word_find_each_other() {
    let site = Site::with(&["I was baking breads", "no relation"]);
    for query in ["bake", "baked", "bread", "BREADS"] {
        assert_eq!(site.found(query), [1], "{query}");
    }
}

#[test]
fn each_language_of_a_site_has_its_stems() {
    let site = Site::new(&["en", "de"]);
    site.say("bakery", Said { body: "Die Häuser sind alt", language: Some("de"), ..Said::default() });
    site.say("bakery", Said { body: "Das haben wir gestern gebacken, und die Kuchen waren gut", ..Said::default() });
    site.say("bakery", Said { body: "the houses are old", language: Some("en"), ..Said::default() });
    site.index.commit().unwrap();
    assert_eq!(site.found("Haus"), [1]);
    assert_eq!(site.found("kuchens"), [2]);
    assert_eq!(site.found("house"), [3]);
}

#[test]
fn accents_may_be_left_out_and_put_in() {
    let site = Site::with(&["a café in Łódź", "crème brûlée"]);
    assert_eq!((site.found("cafe"), site.found("lodz")), (vec![1], vec![1]));
    assert_eq!(site.found("crémé brulee"), [2]);
}

#[test]
fn up_to_four_letters_have_no_mistake() {
    let site = Site::with(&["an oven"]);
    assert!(site.found("oven") == [1] && site.found("ovem").is_empty());
}

#[test]
fn five_to_eight_letters_may_have_one() {
    let site = Site::with(&["my kitchen"]);
    for query in ["kitchen", "kichen", "kitcehn", "kittchen", "kitchan"] {
        assert_eq!(site.found(query), [1], "{query}");
    }
    for query in ["kichan", "mitchen"] {
        assert!(site.found(query).is_empty(), "{query}");
    }
}

#[test]
fn nine_letters_and_more_may_have_two_or_a_wrong_first_one() {
    let site = Site::with(&["sourdough"]);
    for query in ["suordogh", "sourdoufh", "sourdougggh", "dourdough"] {
        assert_eq!(site.found(query).len(), usize::from(query.chars().count() >= 9), "{query}");
    }
    assert!(site.found("dourdoug").is_empty());
    assert!(site.found("xourdoufh").is_empty());
}

#[test]
fn a_number_has_no_mistake() {
    let site = Site::with(&["error 404000"]);
    assert!(site.found("404000") == [1] && site.found("404001").is_empty());
}

#[test]
fn the_word_itself_comes_before_its_mistakes() {
    let site = Site::with(&["the bread", "the broad", "the bread and butter", "bread again"]);
    let found = site.found("bread");
    assert!(!found.contains(&2) || found.last() == Some(&2), "{found:?}");
    // A rare misspelling does not outrank the word either.
    assert!(site.found("broad").first() == Some(&2));
}

#[test]
fn the_last_word_may_be_unfinished_while_somebody_types() {
    let site = Site::with(&["sourdough starter", "start here"]);
    assert_eq!(site.typing("sour"), [1]);
    assert_eq!(site.typing("sourdough sta"), [1]);
    assert!(site.typing("sour ").is_empty() && site.found("sour").is_empty());
    let mut both = site.typing("sta");
    both.sort_unstable();
    assert_eq!(both, [1, 2]);
    // Also with a mistake.
    assert_eq!(site.typing("suordo"), [1]);
}

#[test]
fn stop_words_are_needed_only_where_there_is_nothing_else() {
    let site = Site::with(&["to be or not to be", "rye bread"]);
    assert_eq!(site.found("the bread of an oven is not rye"), [2]);
    assert_eq!(site.found("to be"), [1]);
    assert_eq!(site.found("not"), [1]);
}

#[test]
fn hyphens_and_spaces_may_be_left_out() {
    let site = Site::with(&["send an e-mail", "send an email", "my data base", "my database"]);
    for query in ["email", "e-mail"] {
        let mut found = site.found(query);
        found.sort_unstable();
        assert_eq!(found, [1, 2], "{query}");
    }
    let mut found = site.found("data base");
    found.sort_unstable();
    assert_eq!(found, [3, 4]);
}

#[test]
fn two_words_that_were_written_as_one_are_found() {
    let site = Site::with(&["a rye bread from the oven"]);
    assert_eq!(site.found("ryebread"), [1]);
    assert!(site.found("ryecheese").is_empty());
}

#[test]
fn scripts_without_spaces_are_found_by_their_parts() {
    let site = Site::with(&["東京都に行きます", "京都に行きます", "ภาษาไทย"]);
    assert_eq!(site.found("東京"), [1]);
    assert_eq!(site.found("東京都"), [1]);
    assert_eq!(site.found("京都").len(), 2);
    assert_eq!(site.found("東"), [1]);
    assert_eq!(site.found("ไทย"), [3]);
    assert!(site.found("大阪").is_empty());
}

#[test]
fn a_long_query_may_miss_some_words_and_a_hopeless_one_most() {
    let site = Site::with(&["rye bread oven", "something else entirely"]);
    assert_eq!(site.found("rye bread oven temperature"), [1]);
    let results = site.results("cheese temperature oven");
    assert!(results.loosened && results.total == 1);
    assert!(!site.results("rye bread").loosened);
}

#[test]
fn those_with_all_words_come_before_those_with_fewer() {
    let site = Site::with(&["rye oven", "rye bread rye bread", "a long text about rye bread, and then about an oven"]);
    assert_eq!(site.found("rye bread oven").first(), Some(&3));
    assert_eq!(site.results("rye bread oven").total, 3);
    assert_eq!(site.found("rye bread"), [2, 3]);
}
