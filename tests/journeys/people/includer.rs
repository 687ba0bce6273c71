//! An owner whose page has the comments in its own HTML.

use reqwest::Client;

use crate::fixture::{Fate, Fixture, Gate, Look, Page};

/// What a program that makes the page, or a crawler, gets.
async fn fetched(url: &str) -> String {
    let answer = Client::new().get(url).send().await.unwrap().error_for_status().unwrap();
    answer.text().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_has_the_words_itself_and_with_a_script_they_are_not_there_twice() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let page = fixture.page("/rye");
    let (amira, ben) = (fixture.neighbour("Amira"), fixture.neighbour("Ben"));
    let opening = amira.says(&page, "How sour is it?").await;
    ben.answers(&page, &opening, "Quite sour").await;
    let included = fetched(&format!("{}/v1/sites/bakery/include?page={page}", fixture.talk)).await;
    let element = format!("<porch-thread>{included}</porch-thread>");
    fixture.shows("/rye", Page::plain().holding(&element));
    let html = fetched(&page).await;
    assert!(html.contains("How sour is it?") && html.contains("Quite sour"), "{html}");

    let scriptless = fixture.visitor_with(&Look { scripts: false, ..Look::default() }).await;
    scriptless.goes(&page).await;
    let read =
        "return [...document.querySelectorAll('porch-thread article')].filter((one) => one.checkVisibility()).length";
    assert_eq!(scriptless.asks::<usize>(read, &[]).await, 2);

    // Until the conversation is there, the words of the page stand where they stood, and nothing is drawn above them.
    let gate = Gate::closed();
    fixture.road().always("GET", "/fragment", Fate::Held(gate.clone()));
    let reader = fixture.visitor().await;
    reader.goes(&page).await;
    let alone = "return thread.state === 'loading' && getComputedStyle(thread, '::before').content === 'none' \
                 && [...thread.querySelectorAll('article')].every((one) => one.checkVisibility())";
    reader.until("the words of the page", alone, &[]).await;
    gate.opens();
    reader.arrives().await;
    assert_eq!(reader.reads().await, ["How sour is it?", "Quite sour"]);
    let twice = "return [...thread.querySelectorAll('article')].some((one) => one.checkVisibility())";
    assert!(!reader.asks::<bool>(twice, &[]).await, "the words of the page are behind those of the conversation");

    // Where the server is not reached, they stay.
    fixture.road().is_free();
    fixture.road().always("GET", "/fragment", Fate::Lost);
    reader.reloads().await;
    reader.is_told("The comments didn’t load.").await;
    assert!(reader.asks::<bool>(twice, &[]).await);
    fixture.closes().await;
}
