//! Somebody who looks up who wrote a comment, reads the rest of theirs, and does not want to read somebody else.

use serde_json::Value;
use thirtyfour::Key;

use crate::fixture::{Fate, Fixture, Gate, Look, Visitor, axe};

/// Opens the card of the author of a comment by a click on the name.
async fn opens_card(person: &Visitor, said: &str, name: &str) {
    let look = "return article(given[0])?.querySelector('[part=author][role=button]')";
    person.clicks(&format!("the name over {said:?}"), look, &[said.into()]).await;
    card_is_there(person, name).await;
}

async fn card_is_there(person: &Visitor, name: &str) {
    let look = "const dialog = root.querySelector('dialog[open]'); \
                return dialog?.querySelector('h2 bdi')?.textContent === given[0] && !!button('Read', dialog) ";
    let look = look.replace(
        "!!button('Read', dialog)",
        "[...dialog.querySelectorAll('button')].some((one) => one.textContent.startsWith('Read'))",
    );
    person.until(&format!("the card of {name}"), &look, &[name.into()]).await;
}

async fn card_is_gone(person: &Visitor) {
    person.until("the card to be closed", "return !root.querySelector('dialog')", &[]).await;
}

async fn presses_in_card(person: &Visitor, label: &str) {
    let look =
        "return [...root.querySelectorAll('dialog[open] button')].find((one) => one.textContent.startsWith(given[0]))";
    person.clicks(&format!("{label:?} in the card"), look, &[label.into()]).await;
}

const MUTED: &str =
    "return article(given[0])?.dataset.muted === '' && !shown(article(given[0]).querySelector('[part=body]'))";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_opens_a_card_whose_links_and_number_lead_to_what_its_author_wrote() {
    let fixture = Fixture::open().await;
    let (rye, spelt, axe) = (fixture.page("/rye"), fixture.page("/spelt"), axe::source());
    let ada = fixture.neighbour("Ada");
    ada.says(&rye, "How sour is it?").await;
    ada.says(&spelt, "Spelt is sweeter").await;
    fixture.neighbour("Ben").says(&rye, "Quite sour").await;
    for look in [Look::default(), Look { width: 390, height: 800, dark: true, ..Look::default() }] {
        let amira = fixture.visitor_with(&look).await;
        amira.goes(&rye).await;
        amira.arrives().await;
        amira.sees("How sour is it?").await;
        opens_card(&amira, "How sour", "Ada").await;
        amira.is_told("Here since").await;
        amira.finds_no_barrier(axe).await;
        presses_in_card(&amira, "Read all 2 comments").await;
        amira.is_told("Spelt is sweeter").await;
        amira.finds_no_barrier(axe).await;
        presses_in_card(&amira, "Back").await;
        card_is_there(&amira, "Ada").await;
        let link = "return [...root.querySelectorAll('dialog[open] a')].find((one) => one.href.includes('/spelt#'))";
        amira.clicks("the comment on the other page", link, &[]).await;
        amira.until("the other page", "return location.pathname.endsWith('/spelt')", &[]).await;
        amira.arrives().await;
        amira.sees("Spelt is sweeter").await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_is_enough_for_the_card_and_esc_gives_the_focus_back() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Ada").says(&page, "How sour is it?").await;
    let amira = fixture.visitor_at(&page).await;
    amira
        .until(
            "the name to be a button",
            "return !!article('How sour')?.querySelector('[part=author][role=button]')",
            &[],
        )
        .await;
    for key in [Key::Enter + "", " ".to_owned()] {
        amira.asks::<Value>("article('How sour').querySelector('[part=author]').focus(); return 1", &[]).await;
        amira.types(key).await;
        card_is_there(&amira, "Ada").await;
        assert_eq!(amira.asks::<bool>("return root.activeElement.localName === 'h2'", &[]).await, true);
        amira.types(Key::Escape + "").await;
        card_is_gone(&amira).await;
        amira.until("the focus on the name", "return root.activeElement?.getAttribute('part') === 'author'", &[]).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_muted_is_one_line_here_alone_until_they_are_heard_again() {
    let fixture = Fixture::open().await;
    let (page, axe) = (fixture.page("/rye"), axe::source());
    let loud = fixture.neighbour("Loud").says(&page, "BUY MY FLOUR").await;
    fixture.neighbour("Ben").answers(&page, &loud, "Please do not shout").await;
    let amira = fixture.visitor_at(&page).await;
    amira.sees("BUY MY FLOUR").await;
    opens_card(&amira, "BUY MY", "Loud").await;
    presses_in_card(&amira, "Mute for me").await;
    amira.is_told("in this browser alone").await;
    amira.types(Key::Escape + "").await;
    card_is_gone(&amira).await;
    amira.until("one line in place of the words", MUTED, &["BUY MY".into()]).await;
    amira.is_told("You muted Loud.").await;
    amira.sees("Please do not shout").await;
    amira.finds_no_barrier(axe).await;

    amira.reloads().await;
    amira.arrives().await;
    amira.until("one line after a reload, too", MUTED, &["BUY MY".into()]).await;
    amira.presses("Show").await;
    amira.until("the words", "return shown(article(given[0]).querySelector('[part=body]'))", &["BUY MY".into()]).await;
    opens_card(&amira, "BUY MY", "Loud").await;
    presses_in_card(&amira, "Unmute").await;
    amira.types(Key::Escape + "").await;
    card_is_gone(&amira).await;
    amira.reloads().await;
    amira.arrives().await;
    amira
        .until(
            "the words after a reload",
            "return shown(article(given[0])?.querySelector('[part=body]'))",
            &["BUY MY".into()],
        )
        .await;
    let other = fixture.visitor_at(&page).await;
    other.sees("BUY MY FLOUR").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_is_pressed_before_the_scripts_come_opens_its_card_once_they_are_there() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    let page = fixture.page("/rye");
    fixture.neighbour("Ada").says(&page, "How sour is it?").await;
    fixture.road().always("GET", "live", Fate::Held(gate.clone()));
    let amira = fixture.visitor_with(&Look::default()).await;
    amira.goes(&page).await;
    let name = "return article('How sour')?.querySelector('[part=author]')";
    amira.clicks("the name", name, &[]).await;
    gate.opens();
    card_is_there(&amira, "Ada").await;
    fixture.closes().await;
}
