//! Somebody who reads.

use serde_json::{Value, json};

use crate::fixture::{Fate, Fixture, Gate, Page};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_links_folds_and_orders_work_while_webassembly_never_comes() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    fixture.road().always("GET", ".wasm", Fate::Lost);
    let page = fixture.page("/rye");
    let (amira, ben) = (fixture.neighbour("Amira"), fixture.neighbour("Ben"));
    let opening = amira.says(&page, "How sour is it? See [the notes](https://notes.example/rye).").await;
    ben.answers(&page, &opening, "Quite sour, after three days").await;
    ben.says(&page, "And the crust?").await;

    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    let shown = reader.reads().await;
    assert_eq!(shown, ["And the crust?", "How sour is it? See the notes.", "Quite sour, after three days"]);
    let link: String = reader.asks("return all('[part=body] a')[0].href", &[]).await;
    assert_eq!(link, "https://notes.example/rye");
    let times = "return all('time').length === 3 && all('time').every((one) => one.textContent)";
    reader.until("every comment to say when", times, &[]).await;

    reader.presses("Collapse 1 reply").await;
    let folded = "return !shown(article('Quite sour'))";
    reader.until("the replies to fold", folded, &[]).await;
    reader.presses("1 reply").await;
    reader.until("the replies to open", "return shown(article('Quite sour'))", &[]).await;

    reader.sorts_by("Oldest").await;
    reader.until("another order", "return words(articles()[0])?.startsWith('How sour')", &[]).await;
    assert_eq!(reader.asks::<String>("return location.href", &[]).await, page, "the page itself stays");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_stores_nothing_and_asks_nobody_else() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Amira").says(&page, "How sour is it? ![a picture](https://pictures.example/rye.png)").await;
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    reader.can_write().await;
    let asked = reader.requests().await;
    let foreign: Vec<_> =
        asked.iter().filter(|url| ![&fixture.site, &fixture.talk].iter().any(|own| url.starts_with(*own))).collect();
    assert!(foreign.is_empty() && !asked.is_empty(), "{foreign:?} of {asked:?}");
    let nothing = json!({ "local": {}, "session": {}, "cookie": "", "bases": [], "caches": [], "cookies": [] });
    assert_eq!(reader.keeps().await, nothing);
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_a_comment_opens_scrolls_focuses_and_marks() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().below(&"<p>A long story about rye.</p>".repeat(100)));
    let amira = fixture.neighbour("Amira");
    let first = amira.says(&page, "How sour is it?").await;
    let reply = amira.answers(&page, &first, "I mean the one with seeds").await;
    for number in 0..30 {
        amira.says(&page, &format!("Another thought, number {number}")).await;
    }
    let reader = fixture.visitor().await;
    reader.goes(&format!("{page}#{}", reply.comment.id.anchor())).await;
    reader.is_led_to(&reply).await;
    let go = "location.hash = given[0]; return true";
    reader.asks::<Value>(go, &[first.comment.id.anchor().into()]).await;
    reader.is_led_to(&first).await;
    // A link opens what was folded.
    reader.presses("Collapse 1 reply").await;
    reader.until("the replies to fold", "return !shown(article('with seeds'))", &[]).await;
    reader.asks::<Value>(go, &[reply.comment.id.anchor().into()]).await;
    reader.is_led_to(&reply).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_leads_to_a_comment_that_is_not_on_the_first_page() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    let first = amira.says(&page, "The very first word").await;
    for number in 0..60 {
        amira.says(&page, &format!("Another thought, number {number}")).await;
    }
    let reader = fixture.visitor().await;
    reader.goes(&format!("{page}#{}", first.comment.id.anchor())).await;
    reader.is_led_to(&first).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_comes_on_press_and_the_reader_is_led_to_it() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    for number in 0..60 {
        amira.says(&page, &format!("Thought number {number}.")).await;
    }
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    assert_eq!(reader.reads().await.len(), 40);
    reader.presses("Show 20 more comments").await;
    reader.sees("Thought number 0.").await;
    reader.until("the focus on what came", "return root.activeElement === article('Thought number 19.')", &[]).await;
    reader.settles("the number of comments", "return articles().length", json!(60)).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_button_for_more_says_how_many_come_each_time() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    for number in 0..170 {
        amira.says(&page, &format!("Thought number {number}.")).await;
    }
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    let here = "return articles().length";
    reader.settles("the number of comments", here, json!(40)).await;
    reader.presses("Show 100 more comments (130 left)").await;
    reader.settles("the number of comments", here, json!(140)).await;
    reader.presses("Show 30 more comments").await;
    reader.settles("the number of comments", here, json!(170)).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_is_on_the_talks_own_page_while_webassembly_never_comes() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    fixture.road().always("GET", ".wasm", Fate::Lost);
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    for number in 0..45 {
        amira.says(&page, &format!("Thought number {number}.")).await;
    }
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    reader.presses("Show 5 more comments").await;
    let there = "return location.pathname.startsWith('/c/') && document.body.textContent.includes('Thought number 0.')";
    reader.until("the rest on the talk's own page", there, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_wait_shows_grey_blocks_and_a_lost_line_brings_the_words_when_it_is_back() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    fixture.road().always("GET", "/fragment", Fate::Held(gate.clone()));
    let page = fixture.page("/rye");
    fixture.neighbour("Amira").says(&page, "How sour is it?").await;
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    let grey = "return thread.state === 'loading' && +getComputedStyle(thread, '::before').opacity >= 0.06";
    reader.until("the grey blocks", grey, &[]).await;
    let tall = "return thread.offsetHeight";
    let height: f64 = reader.asks(tall, &[]).await;
    assert!(height > 100.0, "there is room for what comes: {height}");

    fixture.road().is_free();
    fixture.road().always("GET", "/fragment", Fate::Lost);
    gate.opens();
    reader.reloads().await;
    reader.is_told("The comments didn’t load.").await;
    fixture.road().is_free();
    reader.has_a_line(false).await;
    reader.has_a_line(true).await;
    reader.arrives().await;
    assert_eq!(reader.reads().await, ["How sour is it?"]);
    assert_eq!(reader.asks::<String>("return getComputedStyle(thread, '::before').content", &[]).await, "none");
    fixture.closes().await;
}
