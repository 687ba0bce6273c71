//! A word of one site never gives a hit, a count, a facet or a suggestion on another one.

use porch_search::SearchRequest;

use crate::site::{Said, Site, numbers};

/// Two sites, of which one has words that the other has not. The id of one begins with that of the other.
fn two_sites() -> Site {
    let site = Site::new(&["en"]);
    for day in 0..5 {
        let title = "Secret canaryrecipes";
        site.say(
            "bakery2",
            Said { body: "canaryword in the other bakery", name: "Canaryname", title, day, ..Said::default() },
        );
    }
    site.say("bakery", Said { body: "rye bread and a bakery", title: "Bread", ..Said::default() });
    site.index.commit().unwrap();
    site
}

#[test]
fn words_of_another_site_are_not_found() {
    let site = two_sites();
    for query in [
        "canaryword",
        "canarywrod",
        "canarywo",
        "canaryname",
        "canaryrecipes",
        "\"canaryword\"",
        "from:canaryname",
        "on:secret",
    ] {
        for complete_last_word in [false, true] {
            let results = site.search("bakery", &SearchRequest { complete_last_word, ..site.request(query) });
            assert_eq!((results.total, results.hits.len()), (0, 0), "{query}");
            assert!(results.facets.pages.is_empty() && results.facets.years.is_empty(), "{query}");
            assert_eq!(results.suggestion, None, "{query}");
        }
    }
    assert_eq!(numbers(&site.search("bakery2", &site.request("canarywrod"))).len(), 5);
}

#[test]
fn counts_and_facets_are_of_one_site() {
    let site = two_sites();
    let results = site.results("bakery");
    assert_eq!((results.total, results.facets.pages.len()), (1, 1));
    assert_eq!(results.facets.years, [(2024, 1)]);
    assert_eq!(site.results("after:2000").total, 1);
    assert_eq!(site.search("bakery2", &site.request("after:2000")).total, 5);
}

#[test]
fn the_same_comment_in_two_sites_is_two_comments() {
    let site = Site::new(&["en"]);
    let id = site.say("bakery", Said { body: "first words", ..Said::default() });
    site.put("cafe", id, Said { body: "other words", ..Said::default() });
    site.index.commit().unwrap();
    assert_eq!(site.found("first").len(), 1);
    site.change("cafe", &[porch_search::Change::Remove(id)]);
    site.index.commit().unwrap();
    assert_eq!(site.found("first").len(), 1);
    assert_eq!(site.search("cafe", &site.request("words")).total, 0);
}

#[test]
fn a_site_without_comments_finds_nothing() {
    let site = two_sites();
    assert_eq!(site.search("nobody", &site.request("bakery after:2000")).total, 0);
    assert!(site.index.search("", &site.request("bakery"), &|_| Vec::new()).is_err());
}
