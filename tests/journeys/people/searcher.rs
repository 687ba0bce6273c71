//! Somebody who looks for what others have written, mistypes it, and finds it; or finds nothing, and asks.

use serde_json::Value;
use thirtyfour::Key;

use crate::fixture::{Fixture, Look, Page, Visitor, axe};

/// The field of the search, once it has the focus.
const FIELD: &str =
    "const field = root.querySelector('dialog[open] [role=combobox]'); return root.activeElement === field && field";
/// The first hit, with these words.
const FIRST: &str =
    "const hit = root.querySelector('dialog[open] [role=option]'); return hit?.textContent.includes(given[0]) && hit";
/// The selected hit, with these words, while the focus stays in the field.
const SELECTED: &str = "const field = root.activeElement, hit = root.getElementById(field.getAttribute('aria-activedescendant') ?? ''); \
     return field.role === 'combobox' && hit?.ariaSelected === 'true' && hit.textContent.includes(given[0])";

/// Opens the search by its key, with the focus on a comment.
async fn opens_search(person: &Visitor) {
    // In what browsers get, its class is short.
    let button = "const one = root?.querySelector('article'); if (!one) return; one.tabIndex = -1; one.focus(); \
                  return root.querySelector('[aria-keyshortcuts]:not([hidden])')";
    person.until("the button of the search", button, &[]).await;
    person.types("/").await;
    person.until("the field of the search", FIELD, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_mistyped_words_lead_to_the_comment_and_back_to_the_same_list() {
    let fixture = Fixture::open().await;
    let (rye, spelt) = (fixture.page("/rye"), fixture.page("/spelt"));
    let ada = fixture.neighbour("Ada");
    let here = ada.says(&rye, "My dough collapsed after forty minutes").await;
    let there = ada.says(&spelt, "The temperature of the oven was too high for spelt").await;
    let amira = fixture.visitor_at(&rye).await;

    // On the same page.
    opens_search(&amira).await;
    amira.types("colapsed minuttes").await;
    amira.until("the comment", FIRST, &["forty minutes".into()]).await;
    let marked = "return [...root.querySelectorAll('dialog mark')].map((one) => one.textContent).includes('collapsed')";
    amira.until("the word as it is written, marked", marked, &[]).await;
    amira.types(Key::Enter + "").await;
    amira.is_led_to(&here).await;
    amira.asks::<Value>("history.back(); return 1", &[]).await;
    amira.until("the same list", FIRST, &["forty minutes".into()]).await;
    amira.until("the same words", "return root.activeElement.value === 'colapsed minuttes'", &[]).await;
    amira.types(Key::Escape + "").await;
    amira.until("no list", "return !root.querySelector('dialog') && !history.state?.porchSearch", &[]).await;

    // On another page, by the arrows.
    opens_search(&amira).await;
    amira.types("temprature ovven").await;
    amira.until("the comment", FIRST, &["too high".into()]).await;
    amira.types(Key::Down + "").await;
    amira.until("the selected comment", SELECTED, &["too high".into()]).await;
    amira.types(Key::Enter + "").await;
    amira.is_led_to(&there).await;
    amira.asks::<Value>("history.back(); return 1", &[]).await;
    amira.until("the same hit, selected", SELECTED, &["too high".into()]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_finds_nothing_asks_it_with_the_same_words() {
    let fixture = Fixture::open().await;
    let (rye, spelt) = (fixture.page("/rye"), fixture.page("/spelt"));
    let ada = fixture.neighbour("Ada");
    ada.says(&rye, "How sour is it?").await;
    ada.says(&spelt, "The temperature of the oven").await;
    let amira = fixture.visitor_at(&rye).await;
    opens_search(&amira).await;
    amira.types("from:nobody oven").await;
    let press = "return all('dialog[open] button').find((one) => one.textContent.includes(given[0]))";
    amira.clicks("what there is without the operator", press, &["without these filters".into()]).await;
    amira.until("the comment", FIRST, &["temperature".into()]).await;
    amira.asks::<Value>("root.querySelector('dialog input').select(); return 1", &[]).await;
    amira.types("zzqx wwvk").await;
    amira.clicks("the way to the composer", press, &["this".into()]).await;
    let composed = "const field = root.querySelector('textarea'); return root.activeElement === field && field.value === 'zzqx wwvk'";
    amira.until("the words in the composer", composed, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sheet_has_no_barrier_on_a_desk_on_a_phone_and_in_arabic() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Ada").says(&page, "How sour is the rye?").await;
    for look in [Look::default(), Look { width: 390, height: 800, dark: true, ..Look::default() }] {
        let amira = fixture.visitor_with(&look).await;
        amira.goes(&page).await;
        amira.arrives().await;
        opens_search(&amira).await;
        amira.finds_no_barrier(axe::source()).await;
        amira.types("sour").await;
        amira.until("the comment", FIRST, &["How sour".into()]).await;
        amira.types(Key::Down + "").await;
        amira.finds_no_barrier(axe::source()).await;
        let fits = "const { left, right, bottom } = root.querySelector('dialog').getBoundingClientRect(); \
                    return left >= 0 && right <= innerWidth && bottom <= innerHeight";
        amira.until("the sheet to be within the window", fits, &[]).await;
    }
    let page = fixture.shows("/rye", Page::plain().light_or_dark().in_language("ar", "rtl"));
    let samir = fixture.visitor_at(&page).await;
    opens_search(&samir).await;
    samir.types("sour").await;
    samir.until("the comment", FIRST, &["How sour".into()]).await;
    let right = "const [svg, input] = root.querySelectorAll('dialog svg, dialog input'); \
                 return svg.getBoundingClientRect().left > input.getBoundingClientRect().left && root.querySelector('dialog [role=status]').textContent";
    samir.until("the sheet from right to left", right, &[]).await;
    samir.finds_no_barrier(axe::source()).await;
    fixture.closes().await;
}
