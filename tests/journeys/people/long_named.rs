//! Somebody whose team, visitors and pages have the longest names there are, without a space in them, on the smallest phone.

use serde_json::json;
use thirtyfour::Key;

use super::assisted::VIEWS;
use super::host::{AT, hears, opens, presses, presses_at};
use super::reviewer::sees;
use crate::fixture::{Fixture, Look, Visitor};

/// The longest name that a person may have, and the longest title of a page.
fn longest(letter: char, count: usize) -> String {
    letter.to_string().repeat(count)
}

/// Notes what stands beyond the window, and what has to be pushed sideways to be read.
async fn fits(host: &Visitor, what: &str, wrong: &mut Vec<String>) {
    let look = "const { innerWidth } = window, cut = (one) => { \
          for (let at = one.parentElement; at; at = at.parentElement) \
            if (getComputedStyle(at).overflowX !== 'visible' && at.getBoundingClientRect().right <= innerWidth + 1) return true; \
          return false; }; \
        const seen = all('body *', document).filter((one) => one.getClientRects().length && !one.closest('svg, .visually-hidden')); \
        const beyond = seen.filter((one) => { const { left, right } = one.getBoundingClientRect(); \
          return (right > innerWidth + 1 || left < -1) && !cut(one); }); \
        const pushed = seen.filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) \
          && one.scrollWidth > one.clientWidth + 1 && !one.matches('pre, textarea, .composer-tools, .system-tabs')); \
        const named = [...beyond, ...pushed].map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 60)}`); \
        if (document.documentElement.scrollWidth > innerWidth) named.push('the window'); \
        return named";
    let found = host.asks::<Vec<String>>(look, &[]).await;
    wrong.extend(found.into_iter().map(|one| format!("{what}: {one}")));
}

/// A site of long names with something in each list, and its owner at 320 pixels.
async fn at_work(wrong: &mut Vec<String>) -> (Fixture, Visitor, String) {
    let fixture = Fixture::open().await;
    let (name, title) = (longest('W', 64), longest('M', 200));
    fixture.porch.says(&["site", "set", "bakery", &format!("name={}", longest('B', 64))]).await;
    let page = fixture.page("/rye");
    let (amira, ben) = (fixture.neighbour(&name), fixture.neighbour(&longest('Q', 64)));
    let words =
        json!({ "page": page, "name": name, "title": title, "body": format!("How sour {}", longest('x', 300)) });
    let mut last = amira.posts(words).await;
    for number in 0..4 {
        last = ben.answers(&page, &last, &format!("Answer {number}")).await;
    }
    let gone = amira.says(&page, "Your baker is a fool").await;
    fixture.porch.says(&["comment", "remove", &gone.comment.id.to_string(), "--why", &longest('R', 200)]).await;
    amira.says(&page, "And the crust?").await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    ben.says(&page, "Buy my flour").await;
    amira.says(&page, "Or my salt").await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", &longest('O', 64), "--role", "owner"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let owner = fixture.visitor_with(&Look { width: 320, height: 640, ..Look::default() }).await;
    owner.goes(&link).await;
    hears(&owner, "Welcome, ").await;
    fits(&owner, "the page for signing in", wrong).await;
    presses(&owner, "Sign in").await;
    sees(&owner, "the tabs", "return all('.tabsbar > a', document).find(seen)").await;
    (fixture, owner, name)
}

async fn goes(owner: &Visitor, view: &str) {
    owner.asks::<()>("location.hash = given[0]", &[view.into()]).await;
    let here = "return location.hash === `#${given[0]}` && !document.querySelector('main [aria-busy]') \
                && !!document.querySelector('main :is(.split, .page)')";
    owner.until(view, here, &[view.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_longest_names_hang_over_no_edge_in_any_view_at_320_pixels() {
    let mut wrong = Vec::new();
    let (fixture, owner, name) = at_work(&mut wrong).await;
    for view in VIEWS {
        goes(&owner, view).await;
        fits(&owner, view, &mut wrong).await;
    }
    // The tabs keep away from the edges, as all else does.
    let edges = "const tabs = all('.tabsbar > *', document).filter(seen).map((one) => one.getBoundingClientRect()); \
                 return tabs.length > 3 && tabs.every((one) => one.left >= 4 && one.right <= innerWidth - 4)";
    sees(&owner, "air beside the tabs", edges).await;

    goes(&owner, "review").await;
    opens(&owner, "Or my salt").await;
    fits(&owner, "a card", &mut wrong).await;
    presses_at(&owner, "Or my salt", "Decline").await;
    sees(&owner, "the sheet", "return document.querySelector('.action-bar.up')").await;
    fits(&owner, "a reason", &mut wrong).await;
    presses(&owner, "Cancel").await;
    presses_at(&owner, "Or my salt", "Approve").await;
    hears(&owner, &format!("Approved: {name}’s comment.")).await;
    fits(&owner, "a toast", &mut wrong).await;

    goes(&owner, "unanswered").await;
    opens(&owner, "And the crust?").await;
    fits(&owner, "somebody who waits", &mut wrong).await;
    goes(&owner, "published").await;
    opens(&owner, "Answer 3").await;
    fits(&owner, "a deep thread", &mut wrong).await;
    presses_at(&owner, "Answer 3", "Pause or slow down").await;
    hears(&owner, "The whole page:").await;
    fits(&owner, "the sheet of a pause", &mut wrong).await;
    owner.types(Key::Escape + "").await;
    sees(&owner, "no sheet", "return !document.querySelector('.action-bar.up') && open()").await;
    owner.types("h").await;
    hears(&owner, "Latest").await;
    fits(&owner, "a history beside a comment", &mut wrong).await;

    goes(&owner, "people").await;
    owner.clicks("a person", &format!("{AT} return row(given[0])"), &[name.as_str().into()]).await;
    hears(&owner, "Latest").await;
    fits(&owner, "a person", &mut wrong).await;
    presses(&owner, "1 removed").await;
    sees(&owner, "what it counts", "return all('.said', document).length === 1").await;
    fits(&owner, "a number", &mut wrong).await;
    presses(&owner, "Ban").await;
    hears(&owner, &format!("Ban {name}?")).await;
    fits(&owner, "a ban", &mut wrong).await;
    owner.types(Key::Escape + "").await;

    goes(&owner, "pages").await;
    owner.clicks("a page", &format!("{AT} return all('.rows .brief', document).find(seen)"), &[]).await;
    sees(&owner, "the page", "return document.querySelector('.onehead')").await;
    fits(&owner, "a page", &mut wrong).await;
    presses(&owner, "Close comments…").await;
    presses(&owner, "Close comments").await;
    hears(&owner, "Comments closed: ").await;
    fits(&owner, "the name of a page in a toast", &mut wrong).await;

    goes(&owner, "history").await;
    owner.clicks("the comment of a line", "return document.querySelector('.history-log .link')", &[]).await;
    sees(&owner, "the comment", "return document.querySelector('.history-log article')").await;
    fits(&owner, "a line of the log", &mut wrong).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    fixture.closes().await;
}
