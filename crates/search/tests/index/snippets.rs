//! The part of a text that is shown, and what is marked in it.

use porch_search::snippet;

use crate::site::Site;

/// The snippet with its marks in brackets.
fn shown(query: &str, text: &str, most: usize) -> String {
    let site = Site::with(&[text]);
    let snippet = snippet(text, &site.results(query).forms, most);
    let mut shown = String::new();
    let mut copied = 0;
    for mark in &snippet.marks {
        shown.push_str(&snippet.text[copied..mark.start]);
        shown.push('[');
        shown.push_str(&snippet.text[mark.clone()]);
        shown.push(']');
        copied = mark.end;
    }
    shown.push_str(&snippet.text[copied..]);
    let (before, after) = (if snippet.cut_before { "…" } else { "" }, if snippet.cut_after { "…" } else { "" });
    format!("{before}{shown}{after}")
}

#[test]
fn a_short_text_is_shown_as_it_is() {
    assert_eq!(shown("bake bread", "I baked two breads.", 100), "I [baked] two [breads].");
    assert_eq!(shown("braed", "my bread", 100), "my [bread]");
    assert_eq!(shown("cafe", "Ein Café!", 100), "Ein [Café]!");
}

#[test]
fn the_part_with_most_of_the_words_is_shown() {
    let filler = "nothing of that kind here ".repeat(10);
    let text = format!("bread first. {filler}Then rye bread in the oven. {filler}");
    let shown = shown("rye bread", &text, 60);
    assert!(shown.contains("[rye] [bread]") && shown.starts_with('…') && shown.ends_with('…'), "{shown}");
    assert!(shown.chars().filter(|c| !"[]…".contains(*c)).count() <= 60);
}

#[test]
fn a_text_without_the_words_begins_at_its_beginning() {
    let text = "one two three four five six seven";
    assert_eq!(shown("nothing", text, 13), "one two three…");
}

#[test]
fn scripts_without_spaces_are_marked_as_one() {
    assert_eq!(shown("東京都", "きのう東京都に行きました。", 100), "きのう[東京都]に行きました。");
    let text = format!("{}東京都{}", "あ".repeat(50), "い".repeat(50));
    let shown = shown("東京都", &text, 20);
    assert!(shown.contains("[東京都]") && shown.chars().count() <= 24, "{shown}");
}

#[test]
fn characters_are_never_split() {
    let family = "👨‍👩‍👧‍👦";
    let text = format!("{}bread{}", family.repeat(30), "e\u{301}".repeat(30));
    let site = Site::with(&[&text]);
    let forms = site.results("bread").forms;
    for most in 1..40 {
        let part = snippet(&text, &forms, most);
        let whole = part.text.replace(family, "").replace("bread", "").replace("e\u{301}", "");
        assert!(whole.chars().all(|c| "bread".contains(c)), "{most}: {whole:?}");
        assert!(!part.text.starts_with(['\u{301}', '\u{200d}']));
    }
}

#[test]
fn an_empty_text_has_an_empty_snippet() {
    let site = Site::with(&["bread"]);
    let forms = site.results("bread").forms;
    let part = snippet("", &forms, 10);
    assert!(part.text.is_empty() && part.marks.is_empty() && !part.cut_before && !part.cut_after);
}
