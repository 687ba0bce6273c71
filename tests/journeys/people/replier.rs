//! Somebody of the team who replies wherever they meet a comment: in Published, in History, in a person's history and in a
//! page's thread; and who edits and takes back their own words there.

use crate::fixture::{Fixture, Visitor};

use super::answerer::types_and_sends;
use super::host::{AT, goes_to, hears, is_whole, opens, presses, presses_at};
use super::reviewer::desk;

/// Waits until the focus is in the field for words at the comment that says this.
async fn is_typing_at(marta: &Visitor, said: &str) {
    let field = "return document.activeElement.localName === 'textarea' \
                 && document.activeElement.closest('li, .detail, article').textContent.includes(given[0])";
    marta.until("the field", field, &[said.into()]).await;
}

/// Presses what begins like this in the item of a list that says this; opens what waits behind its three dots first.
async fn presses_in(marta: &Visitor, said: &str, label: &str) {
    let look = format!(
        "{AT} const line = all('main li', document).filter(seen).filter((one) => one.textContent.includes(given[0])).pop();
         const found = line && all('button', line).filter(seen).find(named(given[1])); if (found) return found;
         all('.more[aria-expanded=false]', line ?? document.body).find(seen)?.click(); return null"
    );
    marta.clicks(&format!("{label} at {said}"), &look, &[said.into(), label.into()]).await;
}

/// Opens a row of the list of people or pages.
async fn opens_row(marta: &Visitor, name: &str) {
    let row = format!(
        "{AT} return all('.rows .brief', document).filter(seen).find((one) => one.textContent.includes(given[0]))"
    );
    marta.clicks(name, &row, &[name.into()]).await;
}

async fn replies(marta: &Visitor, said: &str, words: &str) {
    is_typing_at(marta, said).await;
    types_and_sends(marta, words).await;
    hears(marta, "Your reply is published.").await;
    marta
        .until(
            "the reply in sight",
            "return document.querySelector('main').innerText.includes(given[0])",
            &[words.into()],
        )
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wherever_a_comment_is_met_it_is_replied_to_and_ones_own_words_are_edited_and_taken_back() {
    let fixture = Fixture::open().await;
    let (rye, spelt) = (fixture.page("/rye"), fixture.page("/spelt"));
    fixture.neighbour("Amira").says(&rye, "How sour is it?").await;
    fixture.neighbour("Sam").says(&rye, "Do you bake oats?").await;
    fixture.neighbour("Ines").says(&spelt, "Is spelt wheat?").await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    fixture.neighbour("Noor").says(&spelt, "When do you open?").await;
    let said = fixture.porch.says(&["token", "--site", "bakery", "--name", "Marta"]).await;
    let link = said.lines().find(|line| line.starts_with("http")).unwrap().to_owned();
    let marta = fixture.visitor_with(&desk()).await;
    marta.goes(&link).await;
    presses(&marta, "Sign in").await;
    presses_at(&marta, "When do you open", "Approve").await;
    hears(&marta, "Approved: Noor’s comment.").await;

    // Published: the thread stands around the comment, and in it what was just said.
    goes_to(&marta, "Published").await;
    presses_at(&marta, "How sour", "Reply").await;
    is_typing_at(&marta, "How sour").await;
    types_and_sends(&marta, "Quite, after three days.").await;
    hears(&marta, "Your reply is published.").await;
    opens(&marta, "How sour").await;
    hears(&marta, "Quite, after three days.").await;

    // History: the line leads to the comment, with its conversation.
    goes_to(&marta, "History").await;
    presses_in(&marta, "approved Noor’s comment", "Noor’s comment").await;
    presses_at(&marta, "When do you open", "Reply").await;
    replies(&marta, "When do you open", "At seven.").await;
    presses_at(&marta, "When do you open", "Conversation").await;
    let around = "return document.querySelector('article .around')?.innerText.includes('At seven.')";
    marta.until("the conversation", around, &[]).await;
    is_whole(&marta).await;

    // A person's history: the reply and the host's own words are behind the conversation.
    goes_to(&marta, "People").await;
    opens_row(&marta, "Sam").await;
    presses_in(&marta, "Do you bake oats?", "Reply").await;
    is_typing_at(&marta, "Do you bake oats?").await;
    types_and_sends(&marta, "On Fridays.").await;
    hears(&marta, "Your reply is published.").await;
    presses_in(&marta, "Do you bake oats?", "Conversation").await;
    hears(&marta, "On Fridays.").await;
    is_whole(&marta).await;
    presses_in(&marta, "On Fridays.", "Edit").await;
    is_typing_at(&marta, "Marta").await;
    types_and_sends(&marta, " And on Saturdays.").await;
    hears(&marta, "Your changes are up.").await;
    hears(&marta, "On Fridays. And on Saturdays.").await;

    // A page's thread, and a reply that is taken back there.
    goes_to(&marta, "Pages").await;
    opens_row(&marta, "spelt").await;
    presses_page(&marta).await;
    presses_at(&marta, "Is spelt wheat?", "Reply").await;
    is_typing_at(&marta, "Is spelt wheat?").await;
    types_and_sends(&marta, "No.").await;
    hears(&marta, "Your reply is published.").await;
    opens(&marta, "Is spelt wheat?").await;
    presses_in(&marta, "No.", "Delete").await;
    hears(&marta, "Delete your comment? The replies stay.").await;
    is_whole(&marta).await;
    presses_in(&marta, "Delete your comment?", "Delete").await;
    hears(&marta, "Deleted.").await;

    let reader = fixture.neighbour("Reader");
    let mut all = reader.reads(&rye).await.comments;
    all.extend(reader.reads(&spelt).await.comments);
    let own = all.iter().filter(|one| one.author.as_ref().is_some_and(|author| author.name == "Marta"));
    let mut own: Vec<_> = own.map(|one| (one.version, one.parent.is_some())).collect();
    own.sort_unstable();
    assert_eq!(own, [(1, true), (1, true), (2, true)], "three replies stand, one of them edited");
    fixture.closes().await;
}

/// Goes on from an open page to its comments.
async fn presses_page(marta: &Visitor) {
    let see = format!("{AT} return all('a.button', document).filter(seen).find(named('See comments'))");
    marta.clicks("its comments", &see, &[]).await;
    hears(marta, "All pages").await;
}
