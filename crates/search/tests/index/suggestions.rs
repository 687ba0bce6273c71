//! The nearest spelling where nothing is found.

use porch_search::Change;

use crate::site::{Site, comment};

#[test]
fn a_short_word_with_a_mistake_has_a_suggestion() {
    let site = Site::with(&["rye bread from the oven", "oven again"]);
    assert_eq!(site.results("ovem").suggestion.as_deref(), Some("oven"));
    assert_eq!(site.results("Rye, ovem!").suggestion.as_deref(), Some("Rye, oven!"));
    assert_eq!(site.results("oven").suggestion, None);
    assert_eq!(site.results("qwxyz").suggestion, None);
}

#[test]
fn operators_stay_and_a_suggestion_finds_something() {
    let site = Site::with(&["rye bread from the oven"]);
    assert_eq!(site.results("ovem from:ada").suggestion.as_deref(), Some("oven"));
    assert_eq!(site.results("ovem from:bob").suggestion, None);
}

#[test]
fn a_removed_word_is_never_suggested() {
    let site = Site::with(&["rye bread from the oven"]);
    site.change("bakery", &[Change::Remove(comment(1))]);
    site.index.commit().unwrap();
    assert_eq!(site.results("ovem").suggestion, None);
}
