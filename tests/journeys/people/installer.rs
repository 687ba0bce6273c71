//! Somebody of the business who puts the lines into a page and looks in the dashboard whether they are there.

use serde_json::json;

use crate::fixture::{Fixture, Look, Page, Visitor};

use super::host::{comes_in, goes_to, hears, is_in, presses};
use super::setter::{is_for_everybody, is_for_everybody_in_forced_colours};

/// The lines as they stand in the dashboard.
async fn lines(marta: &Visitor) -> String {
    let lines = "return document.querySelector('#recipe code').textContent";
    marta.until("the lines", &format!("{lines}.length > 0"), &[]).await;
    marta.asks(lines, &[]).await
}

/// Waits until the list of checks says this on one line, whose sign is that of this kind: `ok`, `no` or `wait`.
async fn is_told(marta: &Visitor, kind: &str, words: &str) {
    let look = "return all(`.checks > .${given[0]}`, document).some((one) => one.innerText.includes(given[1]))";
    marta.until(words, look, &[kind.into(), words.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_lines_are_pasted_seen_and_the_policy_that_blocks_writing_is_named_until_it_is_mended() {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Install").await;
    is_told(&marta, "wait", "Nothing seen yet. Open a page that has the lines; this list changes by itself.").await;
    let pasted = Page::with_pasted(&lines(&marta).await);
    let strict = "default-src 'none'; img-src 'self'; style-src 'none'; ";
    let blocks = format!("{strict} script-src {{talk}}; connect-src {{talk}}");
    let page = fixture.shows("/rye-bread", pasted.clone().guarded_by(&blocks));
    let amira = fixture.visitor_at(&page).await;
    is_told(&marta, "ok", "Found on /rye-bread, just now").await;
    is_told(&marta, "ok", "Reading works").await;
    is_told(&marta, "wait", "Listening for your other pages…").await;
    amira.means_to_write().await;
    is_told(
        &marta,
        "failed-check",
        "Writing is blocked by your Content-Security-Policy. Reading works without this. Add:",
    )
    .await;
    is_for_everybody(&marta).await;
    is_for_everybody_in_forced_colours(&marta).await;

    // What is said to be added mends it.
    let added: String =
        marta.asks("return document.querySelector('.checks .failed-check code').textContent", &[]).await;
    fixture.shows("/rye-bread", pasted.guarded_by(&format!("{strict} {}", added.replace('\n', " "))));
    amira.reloads().await;
    amira.arrives().await;
    amira.means_to_write().await;
    amira.can_write().await;
    is_told(&marta, "ok", "Writing works").await;
    marta.until("nothing to be wrong", "return !document.querySelector('.checks .failed-check')", &[]).await;

    // Another page that is blocked is named, beside the one that is not.
    let page = fixture.shows("/spelt", Page::plain().guarded_by(&blocks));
    amira.goes(&page).await;
    amira.arrives().await;
    amira.means_to_write().await;
    is_told(&marta, "failed-check", "Writing is blocked by your Content-Security-Policy on /spelt.").await;
    is_told(&marta, "ok", "Also at /rye-bread").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_of_a_page_that_works_tell_nothing_once_that_is_known() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain());
    let tells = async |person: &Visitor| person.requests().await.iter().filter(|url| url.contains("/writing?")).count();
    let first = fixture.visitor_at(&page).await;
    first.means_to_write().await;
    first.can_write().await;
    let told = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/writing?'))";
    first.until("what was told", told, &[]).await;
    let next = fixture.visitor_at(&page).await;
    next.shares("Amira", "How sour is it?").await;
    assert_eq!((tells(&first).await, tells(&next).await), (1, 0));
    assert!(first.cookies().await.is_empty(), "nothing is known of who tells");
    fixture.closes().await;
}

/// What stands in the frame of the preview, once it is there.
const FRAME: &str = "const frame = document.querySelector('.preview-frame iframe'), page = frame?.contentDocument; \
                     if (!page?.querySelector('article') || page.readyState !== 'complete') return false;";

async fn shows(marta: &Visitor, which: &str, light: bool) {
    presses(marta, which).await;
    let look = format!(
        "{FRAME} const [, lightness] = getComputedStyle(page.body).backgroundColor.match(/[(]([0-9.]+)/); \
         const text = page.body.innerText; \
         return lightness > 200 === given[0] && text.includes('Marta') && text.includes('owner') && text.includes('3 comments') \
           && frame.clientHeight === page.body.offsetHeight && page.documentElement.scrollWidth <= frame.clientWidth \
           && document.querySelector('.segmented [aria-pressed=true]').textContent === given[1]"
    );
    marta.until(which, &look, &[light.into(), which.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_preview_shows_the_comments_in_light_and_dark_and_on_a_narrow_phone_and_nothing_in_it_acts() {
    let fixture = Fixture::open().await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let marta = fixture.visitor().await;
    marta.goes(&link).await;
    presses(&marta, "Sign in").await;
    is_in(&marta, "Marta, owner").await;
    goes_to(&marta, "Install").await;
    hears(&marta, "Preview").await;
    let steps: u32 = marta.asks("return history.length", &[]).await;
    shows(&marta, "Dark", false).await;
    is_for_everybody(&marta).await;
    shows(&marta, "320 px", true).await;
    assert_eq!(marta.asks::<u32>("return document.querySelector('.preview-frame iframe').clientWidth", &[]).await, 320);
    shows(&marta, "Light", true).await;
    is_for_everybody(&marta).await;
    is_for_everybody_in_forced_colours(&marta).await;
    assert_eq!(marta.asks::<u32>("return history.length", &[]).await, steps, "the way back leads out of the view");

    // Nothing in it has the focus or hears a press, and no script of anybody's runs in it.
    let press = "const frame = document.querySelector('.preview-frame iframe'), page = frame.contentDocument; \
                 for (const one of page.querySelectorAll('a, button, summary, textarea, input')) { one.focus(); } \
                 const under = page.elementFromPoint(frame.clientWidth / 2, 100); \
                 return [page.activeElement === page.body, under === page.body || under === page.documentElement, \
                   page.querySelectorAll('script').length]";
    assert_eq!(marta.asks::<serde_json::Value>(press, &[]).await, json!([true, true, 0]));
    let old = "const link = all('.preview-bar a', document).find((one) => one.textContent === 'Import old comments'); return link";
    marta.clicks("the way to the import", old, &[]).await;
    hears(&marta, "These commands are typed on the server").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_install_view_is_for_everybody_in_the_dark_on_a_phone() {
    let fixture = Fixture::open().await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let marta = fixture.visitor_with(&Look { width: 390, height: 844, dark: true, ..Look::default() }).await;
    marta.goes(&link).await;
    presses(&marta, "Sign in").await;
    is_in(&marta, "Marta, owner").await;
    goes_to(&marta, "Install").await;
    hears(&marta, "Listening for your page").await;
    shows(&marta, "320 px", false).await;
    is_for_everybody(&marta).await;
    fixture.closes().await;
}
