//! Somebody with a keyboard alone.

use thirtyfour::Key;

use crate::fixture::{Fixture, MENU_CLOSED, Visitor};

use super::host::{comes_in, hears};
use super::housekeeper;

/// Presses Tab until the focus is on what is called this.
async fn tabs_to(person: &Visitor, label: &str) {
    let mut passed = Vec::new();
    while passed.len() < 40 {
        person.types(Key::Tab + "").await;
        let now = person.focus().await;
        if now == label {
            return;
        }
        passed.push(now);
    }
    panic!("Tab never came to {label:?}, but to {passed:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_is_enough_to_write_reply_and_leave() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.can_write().await;

    tabs_to(&amira, "Skip the comments").await;
    tabs_to(&amira, "Comment").await;
    amira.types("How sour is it?").await;
    tabs_to(&amira, "Name").await;
    amira.types("Amira").await;
    amira.holds(Key::Control, Key::Enter).await;
    amira.sees("How sour is it?").await;
    amira.is_told("Your comment is up.").await;
    amira.until("the focus on the new comment", "return root.activeElement === article('How sour')", &[]).await;

    tabs_to(&amira, "Reply").await;
    amira.types(Key::Enter + "").await;
    let opened = "return root.activeElement === article('How sour').querySelector('textarea')";
    amira.until("the focus in the field of the reply", opened, &[]).await;
    amira.types("Never mind").await;
    amira.types(Key::Escape + "").await;
    let back = "return root.activeElement?.textContent === 'Reply' && !article('How sour').querySelector('textarea')";
    amira.until("the focus back on Reply", back, &[]).await;

    amira.types(Key::Enter + "").await;
    amira.until("the focus in the field again", opened, &[]).await;
    amira.types(" but thank you").await;
    amira.holds(Key::Control, Key::Enter).await;
    amira.sees("thank you").await;
    amira.until("the focus on the reply", "return root.activeElement === article('thank you')", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_keyboard_skips_the_conversation_and_folds_it() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    let opening = marta.says(&page, "Ask us about rye").await;
    marta.answers(&page, &opening, "Or about spelt").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    tabs_to(&amira, "Collapse 1 reply").await;
    amira.types(Key::Enter + "").await;
    amira.until("the replies to fold", "return !shown(article('spelt'))", &[]).await;
    amira.goes(&page).await;
    amira.arrives().await;
    tabs_to(&amira, "Skip the comments").await;
    amira.types(Key::Enter + "").await;
    amira.until("the end of the conversation", "return root.activeElement?.id === 'porch-e'", &[]).await;
    fixture.closes().await;
}

/// The focus is somewhere in the page, or whoever uses keys would have to begin at its top again.
async fn is_somewhere(person: &Visitor, after: &str) {
    let look = "return (async () => { \
                  for (let frames = 0; frames < 6; frames++) await new Promise(requestAnimationFrame); \
                  const at = root ? root.activeElement : document.activeElement; return !!at && at !== document.body; \
                })()";
    person.until(&format!("the focus to be somewhere after {after:?}"), look, &[]).await;
}

/// Puts the focus on a button of the conversation, as Tab would after a while, and presses it.
async fn presses_by_key(person: &Visitor, label: &str) {
    let look = "const menu = { Report: '.more-actions:not([data-own])', Edit: '.more-actions[data-own]', Delete: '.more-actions[data-own]' }[given[0]]; \
                const named = button(given[0]), one = named ?? all(menu ?? '.none').find(shown); one?.focus(); \
                return !!one && root.activeElement === one && (named ? 'button' : 'menu')";
    let found = person.until(label, look, &[label.into()]).await;
    person.types(Key::Enter + "").await;
    if found == "menu" {
        person.until("the menu", "return root.activeElement?.role === 'menuitem'", &[]).await;
        // By its first letter, as in any menu.
        person.types(label.get(..1).unwrap_or_default().to_lowercase()).await;
        person.until(label, "return root.activeElement?.textContent === given[0]", &[label.into()]).await;
        person.types(Key::Enter + "").await;
        person.until("the menu to be closed", MENU_CLOSED, &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_is_done_by_keys_in_a_conversation_loses_the_focus() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    marta.says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    let typing = "return root.activeElement?.matches('textarea')";
    for (opens, closes) in [("Reply", "Cancel"), ("Edit", "Cancel"), ("Delete", "Keep it"), ("Report", "Cancel")] {
        presses_by_key(&amira, opens).await;
        is_somewhere(&amira, opens).await;
        presses_by_key(&amira, closes).await;
        // Where it came from: the button, or what opens the menu that has it.
        let back = "const at = root.activeElement; \
                    return given[0] === 'Reply' ? at?.textContent === 'Reply' : !!at?.matches('.more-actions') && (given[0] === 'Report') === (at.dataset.own == null)";
        amira.until(&format!("the focus to be back where {opens} is"), back, &[opens.into()]).await;
    }
    presses_by_key(&amira, "Edit").await;
    amira.until("the field of the change", typing, &[]).await;
    amira.types(" Very?").await;
    presses_by_key(&amira, "Preview").await;
    is_somewhere(&amira, "Preview").await;
    presses_by_key(&amira, "Write").await;
    is_somewhere(&amira, "Write").await;
    presses_by_key(&amira, "Save").await;
    amira.is_told("Your changes are up.").await;
    is_somewhere(&amira, "Save").await;
    presses_by_key(&amira, "Report").await;
    amira.until("the field of the report", typing, &[]).await;
    amira.types("An advertisement").await;
    presses_by_key(&amira, "Send report").await;
    amira.is_told("The team will look at it.").await;
    is_somewhere(&amira, "Send report").await;

    presses_by_key(&amira, "Sort: Threads").await;
    presses_by_key(&amira, "Oldest").await;
    amira.until("the other order", "return words(articles()[0])?.startsWith('Ask us')", &[]).await;
    is_somewhere(&amira, "Oldest").await;
    presses_by_key(&amira, "Sort: Oldest").await;
    presses_by_key(&amira, "Threads").await;
    amira.until("the first order", "return words(articles()[0])?.startsWith('How sour')", &[]).await;
    is_somewhere(&amira, "Threads").await;

    // A second look is asked for once, and each of its three ways leads somewhere.
    for way in ["Edit that sentence", "Save for later", "Comment as it is"] {
        amira.goes(&page).await;
        amira.arrives().await;
        amira.can_write().await;
        amira.writes(" You idiot.").await;
        presses_by_key(&amira, "Comment").await;
        amira.is_told("A second look?").await;
        presses_by_key(&amira, way).await;
        is_somewhere(&amira, way).await;
    }
    amira.is_told("Your comment is up.").await;
    presses_by_key(&amira, "Delete").await;
    presses_by_key(&amira, "Delete").await;
    amira.is_told("You deleted this comment.").await;
    is_somewhere(&amira, "Delete").await;
    amira.listens().await;
    marta.says(&page, "Good morning").await;
    presses_by_key(&amira, "1 new comment").await;
    amira.sees("Good morning").await;
    is_somewhere(&amira, "new comment").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_is_done_by_keys_in_the_dashboard_loses_the_focus() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    let amira = fixture.neighbour("Amira");
    for words in ["First words about rye", "Second words about spelt"] {
        amira.says(&page, words).await;
    }
    let marta = comes_in(&fixture, "Marta").await;
    is_somewhere(&marta, "Sign in").await;
    hears(&marta, "Second words").await;
    let does = async |what: &str, heard: &str| {
        housekeeper::presses_by_key(&marta, what).await;
        hears(&marta, heard).await;
        is_somewhere(&marta, what).await;
    };
    // The first row of the list opens its comment.
    does("Amira", "Held because").await;
    does("Approve", "Approved: Amira’s comment.").await;
    does("Decline", "Cancel").await;
    does("Cancel", "Second words").await;
    does("Decline", "Cancel").await;
    let field = "return document.activeElement.localName === 'textarea'";
    marta.until("the field for the reason", field, &[]).await;
    marta.types("Which spelt?").await;
    // The last one of the list.
    does("Decline", "Declined: Amira’s comment.").await;
    hears(&marta, "Nothing to review.").await;
    is_somewhere(&marta, "an empty list").await;
    does("Undo", "Undone.").await;
    hears(&marta, "Second words").await;
    does("Amira", "Held because").await;
    does("Approve", "Nothing to review.").await;

    does("Unanswered", "First words").await;
    does("Amira", "Amira here").await;
    for way in ["Cancel", "Reply"] {
        housekeeper::focuses(&marta, "Reply to Amira").await;
        marta.types("Gladly.").await;
        hears(&marta, "Cancel").await;
        if way == "Cancel" {
            does(way, "Reply").await;
            let given_up = "return all('textarea', document).every((one) => !one.value)";
            marta.until("the words to be given up", given_up, &[]).await;
        }
    }
    // The field is called almost as the button that sends it.
    let send = "const one = document.querySelector('.action-bar button.main'); one?.focus(); return document.activeElement === one";
    marta.until("the button that sends", send, &[]).await;
    marta.types(Key::Enter).await;
    hears(&marta, "Your reply is published.").await;
    is_somewhere(&marta, "Reply").await;
    marta.types(Key::Escape + "").await;
    does("More", "Settings").await;
    does("Settings", "Integrations").await;
    does("Rules", "The word or the pattern").await;
    housekeeper::focuses(&marta, "The word or the pattern").await;
    marta.types("casino").await;
    does("Add", "Added. Comments with it are held for review.").await;
    let gone = "const [one] = all('[aria-labelledby=words] li button', document); one?.focus(); return document.activeElement === one";
    marta.until("the word to take away", gone, &[]).await;
    marta.types(Key::Enter + "").await;
    marta.until("it to go", "return !document.querySelector('[aria-labelledby=words] li')", &[]).await;
    is_somewhere(&marta, "Take away").await;
    does("More", "Sign out").await;
    does("Sign out", "You are not signed in.").await;
    fixture.closes().await;
}
