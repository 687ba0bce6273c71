//! The order of what is found.

use porch_search::{Facts, Reply};

use crate::site::{Said, Site};

#[test]
fn words_near_each_other_come_first() {
    let site = Site::with(&[
        "rye is a grain, and from most grains you can make a bread",
        "rye bread is a bread that you can make of grain",
    ]);
    assert_eq!(site.found("rye bread"), [2, 1]);
}

#[test]
fn of_equal_ones_the_newest_comes_first_and_newest_orders_by_time_alone() {
    let site = Site::new(&["en"]);
    for (body, day) in [("rye bread", 1), ("rye bread", 3), ("rye bread and more bread of rye", 2)] {
        site.say("bakery", Said { body, day, ..Said::default() });
    }
    site.index.commit().unwrap();
    let found = site.found("rye bread");
    assert!(found.iter().position(|one| *one == 2) < found.iter().position(|one| *one == 1));
    assert_eq!(site.newest("rye bread"), [2, 3, 1]);
}

#[test]
fn a_confirmed_answer_is_raised_but_not_above_the_exact_phrase() {
    let site = Site::new(&["en"]);
    let confirmed_answer = Facts { confirmed_answer: true, ..Facts::default() };
    site.say("bakery", Said { body: "a bread of rye, for beginners", ..Said::default() });
    site.say(
        "bakery",
        Said { body: "a bread of rye, for beginners and all others", facts: confirmed_answer, ..Said::default() },
    );
    site.say(
        "bakery",
        Said {
            body: "this is about rye bread and about many other things that one does in a kitchen",
            ..Said::default()
        },
    );
    site.index.commit().unwrap();
    let found = site.found("rye bread");
    let place = |number| found.iter().position(|one| *one == number).unwrap();
    assert!(place(2) < place(1), "{found:?}");
    // Above the phrase is only what would be there without being confirmed.
    assert!(place(3) < place(2) || place(1) < place(3), "{found:?}");
}

#[test]
fn words_of_the_body_count_more_than_those_of_the_page() {
    let site = Site::new(&["en"]);
    site.say("bakery", Said { body: "thanks for this", title: "Sourdough for beginners", ..Said::default() });
    site.say("bakery", Said { body: "my sourdough does not rise", title: "Questions", ..Said::default() });
    site.index.commit().unwrap();
    assert_eq!(site.found("sourdough"), [2, 1]);
}

#[test]
fn replies_are_ordered_by_how_helpful_they_seem() {
    let site = Site::with(&["rye bread", "sourdough starter"]);
    let reply = |text, by_asker| Reply { text, by_asker };
    let replies = [
        reply("did you try it?", false),
        reply("thanks, that works", true),
        reply("Feed the sourdough starter twice a day and keep it warm, then the bread rises", false),
    ];
    let scores = site.index.best_first("bakery", &site.languages, "Why does my sourdough not rise?", &replies).unwrap();
    assert!(scores[2] > scores[0] && scores[0] > scores[1], "{scores:?}");
}
