//! Operators, phrases and chips.

use porch_search::{Facts, SearchRequest};

use crate::site::{Said, Site, numbers, thread_of};

fn site() -> Site {
    let site = Site::new(&["en"]);
    let facts = |by_host, answered, has_link| Facts { by_host, answered, has_link, confirmed_answer: false };
    let address = "https://bakery.example/recipes/rye";
    site.say(
        "bakery",
        Said { body: "the rye bread is dense", name: "Ada Lovelace", title: "Rye bread", address, ..Said::default() },
    );
    site.say(
        "bakery",
        Said { body: "bread made of rye", name: "Marta", facts: facts(true, true, true), day: 400, ..Said::default() },
    );
    site.say(
        "bakery",
        Said {
            body: "how is your bread",
            name: "Adam",
            facts: facts(false, true, false),
            day: -200,
            ..Said::default()
        },
    );
    site.index.commit().unwrap();
    site
}

fn sorted(mut numbers: Vec<u128>) -> Vec<u128> {
    numbers.sort_unstable();
    numbers
}

#[test]
fn a_phrase_has_to_stand_there() {
    let site = site();
    assert_eq!(site.found("\"rye bread\""), [1]);
    assert_eq!(site.found("\"bread made\" rye"), [2]);
    assert_eq!(site.found("\"made of rye\""), [2]);
    assert!(site.found("\"bread rye\"").is_empty() && site.found("\"breads\"").is_empty());
    assert_eq!(sorted(site.found("\"bread\"")), [1, 2, 3]);
    assert_eq!(site.found("\"is your\""), [3]);
}

#[test]
fn authors_are_found_by_their_names() {
    let site = site();
    assert_eq!(site.found("from:lovelace"), [1]);
    assert_eq!(sorted(site.found("from:ada")), [1, 3]);
    assert_eq!(site.found("from:\"ada lovelace\" bread"), [1]);
    assert!(site.found("from:nobody bread").is_empty());
    // A name alone is found, too, and that is said.
    let results = site.results("lovelace");
    assert!(results.hits[0].found_in.name && !results.hits[0].found_in.body);
}

#[test]
fn pages_are_found_by_title_and_address() {
    let site = site();
    assert_eq!(site.found("on:rye"), [1]);
    assert_eq!(site.found("on:recipes bread"), [1]);
    let results = site.results("recipes");
    assert!(results.hits[0].found_in.page && !results.hits[0].found_in.body);
}

#[test]
fn times_and_facts_narrow() {
    let site = site();
    assert_eq!(site.found("bread before:2024"), [3]);
    assert_eq!(site.found("bread after:2025"), [2]);
    assert_eq!(site.found("bread after:2024 before:2025"), [1]);
    assert_eq!(sorted(site.found("bread is:answered")), [2, 3]);
    assert_eq!(site.found("bread has:link"), [2]);
    assert_eq!(site.found("is:host"), [2]);
    assert_eq!(site.found("is:answered"), [2, 3]);
    assert_eq!(sorted(site.found("bread before:soon")), [1, 2, 3]);
}

#[test]
fn chips_count_and_narrow() {
    let site = site();
    let facets = site.results("bread").facets;
    assert_eq!((facets.by_host, facets.answered, facets.has_link, facets.about), (1, 2, 1, false));
    assert_eq!(facets.years, [(2025, 1), (2024, 1), (2023, 1)]);
    assert_eq!(facets.pages, [(thread_of(""), 2), (thread_of("Rye bread"), 1)]);
    let of = |request: SearchRequest| numbers(&site.search("bakery", &request));
    assert_eq!(of(SearchRequest { thread: Some(thread_of("Rye bread")), ..site.request("bread") }), [1]);
    assert_eq!(of(SearchRequest { year: Some(2025), ..site.request("bread") }), [2]);
    assert_eq!(of(SearchRequest { year: Some(2024), ..site.request("") }), [1]);
}
