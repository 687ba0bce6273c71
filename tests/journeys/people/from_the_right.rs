//! Somebody on a page that is read from the right, while the widget's own sentences are English: each keeps its direction.

use serde_json::Value;

use crate::fixture::{Fixture, Look, Page, Visitor};

/// Where a sentence of ours ends, its last sign stands behind its last letter: at the right of it, or on a line below.
async fn ends_each_sentence_where_it_ends(person: &Visitor, state: &str, least: usize) {
    let look = r"
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), wrong = [];
        let looked = 0;
        for (let node; (node = walk.nextNode());) {
            const said = node.data.trimEnd(), at = node.parentElement;
            if (!/[a-z]\W?[.?!:…)”↑]$/i.test(said) || at.closest('[part=body], textarea, style') || !shown(at)) continue;
            const place = (from) => { const range = document.createRange(); range.setStart(node, from); range.setEnd(node, from + 1); return range.getBoundingClientRect(); };
            const sign = place(said.length - 1), letter = place(said.length - 2);
            if (!sign.width || sign.right - sign.left < .5) continue;
            looked += 1;
            if (sign.left < letter.left && sign.top < letter.bottom - 1) wrong.push(said);
        }
        return [looked >= given[0], wrong]";
    let seen: Value = person.asks(look, &[least.into()]).await;
    assert_eq!(seen, serde_json::json!([true, []]), "{state}: a sign on the wrong side");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn english_sentences_keep_their_full_stops_on_a_page_from_the_right() {
    let fixture = Fixture::open().await;
    let welcome =
        ["welcome", "--site", "bakery", "--by", "Marta", "--question", "What went wrong?", "--rule", "be concrete."];
    fixture.porch.says(&welcome).await;
    let turned = "<script>Object.assign(document.documentElement, { dir: 'rtl', lang: 'yi' })</script>";
    let page = fixture.shows("/rye", Page::plain().beginning_with(turned));
    let ben = fixture.neighbour("Ben");
    let first = ben.says(&page, "كم هو حامض؟").await;
    let removed = ben.says(&page, "كم هو حلو؟").await;
    ben.answers(&page, &removed, "كثيرا").await;
    fixture.porch.says(&["comment", "remove", &removed.comment.id.to_string(), "--why", "About bread, please."]).await;
    fixture.porch.says(&["comment", "pause", &first.comment.id.to_string(), "--for", "1h"]).await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    for width in [1200, 360] {
        let amira = fixture.visitor_with(&Look { width, height: 800, ..Look::default() }).await;
        amira.goes(&page).await;
        amira.arrives().await;
        amira.listens().await;
        amira.is_told("Replies paused until").await;
        ends_each_sentence_where_it_ends(&amira, "reading", 3).await;
        amira.can_write().await;
        amira.clicks("the row", "return composer().elements.body", &[]).await;
        amira.writes("You idiot").await;
        amira.presses("Comment").await;
        amira.is_told("A second look?").await;
        ends_each_sentence_where_it_ends(&amira, "a second look", 6).await;
        amira.presses("Comment as it is").await;
        amira.is_told("Which name shall we show?").await;
        ends_each_sentence_where_it_ends(&amira, "no name", 6).await;
        amira.is_called("Amira").await;
        amira.presses("Comment").await;
        amira.is_told("Thank you, Amira.").await;
        ends_each_sentence_where_it_ends(&amira, "held", 4).await;
        amira.asks::<Value>("dispatchEvent(new Event('offline')); return 1", &[]).await;
        amira.is_told("Keep writing").await;
        ends_each_sentence_where_it_ends(&amira, "without a line", 5).await;
        amira.presses_at("You idiot", "Delete").await;
        amira.is_told("Delete?").await;
        ends_each_sentence_where_it_ends(&amira, "delete", 5).await;
        fixture.porch.says(&["page", "close", &page, "--site", "bakery"]).await;
        amira.is_told("Comments are closed.").await;
        ends_each_sentence_where_it_ends(&amira, "closed", 3).await;
        fixture.porch.says(&["page", "open", &page, "--site", "bakery"]).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_where_nothing_loads_keeps_its_full_stop_too() {
    let fixture = Fixture::open().await;
    let turned = "<script>Object.assign(document.documentElement, { dir: 'rtl', lang: 'yi' })</script>";
    let page = fixture.shows("/rye", Page::plain().beginning_with(turned));
    let amira = fixture.visitor().await;
    amira.never_gets("*/fragment*").await;
    amira.goes(&page).await;
    amira.until("the error", "return thread?.state === 'error'", &[]).await;
    ends_each_sentence_where_it_ends(&amira, "an error", 1).await;
    fixture.closes().await;
}
