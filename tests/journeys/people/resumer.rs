//! Somebody in the middle of a sentence while the conversation around them is drawn anew, or what they answer goes.

use serde_json::Value;

use crate::fixture::{Fate, Fixture, Gate, Neighbour, Visitor};

/// What is in the form below a comment: its words, the name, what is selected, and where the focus is.
const FORM: &str = "const form = article(given[0])?.querySelector('form'), { body, name } = form?.elements ?? {}; \
    return form && [body.value, name?.value ?? '', body.selectionStart, body.selectionEnd, root.activeElement === body]";

async fn has_open(person: &Visitor, at: &str, words: &str, name: &str, selected: [u32; 2], focused: bool) {
    let same =
        format!("const now = (() => {{ {FORM} }})(); return JSON.stringify(now) === JSON.stringify(given.slice(1))");
    let given: [Value; 6] =
        [at.into(), words.into(), name.into(), selected[0].into(), selected[1].into(), focused.into()];
    person.until(&format!("the form at {at:?} as it was"), &same, &given).await;
}

/// Begins a reply to Marta's comment, under a name, and selects a word of it.
async fn begins(person: &Visitor, marta: &Neighbour, page: &str) {
    marta.says(page, "Ask us about rye").await;
    marta.says(page, "Or about spelt").await;
    person.goes(page).await;
    person.arrives().await;
    person.listens().await;
    person.begins_to_answer("about rye").await;
    person.types("How sour is it?").await;
    let select = "const { body, name } = article('about rye').querySelector('form').elements; \
                  name.value = 'Amira'; body.setSelectionRange(4, 8); return 1";
    person.asks::<Value>(select, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_stays_open_however_the_conversation_is_drawn_anew() {
    let fixture = Fixture::open().await;
    let (amira, marta) = (fixture.visitor().await, fixture.neighbour("Marta"));
    let page = fixture.page("/rye");
    begins(&amira, &marta, &page).await;
    for order in ["Newest", "Threads"] {
        amira.sorts_by(order).await;
        has_open(&amira, "about rye", "How sour is it?", "Amira", [4, 8], false).await;
        amira.until("the focus where it was", "return root.activeElement?.matches('.order-menu > summary')", &[]).await;
    }
    let focus = "article('about rye').querySelector('textarea').focus(); return 1";
    for way in [
        "thread.refresh()",
        "thread.order = 'oldest'",
        "const { parentNode } = thread; thread.remove(); setTimeout(() => parentNode.append(thread))",
    ] {
        amira.asks::<Value>(focus, &[]).await;
        amira.asks::<Value>(&format!("root.querySelector('section').id = 'before'; {way}; return 1"), &[]).await;
        amira.until("the conversation drawn anew", "return root.querySelector('section:not(#before)')", &[]).await;
        has_open(&amira, "about rye", "How sour is it?", "Amira", [4, 8], !way.contains("remove")).await;
    }
    // Another page, and back.
    amira.asks::<Value>("history.pushState(null, '', '/other'); return 1", &[]).await;
    amira.until("the other page", "return !articles().length && thread.state === 'empty'", &[]).await;
    amira.asks::<Value>("history.back(); return 1", &[]).await;
    amira
        .until("the reply", "return article('about rye')?.querySelector('textarea')?.value === 'How sour is it?'", &[])
        .await;
    amira.sends_the_reply_to("about rye").await;
    amira.is_told("Your comment is up.").await;
    amira.sorts_by("Newest").await;
    amira.can_write().await;
    assert!(amira.asks::<bool>("return !root.querySelector('article form')", &[]).await, "it was sent");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_counts_where_somebody_speaks_while_the_widget_comes() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let gate = Gate::closed();
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    marta.says(&page, "Ask us about rye").await;
    fixture.road().always("GET", "/thread?", Fate::Held(gate.clone()));
    let amira = fixture.visitor_at(&page).await;
    amira.presses_at("about rye", "Reply").await;
    let heard = "return article('about rye').querySelector('.comment-actions button').ariaBusy === 'true'";
    amira.until("a sign of life", heard, &[]).await;
    marta.says(&page, "Or about spelt").await;
    gate.opens();
    amira.sees("about spelt").await;
    amira.is_in_a_field_below().await;
    let below = "return root.activeElement.closest('article') === article('about rye')";
    assert!(amira.asks::<bool>(below, &[]).await, "it stands below the comment whose button was pressed");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_menu_of_a_comment_opens_however_early_it_is_pressed() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    // The widget itself does not come: the menu is the loader's.
    let widget = Gate::closed();
    fixture.road().always("GET", ".wasm", Fate::Held(widget.clone()));
    amira.goes(&page).await;
    amira.arrives().await;
    amira.clicks("the menu", "return article('about rye')?.querySelector('.more-actions')", &[]).await;
    amira.until("the menu", "return root.activeElement?.role === 'menuitem'", &[]).await;
    widget.opens();
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_whose_comment_is_gone_is_offered_in_the_composer() {
    let fixture = Fixture::open().await;
    let (amira, marta) = (fixture.visitor().await, fixture.neighbour("Marta"));
    let page = fixture.page("/rye");
    begins(&amira, &marta, &page).await;
    let gone =
        marta.reads(&page).await.comments.into_iter().find(|one| format!("{:?}", one.body).contains("about rye"));
    amira.writes("My own words").await;
    fixture.porch.says(&["comment", "remove", &gone.unwrap().id.to_string(), "--why", "No ads."]).await;
    amira.reloads().await;
    amira.sees("about spelt").await;
    // What is in the composer stays; the reply is kept until there is room.
    amira.has_typed("My own words").await;
    amira.can_write().await;
    amira.asks::<Value>("composer().elements.body.select(); return 1", &[]).await;
    amira.types(thirtyfour::Key::Delete + "").await;
    amira.reloads().await;
    amira.has_typed("How sour is it?").await;
    amira.is_told("The comment you replied to is not here any more. Your words are kept here.").await;
    amira.reloads().await;
    amira.has_typed("How sour is it?").await;
    // Nobody takes words any more: they can be read, and taken elsewhere.
    amira.listens().await;
    fixture.porch.says(&["site", "set", "bakery", "closed=on"]).await;
    for times in 0..2 {
        if times == 1 {
            amira.reloads().await;
        }
        amira.is_told("Your comment was not sent. Here it is, to copy.").await;
        let kept = "const box = root.querySelector('.unsent-text'); return shown(box) && box.querySelector('textarea').value === given[0]";
        amira.until("the words", kept, &["How sour is it?".into()]).await;
    }
    fixture.closes().await;
}
