//! Somebody who wanders through an application of one page, where conversations come and go.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::fixture::{Fixture, PATIENCE, Page, Visitor, within};

/// What a browser holds after it has thrown away what nobody needs.
#[derive(Debug, Deserialize)]
struct Held {
    nodes: f64,
    listeners: f64,
    heap: f64,
    memory: f64,
    streams: f64,
}

async fn holds(person: &Visitor) -> Held {
    let cdp = person.driver.cdp();
    cdp.send_raw("Performance.enable", json!({})).await.unwrap();
    let own: Value = person.asks("return { streams: witness.open().length, memory: witness.memory() }", &[]).await;
    // What WebAssembly held goes in steps: a closure is thrown away, then what it knew, then what that knew.
    for _ in 0..8 {
        cdp.send_raw("HeapProfiler.collectGarbage", json!({})).await.unwrap();
        let breathe = "return new Promise((go) => requestIdleCallback(() => setTimeout(go, 20)))";
        person.asks::<Value>(breathe, &[]).await;
    }
    let metrics = cdp.send_raw("Performance.getMetrics", json!({})).await.unwrap();
    let metric = |name: &str| {
        metrics["metrics"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["value"].clone()
    };
    serde_json::from_value(json!({
        "nodes": metric("Nodes"), "listeners": metric("JSEventListeners"), "heap": metric("JSHeapUsedSize"),
        "memory": own["memory"], "streams": own["streams"],
    }))
    .unwrap()
}

/// Wanders from page to page: at each its own words and no others; at every second the widget takes over.
async fn wanders(person: &Visitor, pages: &[String], steps: usize) {
    let wander = r"
        const [pages, begin, end] = given, wrong = [];
        const settled = () => new Promise((go) => thread.addEventListener('porch-ready', go, { once: true }));
        for (let step = begin; step < end; step++) {
          const page = pages[(step * 7 + 1) % pages.length];
          if (thread.page === page) continue;
          const ready = settled();
          thread.page = page;
          await ready;
          const said = articles().map(words);
          if (said.length !== 3 || !said.every((one) => one.includes(new URL(page).pathname))) wrong.push([page, said]);
          if (step % 2) {
            await thread.focusComposer();
            const begun = performance.now(), late = () => performance.now() > begun + 30_000;
            while (!composer()?.querySelector('[role=toolbar]') && !late()) await new Promise((go) => setTimeout(go, 4));
            if (!composer()?.querySelector('[role=toolbar]')) wrong.push([page, 'no widget']);
          }
        }
        return wrong;";
    // In parts: a browser waits for no script for ever.
    for begin in (0..steps).step_by(10) {
        let wrong: Value = person.asks(wander, &[json!(pages), json!(begin), json!(steps.min(begin + 10))]).await;
        assert_eq!(wrong, json!([]));
    }
}

async fn furnished() -> (Fixture, Vec<String>) {
    let fixture = Fixture::open().await;
    let marta = fixture.neighbour("Marta");
    let mut pages = Vec::new();
    for number in 0..5 {
        let page = fixture.page(&format!("/page-{number}"));
        let opening = marta.says(&page, &format!("First words on /page-{number}")).await;
        marta.answers(&page, &opening, &format!("An answer on /page-{number}")).await;
        marta.says(&page, &format!("Last words on /page-{number}")).await;
        pages.push(page);
    }
    (fixture, pages)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_switches_show_the_right_words_and_leak_nothing() {
    let (fixture, pages) = furnished().await;
    let app =
        fixture.shows("/app", Page::plain().holding(&format!("<porch-thread page=\"{}\"></porch-thread>", pages[0])));
    let amira = fixture.visitor().await;
    amira.goes(&app).await;
    amira.arrives().await;
    wanders(&amira, &pages, 50).await;
    let before = holds(&amira).await;
    for _ in 0..4 {
        wanders(&amira, &pages, 50).await;
    }
    // What is let go of goes a little later on a busy machine. What leaks stays.
    let mut note = String::new();
    let nothing_more = within(PATIENCE, async || {
        let after = holds(&amira).await;
        note = format!("{before:?} became {after:?}");
        let same = after.nodes < before.nodes + 200.0
            && after.listeners < before.listeners + 20.0
            && after.heap < before.heap + 1_000_000.0
            && after.memory <= before.memory + 262_144.0
            && after.streams <= 1.0;
        same.then_some(())
    });
    assert!(nothing_more.await.is_some(), "{note}");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn switches_in_the_middle_of_loading_end_at_the_last_page() {
    let (fixture, pages) = furnished().await;
    let app =
        fixture.shows("/app", Page::plain().holding(&format!("<porch-thread page=\"{}\"></porch-thread>", pages[0])));
    let amira = fixture.visitor().await;
    amira.goes(&app).await;
    amira.arrives().await;
    let hurry = r"
        const pauses = [0, 1, 3, 8, 20, 50], asked = [];
        for (let step = 0; step < 60; step++) {
          thread.page = given[0][step % given[0].length];
          if (step % 3) asked.push(thread.focusComposer());
          const pause = pauses[step % pauses.length];
          if (pause) await new Promise((go) => setTimeout(go, pause));
        }
        thread.page = given[0][2];
        // Each puts the focus in the field when its turn comes, and would take keys along.
        globalThis.hurried = Promise.allSettled(asked);
        return 1;";
    amira.asks::<Value>(hurry, &[json!(pages)]).await;
    let there = "return thread.state === 'ready' && articles().length === 3 && articles().every((one) => words(one).includes('/page-2'))";
    amira.until("the last page", there, &[]).await;
    amira.until("all that was asked for", "return hurried.then(() => true)", &[]).await;
    amira.shares("Amira", "Here I stay").await;
    assert_eq!(fixture.neighbour("Marta").reads(&pages[2]).await.total, 4);
    amira.until("one stream at most", "return witness.open().length <= 1", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_element_may_come_move_and_go_at_any_moment() {
    let (fixture, pages) = furnished().await;
    let app = fixture.shows("/app", Page::plain().holding("<div id=\"here\"></div>\n<div id=\"there\"></div>"));
    let amira = fixture.visitor().await;
    amira.goes(&app).await;
    let restless = r"
        const [here, there] = ['here', 'there'].map((id) => document.getElementById(id));
        const pauses = [0, 1, 2, 4, 8, 16, 32, 64, 128];
        for (let step = 0; step < 90; step++) {
          const one = document.createElement('porch-thread');
          one.page = given[0][step % given[0].length];
          one.setAttribute('loading', step % 4 ? 'eager' : 'lazy');
          here.append(one);
          if (step % 5 === 0) one.focusComposer?.();
          const pause = pauses[step % pauses.length];
          if (pause) await new Promise((go) => setTimeout(go, pause));
          if (step % 2) there.append(one);
          if (step % 7 === 0) await new Promise((go) => setTimeout(go, pause));
          if (step % 3 === 0) { one.remove(); here.append(one); }
          one.remove();
        }
        return 1;";
    amira.asks::<Value>(restless, &[json!(pages)]).await;
    let settled = "const one = document.createElement('porch-thread'); one.page = given[0]; \
                   document.getElementById('here').append(one); return 1";
    amira.asks::<Value>(settled, &[pages[1].as_str().into()]).await;
    amira.sees("Last words on /page-1").await;
    amira.can_write().await;
    // A move keeps what is typed, and nothing is loaded anew.
    amira.writes("Half a sentence").await;
    amira.asks::<Value>("document.getElementById('there').append(thread); return 1", &[]).await;
    let kept = "return composer()?.elements.body.value === 'Half a sentence' && thread.parentNode.id === 'there'";
    amira.until("the words after the move", kept, &[]).await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.sees("Half a sentence").await;
    amira.is_told("Your comment is up.").await;
    amira.asks::<Value>("thread.remove(); return 1", &[]).await;
    amira.until("every stream to end", "return witness.open().length === 0", &[]).await;
    fixture.closes().await;
}
