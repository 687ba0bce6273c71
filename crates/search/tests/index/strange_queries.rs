//! Whatever somebody types has an answer.

use porch_search::SearchRequest;

use crate::site::Site;

#[test]
fn strange_queries_have_an_answer() {
    let site = Site::with(&["rye bread", "wheat bread \u{10ffff}", "a\0b"]);
    let long = "bread ".repeat(3_000);
    let letters = "x".repeat(18_000);
    let different = (0..3_000).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
    let marks = "\u{301}".repeat(5_000);
    for query in [
        "",
        " ",
        "\0",
        "a\0b",
        "\u{10ffff}",
        "\u{1f}",
        "bakery\u{1f}bread",
        "\"",
        "\"\"",
        "\"\"\"",
        "\"!\"",
        "from:",
        "from:\"",
        "before:",
        "is:answered is:host has:link",
        "before:0000",
        "after:9999-12-31",
        "on:\"\" from:\"\"",
        "???",
        "🍞",
        "🍞🍞",
        "\u{202e}daerb",
        "%",
        "*",
        "bread*",
        "bread~2",
        "+bread -rye",
        "(bread",
        "bread)",
        "AND OR NOT",
        "[a TO z]",
        "\\",
        "a:b:c",
        "é",
        "東",
        "ก",
        &long,
        &letters,
        &different,
        &marks,
    ] {
        for complete_last_word in [false, true] {
            let results = site.search("bakery", &SearchRequest { complete_last_word, ..site.request(query) });
            assert!(results.total <= 3, "{query}");
        }
    }
}

#[test]
fn operators_alone_find_the_newest_and_nothing_finds_nothing() {
    let site = Site::with(&["rye bread", "wheat bread"]);
    assert_eq!(site.results("from:ada").total, 2);
    assert_eq!(site.results("is:answered").total, 0);
    assert_eq!(site.results("").total, 0);
    assert_eq!(site.results("before:yesterday").total, 0);
}

#[test]
fn pages_of_results_end() {
    let site = Site::with(&["rye bread", "wheat bread", "oat bread"]);
    let page = |offset, limit| {
        let results = site.search("bakery", &SearchRequest { offset, limit, ..site.request("bread") });
        assert_eq!(results.total, 3);
        results.hits.len()
    };
    assert_eq!([page(0, 2), page(2, 2), page(4, 2), page(usize::MAX, usize::MAX), page(0, 0)], [2, 1, 0, 0, 0]);
}
