//! Somebody of the team who sees the dashboard in windows of many widths, with names from right to left: no word is broken, every
//! sentence stays in its order, and nothing moves when something is said.

use serde_json::json;

use crate::fixture::{Fixture, Visitor};

use super::host::{comes_in, goes_to, hears, opens, presses_at};
use super::reviewer::{at_work, desk, is_fit, sees};

async fn has_a_window(marta: &Visitor, width: u32, height: u32) {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    marta.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await.unwrap();
}

/// Each word of a heading, a tab, a button and a chip stands on one line.
async fn breaks_no_word(marta: &Visitor, at: &str) {
    let look = "const broken = [];
        for (const one of all('h1, h2, h3, .tabsbar a, .tab, .nav a, button, .button, .chip, .role', document).filter(seen)) {
            const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
            for (let node; (node = walk.nextNode());) for (const { 0: word, index } of node.data.matchAll(/\\S+/g)) {
                const range = document.createRange(); range.setStart(node, index); range.setEnd(node, index + word.length);
                const lines = new Set([...range.getClientRects()].filter((of) => of.width > 0).map((of) => Math.round(of.top)));
                if (lines.size > 1 && !node.parentElement.closest('.visually-hidden')) broken.push(word);
            }
        }
        document.documentElement.dataset.broken = broken.join(' '); return broken.length === 0";
    sees(marta, &format!("no broken word {at}"), look).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_heading_tab_or_button_is_broken_inside_a_word_at_any_width_and_the_bar_has_one_row() {
    let (fixture, marta) = at_work(desk()).await;
    for (width, height) in [(1440, 900), (1280, 800), (1024, 768), (800, 900), (768, 1024), (390, 844), (360, 740)] {
        has_a_window(&marta, width, height).await;
        for view in ["#unanswered", "#review", "#published", "#people", "#pages", "#history", "#settings/install"] {
            marta.asks::<()>("location.hash = given[0]", &[view.into()]).await;
            sees(&marta, "the view", "return !document.querySelector('[aria-busy]')").await;
            breaks_no_word(&marta, &format!("in {view} at {width}")).await;
            let row = "const heads = all('.listcol > .pane-head h1', document).filter(seen);
                return heads.every((one) => one.clientHeight < 40 && one.scrollWidth <= one.clientWidth)";
            sees(&marta, &format!("the name of the list in one line in {view} at {width}"), row).await;
        }
        marta.asks::<()>("location.hash = '#review'", &[]).await;
        opens(&marta, "Same here").await;
        breaks_no_word(&marta, &format!("in a comment at {width}")).await;
        let bar = "const all_of = all('.action-bar .bar-content .button', document).filter(seen);
            const tops = new Set(all_of.map((one) => Math.round(one.getBoundingClientRect().top)));
            return all_of.length > 2 && tops.size === 1 && all_of.every((one) => one.offsetHeight < 50 && one.scrollWidth <= one.clientWidth + 1)";
        sees(&marta, &format!("one row in the bar at {width}"), bar).await;
        is_fit(&marta).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_from_right_to_left_changes_the_order_of_no_sentence_and_what_is_said_moves_nothing() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Ben").says(&page, "I like rye.").await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    fixture.neighbour("ليلى عمر").says(&page, "How sour is it?").await;
    let marta = comes_in(&fixture, "Marta").await;
    has_a_window(&marta, 1440, 900).await;
    goes_to(&marta, "Review").await;
    opens(&marta, "How sour is it?").await;
    // What stands behind the name in the sentence stands behind it on the screen, too.
    let order =
        "const name = all(`${given[0]} bdi`, document).find(seen), rest = name?.nextSibling; if (!rest) return false;
        const range = document.createRange(); range.selectNodeContents(rest);
        return range.getBoundingClientRect().left >= name.getBoundingClientRect().right - 1";
    let look = |at: &str| format!("{} {}", super::host::AT, order.replace("given[0]", &format!("'{at}'")));
    marta.until("the heading in its order", &look(".history-part h2"), &[]).await;
    marta.types("h").await;
    marta.until("the history in its order", &look(".history-head h3"), &[]).await;
    marta.types("h").await;
    presses_at(&marta, "How sour is it?", "Approve").await;
    hears(&marta, "Approved: ليلى عمر’s comment.").await;
    marta.until("what was done in its order", &look(".toast p"), &[]).await;
    goes_to(&marta, "History").await;
    hears(&marta, "approved ليلى عمر’s comment").await;
    marta.until("the link in its order", &look(".what button"), &[]).await;

    goes_to(&marta, "Settings").await;
    let height = "document.querySelector('.page')?.clientHeight";
    // Nothing is said on a page that was loaded anew.
    marta.reloads().await;
    sees(&marta, "the switch", "return document.querySelector('[role=switch][aria-labelledby=repeats-name]')").await;
    sees(&marta, "its height", &format!("window.was = {height}; return window.was > 0")).await;
    let switch = "return document.querySelector('[role=switch][aria-labelledby=repeats-name]')";
    marta.clicks("the switch", switch, &[]).await;
    hears(&marta, "Saved: ").await;
    sees(&marta, "the same height", &format!("return {height} === window.was")).await;
    fixture.closes().await;
}
