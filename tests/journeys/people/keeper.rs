//! Somebody of the business who meets a comment where it is up: takes it down, puts it back, and keeps the pace.

use thirtyfour::Key;

use crate::fixture::{Fixture, Visitor};

use super::host::{comes_in, goes_to, hears, is_whole, lists, presses, presses_at};

/// Answers the question that is open with these words.
async fn says_why(host: &Visitor, why: &str) {
    let field = "const why = all('label', document).find((label) => label.textContent.startsWith('Why?')); \
                 return why?.querySelector('textarea, input') ?? \
                   (document.activeElement.matches('textarea, input') && document.activeElement)";
    host.finds("the field for why", field, &[]).await.send_keys(why).await.unwrap();
}

/// A reader whose page is open and listens.
async fn reads(fixture: &Fixture, page: &str) -> Visitor {
    let reader = fixture.visitor().await;
    reader.goes(page).await;
    reader.arrives().await;
    reader.listens().await;
    reader
}

/// Waits until nothing in the room says this any more.
async fn loses(host: &Visitor, words: &str) {
    host.until(words, "return !document.querySelector('main').innerText.includes(given[0])", &[words.into()]).await;
}

/// Presses what begins like this in the line of the log that says this.
async fn presses_in_log(host: &Visitor, said: &str, label: &str) {
    let look = "const line = all('.log > li', document).find((one) => one.innerText.includes(given[0])); \
                return line && all('button', line).find((one) => one.textContent.trim().startsWith(given[1]))";
    host.clicks(label, look, &[said.into(), label.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_comment_is_taken_down_from_a_phone_and_put_back_and_its_readers_see_both_live() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["welcome", "--site", "bakery", "--rule", "be concrete", "--rule", "about the bread"]).await;
    let page = fixture.page("/rye");
    let sam = fixture.neighbour("Sam");
    sam.says(&page, "How sour is it?").await;
    sam.says(&page, "Your baker is a fool").await;
    let spam = sam.says(&page, "Cheap watches, visit my shop").await;
    let ben = reads(&fixture, &page).await;
    ben.sees("is a fool").await;

    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Published").await;
    hears(&marta, "How sour is it?").await;
    is_whole(&marta).await;
    presses_at(&marta, "is a fool", "Remove").await;
    presses(&marta, "Rule 2: about the bread").await;
    says_why(&marta, "Not the baker.").await;
    is_whole(&marta).await;
    presses_at(&marta, "is a fool", "Remove").await;
    hears(&marta, "Removed: Sam’s comment.").await;
    loses(&marta, "is a fool").await;
    let beside = "return document.activeElement.localName === 'article'";
    marta.until("the focus on the comment beside it", beside, &[]).await;
    ben.until("it to be gone", "return !article('is a fool')", &[]).await;

    goes_to(&marta, "History").await;
    presses_in_log(&marta, "Rule 2: about the bread. Not the baker.", "Sam’s comment").await;
    is_whole(&marta).await;
    presses_at(&marta, "is a fool", "Restore").await;
    hears(&marta, "Restored: Sam’s comment.").await;
    hears(&marta, "removed Sam’s comment · not in effect any more").await;
    ben.until("it to be there again", "return article('is a fool') ?? button('1 new comment')", &[]).await;

    // Longer ago than the ten seconds in which it could be taken back: the server was somewhere else meanwhile.
    goes_to(&marta, "Published").await;
    presses_at(&marta, "Cheap watches", "Spam").await;
    hears(&marta, "Marked as spam: Sam’s comment.").await;
    ben.until("it to be gone", "return !article('Cheap watches')", &[]).await;
    fixture.porch.dies().await;
    fixture.porch.comes_back().await;
    marta.goes(&format!("{}/healthz", fixture.talk)).await;
    marta.goes(&format!("{}/host/#comment={}", fixture.talk, spam.comment.id)).await;
    presses_at(&marta, "Cheap watches", "Not spam").await;
    hears(&marta, "Approved: Sam’s comment.").await;
    let carl = fixture.visitor().await;
    carl.goes(&page).await;
    carl.sees("Cheap watches").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_branch_cools_and_a_page_closes_from_a_phone_and_opens_again() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let (sam, amira) = (fixture.neighbour("Sam"), fixture.neighbour("Amira"));
    let opening = amira.says(&page, "How sour is it?").await;
    let hot = sam.answers(&page, &opening, "Only a fool asks").await;
    let answers = serde_json::json!({ "page": page, "name": "Amira", "body": "So are you", "parent": hot.comment.id });
    let ben = reads(&fixture, &page).await;
    ben.can_write().await;

    let marta = comes_in(&fixture, "Marta").await;
    goes_to(&marta, "Published").await;
    presses_at(&marta, "How sour", "Pause or slow down").await;
    presses_at(&marta, "How sour", "Pause replies…").await;
    // What is open over the card ends with Close, and the question in it with Cancel: never two of the same word, and one
    // question closes when another one opens.
    let ends = "const said = (label) => all('button', document).filter((one) => shown(one) && one.innerText.trim() === label).length; \
                return said('Cancel') === 1 && said('Close') === 1";
    marta.until("one Cancel and one Close", ends, &[]).await;
    presses_at(&marta, "How sour", "Slow mode…").await;
    marta.until("one Cancel and one Close", ends, &[]).await;
    presses_at(&marta, "How sour", "Pause replies…").await;
    let choices =
        "return all('select option', document).some((one) => /^1 hour, until .*\\d\\d:\\d\\d$/.test(one.textContent))";
    marta.until("until when each choice lasts", choices, &[]).await;
    is_whole(&marta).await;
    presses_at(&marta, "How sour", "Pause replies").await;
    // An hour of the clock where she is, and not how long it takes.
    let until = "const time = document.querySelector('section.history p time'); if (!time) return false; \
                 const at = new Date(time.dateTime), two = (number) => `${number}`.padStart(2, '0'); \
                 const clock = `${two(at.getHours())}:${two(at.getMinutes())}`, said = time.textContent; \
                 const today = at.toDateString() === new Date().toDateString(); \
                 return said.endsWith(clock) && today === (said === clock) \
                   && time.parentElement.textContent === `Replies paused until ${said}.`";
    marta.until("until when replies are paused", until, &[]).await;
    hears(&marta, "replies to one comment paused until ").await;
    hears(&marta, "Replies to Amira are paused until ").await;
    assert!(!amira.tries(answers.clone()).await, "nobody answers in it");

    presses_at(&marta, "How sour", "Close comments…").await;
    says_why(&marta, "We bake until nine").await;
    presses_at(&marta, "How sour", "Close comments").await;
    hears(&marta, "Comments closed: ").await;
    ben.is_told("Comments are closed").await;
    goes_to(&marta, "Pages").await;
    hears(&marta, "comments closed · replies to one comment paused until ").await;
    is_whole(&marta).await;

    let line = "return document.querySelector('.rows .brief')";
    marta.clicks("the page", line, &[]).await;
    presses(&marta, "Allow replies again").await;
    hears(&marta, "Replies to Amira are allowed again.").await;
    presses(&marta, "Open comments again").await;
    hears(&marta, "Comments open again: ").await;
    ben.can_write().await;
    assert!(amira.tries(answers).await, "everybody goes on");
    goes_to(&marta, "History").await;
    hears(&marta, "allowed replies again").await;
    hears(&marta, "We bake until nine").await;
    is_whole(&marta).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_alone_find_a_comment_by_its_link_take_it_down_and_back_and_close_its_page() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let sam = fixture.neighbour("Sam");
    sam.says(&page, "How sour is it?").await;
    let fool = sam.says(&page, "Your baker is a fool").await;
    let ben = reads(&fixture, &page).await;
    ben.can_write().await;
    let marta = comes_in(&fixture, "Marta").await;
    marta.types("3").await;
    hears(&marta, "How sour is it?").await;
    marta.types("?").await;
    hears(&marta, "Pause replies, slow mode").await;
    is_whole(&marta).await;
    let switch = "const keys = document.querySelector('.dialog .toggle'); keys?.click(); return !!keys";
    marta.until("the switch for all keys", switch, &[]).await;
    marta.types("2?").await;
    let room = "return document.querySelector('main').ariaLabel + !!document.querySelector('.dialog')";
    assert_eq!(marta.asks::<String>(room, &[]).await, "Publishedtrue", "no key does anything");
    marta.until("the switch for all keys", switch, &[]).await;
    marta.types("?").await;
    marta.until("the keys to go", "return !document.querySelector('.dialog')", &[]).await;
    let at =
        "return document.activeElement.localName === 'article' && document.activeElement.innerText.includes(given[0])";
    marta.types("j").await;
    marta.until("the first comment", at, &["is a fool".into()]).await;
    marta.types("j").await;
    marta.until("the next one", at, &["How sour".into()]).await;
    marta.types("kx").await;
    says_why(&marta, "Rule 2").await;
    marta.holds(Key::Control, Key::Enter).await;
    hears(&marta, "Removed: Sam’s comment.").await;
    marta.until("the one beside it", at, &["How sour".into()]).await;
    // At once: the server takes a decision back for ten seconds.
    marta.types("u").await;
    hears(&marta, "Undone.").await;
    lists(&marta, "is a fool").await;

    marta.goes(&format!("{}/host/#comment={}", fixture.talk, fool.comment.id)).await;
    marta.until("the focus on it", at, &["is a fool".into()]).await;
    marta.types("c").await;
    hears(&marta, "Pause replies…").await;
    let close = "const one = all('button', document).find((one) => one.textContent.startsWith('Close comments…')); \
                 one?.focus(); return !!one";
    marta.until("the way to close it", close, &[]).await;
    marta.types(Key::Enter).await;
    says_why(&marta, "Enough").await;
    marta.types(Key::Enter).await;
    hears(&marta, "Comments closed: ").await;
    ben.is_told("Comments are closed").await;
    let beside = "return [...document.activeElement.querySelectorAll('button')].some((one) => one.innerText.trim() === 'Open comments again')";
    marta.until("the focus beside the way back", beside, &[]).await;
    marta.types("u").await;
    hears(&marta, "Undone.").await;
    ben.until("a place to write", "return !!composer()?.elements.body", &[]).await;
    is_whole(&marta).await;
    fixture.closes().await;
}
