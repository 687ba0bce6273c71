//! Somebody of the team who looks for a comment, a person or a page: by keys alone, and with a finger.

use thirtyfour::Key;

use crate::fixture::Hand;

use super::host::{AT, hears};
use super::reviewer::{at_work, desk, is_fit, phone, sees};

/// Every mark on the list is what was searched for, in small or in capital letters.
const MARKS: &str = "const marks = all('.found mark', document); return marks.length && marks.every((one) => one.textContent.toLowerCase() ===";
/// The line that the field names as the one that is selected.
const SELECTED: &str = "const field = document.querySelector('.search input'), at = document.getElementById(field.getAttribute('aria-activedescendant'));";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_alone_find_go_from_hit_to_hit_open_one_and_leave() {
    let (fixture, marta) = at_work(desk()).await;
    marta.types("/").await;
    marta.types("SPELT").await;
    sees(&marta, "what was searched for, marked", &format!("{MARKS} 'spelt')")).await;
    sees(
        &marta,
        "who, where and when",
        "const one = document.querySelector('.found a'); return one.querySelector('bdi').textContent === 'Ben' &&
         one.querySelector('small').textContent && one.querySelector('time').title",
    )
    .await;
    is_fit(&marta).await;
    // The first one is selected, arrows go round, and the focus stays in the field.
    for (key, place) in [("", "hit-0"), ("\u{e015}", "hit-1"), ("\u{e015}", "hit-0"), ("\u{e013}", "hit-1")] {
        marta.types(key).await;
        let look = format!(
            "{SELECTED} return at.id === '{place}' && at.ariaSelected === 'true' && document.activeElement === field"
        );
        sees(&marta, place, &look).await;
    }
    marta.types(Key::Enter).await;
    let page = "return location.hash.startsWith('#pages/') && document.querySelector('.onehead')?.textContent.includes('/spelt')";
    sees(&marta, "the page", page).await;

    // Whoever is faster than the answer opens its first hit all the same, and goes on with the keys of the view.
    marta.types("/same here").await;
    marta.types(Key::Enter).await;
    let held = "return location.hash.startsWith('#review/') && document.activeElement.closest('.this')?.textContent.includes('Same here')";
    sees(&marta, "the comment, with the focus on it", held).await;
    sees(
        &marta,
        "an empty field",
        "return !document.querySelector('.found') && !document.querySelector('.search input').value",
    )
    .await;
    let year = "const year = new Date().getFullYear(); return !all('time', document).some((one) => `${one.title}${one.textContent}`.includes(year))";
    sees(&marta, "no year where it is this one", year).await;

    // What does not have the letters any more goes before the answer comes.
    marta.types("/great").await;
    sees(&marta, "Sam", "return document.querySelector('.found a')?.textContent.includes('Sam')").await;
    marta.never_gets("*/v1/host/search*").await;
    marta.types("er").await;
    sees(&marta, "nothing that is not true", "return !document.querySelector('.found')").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_field_says_what_to_try_is_emptied_by_its_own_cross_and_left_by_escape() {
    let (fixture, marta) = at_work(desk()).await;
    marta.types("/").await;
    marta.types("nobody says this").await;
    hears(&marta, "Nothing found for “nobody says this”. Try fewer letters").await;
    is_fit(&marta).await;
    marta.types(Key::Tab).await;
    sees(&marta, "the cross", "return document.activeElement.ariaLabel === 'Clear the search'").await;
    marta.types(Key::Enter).await;
    let empty = "return document.activeElement.type === 'search' && !document.activeElement.value && !document.querySelector('.found')";
    sees(&marta, "an empty field that has the focus", empty).await;
    marta.types("tove").await;
    sees(&marta, "her", "return document.querySelector('.found a')?.hash.startsWith('#people/')").await;
    marta.types(Key::Escape).await;
    sees(&marta, "an empty field that has the focus", empty).await;
    marta.types(Key::Escape).await;
    sees(&marta, "the field to be left", "return document.activeElement.type !== 'search'").await;
    // The keys of the view work again.
    marta.types("3").await;
    sees(&marta, "the view", "return location.hash === '#published'").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finger_opens_all_hits_of_a_part_and_one_of_them() {
    let (fixture, marta) = at_work(phone()).await;
    for number in 0..10 {
        fixture
            .neighbour(&format!("Baker {number}"))
            .says(&fixture.page("/rye"), &format!("Sourdough no. {number}"))
            .await;
    }
    marta.is_held_by(Hand::Finger).await;
    let taps = async |what: &str, look: &str| {
        let at = marta.point_of(what, &format!("{AT} {look}"), &[]).await;
        marta.puts_down(Hand::Finger, at).await;
        marta.lifts(Hand::Finger, at).await;
    };
    taps("the field", "return document.querySelector('.search input')").await;
    marta.types("sourdough").await;
    taps(
        "all of them",
        "return all('.found .show-all', document).find((one) => one.textContent === 'Show all 10 comments')",
    )
    .await;
    sees(
        &marta,
        "all of them",
        "return all('.found a', document).length === 10 && !document.querySelector('.show-all')",
    )
    .await;
    sees(
        &marta,
        "targets for a finger",
        "return all('.found a, .search button', document).every((one) => one.offsetHeight >= 44 && one.offsetWidth >= 44)",
    )
    .await;
    is_fit(&marta).await;
    taps("one of them", "return all('.found a', document).find((one) => one.textContent.includes('no. 9'))").await;
    sees(&marta, "its card", "return card('Sourdough no. 9') && !document.querySelector('.found')").await;
    fixture.closes().await;
}
