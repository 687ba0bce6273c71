//! Somebody who finds their way in a thread: collapses branches, opens menus, follows a quoted line, reads on.

use porch_protocol::CommentPosted;
use serde_json::json;
use thirtyfour::Key;

use crate::fixture::{Fate, Fixture, Gate, Hand, Look, SORT, Visitor, axe};

const LINE: &str = "return article('Ask us').nextElementSibling.firstElementChild";
const CLOSED: &str =
    "return !article('Ask us').nextElementSibling.open && !shown(article('spelt')) && !!button('2 replies')";
const OPEN: &str = "return article('Ask us').nextElementSibling.open && shown(article('spelt'))";
const DOTS: &str = "return article('Ask us').querySelector('.more-actions')";

async fn thread(fixture: &Fixture) -> (String, CommentPosted) {
    let page = fixture.page("/rye");
    let (marta, ben) = (fixture.neighbour("Marta"), fixture.neighbour("Ben"));
    let opening = marta.says(&page, "Ask us about rye").await;
    let reply = ben.answers(&page, &opening, "Or about spelt").await;
    let deeper = marta.answers(&page, &reply, "Or about oats").await;
    (page, deeper)
}

async fn presses(person: &Visitor, hand: Hand, what: &str, look: &str) {
    let at = person.point_of(what, look, &[]).await;
    person.puts_down(hand, at).await;
    person.lifts(hand, at).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_collapses_its_branch_by_mouse_finger_and_key() {
    let fixture = Fixture::open().await;
    let (page, _) = thread(&fixture).await;
    for (hand, width) in [(Hand::Mouse, 1200), (Hand::Finger, 360)] {
        let amira = fixture.visitor_with(&Look { width, height: 740, ..Look::default() }).await;
        amira.is_held_by(hand).await;
        amira.goes(&page).await;
        amira.arrives().await;
        let styled = "return root.adoptedStyleSheets.length === 3";
        amira.until("the rest of the styles", styled, &[]).await;
        presses(&amira, hand, "the line", LINE).await;
        amira.until("the chip", CLOSED, &[]).await;
        // The loader draws them once it hears that the branch was collapsed.
        let faces = "return all('i', article('Ask us').nextElementSibling.firstElementChild).map((one) => one.dataset.m).join('') === 'BM'";
        amira.until("the faces of the branch", faces, &[]).await;
        presses(&amira, hand, "the chip", LINE).await;
        amira.until("the branch", OPEN, &[]).await;
    }
    let ben = fixture.visitor_at(&page).await;
    ben.until("the line", &format!("({}).focus(); return true", LINE.trim_start_matches("return ")), &[]).await;
    for state in [CLOSED, OPEN] {
        ben.types(Key::Enter + "").await;
        ben.until("the line pressed by key", state, &[]).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_branch_that_was_collapsed_before_the_widget_came_stays_collapsed() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    fixture.road().always("GET", ".wasm", Fate::Held(gate.clone()));
    let (page, _) = thread(&fixture).await;
    let amira = fixture.visitor_at(&page).await;
    amira.clicks("the line", LINE, &[]).await;
    amira.until("the chip", CLOSED, &[]).await;
    gate.opens();
    amira.can_write().await;
    // The reply is offered by the widget, so that it has taken the comment over, too.
    amira.begins_to_answer("Ask us").await;
    amira.until("the chip still", CLOSED, &[]).await;
    amira.clicks("the chip", LINE, &[]).await;
    amira.until("the branch", OPEN, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lies_deeper_says_whom_it_answers_and_on_a_phone_all_replies_to_replies_do() {
    let fixture = Fixture::open().await;
    let (page, deeper) = thread(&fixture).await;
    fixture.neighbour("Ben").answers(&page, &deeper, "Or about maize").await;
    for (width, said) in [(1200, json!(["", "", "", "Marta"])), (360, json!(["", "", "Ben", "Marta"]))] {
        let amira = fixture.visitor_with(&Look { width, ..Look::default() }).await;
        amira.goes(&page).await;
        amira.arrives().await;
        let to = "return articles().map((one) => { const to = one.querySelector('.replied-author'); return to && shown(to) ? to.querySelector('bdi').textContent : ''; })";
        amira.settles("whom they answer", to, said).await;
        let left = "return [...new Set(articles().map((one) => Math.round(one.getBoundingClientRect().left)))].length";
        assert_eq!(amira.asks::<u64>(left, &[]).await, if width > 480 { 3 } else { 2 }, "two indents, or one");
        assert!(amira.asks::<bool>("return document.documentElement.scrollWidth <= innerWidth", &[]).await);
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_of_a_comment_works_by_keys_and_copies_its_link() {
    let fixture = Fixture::open().await;
    let (page, _) = thread(&fixture).await;
    let amira = fixture.visitor_at(&page).await;
    let may = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    amira.driver.cdp().send_raw("Browser.grantPermissions", may).await.unwrap();
    let has = async |item: &str| {
        amira
            .until(
                item,
                "return root.activeElement?.role === 'menuitem' && root.activeElement.textContent === given[0]",
                &[item.into()],
            )
            .await;
    };
    let back = "return root.activeElement === article('Ask us').querySelector('.more-actions') && !root.querySelector('.action-menu')";
    amira.clicks("the menu", DOTS, &[]).await;
    has("Copy link").await;
    for (key, item) in [
        (Key::Down + "", "Report"),
        (Key::Down + "", "Copy link"),
        (Key::End + "", "Report"),
        (Key::Home + "", "Copy link"),
        (Key::Up + "", "Report"),
    ] {
        amira.types(key).await;
        has(item).await;
    }
    amira.types("c").await;
    has("Copy link").await;
    amira.types(Key::Escape + "").await;
    amira.until("the focus to be back", back, &[]).await;
    amira.types(Key::Enter + "").await;
    has("Copy link").await;
    amira.types(Key::Enter + "").await;
    has("Copied").await;
    let copied = "return navigator.clipboard.readText().then((text) => text === article('Ask us').querySelector('.comment-head a').href)";
    amira.until("the link", copied, &[]).await;
    amira.until("the menu to close by itself", back, &[]).await;
    // What of the page's address is somebody's own is for nobody else.
    let secret = format!("{page}?token=k3x9Qz7Lm2Pw8Rt5Vb1N&email=a%40b.c&utm_source=mail&id=7");
    fixture.neighbour("Marta").says(&format!("{page}?id=7"), "Ask us about spelt").await;
    amira.goes(&secret).await;
    amira.clicks("the menu", "return article('about spelt')?.querySelector('.more-actions')", &[]).await;
    amira.presses("Copy link").await;
    let public = "return navigator.clipboard.readText().then((text) => text === `${given[0]}?id=7#${article('about spelt').id}`)";
    amira.until("the link without them", public, &[page.as_str().into()]).await;
    amira.goes(&page).await;
    amira.arrives().await;

    // A press elsewhere closes it, and Tab goes on from what opened it.
    amira.clicks("the menu", DOTS, &[]).await;
    has("Copy link").await;
    amira.types(Key::Tab + "").await;
    amira
        .until(
            "the menu to be closed",
            "return !root.querySelector('.action-menu') && root.activeElement && !root.activeElement.matches('.more-actions')",
            &[],
        )
        .await;
    amira.clicks("the menu", DOTS, &[]).await;
    has("Copy link").await;
    presses(&amira, Hand::Mouse, "words", "return article('Ask us').querySelector('[part=body]')").await;
    amira.until("the menu to be closed", "return !root.querySelector('.action-menu')", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ones_own_comment_is_changed_and_deleted_from_its_menu() {
    let fixture = Fixture::open().await;
    let (page, _) = thread(&fixture).await;
    let amira = fixture.visitor_at(&page).await;
    amira.shares("Amira", "How sour is it?").await;
    let own = "return article('How sour').querySelector('.more-actions[data-own]')";
    amira.clicks("the menu", own, &[]).await;
    amira
        .settles(
            "what it offers",
            "return all('.action-menu > *').map((one) => one.textContent)",
            json!(["Copy link", "Edit", "Delete"]),
        )
        .await;
    amira.types(Key::Escape + "").await;
    amira.edits("How sour is it?", "How sour is your rye?").await;
    amira.withdraws("How sour is your rye?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flat_order_quotes_what_is_answered_and_leads_there() {
    let fixture = Fixture::open().await;
    let (page, _) = thread(&fixture).await;
    let amira = fixture.visitor_at(&page).await;
    amira.sorts_by("Newest").await;
    assert_eq!(amira.reads().await, ["Or about oats", "Or about spelt", "Ask us about rye"]);
    let quoted = "return articles().map((one) => one.querySelector('.reply-excerpt')?.textContent ?? '')";
    amira.settles("the quoted lines", quoted, json!(["Ben: Or about spelt", "Marta: Ask us about rye", ""])).await;
    let left = "return new Set(articles().map((one) => Math.round(one.getBoundingClientRect().left))).size";
    assert_eq!(amira.asks::<u64>(left, &[]).await, 1, "flat looks flat");
    amira.clicks("the quoted line", "return article('oats').querySelector('.reply-excerpt a')", &[]).await;
    amira
        .until(
            "what is answered",
            "return root.activeElement === article('spelt') && article('spelt').dataset.mark != null",
            &[],
        )
        .await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_comment_is_cut_until_somebody_reads_on_unless_it_is_linked_or_ones_own() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let long = "It rose beautifully, then the middle sank and stayed wet. ".repeat(30).trim_end().to_owned();
    let posted = fixture.neighbour("Ben").says(&page, &long).await;
    let lines = "const one = articles()[0].querySelector('[part=body]'), high = parseFloat(getComputedStyle(one).lineHeight); \
                 return Math.round(one.getBoundingClientRect().height / high)";
    let amira = fixture.visitor_at(&page).await;
    amira.until("the way to the rest", "return !!button('Read more')", &[]).await;
    assert_eq!(amira.asks::<u64>(lines, &[]).await, 8);
    amira.presses("Read more").await;
    amira.until("all of it", &format!("return (() => {{ {lines} }})() > 8 && !button('Read more')"), &[]).await;

    let reader = fixture.visitor().await;
    reader.goes(&format!("{page}#{}", posted.comment.id.anchor())).await;
    reader.until("the linked one", "return articles()[0]?.dataset.mark != null", &[]).await;
    assert!(reader.asks::<bool>("return !button('Read more')", &[]).await);
    reader.shares("Amira", &long.replace("rose", "grew")).await;
    assert!(reader.asks::<bool>("return !button('Read more')", &[]).await, "one's own is not cut");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_state_of_a_thread_can_be_used_by_everyone() {
    let fixture = Fixture::open().await;
    let axe = axe::source();
    let (page, _) = thread(&fixture).await;
    for (width, dark) in [(1200, false), (1200, true), (360, false)] {
        let amira = fixture.visitor_with(&Look { width, dark, ..Look::default() }).await;
        amira.goes(&page).await;
        amira.arrives().await;
        amira.can_write().await;
        amira.finds_no_barrier(axe).await;
        amira.clicks("the menu", DOTS, &[]).await;
        amira.until("it", "return root.activeElement?.role === 'menuitem'", &[]).await;
        amira.finds_no_barrier(axe).await;
        amira.types(Key::Escape + "").await;
        amira.clicks("the orders", SORT, &[]).await;
        amira.until("them", "return root.activeElement?.role === 'menuitemradio'", &[]).await;
        amira.finds_no_barrier(axe).await;
        amira.types(Key::Escape + "").await;
        amira.clicks("the line", LINE, &[]).await;
        amira.until("the chip", CLOSED, &[]).await;
        amira.finds_no_barrier(axe).await;
        amira.sorts_by("Newest").await;
        amira.finds_no_barrier(axe).await;
        amira.sorts_by("Threads").await;
    }
    fixture.closes().await;
}
