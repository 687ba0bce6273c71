//! The cursor always says what the index has, however the program ended.

use std::fs;

use porch_search::{Change, SearchIndex};

use crate::site::{Said, Site, comment};

#[test]
fn what_was_not_committed_is_gone_with_its_cursor() {
    let site = Site::with(&["rye bread", "wheat bread"]);
    assert_eq!(site.index.cursor("bakery").unwrap(), 2);
    site.say("bakery", Said { body: "oat bread", ..Said::default() });
    site.change("bakery", &[Change::Remove(comment(1))]);
    assert_eq!(site.index.cursor("bakery").unwrap(), 4);
    let Site { folder, index, .. } = site;
    // As a kill leaves it: nothing is closed, and a lock that the process held is released by the system.
    let copy = tempfile::TempDir::new().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    drop(index);
    for folder in [&copy, &folder] {
        let index = SearchIndex::open(folder.path()).unwrap();
        assert_eq!((index.cursor("bakery").unwrap(), index.count("bakery").unwrap()), (2, 2));
    }
}

#[test]
fn an_index_of_another_version_begins_anew() {
    let Site { folder, index, .. } = Site::with(&["rye bread"]);
    drop(index);
    fs::write(folder.path().join("porch-search-version"), "0").unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    assert_eq!((index.cursor("bakery").unwrap(), index.count("bakery").unwrap()), (0, 0));
}

#[test]
fn a_damaged_index_begins_anew() {
    for damage in ["meta.json", "idx", "fast", "term"] {
        let Site { folder, index, .. } = Site::with(&["rye bread"]);
        index.close_writer().unwrap();
        drop(index);
        let mut files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let damaged = files.find(|path| path.to_string_lossy().ends_with(damage)).unwrap();
        fs::write(damaged, "{").unwrap();
        let index = SearchIndex::open(folder.path()).unwrap();
        assert_eq!((index.cursor("bakery").unwrap(), index.count("bakery").unwrap()), (0, 0), "{damage}");
    }
}

#[test]
fn a_byte_that_changed_is_noticed_by_checksums() {
    let site = Site::with(&["rye bread"]);
    assert!(site.index.verify().unwrap());
    let Site { folder, index, .. } = site;
    index.close_writer().unwrap();
    drop(index);
    let mut files = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let postings = files.find(|path| path.extension().is_some_and(|kind| kind == "idx")).unwrap();
    let mut bytes = fs::read(&postings).unwrap();
    bytes[0] ^= 1;
    fs::write(&postings, bytes).unwrap();
    let index = SearchIndex::open(folder.path()).unwrap();
    assert!(!index.verify().unwrap());
    drop(index);
    assert_eq!(SearchIndex::open(folder.path()).unwrap().cursor("bakery").unwrap(), 0);
}

#[test]
fn a_rebuild_begins_with_an_empty_index() {
    let site = Site::with(&["rye bread", "wheat bread"]);
    site.index.begin_rebuild().unwrap();
    assert_eq!((site.index.cursor("bakery").unwrap(), site.results("bread").total), (0, 0));
    site.say("bakery", Said { body: "oat bread", ..Said::default() });
    site.index.close_writer().unwrap();
    assert_eq!((site.index.cursor("bakery").unwrap(), site.results("bread").total), (1, 1));
}

#[test]
fn the_writer_opens_again_after_it_was_closed() {
    let site = Site::with(&["rye bread"]);
    site.index.close_writer().unwrap();
    site.index.close_writer().unwrap();
    site.say("bakery", Said { body: "oat bread", ..Said::default() });
    assert!(site.index.commit().unwrap() && !site.index.commit().unwrap());
    assert_eq!(site.results("bread").total, 2);
}
