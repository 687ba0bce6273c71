//! Somebody whose words wait for the team: what they are told before, meanwhile and after, without loading the page again.

use serde_json::Value;

use crate::fixture::{Fixture, Look, Visitor, axe};

const FIRST: &str = "The team reads first comments before others see them.";
/// The same, before they are sent.
const AHEAD: &str = "Everyone can see this once the team has read it: it is your first comment here.";

/// What stands below the card.
async fn is_told_below_the_card(person: &Visitor, said: &str) {
    let look = "return composer().querySelector('.visibility-line small').textContent === given[0]";
    person.until(&format!("{said:?} below the card"), look, &[said.into()]).await;
}

/// No sentence of the conversation says this any more.
async fn is_not_told(person: &Visitor, said: &str) {
    let look = "return !all('p, small').some((one) => shown(one) && one.textContent.includes(given[0]))";
    person.until(&format!("{said:?} to go"), look, &[said.into()]).await;
}

/// The id of what waits at the site, as the operator reads it.
async fn waiting(fixture: &Fixture) -> String {
    let export = fixture.porch.says(&["export", "--site", "bakery"]).await;
    let mut lines = export.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let held = lines.rfind(|line| line["kind"] == "comment" && line["status"] == "held").unwrap();
    held["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_is_told_who_reads_first_and_hears_of_the_decision_at_once() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=first"]).await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_with(&Look { width: 360, height: 740, ..Look::default() }).await;
    // Before the widget, and before anything was asked about her.
    amira.never_gets("*.wasm").await;
    amira.goes(&page).await;
    amira.arrives().await;
    is_told_below_the_card(&amira, AHEAD).await;
    assert!(!amira.requests().await.iter().any(|url| url.contains("/me")), "nobody asks who she is");
    amira.never_gets("*.none").await;
    amira.reloads().await;
    amira.arrives().await;
    amira.listens().await;
    amira.sends("Amira", "My first words here").await;
    amira.is_told(&format!("Thank you, Amira. {FIRST}")).await;
    amira.is_taken_to("My first words").await;

    fixture.porch.says(&["comment", "approve", &waiting(&fixture).await]).await;
    amira.is_told("Your comment is up.").await;
    is_not_told(&amira, FIRST).await;
    let count = "return root.querySelector('#porch-h').textContent === '1 comment'";
    amira.until("the count", count, &[]).await;
    let known = "Usually everyone can see this at once. You have one published comment here.";
    is_told_below_the_card(&amira, known).await;
    // An edit names the version that it is now.
    amira.edits("My first words", "My very first words here").await;
    amira.shares("Amira", "And more").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_back_or_declined_is_known_to_its_author_and_to_nobody_else() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    let page = fixture.page("/rye");
    let [amira, ben] = [fixture.visitor().await, fixture.visitor().await];
    for person in [&amira, &ben] {
        person.goes(&page).await;
        person.arrives().await;
        person.listens().await;
    }
    let ring = "witness.rings = 0; for (const one of witness.open()) one.addEventListener('cursor', () => witness.rings++); return 1";
    ben.asks::<Value>(ring, &[]).await;
    amira.sends("Amira", "It was black").await;
    amira.is_told("Thank you, Amira. The team reads comments before others see them.").await;
    let first = waiting(&fixture).await;
    fixture.porch.says(&["comment", "send-back", &first, "--why", "Which oven?"]).await;
    amira.is_told("The team asks you to change one thing: “Which oven?”").await;
    is_not_told(&amira, "Thank you, Amira.").await;
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;

    // Changed, it waits again; and now it is declined.
    amira.presses_at("It was black", "Change it").await;
    let field = amira.finds("the field", "return article('It was black')?.querySelector('textarea')", &[]).await;
    amira
        .until("its words", "return article('It was black').querySelector('textarea').value === 'It was black'", &[])
        .await;
    amira.is_told("Everyone can see this once the team has read it.").await;
    field.send_keys(", in the old oven").await.unwrap();
    amira.presses_at("It was black", "Save").await;
    amira.sees("in the old oven").await;
    amira.is_told("Thank you.").await;
    fixture.porch.says(&["comment", "decline", &first, "--why", "About bread, please."]).await;
    amira.is_told("Not published: About bread, please.").await;
    is_not_told(&amira, "Thank you.").await;
    amira.presses_at("in the old oven", "Ask for a second look").await;
    amira.is_told("The team will look at it once more.").await;
    fixture.porch.says(&["comment", "approve", &first]).await;
    amira.is_told("Your comment is up.").await;

    // The one ring that everybody hears is that of words which everybody reads.
    ben.presses("1 new comment").await;
    ben.sees("in the old oven").await;
    assert_eq!(ben.asks::<u64>("return witness.rings", &[]).await, 1);
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_of_replies_are_true_after_a_withdrawal_by_others_and_by_oneself() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    let opening = marta.says(&page, "Ask us about rye").await;
    let reply = marta.answers(&page, &opening, "Or about spelt").await;
    let deeper = marta.answers(&page, &reply, "Or about oats").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.listens().await;
    amira.can_write().await;
    let counts = "return [root.querySelector('#porch-h').textContent, root.querySelector('.conversation-item summary b').textContent, \
                  root.querySelector('section').dataset.total]";
    let says = async |comments: &str, replies: &str, total: &str| {
        amira.settles("the counts", counts, serde_json::json!([comments, replies, total])).await;
    };
    says("3 comments", "2 replies", "3").await;
    amira.answers("Ask us", "Amira", "I have a question").await;
    says("4 comments", "3 replies", "4").await;
    let collapses = "return article('Or about spelt').nextElementSibling.firstElementChild";
    amira.clicks("the line", collapses, &[]).await;
    amira
        .until(
            "the count of what is collapsed",
            "return shown(article('Or about spelt').nextElementSibling.querySelector('b')) && !!button('1 reply')",
            &[],
        )
        .await;
    marta.withdraws(&deeper).await;
    says("3 comments", "2 replies", "3").await;
    amira.until("nothing to be counted there", "return !!button('Replies')", &[]).await;
    amira.withdraws("I have a question").await;
    says("2 comments", "1 reply", "2").await;
    marta.withdraws(&reply).await;
    says("1 comment", "Replies", "1").await;
    fixture.closes().await;
}
