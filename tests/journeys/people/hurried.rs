//! Somebody in a hurry: they leave in the middle of a word, press before anything is there, and read elsewhere when news come.

use serde_json::{Value, json};

use crate::house::{Fate, Gate, House, Page};

const TYPED: &str = "return composer()?.elements.body.value === given[0]";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_letter_before_leaving_is_kept() {
    let Some(house) = House::at_the_end_of_a_road().await else { return };
    house.road().always("GET", ".wasm", Fate::Lost);
    let page = house.page("/rye");
    let marta = house.neighbour("Marta");
    let asked = marta.says(&page, "Ask us about rye").await;
    let amira = house.visitor().await;
    // Before the widget has come.
    amira.goes(&page).await;
    amira.arrives().await;
    amira.writes("How sour").await;
    amira.reloads().await;
    amira.until("the words from before", TYPED, &["How sour".into()]).await;
    // With it.
    house.road().is_free();
    amira.reloads().await;
    amira.can_write().await;
    amira.writes(" is it?").await;
    amira.presses_at("Ask us", "Reply").await;
    let field = "return article('Ask us').querySelector('textarea')";
    let field = amira.finds("the field of the reply", field, &[]).await;
    field.send_keys("The one with see").await.unwrap();
    amira.reloads().await;
    amira.until("the words from before", TYPED, &["How sour is it?".into()]).await;
    amira.can_write().await;
    amira.presses_at("Ask us", "Reply").await;
    let reply = "return article('Ask us').querySelector('textarea')?.value === 'The one with see'";
    amira.until("the reply from before", reply, &[]).await;
    // Whoever goes to another tab may never come back.
    amira.writes(" And").await;
    amira
        .asks::<Value>("document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); return 1", &[])
        .await;
    let kept =
        "return Object.entries(localStorage).some(([name, text]) => name.includes('draft:') && text === given[0])";
    amira.until("what is kept", kept, &["How sour is it? And".into()]).await;
    assert_eq!(marta.reads(&page).await.comments[0].id, asked.comment.id);
    house.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_pressed_while_the_widget_is_on_its_way_shows_at_once() {
    let Some(house) = House::at_the_end_of_a_road().await else { return };
    let gate = Gate::closed();
    house.road().always("GET", ".wasm", Fate::Held(gate.clone()));
    let page = house.page("/rye");
    house.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = house.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.writes("How sour is it?").await;
    amira.is_called("Amira").await;
    amira.presses("Share it").await;
    amira.is_told("Sending…").await;
    let busy = "return button('Share it').ariaBusy === 'true' && all('[role=status]').some((one) => one.textContent === 'Sending…')";
    amira.until("a busy button, and words that are read out", busy, &[]).await;
    gate.opens();
    amira.is_told("Your words are up.").await;
    let over =
        "return !all('.b > .n').length && !all('form [aria-busy]').length && composer().elements.body.value === ''";
    amira.until("the wait to be over", over, &[]).await;
    house.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_are_in_sight_wherever_somebody_reads() {
    let Some(house) = House::open().await else { return };
    let page = house.page("/rye");
    let marta = house.neighbour("Marta");
    for number in 0..30 {
        marta.says(&page, &format!("Thought number {number} about rye.")).await;
    }
    let reader = house.visitor().await;
    reader.goes(&page).await;
    reader.arrives().await;
    reader.listens().await;
    reader.asks::<Value>("article('Thought number 3 ').scrollIntoView(); return 1", &[]).await;
    marta.says(&page, "A new thought").await;
    let seen = "const one = button('1 new comment. Show'), place = one?.getBoundingClientRect(); \
                return place && place.top >= 0 && place.bottom <= innerHeight && scrollY > innerHeight \
                && root.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2) === one";
    reader.until("the news in sight", seen, &[]).await;
    reader.presses("1 new comment. Show").await;
    reader.is_taken_to("A new thought").await;
    house.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_page_with_news_does_not_say_that_nobody_has_spoken() {
    let Some(house) = House::open().await else { return };
    let page = house.page("/rye");
    let reader = house.visitor().await;
    reader.never_gets("*.wasm").await;
    reader.goes(&page).await;
    reader.arrives().await;
    reader.listens().await;
    reader.is_told("Nobody has spoken here yet").await;
    house.neighbour("Marta").says(&page, "Ask us about rye").await;
    reader.is_told("1 new comment. Show").await;
    let silent = "return !all('.e').some(shown)";
    reader.until("the empty words to go", silent, &[]).await;
    reader.presses("1 new comment. Show").await;
    reader.sees("Ask us about rye").await;
    house.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_to_a_comment_that_is_gone_says_so_and_leads_on() {
    let Some(house) = House::open().await else { return };
    let page = house.shows("/rye", Page::plain().below(&"<p>A long story about rye.</p>".repeat(100)));
    let marta = house.neighbour("Marta");
    let gone = marta.says(&page, "I should not have said this").await;
    marta.says(&page, "Ask us about rye").await;
    marta.withdraws(&gone).await;
    let reader = house.visitor().await;
    for id in [gone.comment.id.anchor(), format!("porch-c-{}", uuid::Uuid::new_v4()), "porch-c-nonsense".into()] {
        reader.goes("about:blank").await;
        reader.goes(&format!("{page}#{id}")).await;
        reader.is_told("is not here any more").await;
        let seen = "const { top, bottom } = button('Read the conversation').getBoundingClientRect(); return top >= 0 && bottom <= innerHeight";
        reader.until("those words in sight", seen, &[]).await;
        reader.presses("Read the conversation").await;
        reader.is_taken_to("Ask us about rye").await;
    }
    reader.settles("what is left of it", "return all('.n').filter(shown).length", json!(0)).await;
    house.closes().await;
}
