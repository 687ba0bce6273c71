//! Somebody of the team who works through the lists at a desk and with a phone: opens, decides, selects, filters, searches.

use thirtyfour::Key;

use crate::fixture::{Fixture, Hand, Look, Visitor, axe};

use super::host::{AT, comes_in, goes_to, hears, lists, opens, presses, presses_at};

/// Three comments that wait on two pages, the first of them in a thread, and their reviewer before a window like this.
pub(super) async fn at_work(look: Look) -> (Fixture, Visitor) {
    let fixture = Fixture::open().await;
    let (rye, spelt) = (fixture.page("/rye"), fixture.page("/spelt"));
    let asked = fixture.neighbour("Amira").says(&rye, "My rye fell after 40 minutes.").await;
    let host = fixture.neighbour("Jonas").answers(&rye, &asked, "Look after 20 minutes.").await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    fixture.neighbour("Ben").answers(&rye, &host, "Same here, with spelt.").await;
    fixture.neighbour("Sam").says(&spelt, "Great article!").await;
    fixture.neighbour("Tove").says(&spelt, "You closed on a Monday.").await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let marta = fixture.visitor_with(&look).await;
    marta.goes(&link).await;
    presses(&marta, "Sign in").await;
    lists(&marta, "Same here").await;
    (fixture, marta)
}

/// Waits until a script is true of the dashboard.
pub(super) async fn sees(host: &Visitor, what: &str, look: &str) {
    host.until(what, &format!("{AT} {look}"), &[]).await;
}

/// Nothing is a barrier, no target is too small, nothing hangs over the edge.
pub(super) async fn is_fit(host: &Visitor) {
    sees(host, "nothing to hang over the edge", "return document.documentElement.scrollWidth <= innerWidth").await;
    let axe = axe::source();
    host.finds_no_barrier(axe).await;
}

pub(super) fn desk() -> Look {
    Look { width: 1440, height: 900, ..Look::default() }
}

pub(super) fn phone() -> Look {
    Look { width: 390, height: 844, ..Look::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_stands_beside_its_list_with_its_thread_and_a_bar_that_stays() {
    let (fixture, marta) = at_work(desk()).await;
    sees(&marta, "the first one open", "return open()?.querySelector('.this')?.textContent.includes('Same here')")
        .await;
    sees(
        &marta,
        "its thread above it",
        "return all('.thread .dim', document).map((one) => one.textContent).join().match(/My rye.*Look after/)",
    )
    .await;
    hears(&marta, "Held because your site holds every comment. Approving it changes nothing for Ben’s next comments.")
        .await;
    let setting = "return all('.status-note a', document).find((one) => one.textContent === 'Open the setting')?.hash === '#settings/general'";
    sees(&marta, "the way to the setting", setting).await;
    // However low the window is, the bar is in it.
    let bar = "const { bottom, height } = document.querySelector('.action-bar').getBoundingClientRect(); return height > 0 && bottom <= innerHeight";
    sees(&marta, "the bar in the window", bar).await;
    sees(&marta, "what waits in the title", "return document.title === '(4) Review · bakery'").await;
    sees(
        &marta,
        "the count in the icon",
        "return decodeURIComponent(document.querySelector('link[rel=icon]').href).includes('>4</text>')",
    )
    .await;

    // Each comment has its place in the address: back, forward and a reload work.
    opens(&marta, "Great article").await;
    opens(&marta, "closed on a Monday").await;
    marta.driver.back().await.unwrap();
    sees(&marta, "the one before", "return card('Great article')").await;
    marta.reloads().await;
    sees(&marta, "the same after a reload", "return card('Great article')").await;
    marta.driver.forward().await.unwrap();
    sees(&marta, "the later one", "return card('closed on a Monday')").await;
    goes_to(&marta, "Unanswered").await;
    marta.driver.back().await.unwrap();
    sees(&marta, "the view before", "return location.hash.startsWith('#review/') && card('closed on a Monday')").await;

    presses_at(&marta, "Great article", "Approve").await;
    hears(&marta, "Approved: Sam’s comment.").await;
    sees(&marta, "the next one open", "return card('closed on a Monday') && !row('Great article')").await;
    presses(&marta, "Undo").await;
    lists(&marta, "Great article").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_are_selected_and_decided_about_at_once_by_pointer_and_by_keys_and_taken_back() {
    let (fixture, marta) = at_work(desk()).await;
    let pick = format!("{AT} return row(given[0]).parentElement.querySelector('[role=checkbox]')");
    marta.clicks("the box of Sam", &pick, &["Great article".into()]).await;
    marta.clicks("the box of Tove", &pick, &["closed on a Monday".into()]).await;
    hears(&marta, "2 selected").await;
    hears(&marta, "2 comments by 2 people").await;
    is_fit(&marta).await;
    presses(&marta, "Approve").await;
    hears(&marta, "Approved: 2 comments.").await;
    sees(&marta, "both to go", "return !row('Great article') && !row('closed on a Monday')").await;
    presses(&marta, "Undo").await;
    lists(&marta, "Great article").await;
    lists(&marta, "closed on a Monday").await;

    // The first, then all to the last one, by keys alone.
    marta.types("kkkv").await;
    hears(&marta, "1 selected").await;
    marta.types(Key::Escape + "").await;
    sees(&marta, "none to be selected", "return !document.querySelector('.bulk')").await;
    marta.types("v").await;
    presses(&marta, "Select all").await;
    hears(&marta, "3 selected").await;
    marta.types("x").await;
    marta.until("the field", "return document.activeElement.localName === 'textarea'", &[]).await;
    marta.types("Rule 2").await;
    marta.holds(Key::Control, Key::Enter).await;
    hears(&marta, "Declined: 3 comments.").await;
    hears(&marta, "Nothing to review.").await;
    is_fit(&marta).await;
    marta.types("u").await;
    lists(&marta, "Same here").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finger_goes_from_the_list_to_a_card_to_a_sheet_and_back() {
    let (fixture, marta) = at_work(phone()).await;
    marta.is_held_by(Hand::Finger).await;
    is_fit(&marta).await;
    sees(&marta, "the list alone", "return !open() && all('.brief', document).every((one) => one.offsetHeight === 64)")
        .await;
    sees(&marta, "no keys", "return !all('kbd', document).some(seen)").await;
    let at = marta.point_of("a row", &format!("{AT} return row('Great article')"), &[]).await;
    marta.puts_down(Hand::Finger, at).await;
    marta.lifts(Hand::Finger, at).await;
    sees(&marta, "the card alone", "return card('Great article') && !all('.brief, .tabsbar', document).some(seen)")
        .await;
    sees(
        &marta,
        "targets for a finger",
        "return all('button', open()).filter(seen).every((one) => one.offsetHeight >= 44)",
    )
    .await;
    is_fit(&marta).await;
    presses_at(&marta, "Great article", "Decline").await;
    marta.until("the sheet", "return document.activeElement.closest('.action-bar.up')", &[]).await;
    is_fit(&marta).await;
    presses_at(&marta, "Great article", "Cancel").await;
    // What the bar has no room for is in its menu.
    presses_at(&marta, "Great article", "Spam").await;
    hears(&marta, "Marked as spam: Sam’s comment.").await;
    sees(&marta, "the next card", "return card('closed on a Monday')").await;
    // What was just done lies over neither the bar nor what has the focus.
    let free = "const of = (one) => one.getBoundingClientRect(), toast = of(document.querySelector('.toast'));
        const over = (one) => of(one).bottom > toast.top && of(one).top < toast.bottom;
        return toast.height > 0 && ![document.querySelector('.action-bar'), document.activeElement].some(over)";
    sees(&marta, "nothing below it", free).await;
    presses(&marta, "Undo").await;
    hears(&marta, "Undone.").await;
    let back = format!("{AT} return all('.backbar', document).find(seen)");
    marta.clicks("the way back", &back, &[]).await;
    sees(&marta, "the list again", "return !open() && seen(row('Great article'))").await;
    goes_to(&marta, "History").await;
    hears(&marta, "marked Sam’s comment as spam").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_filtered_and_a_comment_a_person_and_a_page_are_found() {
    let (fixture, marta) = at_work(desk()).await;
    let button = "return all('button', document).find((one) => one.ariaLabel === 'Filter')";
    marta.clicks("the filters", button, &[]).await;
    let page = "const list = document.querySelector('.filters select'); const at = list ? [...list.options].findIndex((one) => one.text.includes('rye')) : -1; \
                if (at < 0) return false; list.selectedIndex = at; \
                list.dispatchEvent(new Event('change', { bubbles: true })); return true";
    marta.until("the page to be chosen", page, &[]).await;
    sees(&marta, "that page alone", "return row('Same here') && !row('Great article')").await;
    is_fit(&marta).await;
    let age = "const list = all('.filters select', document).pop(); list.selectedIndex = 2; \
               list.dispatchEvent(new Event('change', { bubbles: true })); return true";
    marta.until("the age to be chosen", age, &[]).await;
    hears(&marta, "No comment here fits the filter.").await;
    presses(&marta, "Clear the filter").await;
    lists(&marta, "Great article").await;

    marta.types("/").await;
    marta.until("the field", "return document.activeElement.type === 'search'", &[]).await;
    marta.types("fell after").await;
    sees(
        &marta,
        "a published comment",
        "return all('.found a', document).some((one) => one.textContent.includes('My rye fell'))",
    )
    .await;
    is_fit(&marta).await;
    let first = "return document.querySelector('.found a')";
    marta.clicks("what was found", first, &[]).await;
    sees(
        &marta,
        "the comment where it stands",
        "return location.hash.startsWith('#published/') && card('My rye fell')",
    )
    .await;
    marta.types("/Tove").await;
    sees(&marta, "her", "return all('.found h2', document).some((one) => one.textContent === 'People')").await;
    let person = "return all('.found a', document).find((one) => one.hash.startsWith('#people/'))";
    marta.clicks("her", person, &[]).await;
    hears(&marta, "Latest").await;
    marta.types("/nobody says this").await;
    hears(&marta, "Nothing found").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_view_is_fit_in_light_and_dark_to_the_left_and_to_the_right_and_at_every_width() {
    for dark in [false, true] {
        let (fixture, marta) = at_work(Look { dark, ..desk() }).await;
        for (width, height) in [(1440, 900), (800, 900), (390, 844), (320, 640)] {
            let size = serde_json::json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            marta.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await.unwrap();
            for direction in ["ltr", "rtl"] {
                marta.asks::<()>("document.documentElement.dir = given[0]", &[direction.into()]).await;
                for view in ["#review", "#unanswered", "#published", "#people", "#pages", "#history"] {
                    marta.asks::<()>("location.hash = given[0]", &[view.into()]).await;
                    sees(&marta, "the view", "return !document.querySelector('[aria-busy]')").await;
                    is_fit(&marta).await;
                }
                marta.asks::<()>("location.hash = '#review'", &[]).await;
                opens(&marta, "Same here").await;
                is_fit(&marta).await;
            }
        }
        fixture.closes().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_comment_that_is_open_is_in_sight_below_a_long_thread_and_an_empty_reason_is_refused_in_our_words() {
    let fixture = Fixture::open().await;
    let (rye, said) =
        (fixture.page("/rye"), "\n\nIt rose.\n\nThen it fell.\n\nThe crumb was wet.\n\nThe crust was fine.");
    let mut last = fixture.neighbour("Amira").says(&rye, &format!("An opening.{said}")).await;
    for number in 0..5 {
        last = fixture.neighbour(&format!("Ben {number}")).answers(&rye, &last, &format!("Loaf {number}.{said}")).await;
    }
    fixture.neighbour("Sam").answers(&rye, &last, "Thank you!").await;
    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Published").await;
    opens(&marta, "Thank you!").await;
    let in_sight = "const one = open()?.querySelector('.this article'); \
                    if (!one || all('.thread .dim', document).length < 6) return false; \
                    const of = one.getBoundingClientRect(), bar = document.querySelector('.action-bar'); \
                    return of.top >= 0 && of.bottom <= bar.getBoundingClientRect().top";
    sees(&marta, "the comment above its bar", in_sight).await;
    sees(&marta, "whom it answers", "return open().querySelector('.this .to').textContent.includes('Ben 4')").await;
    sees(&marta, "one line to it", "return all('.rail.is-on', document).filter(seen).length === 5").await;
    presses_at(&marta, "Thank you!", "Remove").await;
    marta.until("the sheet", "return document.activeElement.closest('.action-bar.up')", &[]).await;
    sees(&marta, "no sentence yet", "return !all('.missing', document).some(seen)").await;
    presses_at(&marta, "Thank you!", "Remove").await;
    sees(
        &marta,
        "what is needed, under the field that has the focus",
        "const at = document.activeElement; return at.matches('textarea[aria-invalid=true]') && seen(at.nextElementSibling) \
         && at.nextElementSibling.matches('.missing')",
    )
    .await;
    is_fit(&marta).await;
    fixture.closes().await;
}
