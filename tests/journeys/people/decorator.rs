//! The owner of a page that switches between light and dark, each in its own way: what stands in it stays legible.

use serde_json::{Value, json};

use crate::fixture::{Fixture, Look, PATIENCE, Page, Visitor, within};

/// One way in which sites switch.
struct Way {
    name: &'static str,
    /// The style of the page, light at first.
    css: &'static str,
    /// What its button does.
    switch: &'static str,
    /// The colours that may show below the words, before and after, where no style says them.
    grounds: [&'static [&'static str]; 2],
}

const NONE: [&[&str]; 2] = [&[], &[]];
/// As Bootstrap 5.3 has them.
const BOOTSTRAP: &str = "body { color: #212529; background: #fff } a { color: #0d6efd } \
    [data-bs-theme=dark] body { color: #dee2e6; background: #212529 } [data-bs-theme=dark] a { color: #6ea8fe }";

/// Ten ways, and some more.
const WAYS: [Way; 13] = [
    Way {
        name: "a class on html",
        css: "html { color: #222; background: #fff } html.dark { color: #ddd; background: #17191c }",
        switch: "document.documentElement.classList.toggle('dark')",
        grounds: NONE,
    },
    Way {
        name: "Bootstrap's attribute",
        css: BOOTSTRAP,
        switch: "document.documentElement.dataset.bsTheme = 'dark'",
        grounds: NONE,
    },
    Way {
        name: "Material's attribute on body",
        css: "body { color: rgba(0, 0, 0, .87); background: #fff } a { color: #4051b5 } \
              [data-md-color-scheme=slate] { color: rgba(226, 228, 233, .82); background: #1e2129 } \
              [data-md-color-scheme=slate] a { color: #5488e8 }",
        switch: "document.body.dataset.mdColorScheme = 'slate'",
        grounds: NONE,
    },
    Way {
        name: "a checked box and :has()",
        css: "body { color: #222; background: #fffaf0 } \
              body:has(#dark:checked) { color: #eee; background: #102030 } body:has(#dark:checked) a { color: #9cf }",
        switch: "document.getElementById('dark').click()",
        grounds: NONE,
    },
    Way {
        name: "a slow change of every colour",
        css: "* { transition: color .2s, background-color .3s } body { color: #222; background: #fff } \
              .night { color: #eee; background: #111 }",
        switch: "document.body.className = 'night'",
        grounds: NONE,
    },
    Way {
        name: "a gradient",
        css: "body { color: #123; background: linear-gradient(#fff, #cde) } \
              .night { color: #fff; background: linear-gradient(#203, #026) } .night a { color: #fd7 }",
        switch: "document.body.className = 'night'",
        grounds: [&["#fff", "#cde"], &["#203", "#026"]],
    },
    Way {
        name: "an image",
        css: "body { color: #111; background: #000 url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E\
              %3Crect width='999' height='999' fill='%23eee'/%3E%3C/svg%3E\") } \
              .night { color: #eee; background: #fff url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E\
              %3Crect width='999' height='999' fill='%23123'/%3E%3C/svg%3E\") }",
        switch: "document.body.className = 'night'",
        grounds: [&["#eee"], &["#123"]],
    },
    Way {
        name: "an element around the conversation",
        css: "main { color: #222; background: #fff } main[aria-label=night] { color: #e8e6e3; background: #181a1b }",
        switch: "document.querySelector('main').ariaLabel = 'night'",
        grounds: NONE,
    },
    Way {
        name: "custom properties",
        css: ":root { --ink: #333; --paper: #f7f3ea } body { color: var(--ink); background: var(--paper) } a { color: var(--ink) }",
        switch: "const { style } = document.documentElement; style.setProperty('--ink', '#fec'); style.setProperty('--paper', '#210')",
        grounds: NONE,
    },
    Way {
        name: "another style sheet",
        css: "body { color: #222; background: #fff }",
        switch: "const sheet = new CSSStyleSheet(); \
                 sheet.replaceSync('body { color: #ddd; background: #222 } a { color: #fa0 }'); document.adoptedStyleSheets = [sheet]",
        grounds: NONE,
    },
    Way {
        name: "color-scheme alone",
        css: "",
        switch: "document.documentElement.style.colorScheme = 'dark'",
        grounds: NONE,
    },
    Way {
        name: "a page that is dark from the start, and half through",
        css: "body { color: #fff; background: rgb(20 20 20 / .7) } html { background: #333 } .day { color: #000; background: #fff }",
        switch: "document.body.className = 'day'",
        grounds: NONE,
    },
    Way {
        name: "grey letters",
        css: "body { color: #666; background: #fff } a { color: #9ad } .night { color: #aaa; background: #222 } .night a { color: #446 }",
        switch: "document.body.className = 'night'",
        grounds: NONE,
    },
];

/// Waits until every word of the conversation can be read where it stands.
async fn reads_well(person: &Visitor, grounds: &[&str], when: &str) {
    let mut weak: Vec<String> = Vec::new();
    let legible = within(PATIENCE, async || {
        weak = person.asks(include_str!("../fixture/contrast.js"), &[json!(grounds)]).await;
        weak.is_empty().then_some(())
    });
    assert!(legible.await.is_some(), "{when}: {weak:#?}");
}

/// A conversation with all kinds of words, and half a sentence.
async fn is_furnished(fixture: &Fixture, page: &str) {
    let marta = fixture.neighbour("Marta");
    let opening = marta.says(page, "Ask us about rye: [the notes](https://notes.example/rye), `200 g`.").await;
    marta.answers(page, &opening, "> > How sour?\n>\n> As sour as you like.\n\nIt depends.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_word_and_field_is_legible_however_a_page_switches() {
    let fixture = Fixture::open().await;
    let reader = fixture.visitor().await;
    for (number, way) in WAYS.iter().enumerate() {
        let boxes = "<input type=\"checkbox\" id=\"dark\">";
        let page = fixture.shows(&format!("/page-{number}"), Page::plain().styled(way.css).below(boxes));
        is_furnished(&fixture, &page).await;
        reader.goes(&page).await;
        reader.arrives().await;
        reader.can_write().await;
        reader.writes("Half a sentence").await;
        reads_well(&reader, way.grounds[0], &format!("{}, before", way.name)).await;
        reader.asks::<Value>(&format!("{}; return 1", way.switch), &[]).await;
        reads_well(&reader, way.grounds[1], &format!("{}, after", way.name)).await;
        reader.asks::<Value>("localStorage.clear(); composer().elements.body.value = ''; return 1", &[]).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_word_is_legible_where_a_page_moves_the_conversation_to() {
    let fixture = Fixture::open().await;
    let css = "body { color: #222; background: #fff } .card { color: #fff; background: #222 } .card a { color: #9cf }";
    let page = fixture.shows("/rye", Page::plain().styled(css).below("<div class=\"card\"></div>"));
    is_furnished(&fixture, &page).await;
    let reader = fixture.visitor_at(&page).await;
    reader.can_write().await;
    reader.writes("Half a sentence").await;
    reads_well(&reader, &[], "before").await;
    for (way, to) in [("append", ".card"), ("append", "main"), ("moveBefore", ".card"), ("moveBefore", "main")] {
        // A browser without the second way moves it by the first.
        let moves = "document.querySelector(given[1])[given[0]] ? document.querySelector(given[1])[given[0]](thread, null) \
                     : document.querySelector(given[1]).append(thread); return 1";
        let moves = if way == "append" { "document.querySelector(given[1]).append(thread); return 1" } else { moves };
        reader.asks::<Value>(moves, &[way.into(), to.into()]).await;
        reads_well(&reader, &[], &format!("{way} to {to}")).await;
        reader.has_typed("Half a sentence").await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_word_is_legible_by_the_systems_wish_too() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().light_or_dark());
    // No word about dark: it stays as light as it is.
    let plain = fixture.shows("/plain", Page::plain());
    let dark = fixture.visitor_with(&Look { dark: true, ..Look::default() }).await;
    let light = fixture.visitor().await;
    for page in [&page, &plain] {
        is_furnished(&fixture, page).await;
        for reader in [&dark, &light] {
            reader.goes(page).await;
            reader.arrives().await;
            reader.can_write().await;
            reader.writes("Half a sentence").await;
            reads_well(reader, &[], page).await;
            reader.asks::<Value>("localStorage.clear(); composer().elements.body.value = ''; return 1", &[]).await;
        }
    }
    fixture.closes().await;
}
