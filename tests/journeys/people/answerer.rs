//! Somebody of the team who keeps a conversation going: answers first words and replies, mends their own, and finds the
//! dashboard from their own page.

use porch_protocol::CommentPosted;
use thirtyfour::Key;

use crate::fixture::{Fixture, Look, Visitor};

use super::host::{comes_in, hears, is_in, is_whole, presses, replies_at};
use super::housekeeper::presses_by_key;

/// What Marta published last, as a neighbour may answer it.
async fn latest_of(fixture: &Fixture, page: &str, name: &str) -> CommentPosted {
    let all = fixture.neighbour("Reader").reads(page).await.comments;
    let of_name = |author: Option<&porch_protocol::Author>| author.is_some_and(|author| author.name == name);
    let mut own: Vec<_> = all.into_iter().filter(|one| of_name(one.author.as_ref())).collect();
    own.sort_by_key(|one| one.posted_at);
    CommentPosted { comment: own.pop().unwrap(), cursor: None, reason: None }
}

async fn is_typing(host: &Visitor, beside: &str) {
    let field = "return document.activeElement.localName === 'textarea' \
                 && document.activeElement.closest('li, .detail').textContent.includes(given[0])";
    host.until("the field", field, &[beside.into()]).await;
}

pub(super) async fn types_and_sends(host: &Visitor, words: &str) {
    host.types(words).await;
    host.holds(Key::Control, Key::Enter).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_goes_on_by_keys_on_a_phone_after_its_first_answer() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    amira.says(&page, "How sour is it?").await;
    let marta = comes_in(&fixture, "Marta").await;
    hears(&marta, "How sour is it?").await;
    is_whole(&marta).await;
    marta.types("jr").await;
    is_typing(&marta, "How sour").await;
    is_whole(&marta).await;
    types_and_sends(&marta, "Quite, after three days.").await;
    hears(&marta, "Approved, and your reply is published.").await;
    hears(&marta, "Nothing to review.").await;
    // One way back takes both.
    marta.types("u").await;
    hears(&marta, "Undone.").await;
    hears(&marta, "How sour is it?").await;
    assert!(fixture.neighbour("Reader").reads(&page).await.comments.is_empty());
    marta.types("jr").await;
    is_typing(&marta, "How sour").await;
    types_and_sends(&marta, "Quite, after three days.").await;
    hears(&marta, "Approved, and your reply is published.").await;

    let answer = latest_of(&fixture, &page, "Marta").await;
    amira.answers(&page, &answer, "And after five?").await;
    marta.types("1").await;
    hears(&marta, "And after five?").await;
    hears(&marta, "Reply to you").await;
    is_whole(&marta).await;
    marta.types("j").await;
    hears(&marta, "How sour is it?").await;
    is_whole(&marta).await;

    let own = "const line = all('.thread li', document).find((one) => one.textContent.includes('three days')); \
               const more = line?.querySelector('.more'); more?.focus(); return document.activeElement === more && !!more";
    marta.until("her own words in the conversation", own, &[]).await;
    marta.types(Key::Enter).await;
    presses_by_key(&marta, "Edit").await;
    is_typing(&marta, "Marta").await;
    let typed = "return document.activeElement.value";
    marta.settles("the words as they were typed", typed, "Quite, after three days.".into()).await;
    types_and_sends(&marta, " Sourer in summer.").await;
    hears(&marta, "Your changes are up.").await;
    hears(&marta, "Sourer in summer.").await;
    is_whole(&marta).await;
    let edited = latest_of(&fixture, &page, "Marta").await;
    assert_eq!(edited.comment.version, 2);

    marta.asks::<()>("document.querySelector('article').focus()", &[]).await;
    marta.types("n").await;
    hears(&marta, "Marked: no reply needed.").await;
    hears(&marta, "Nobody is waiting.").await;
    marta.types("u").await;
    hears(&marta, "It is unanswered again.").await;
    hears(&marta, "And after five?").await;
    replies_at(&marta, "And after five?").await;
    is_typing(&marta, "And after five").await;
    types_and_sends(&marta, "Very.").await;
    hears(&marta, "Your reply is published.").await;
    hears(&marta, "Nobody is waiting.").await;

    marta.types("6").await;
    hears(&marta, "edited their own comment").await;
    hears(&marta, "replied").await;
    is_whole(&marta).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_refused_under_their_own_name_finds_the_dashboard_at_that_place() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let first = fixture.neighbour("Amira").says(&page, "How sour is it?").await;
    let marta = comes_in(&fixture, "Marta").await;
    marta.goes(&page).await;
    marta.arrives().await;
    marta.sends("Marta", "Quite sour.").await;
    let link = "return all('a').find((one) => one.textContent.startsWith('Is it you?'))?.href";
    let href = marta.until("the way to the dashboard", link, &[]).await;
    let href = href.as_str().unwrap().to_owned();
    assert!(href.starts_with(&format!("{}/host/?site=bakery#page=", fixture.talk)), "{href}");
    marta.goes(&href).await;
    hears(&marta, "How sour is it?").await;
    let chosen = "return [...document.querySelectorAll('.only')].some((row) => row.textContent.includes('All pages'))";
    marta.until("that page alone", chosen, &[]).await;
    is_whole(&marta).await;

    // Whoever replies is led to what they reply to, and whoever is not signed in signs in first.
    let jan = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    let at = format!("{}/host/?site=bakery#comment={}", fixture.talk, first.comment.id);
    jan.goes(&at).await;
    hears(&jan, "You are not signed in.").await;
    signs_in_elsewhere(&fixture, &jan, "Jan").await;
    jan.reloads().await;
    jan.until("the comment", "return document.activeElement.textContent.includes('How sour')", &[]).await;
    fixture.closes().await;
}

/// Signs in, in another tab of the same browser, and comes back.
async fn signs_in_elsewhere(fixture: &Fixture, host: &Visitor, name: &str) {
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", name, "--role", "owner"]).await;
    let token = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let home = host.driver.window().await.unwrap();
    let other = host.driver.new_tab().await.unwrap();
    host.driver.switch_to_window(other).await.unwrap();
    host.goes(&token).await;
    presses(host, "Sign in").await;
    is_in(host, &format!("{name}, owner")).await;
    host.driver.close_window().await.unwrap();
    host.driver.switch_to_window(home).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_reply_leads_through_signing_in_to_the_comment_and_is_given_there() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let (amira, ben) = (fixture.neighbour("Amira"), fixture.neighbour("Ben"));
    let first = amira.says(&page, "How sour is it?").await;
    let asked = ben.answers(&page, &first, "And the crust?").await;
    // Later talk stands above it everywhere.
    for words in ["Good morning", "Good evening"] {
        ben.says(&page, words).await;
    }
    drop(comes_in(&fixture, "Marta").await);
    let marta = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    marta.goes(&page).await;
    marta.arrives().await;
    marta.begins_to_answer("And the crust?").await;
    marta.types("Thin, like paper.").await;
    marta.is_called("Marta").await;
    marta.sends_the_reply_to("And the crust?").await;
    let link =
        "return all('form a', article('And the crust?')).find((one) => one.textContent.startsWith('Is it you?'))";
    let href = marta.until("the way to the dashboard", &format!("{link}?.href"), &[]).await;
    assert_eq!(href, format!("{}/host/?site=bakery#comment={}", fixture.talk, asked.comment.id));
    let home = marta.driver.window().await.unwrap();
    marta.clicks("the way to the dashboard", link, &[]).await;
    let there = marta.driver.windows().await.unwrap().into_iter().find(|one| *one != home).unwrap();
    marta.driver.switch_to_window(there.clone()).await.unwrap();
    hears(&marta, "You are not signed in.").await;
    signs_in_elsewhere(&fixture, &marta, "Marta").await;
    marta.reloads().await;
    marta.until("the comment", "return document.activeElement.textContent.includes('And the crust?')", &[]).await;
    is_whole(&marta).await;
    presses(&marta, "Reply").await;
    is_typing(&marta, "And the crust?").await;
    types_and_sends(&marta, "Thin, like paper.").await;
    hears(&marta, "Your reply is published.").await;
    let answer = latest_of(&fixture, &page, "Marta").await;
    assert_eq!(answer.comment.parent, Some(asked.comment.id));
    // What was typed on the page is where it was.
    marta.driver.switch_to_window(home).await.unwrap();
    let kept = "return article('And the crust?').querySelector('textarea').value === 'Thin, like paper.'";
    marta.until("the words on the page", kept, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_being_typed_when_a_session_ended_is_there_after_signing_in_in_another_tab() {
    let fixture = Fixture::open().await;
    fixture.neighbour("Amira").says(&fixture.page("/rye"), "How sour is it?").await;
    let marta = comes_in(&fixture, "Marta").await;
    marta.types("1").await;
    hears(&marta, "How sour is it?").await;
    marta.types("jr").await;
    is_typing(&marta, "How sour").await;
    marta.types("Quite, after three").await;
    // As the server ends it after a long pause.
    marta.driver.delete_all_cookies().await.unwrap();
    presses(&marta, "Reply").await;
    hears(&marta, "Your session has ended").await;
    is_whole(&marta).await;
    signs_in_elsewhere(&fixture, &marta, "Marta").await;
    marta.asks::<()>("window.dispatchEvent(new Event('focus'))", &[]).await;
    let kept = "return all('textarea', document)[0]?.value === 'Quite, after three'";
    marta.until("the words", kept, &[]).await;
    marta
        .until("the room that it was in", "return document.querySelector('main').ariaLabel === 'Unanswered'", &[])
        .await;
    marta.types(" days.").await;
    presses(&marta, "Reply").await;
    hears(&marta, "Your reply is published.").await;
    presses(&marta, "Undo").await;
    hears(&marta, "Deleted.").await;
    hears(&marta, "How sour is it?").await;
    fixture.closes().await;
}
