//! Somebody of the business whose browser speaks another language: the dashboard does so, too.

use crate::fixture::{Fate, Fixture, Look, Page};

use super::host::{goes_to, hears, is_in, is_whole, presses};
use super::setter::is_for_everybody;

/// A browser's languages, the language and the direction of the dashboard then, and its texts.
const LANGUAGES: [(&str, &str, &str, [&str; 4]); 3] = [
    ("de-AT,en", "de", "ltr", ["Anmelden", "Marta, Inhaber", "Prüfen", "Erster Kommentar"]),
    ("ar", "ar", "rtl", ["تسجيل الدخول", "Marta, المالك", "المراجعة", "أول تعليق"]),
    ("eo,tlh", "en", "ltr", ["Sign in", "Marta, owner", "Review", "First comment"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_dashboard_is_in_the_language_of_the_browser_and_loads_no_other() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = fixture.shows("/rye", Page::plain());
    fixture.neighbour("Ben").says(&page, "My rye fell").await;
    for (languages, tag, dir, [sign_in, me, review, first]) in LANGUAGES {
        let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta", "--role", "owner"]).await;
        let link = said.lines().find(|line| line.starts_with("http")).unwrap();
        let look = Look { width: 360, height: 740, languages, ..Look::default() };
        let marta = fixture.visitor_with(&look).await;
        marta.goes(link).await;
        presses(&marta, sign_in).await;
        is_in(&marta, me).await;
        let written = "const { lang, dir } = document.documentElement; return [lang, dir]";
        assert_eq!(marta.asks::<[String; 2]>(written, &[]).await, [tag, dir]);
        goes_to(&marta, review).await;
        marta.until(first, "return document.body.innerText.includes(given[0])", &[first.into()]).await;
        is_for_everybody(&marta).await;
        let loaded = marta
            .requests()
            .await
            .into_iter()
            .filter(|url| url.rsplit_once('.').is_some_and(|(_, end)| end == "txt"))
            .count();
        assert_eq!(loaded, 1, "{tag}");
    }
    fixture.closes().await;
}

/// The kinds of files without which there is no dashboard, and what the console says then; nothing where a module that would
/// say it is missing.
const FILES: [(&str, &str); 3] = [(".txt", "no texts: 503"), (".wasm", "failed to fetch Wasm: 503"), (".js", "")];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dashboard_that_does_not_load_says_so_in_the_language_of_the_browser_and_tries_again() {
    for (file, reason) in FILES {
        let fixture = Fixture::at_the_end_of_a_road().await;
        fixture.road().always("GET", file, Fate::Busy);
        let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta", "--role", "owner"]).await;
        let link = said.lines().find(|line| line.starts_with("http")).unwrap();
        let marta = fixture.visitor_with(&Look { width: 360, height: 740, languages: "de", ..Look::default() }).await;
        marta.goes(link).await;
        if reason.is_empty() {
            let waits = "const waits = document.getAnimations().find((one) => one.animationName === 'start-failure');
                         waits?.finish(); return !!waits";
            marta.until("the sentence that would show after a while", waits, &[]).await;
        }
        hears(&marta, "Das Dashboard wurde nicht geladen.").await;
        is_whole(&marta).await;
        let console = marta.console().await.concat();
        assert!(console.contains(reason), "{console}");
        fixture.road().is_free();
        marta.clicks("the link", "return document.querySelector('.start-failure a')", &[]).await;
        if reason.is_empty() {
            // Its link leads to an address without the secret of the link to sign in.
            hears(&marta, "Bei Porch anmelden").await;
        } else {
            presses(&marta, "Anmelden").await;
            is_in(&marta, "Marta, Inhaber").await;
        }
        fixture.closes().await;
    }
}
