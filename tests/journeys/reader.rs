//! Somebody who reads.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::house::{House, Page, Wishes, journey, until};

const WIDGET: &[&str] = &["*.wasm"];

async fn seeded(house: &House) -> Result<String> {
    let opening = house.says("/rye", "Amira", "My rye collapsed after 40 minutes.", None).await?;
    house.says("/rye", "Marta", "It was ready **sooner** than you thought.", Some(&opening)).await?;
    Ok(opening)
}

/// A thread of this many openings, so that there is more than one page of it; answers with their ids.
async fn long_thread(house: &House, length: usize) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for number in 1..=length {
        ids.push(house.says("/long", "Ines", &format!("Loaf number {number}."), None).await?);
    }
    Ok(ids)
}

#[tokio::test]
async fn words_are_read_without_any_webassembly() {
    journey(|house| async move {
        seeded(&house).await?;
        let reader = house.visitor_with(Wishes { blocked: WIDGET, ..Wishes::default() }).await?;
        reader.opens("/rye").await?;
        reader.sees("My rye collapsed after 40 minutes.").await?;
        reader.sees("It was ready sooner than you thought.").await?;
        let bold = reader.finds("article strong").await?;
        assert_eq!(bold.text().await?, "sooner");
        // A branch folds, and an order is a link: both are the browser's own.
        reader.presses("1 reply").await?;
        reader.sees_no("It was ready sooner").await?;
        reader.presses("Oldest").await?;
        reader.sees("It was ready sooner than you thought.").await
    })
    .await;
}

#[tokio::test]
async fn a_link_to_a_comment_opens_it_and_puts_the_focus_there() {
    journey(|house| async move {
        let ids = long_thread(&house, 30).await?;
        let reader = house.visitor().await?;
        reader.opens(&format!("/long#porch-c-{}", ids[4])).await?;
        let focused = "const e = document.querySelector('porch-thread').shadowRoot?.activeElement;
                       const box = e?.getBoundingClientRect();
                       return e && box.top >= 0 && box.bottom <= innerHeight ? e.innerText : ''";
        until("the comment has the focus and is in sight", async || {
            let words = reader.script(focused, vec![]).await?;
            Ok(words.as_str().is_some_and(|words| words.contains("Loaf number 5.")).then_some(()))
        })
        .await
    })
    .await;
}

#[tokio::test]
async fn a_link_finds_its_comment_on_a_later_page_of_the_thread() {
    journey(|house| async move {
        let ids = long_thread(&house, 50).await?;
        let reader = house.visitor().await?;
        reader.opens(&format!("/long#porch-c-{}", ids[0])).await?;
        reader.sees("Loaf number 1.\n").await?;
        reader.finds("article[data-mark]").await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn more_is_shown_on_press() {
    journey(|house| async move {
        long_thread(&house, 50).await?;
        let reader = house.visitor().await?;
        reader.opens("/long").await?;
        reader.sees("Loaf number 50.").await?;
        reader.does_not_see("Loaf number 10.").await?;
        reader.presses("Show 10 more").await?;
        reader.sees("Loaf number 10.").await?;
        reader.sees("Loaf number 1.\n").await
    })
    .await;
}

#[tokio::test]
async fn another_visitors_words_are_announced_within_a_second_and_shown_on_press() {
    journey(|house| async move {
        seeded(&house).await?;
        let reader = house.visitor().await?;
        reader.opens("/rye").await?;
        reader.sees("My rye collapsed").await?;
        until("the stream is open", async || {
            let open = "return performance.getEntriesByType('resource').some(r => r.name.includes('/fragment'))";
            Ok(reader.script(open, vec![]).await?.as_bool().unwrap_or_default().then_some(()))
        })
        .await?;
        house.says("/rye", "Ben", "Reading this saved mine today.", None).await?;
        let acknowledged = Instant::now();
        reader.sees("1 new comment. Show").await?;
        let waited = acknowledged.elapsed();
        assert!(waited < Duration::from_secs(1), "announced after {waited:?}");
        reader.does_not_see("Reading this saved mine today.").await?;
        reader.presses("1 new comment. Show").await?;
        reader.sees("Reading this saved mine today.").await
    })
    .await;
}

#[tokio::test]
async fn without_any_script_the_talk_has_a_page_of_its_own_and_takes_words() {
    journey(|house| async move {
        seeded(&house).await?;
        let reader = house.visitor_with(Wishes { without_script: true, ..Wishes::default() }).await?;
        let page = house.address("/rye");
        reader.goes_to(&format!("{}/c/{}?page={page}", house.server.url, crate::house::SITE)).await?;
        let find = async |css: &str| Ok::<_, anyhow::Error>(reader.browser.find(thirtyfour::By::Css(css)).await?);
        assert!(find("body").await?.text().await?.contains("My rye collapsed after 40 minutes."));
        find("textarea[name=body]").await?.send_keys("Posted by a plain form.").await?;
        find("input[name=name]").await?.send_keys("Ines").await?;
        find("form[method=post] button").await?.click().await?;
        until("the words are on the page", async || {
            let shown = find("body").await?.text().await?;
            Ok(shown.contains("Posted by a plain form.").then_some(()))
        })
        .await?;
        let thread = house.server.thread(&page).await?;
        assert_eq!(thread["total"], 3);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn at_320_pixels_nothing_sticks_out() {
    journey(|house| async move {
        seeded(&house).await?;
        let wide = format!("`{}` and {}", "x".repeat(300), "long".repeat(80));
        house.says("/rye", "Somebody with a name that is rather long for a phone", &wide, None).await?;
        let reader = house.visitor_with(Wishes::phone(320)).await?;
        reader.opens("/rye").await?;
        reader.wakes().await?;
        let too_wide = "return [document.documentElement.scrollWidth, innerWidth]";
        assert_eq!(reader.script(too_wide, vec![]).await?, serde_json::json!([320, 320]));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_down_leaves_a_quiet_page_and_a_way_back() {
    journey(|house| async move {
        seeded(&house).await?;
        house.site.put("/apart", Page::with("<p>The page itself.</p>\n{snippet}"));
        let reader = house.visitor().await?;
        // The loader comes from the browser's cache: what fails is the conversation.
        reader.opens("/apart").await?;
        reader.sees("Nobody has spoken here yet.").await?;
        house.server.kill().await?;
        reader
            .script("document.querySelector('porch-thread').page = arguments[0]", vec![house.address("/rye").into()])
            .await?;
        reader.sees("The conversation didn’t load.").await?;
        let thrown: Vec<_> = reader.console_errors().await?;
        assert!(thrown.iter().all(|error| !error.contains("Uncaught")), "the page heard of it: {thrown:?}");
        house.server.start().await?;
        reader.presses("Try again").await?;
        reader.sees("My rye collapsed").await
    })
    .await;
}
