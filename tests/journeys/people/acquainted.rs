//! Somebody who looks up who wrote a comment, reads the rest of theirs, and does not want to read somebody else.

use serde_json::Value;
use thirtyfour::Key;

use crate::fixture::{Fate, Fixture, Gate, Hand, Look, Visitor, axe};

/// The name over a comment, once it is a button.
const NAME: &str = "return article(given[0])?.querySelector('[part=author][role=button]')";

/// Whether the comment is one line.
const MUTED: &str =
    "return article(given[0])?.dataset.muted === '' && !shown(article(given[0]).querySelector('[part=body]'))";

/// Whether its words are there to read.
const READABLE: &str = "return shown(article(given[0])?.querySelector('[part=body]') ?? document.createElement('i'))";

/// Opens the card of the author of a comment by a click on the name.
async fn opens_card(person: &Visitor, said: &str, name: &str) {
    person.clicks(&format!("the name over {said:?}"), NAME, &[said.into()]).await;
    card_is_there(person, name).await;
}

async fn card_is_there(person: &Visitor, name: &str) {
    let look = "const card = root.querySelector('dialog[open]'); return card?.querySelector('h2 bdi')?.textContent === given[0] && \
                all('button', card).some((one) => one.textContent.startsWith('Read'))";
    person.until(&format!("the card of {name}"), look, &[name.into()]).await;
}

async fn card_is_gone(person: &Visitor) {
    person.until("the card to be closed", "return !root.querySelector('dialog')", &[]).await;
}

async fn leaves_card(person: &Visitor) {
    person.types(Key::Escape + "").await;
    card_is_gone(person).await;
}

async fn presses_in_card(person: &Visitor, label: &str) {
    let look = "return button(given[0], root.querySelector('dialog[open]'))";
    person.clicks(&format!("{label:?} in the card"), look, &[label.into()]).await;
}

async fn is_whole(person: &Visitor) {
    let look = "const { left, right, top, bottom } = root.querySelector('dialog').getBoundingClientRect(); \
                return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && document.documentElement.scrollWidth <= innerWidth";
    person.until("the card to be within the window", look, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_opens_a_card_whose_links_and_number_lead_to_what_its_author_wrote() {
    let fixture = Fixture::open().await;
    let (rye, spelt, axe) = (fixture.page("/rye"), fixture.page("/spelt"), axe::source());
    let ada = fixture.neighbour("Ada");
    let sweeter = ada.says(&spelt, "Spelt is sweeter").await;
    ada.says(&rye, "How sour is it?").await;
    fixture.neighbour("Ben").says(&rye, "Quite sour").await;
    for look in [
        Look::default(),
        Look { width: 390, height: 800, dark: true, ..Look::default() },
        Look { width: 320, height: 640, ..Look::default() },
    ] {
        let amira = fixture.visitor_with(&look).await;
        amira.goes(&rye).await;
        amira.arrives().await;
        opens_card(&amira, "How sour", "Ada").await;
        amira.is_told("Here since").await;
        is_whole(&amira).await;
        amira.finds_no_barrier(axe).await;
        presses_in_card(&amira, "Read all 2 comments").await;
        let listed = "return all('dialog a').some((one) => one.textContent.includes(given[0]))";
        amira.until("the list", listed, &["Spelt is sweeter".into()]).await;
        is_whole(&amira).await;
        amira.finds_no_barrier(axe).await;
        presses_in_card(&amira, "Back").await;
        card_is_there(&amira, "Ada").await;
        let link = "return all('dialog[open] a').find((one) => one.href.includes('/spelt#'))";
        amira.clicks("the comment on the other page", link, &[]).await;
        amira.is_led_to(&sweeter).await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_is_enough_for_the_card_and_esc_gives_the_focus_back() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let ada = fixture.neighbour("Ada");
    ada.says(&page, "How sour is it?").await;
    let second = ada.says(&page, "And how dark?").await;
    let amira = fixture.visitor_at(&page).await;
    for key in [Key::Enter + "", " ".into()] {
        amira.until("the name to be a button", NAME, &["How sour".into()]).await;
        amira.asks::<Value>("article('How sour').querySelector('[part=author]').focus(); return 1", &[]).await;
        amira.types(key).await;
        card_is_there(&amira, "Ada").await;
        assert!(
            amira.asks::<bool>("return root.activeElement.localName === 'h2'", &[]).await,
            "the focus is in the card"
        );
        leaves_card(&amira).await;
        let back = "return root.activeElement === article('How sour').querySelector('[part=author]')";
        amira.until("the focus on the name", back, &[]).await;
    }
    // A comment on the same page.
    amira.types(Key::Enter + "").await;
    card_is_there(&amira, "Ada").await;
    amira.asks::<Value>("root.querySelector('dialog ul a').focus(); return 1", &[]).await;
    amira.types(Key::Enter + "").await;
    amira.is_led_to(&second).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finger_opens_the_card_by_the_picture_and_closes_it_beside() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Ada").says(&page, "How sour is it?").await;
    let amira = fixture.visitor_with(&Look { width: 390, height: 800, ..Look::default() }).await;
    amira.is_held_by(Hand::Finger).await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.until("the name to be a button", NAME, &["How sour".into()]).await;
    let article = amira
        .asks::<(f64, f64)>(
            "const { left, top } = article('How sour').getBoundingClientRect(); return [left, top]",
            &[],
        )
        .await;
    let picture = (article.0 + 12.0, article.1 + 12.0);
    amira.puts_down(Hand::Finger, picture).await;
    amira.lifts(Hand::Finger, picture).await;
    card_is_there(&amira, "Ada").await;
    let below = "const { left, right, bottom } = root.querySelector('dialog').getBoundingClientRect(); \
                 return left === 0 && right === innerWidth && Math.abs(bottom - innerHeight) < 1";
    amira.until("the card at the bottom", below, &[]).await;
    let beside = (195.0, 20.0);
    amira.puts_down(Hand::Finger, beside).await;
    amira.lifts(Hand::Finger, beside).await;
    card_is_gone(&amira).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_muted_is_one_line_for_this_reader_alone_until_that_ends() {
    let fixture = Fixture::open().await;
    let (page, axe) = (fixture.page("/rye"), axe::source());
    let loud = fixture.neighbour("Loud");
    let shout = loud.says(&page, "BUY MY FLOUR").await;
    fixture.neighbour("Ben").answers(&page, &shout, "Please do not shout").await;
    let amira = fixture.visitor_at(&page).await;
    amira.listens().await;
    opens_card(&amira, "BUY MY", "Loud").await;
    presses_in_card(&amira, "Mute for me").await;
    amira.is_told("You don’t see what Loud writes.").await;
    leaves_card(&amira).await;
    amira.until("one line in place of the words", MUTED, &["BUY MY".into()]).await;
    amira.until("the reply to it", READABLE, &["do not shout".into()]).await;
    amira.finds_no_barrier(axe).await;

    // News, too; and the widget, which that needs, finds what the server rendered.
    loud.says(&page, "CHEAP FLOUR").await;
    amira.presses("1 new comment").await;
    amira.until("one line in place of the news", MUTED, &["CHEAP".into()]).await;

    amira.reloads().await;
    amira.arrives().await;
    for said in ["BUY MY", "CHEAP"] {
        amira.until("one line after a reload, too", MUTED, &[said.into()]).await;
    }
    let told = "const name = article('BUY MY').querySelector('[part=author]'); return name.ariaLabel === 'Loud · Muted by you · Show' && name";
    amira.clicks("the line", told, &[]).await;
    amira.until("the words", READABLE, &["BUY MY".into()]).await;
    amira.until("the others to stay one line", MUTED, &["CHEAP".into()]).await;
    opens_card(&amira, "BUY MY", "Loud").await;
    presses_in_card(&amira, "Unmute").await;
    leaves_card(&amira).await;
    amira.until("all words", READABLE, &["CHEAP".into()]).await;
    amira.reloads().await;
    amira.arrives().await;
    amira.until("the words after a reload", READABLE, &["CHEAP".into()]).await;
    assert_eq!(amira.errors().await, Vec::<String>::new());

    let other = fixture.visitor_at(&page).await;
    other.until("the words, which others read", READABLE, &["BUY MY".into()]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_writes_has_a_line_on_their_card_and_their_list_of_muted_people() {
    let fixture = Fixture::open().await;
    let (page, axe) = (fixture.page("/rye"), axe::source());
    fixture.neighbour("Loud").says(&page, "BUY MY FLOUR").await;
    let amira = fixture.visitor_at(&page).await;
    opens_card(&amira, "BUY MY", "Loud").await;
    presses_in_card(&amira, "Mute for me").await;
    leaves_card(&amira).await;
    amira.shares("Amira", "How sour is it?").await;
    amira.clicks("the row", "return composer().elements.body", &[]).await;
    amira.presses("About you").await;
    let field = "return root.querySelector('dialog [name=line]')";
    amira.finds("the field for the line", field, &[]).await.send_keys("Bakes at https://evil.example").await.unwrap();
    presses_in_card(&amira, "Save").await;
    amira.is_told("A line without links, please.").await;
    let line = amira.finds("the field", field, &[]).await;
    line.clear().await.unwrap();
    line.send_keys("Bakes on Sundays" + Key::Enter).await.unwrap();
    amira.is_told("Saved.").await;
    amira.finds_no_barrier(axe).await;
    presses_in_card(&amira, "Unmute").await;
    let stays = "return root.activeElement.textContent === 'Mute for me' && root.activeElement.matches('dialog *')";
    amira.until("the focus to stay", stays, &[]).await;
    leaves_card(&amira).await;
    amira.until("the words", READABLE, &["BUY MY".into()]).await;

    opens_card(&amira, "How sour", "Amira").await;
    amira
        .until("the line", "return root.querySelector('dialog blockquote')?.textContent === 'Bakes on Sundays'", &[])
        .await;
    assert!(
        amira.asks::<bool>("return !button('Mute for me', root.querySelector('dialog'))", &[]).await,
        "nobody mutes themselves"
    );
    presses_in_card(&amira, "About you").await;
    let value = "return root.querySelector('dialog [name=line]')?.value === 'Bakes on Sundays'";
    amira.until("the sheet with the line, in place of the card", value, &[]).await;
    amira.finds_no_barrier(axe).await;
    leaves_card(&amira).await;
    let back = "return root.activeElement === article('How sour').querySelector('[part=author]')";
    amira.until("the focus on the name", back, &[]).await;
    let ben = fixture.visitor_at(&page).await;
    opens_card(&ben, "How sour", "Amira").await;
    ben.until("the line", "return root.querySelector('dialog blockquote')?.textContent === 'Bakes on Sundays'", &[])
        .await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_is_pressed_before_the_scripts_come_opens_its_card_once_they_are_there() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    let page = fixture.page("/rye");
    fixture.neighbour("Ada").says(&page, "How sour is it?").await;
    // The widget itself does not come: the card needs none.
    let widget = Gate::closed();
    fixture.road().always("GET", "/thread?", Fate::Held(widget.clone()));
    fixture.road().always("GET", "sheets.txt", Fate::Held(gate.clone()));
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.clicks("the name", "return article('How sour')?.querySelector('[part=author]')", &[]).await;
    gate.opens();
    card_is_there(&amira, "Ada").await;
    leaves_card(&amira).await;
    widget.opens();
    fixture.closes().await;
}
