//! Somebody whose words do not get in at once: what they can do with them, and that they count once.

use serde_json::{Value, json};

use crate::fixture::{Fate, Fixture, Visitor, axe};

/// A server at the end of a road, and somebody in it who is ready to write.
async fn at_the_page() -> (Fixture, Visitor, String) {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_at(&page).await;
    amira.can_write().await;
    (fixture, amira, page)
}

/// The words are in the composer, which has the focus, and nowhere else.
async fn are_back(amira: &Visitor, words: &str) {
    let back = "return composer().elements.body.value === given[0] && root.activeElement === composer().elements.body \
                && !article(given[0])";
    amira.until("the words in their field alone", back, &[words.into()]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_without_an_answer_are_taken_back_and_count_once() {
    let (fixture, amira, page) = at_the_page().await;
    fixture.road().always("POST", "/comments", Fate::CutBeforeTheAnswer);
    amira.sends("Amira", "Is the starter yours?").await;
    amira.is_told("That didn’t reach us yet. Your comment is safe here, and we keep trying.").await;
    amira.until("both ways", "return button('Try again') && button('Back to editing')", &[]).await;
    amira.presses("Back to editing").await;
    are_back(&amira, "Is the starter yours?").await;
    fixture.road().is_free();
    amira.presses("Comment").await;
    amira.is_told("Your comment is up.").await;
    // The server had them from the beginning.
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 1);
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_without_a_line_are_changed_and_only_the_change_goes_out() {
    let (fixture, amira, page) = at_the_page().await;
    amira.has_a_line(false).await;
    let bar = "const bar = root.querySelector('.composer-area > [role=status]'), at = bar.getBoundingClientRect(), \
               card = composer().querySelector('.composer-card').getBoundingClientRect(); \
               return shown(bar) && bar.querySelector('svg') && at.bottom <= card.top && card.top - at.bottom < 20 \
               && getComputedStyle(bar).position === 'static'";
    amira.until("the bar above the card", bar, &[]).await;
    amira.sends("Amira", "Is the starter yours?").await;
    amira.is_told("Not sent yet.").await;
    let once = "return root.querySelector('section').innerText.match(/offline/g).length";
    assert_eq!(amira.asks::<u32>(once, &[]).await, 1, "it is said once that there is no line");
    amira.until("nothing to press in vain", "return !button('Try again')", &[]).await;
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;
    amira.presses("Back to editing").await;
    are_back(&amira, "Is the starter yours?").await;
    amira.types(" Or bought?").await;
    amira.has_a_line(true).await;
    amira
        .until("no bar", "return !root.querySelector('.composer-area > [role=status]') && !articles().length", &[])
        .await;
    amira.presses("Comment").await;
    amira.is_told("Your comment is up.").await;
    let stored = fixture.neighbour("Marta").reads(&page).await;
    assert_eq!(stored.comments.len(), 1);
    amira.settles("what is said", "return articles().map(words)", json!(["Is the starter yours? Or bought?"])).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_is_banned_is_told_before_they_write_and_offered_nothing_in_vain() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_at(&page).await;
    amira.shares("Amira", "How sour is it?").await;
    let first = fixture.neighbour("Marta").reads(&page).await.comments[0].id.to_string();
    fixture.porch.says(&["ban", "add", "--site", "bakery", "--comment", &first, "--why", "noise"]).await;
    // Not known here yet: the refusal says it.
    amira.sends("Amira", "And the crust?").await;
    amira.is_told("The team has asked you not to write here. Your words are safe here.").await;
    amira.until("only the way back", "return !button('Try again') && button('Back to editing')", &[]).await;
    amira.reloads().await;
    amira.arrives().await;
    amira.owns("How sour").await;
    amira.clicks("the row", "return composer().elements.body", &[]).await;
    let next = "const next = composer().querySelector('.visibility-line'); \
                return shown(next) && next.textContent.startsWith('The team has asked you not to write here.')";
    amira.until("the sentence below the card", next, &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_a_visit_before_go_out_without_taking_the_reader_along() {
    let (fixture, amira, _) = at_the_page().await;
    fixture.road().always("POST", "/comments", Fate::Lost);
    amira.sends("Amira", "Is the starter yours?").await;
    amira.is_told("That didn’t reach us yet.").await;
    amira.reloads().await;
    amira.arrives().await;
    amira.is_told("That didn’t reach us yet.").await;
    fixture.road().is_free();
    amira.is_told("Your comment is up.").await;
    let left = "return [root.activeElement === null, root.querySelector(':focus-visible') === null, scrollY]";
    assert_eq!(amira.asks::<Value>(left, &[]).await, json!([true, true, 0]));
    fixture.closes().await;
}
