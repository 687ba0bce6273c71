//! What is removed is gone at once, and after the nightly merge its words are in no file.

use std::fs;
use std::path::Path;

use porch_search::Change;

use crate::site::{Said, Site};

/// Whether a dictionary of the index has a word. Files that belong to no part of the index are an error.
fn is_in_files(folder: &Path, word: &str) -> bool {
    let index = tantivy::Index::open_in_dir(folder).unwrap();
    let segments: Vec<String> =
        index.searchable_segment_ids().unwrap().iter().map(tantivy::index::SegmentId::uuid_string).collect();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let others =
            ["meta.json", ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock", "porch-search-version"];
        let of_segment = segments.iter().any(|segment| name.starts_with(segment));
        assert!(of_segment || others.contains(&name.as_str()), "{name} belongs to nothing");
    }
    let reader = index.reader().unwrap();
    reader.searcher().segment_readers().iter().any(|segment| {
        let fields = index.schema().fields().map(|(field, _)| field).collect::<Vec<_>>();
        fields.into_iter().filter_map(|field| segment.inverted_index(field).ok()).any(|inverted| {
            let mut terms = inverted.terms().stream().unwrap();
            std::iter::from_fn(|| terms.next().map(|(term, _)| String::from_utf8_lossy(term).into_owned()))
                .any(|term| term.contains(word))
        })
    })
}

fn site_of_two() -> Site {
    let site = Site::new(&["en"]);
    site.say("bakery", Said { body: "rye bread", name: "Ada", ..Said::default() });
    site.say("bakery", Said { body: "zebrasecret bread", name: "Quentinsecret", ..Said::default() });
    site.say("bakery", Said { body: "zebrasecret again", name: "Quentinsecret", ..Said::default() });
    site.say("cafe", Said { body: "coffee", name: "Quentinsecret", ..Said::default() });
    site.index.commit().unwrap();
    site
}

#[test]
fn a_removed_comment_is_not_found() {
    let site = site_of_two();
    site.change("bakery", &[Change::Remove(crate::site::comment(2))]);
    site.index.commit().unwrap();
    assert_eq!(site.found("zebrasecret"), [3]);
    assert_eq!(site.results("bread").total, 1);
}

#[test]
fn a_changed_comment_is_found_by_its_new_words_only() {
    let site = site_of_two();
    site.put("bakery", crate::site::comment(1), Said { body: "wheat bread", ..Said::default() });
    site.index.commit().unwrap();
    assert_eq!(site.found("wheat"), [1]);
    assert!(site.found("rye").is_empty());
}

#[test]
fn the_words_of_an_erased_person_leave_every_file() {
    let site = site_of_two();
    let folder = site.folder.path();
    assert!(is_in_files(folder, "zebrasecret") && is_in_files(folder, "bakery\u{1f}quentinsecret"));
    site.change("bakery", &[Change::RemovePerson("Quentinsecret")]);
    site.index.commit().unwrap();
    assert!(site.found("zebrasecret").is_empty() && site.found("from:quentinsecret").is_empty());
    assert_eq!(site.results("zebrasecre").suggestion, None);
    site.index.purge_deleted().unwrap();
    assert!(!is_in_files(folder, "zebrasecret") && !is_in_files(folder, "bakery\u{1f}quentinsecret"));
    assert_eq!(site.found("bread"), [1]);
    // The person of the other site is another one.
    assert_eq!(site.search("cafe", &site.request("coffee")).total, 1);
}

#[test]
fn cursors_survive_the_merge() {
    let site = site_of_two();
    site.change("bakery", &[Change::RemovePerson("Quentinsecret")]);
    let cursor = site.index.cursor("bakery").unwrap();
    site.index.purge_deleted().unwrap();
    let (folder, index) = (site.folder, site.index);
    drop(index);
    let index = porch_search::SearchIndex::open(folder.path()).unwrap();
    assert_eq!(index.cursor("bakery").unwrap(), cursor);
    assert_eq!(index.count("bakery").unwrap(), 1);
}

#[test]
fn a_removed_site_is_forgotten() {
    let site = site_of_two();
    site.index.apply("bakery", &site.languages, &[Change::RemoveSite], 0).unwrap();
    site.index.commit().unwrap();
    assert_eq!((site.results("bread").total, site.index.cursor("bakery").unwrap()), (0, 0));
    assert_eq!(site.index.cursors().unwrap().into_keys().collect::<Vec<_>>(), ["cafe"]);
    assert_eq!(site.search("cafe", &site.request("coffee")).total, 1);
}
