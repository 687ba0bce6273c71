//! Somebody whose files are changed between the server and their browser, and somebody whose pages are put into a frame.

use crate::fixture::{Fate, Fixture, Page};

/// The address of a part of the build, as the build itself notes it.
fn part_of_the_build(part: &str) -> &'static str {
    let notes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/dist/build.json")).unwrap();
    let notes: serde_json::Value = serde_json::from_slice(&notes).unwrap();
    let path = notes[part]["path"].as_str().expect("a part of the build").to_owned();
    // The road keeps what it watches for as long as the test runs.
    Box::leak(path.into_boxed_str())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_were_changed_on_the_way_do_not_run_and_a_plain_link_stands_there() {
    for kind in ["wasm", "js", "later", "css"] {
        let fixture = Fixture::at_the_end_of_a_road().await;
        let page = fixture.page("/rye");
        fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
        let part = part_of_the_build(kind);
        fixture.road().always("GET", part, Fate::Altered);
        let amira = fixture.visitor().await;
        amira.goes(&page).await;
        if ["wasm", "js"].contains(&kind) {
            // Reading needs neither; writing does.
            amira.arrives().await;
            amira.sees("Ask us about rye").await;
            amira.presses_at("Ask us about rye", "Reply").await;
        }
        fixture.road().comes("GET", part).await;
        let link = "return all('a').some((one) => shown(one) && one.href.includes('/c/'))";
        amira.until("a way to read and write all the same", link, &[]).await;
        assert!(!amira.asks::<bool>("return !!root.querySelector('[role=toolbar]')", &[]).await, "{kind} ran");
        // The browser says itself that the file is not the one that was named.
        let said = amira.console().await;
        assert!(said.iter().any(|line| line.contains("integrity")), "{kind}: {said:#?}");
        fixture.closes().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_of_ours_is_shown_in_a_frame_of_somebody_else() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    for own in ["/", "/host/", "/c/bakery?page={page}", "/mail/bakery/unknown"] {
        let own = own.replace("{page}", &page);
        let frame = format!("<iframe id=\"frame\" src=\"{}{own}\"></iframe>", fixture.talk);
        let around = fixture.shows("/frame", Page::plain().holding("").below(&frame));
        let amira = fixture.visitor().await;
        amira.goes(&around).await;
        // A frame that was refused is an error page of the browser's, whose document nobody may look into.
        let shut = "const frame = document.querySelector('#frame'); return frame && frame.contentDocument === null";
        amira.until("the frame to be refused", shut, &[]).await;
        let inside = amira.driver.find(thirtyfour::By::Id("frame")).await.unwrap();
        inside.enter_frame().await.unwrap();
        let words: String =
            amira.driver.execute("return document.body.innerText", vec![]).await.unwrap().convert().unwrap();
        assert!(!words.contains("rye") && !words.contains("Porch"), "{own} is shown: {words}");
        amira.driver.enter_default_frame().await.unwrap();
        // The browser says itself why it shows nothing; that is no fault of the page.
        amira.console().await;
    }
    fixture.closes().await;
}
