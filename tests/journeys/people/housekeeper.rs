//! Somebody of the business who keeps the house: looks up who writes, sets the rules, and sees what was done.

use thirtyfour::Key;

use crate::fixture::{Fixture, Visitor, until};

use super::host::{comes_in, goes_to, hears, is_whole, opens};

/// Puts the focus on what stands there, as `Tab` would after a while.
pub(super) async fn focuses(host: &Visitor, what: &str) {
    // What is not in sight takes no focus; a tab of a phone has its count before its name.
    let look = "const names = (one) => [one.labels?.[0]?.textContent ?? one.textContent, one.ariaLabel ?? '']; \
                const named = (one) => names(one).some((name) => [name, name.trim().replace(/^[0-9]+/, '')].some((name) => name.trim().startsWith(given[0]))); \
                const one = all('a, button, input, select, textarea', document).filter((one) => one.getClientRects().length).find(named); \
                one?.focus(); return !!one && document.activeElement === one";
    host.until(what, look, &[what.into()]).await;
}

pub(super) async fn presses_by_key(host: &Visitor, what: &str) {
    focuses(host, what).await;
    host.types(Key::Enter).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_is_looked_up_asked_to_stay_away_and_let_back_by_keys_alone() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.neighbour("Amira");
    let first = amira.says(&page, "How sour is it?").await;
    let second = amira.says(&page, "Your baker is a fool").await;
    let id = second.comment.id.to_string();
    fixture.porch.says(&["comment", "remove", &id, "--why", "Rule 2: about the bread"]).await;
    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    // A line of code is longer than a phone is wide.
    amira.says(&page, &format!("Buy my flour\n\n```\n{}\n```", "500 g of it, and ".repeat(12))).await;

    let marta = comes_in(&fixture, "Marta").await;
    opens(&marta, "Buy my flour").await;
    hears(&marta, "2 earlier comments · 1 removed").await;
    marta.types("h").await;
    hears(&marta, "Not published, and why").await;
    hears(&marta, "How sour is it?").await;
    is_whole(&marta).await;
    presses_by_key(&marta, "Ban").await;
    marta.until("the first field", "return document.activeElement.localName === 'select'", &[]).await;
    hears(&marta, "Ban Amira?").await;
    is_whole(&marta).await;
    focuses(&marta, "Why?").await;
    marta.types("Three adverts in a day").await;
    presses_by_key(&marta, "Ban").await;
    hears(&marta, "Banned: Amira.").await;
    hears(&marta, "by Marta: “Three adverts in a day”").await;
    let bans = fixture.porch.says(&["ban", "list", "--site", "bakery"]).await;
    assert!(bans.contains("until"), "nobody is banned for good who was not asked to be: {bans}");
    let words = serde_json::json!({ "page": page, "name": "Amira", "body": "Why?" });
    assert!(!amira.tries(words.clone()).await, "she is told at once");
    presses_by_key(&marta, "Undo").await;
    hears(&marta, "Ban lifted: Amira.").await;
    assert!(amira.tries(words).await);

    goes_to(&marta, "Unanswered").await;
    opens(&marta, "How sour is it?").await;
    hears(&marta, "No earlier comments here").await;
    // There is nothing to open behind that; who she is opens by its key.
    let plain = "return !all('button', document).some((one) => one.innerText.includes('No earlier comments'))";
    marta.until("a line, no button", plain, &[]).await;
    marta.types("h").await;
    hears(&marta, "Latest").await;
    is_whole(&marta).await;

    fixture
        .porch
        .says(&["ban", "add", "--site", "bakery", "--comment", &first.comment.id.to_string(), "--why", "noise"])
        .await;
    goes_to(&marta, "People").await;
    presses_by_key(&marta, "Filter").await;
    focuses(&marta, "Find a name").await;
    marta.types("ami").await;
    hears(&marta, "4 comments").await;
    presses_by_key(&marta, "Amira").await;
    hears(&marta, "on the server: “noise”").await;
    is_whole(&marta).await;
    presses_by_key(&marta, "Lift the ban").await;
    marta.until("the field for why", "return document.activeElement.localName === 'textarea'", &[]).await;
    presses_by_key(&marta, "Lift the ban").await;
    hears(&marta, "Ban lifted: Amira.").await;
    marta.until("the ban to be gone", "return !document.body.innerText.includes('noise')", &[]).await;
    // The list around it knows as well.
    presses_by_key(&marta, "People").await;
    let free = "const row = document.querySelector('.rows .brief'); \
                return row?.getClientRects().length && row.textContent.includes('Amira') && !row.textContent.includes('Banned')";
    marta.until("nobody to be marked", free, &[]).await;
    fixture.closes().await;
}

/// The house of a site whose first comments are let in by hand, and its owner with a phone in the hand.
async fn at_home() -> (Fixture, Visitor) {
    let fixture = Fixture::open().await;
    let marta = comes_in(&fixture, "Marta").await;
    (fixture, marta)
}

/// Types an opening question and two rules.
async fn writes_question_and_rules(marta: &Visitor) {
    focuses(marta, "Opening question").await;
    marta.types("Which bread did you try?").await;
    focuses(marta, "Rule 1").await;
    marta.types("be concrete").await;
    focuses(marta, "Rule 2").await;
    marta.types("about the bread, not the baker").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rules_are_written_words_are_tried_and_a_reason_begins_with_a_rule() {
    let (fixture, marta) = at_home().await;
    let page = fixture.page("/rye");
    let ben = fixture.neighbour("Ben");
    ben.says(&page, "The casino next door is loud").await;
    ben.says(&page, "I like rye").await;
    goes_to(&marta, "Rules").await;
    writes_question_and_rules(&marta).await;
    let seen = "const said = document.querySelector('.greet').innerText.replace(/[\\u2068\\u2069]/g, ''); \
                return ['Marta asks', 'Which bread did you try?', 'be concrete'].every((one) => said.includes(one))";
    marta.until("what a newcomer sees", seen, &[]).await;
    // What was typed last is kept when the view is left: nothing waits for a button.
    goes_to(&marta, "General").await;
    hears(&marta, "Saved: opening question and rules.").await;
    goes_to(&marta, "Rules").await;
    let kept = "return document.querySelector('#site-question')?.value === given[0] && document.querySelector('#site-by').value === 'Marta' \
                && document.querySelector('#site-rule1').value === 'about the bread, not the baker'";
    marta.until("what was typed", kept, &["Which bread did you try?".into()]).await;
    is_whole(&marta).await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.until("the question", "return root.textContent.includes('Which bread did you try?')", &[]).await;

    let wheat = fixture.page("/wheat");
    // A page with a rule of its own asks what the site asks.
    let listed = "return all('#known-pages option', document).some((one) => one.value.endsWith('/rye'))";
    marta.until("the pages to choose from", listed, &[]).await;
    focuses(&marta, "Another page").await;
    marta.types(wheat.as_str()).await;
    presses_by_key(&marta, "Continue").await;
    let own = "const one = document.querySelector('#page-rule0'); one?.focus(); return !!one && document.activeElement === one";
    marta.until("the page's own rule", own, &[]).await;
    marta.types("only about wheat").await;
    is_whole(&marta).await;
    presses_by_key(&marta, "Done").await;
    hears(&marta, "only about wheat").await;
    amira.goes(&wheat).await;
    let both = "return root?.textContent.includes('only about wheat') && root.textContent.includes('Which bread did you try?')";
    amira.until("the page's rule and the site's question", both, &[]).await;

    focuses(&marta, "The word or the pattern").await;
    marta.types("casino").await;
    focuses(&marta, "A sentence to try it on").await;
    marta.types("Come to our casino").await;
    presses_by_key(&marta, "Try it").await;
    hears(&marta, "It holds your sentence. It would have held 1 of the last 2 comments.").await;
    is_whole(&marta).await;
    // The same once more is said once more: what does not change is not read out.
    let said = "const [said] = all('form [role=status] > *', document).filter((one) => one.textContent.startsWith('It holds')); \
                const before = globalThis.said; globalThis.said = said; return !!said && said !== before";
    marta.until("what was found", said, &[]).await;
    presses_by_key(&marta, "Try it").await;
    marta.until("the same words, said anew", said, &[]).await;
    presses_by_key(&marta, "Add").await;
    hears(&marta, "Added. Comments with it are held for review.").await;
    let words = "Your baker owns the casino";
    let sent = serde_json::json!({ "page": page, "name": "Ben", "body": words, "opened": 9_000, "pause": "kept" });
    assert!(ben.tries(sent).await);

    marta.types("2").await;
    hears(&marta, "Your baker owns the casino").await;
    marta.types("j").await;
    hears(&marta, "Name only, no e-mail").await;
    hears(&marta, "Sent 9 s after opening the page").await;
    marta.types("x").await;
    presses_by_key(&marta, "Rule 2: about the bread").await;
    let field = "return document.activeElement.value === 'Rule 2: about the bread, not the baker. '";
    marta.until("the rule in the reason", field, &[]).await;
    is_whole(&marta).await;
    marta.types("It is not his.").await;
    marta.holds(Key::Control, Key::Enter).await;
    hears(&marta, "Declined: Ben’s comment.").await;

    marta.types("6").await;
    hears(&marta, "Rule 2: about the bread, not the baker. It is not his.").await;
    hears(&marta, "Your baker owns the casino").await;
    focuses(&marta, "What").await;
    marta.types("ru").await;
    hears(&marta, "added a word to hold").await;
    marta.until("only that", "return !document.querySelector('.log').innerText.includes('declined')", &[]).await;
    is_whole(&marta).await;

    goes_to(&marta, "Rules").await;
    hears(&marta, "1 comment was sent after a second look.").await;
    presses_by_key(&marta, "1 sent it as it was").await;
    hears(&marta, "Your baker owns the casino").await;
    is_whole(&marta).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_team_sees_its_page_and_one_that_is_not_on_its_list() {
    let (fixture, marta) = at_home().await;
    goes_to(&marta, "Notifications").await;
    hears(&marta, "This server sends no e-mail").await;
    is_whole(&marta).await;
    goes_to(&marta, "Install").await;
    hears(&marta, "Listening for your page").await;
    hears(&marta, &format!("{}/v1/embed.js", fixture.talk)).await;
    let ben = fixture.visitor().await;
    ben.goes(&fixture.page("/rye")).await;
    ben.arrives().await;
    hears(&marta, "Found on /rye").await;
    is_whole(&marta).await;

    let staging = fixture.page("/rye").replace("localhost", "127.0.0.1");
    let carl = fixture.visitor().await;
    carl.goes(&staging).await;
    hears(&marta, "asks for your comments, but is not one of your site’s addresses").await;
    hears(&marta, "Not verified: anybody can send a request").await;
    is_whole(&marta).await;
    // One press adds nothing: whoever knows the address as their own types its host.
    let add = "const one = document.querySelector('.stranger button'); one?.focus(); \
               return one?.textContent === 'Add this address' && document.activeElement === one";
    marta.until("the button at the stranger", add, &[]).await;
    marta.types(Key::Enter).await;
    marta.until("the field", "return document.activeElement.name === 'host'", &[]).await;
    is_whole(&marta).await;
    marta.types("evil.example").await;
    marta.types(Key::Enter).await;
    hears(&marta, "That is not its host name.").await;
    marta.asks::<()>("document.activeElement.select()", &[]).await;
    marta.types(staging.split('/').nth(2).unwrap()).await;
    marta.types(Key::Enter).await;
    hears(&marta, "Saved: Your site’s addresses.").await;
    marta.until("nobody strange", "return !document.body.innerText.includes('is not one of your site')", &[]).await;
    carl.reloads().await;
    carl.arrives().await;
    presses_by_key(&marta, "Undo").await;
    goes_to(&marta, "General").await;
    marta.until("one address", "return document.querySelectorAll('.tokens li').length === 1", &[]).await;

    focuses(&marta, "Every comment").await;
    marta.types(" ").await;
    // The foot may still say so of the address.
    until("the switch to be set", async || {
        fixture.porch.says(&["site", "list"]).await.contains("hold=all").then_some(())
    })
    .await;
    goes_to(&marta, "Install").await;
    presses_by_key(&marta, "Ghost").await;
    hears(&marta, "post.hbs").await;
    marta.types("?").await;
    hears(&marta, "The views in their order").await;
    is_whole(&marta).await;
    fixture.closes().await;
}
