//! Somebody whose words are not taken: they are told what to change and led there, nothing typed is lost, and nobody is told
//! to reload twice.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::fixture::{Fixture, Look, Page, Visitor, axe};

/// The field that is to be changed, and the sentence that it names: in a form that a script finds.
async fn is_led_to(person: &Visitor, form: &str, field: &str, said: &str) {
    let look = format!(
        "const form = (() => {{ {form} }})(), at = form?.elements[given[0]]; \
         if (!at || root.activeElement !== at || at.ariaInvalid !== 'true') return false; \
         const others = [...form.elements].filter((one) => one !== at && one.ariaInvalid === 'true'); \
         const sentence = root.getElementById(at.getAttribute('aria-describedby')); \
         return !others.length && shown(sentence) && sentence.textContent === given[1]"
    );
    person.until(&format!("{said:?}, and the focus on {field}"), &look, &[field.into(), said.into()]).await;
}

const COMPOSER: &str = "return composer()";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_forgets_something_is_led_to_it_each_time() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    for look in [Look::default(), Look { width: 360, height: 740, dark: true, ..Look::default() }] {
        let amira = fixture.visitor_with(&look).await;
        amira.goes(&page).await;
        amira.arrives().await;
        amira.can_write().await;
        amira.writes("x").await;
        amira.types(Key::Backspace + "").await;
        amira.presses("Comment").await;
        is_led_to(&amira, COMPOSER, "body", "A word or two first.").await;
        amira.types("Is anybody here?").await;
        amira.until("nothing to be wrong any more", "return composer().elements.body.ariaInvalid === null", &[]).await;
        for _ in 0..2 {
            amira.presses("Comment").await;
            is_led_to(&amira, COMPOSER, "name", "Which name shall we show?").await;
            // Away, and once more.
            amira.composer().await.focus().await.unwrap();
        }
        amira.holds(Key::Control, Key::Enter).await;
        is_led_to(&amira, COMPOSER, "name", "Which name shall we show?").await;
        let axe = axe::source();
        amira.finds_no_barrier(axe).await;
        let long = "composer().elements.body.value = 'x'.repeat(10_001); \
                    composer().elements.body.dispatchEvent(new InputEvent('input', { bubbles: true })); return 1";
        amira.asks::<Value>(long, &[]).await;
        amira.presses("Comment").await;
        is_led_to(&amira, COMPOSER, "body", "1 character too many: 10,000 at most").await;
        // The same below a comment.
        amira.begins_to_answer("Ask us").await;
        amira.sends_the_reply_to("Ask us").await;
        let reply = "return article('Ask us').querySelector('form')";
        is_led_to(&amira, reply, "body", "A word or two first.").await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_server_refuses_is_back_in_its_field_with_the_reason() {
    let fixture = Fixture::open().await;
    fixture.porch.says(&["site", "set", "bakery", "team-name=Marta"]).await;
    let page = fixture.page("/rye");
    fixture.neighbour("Ben").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.sends("Marta", "How sour is it?").await;
    let taken = "That name is one of the team’s, or looks like one. Could you use another? Is it you? Reply from the dashboard.";
    is_led_to(&amira, COMPOSER, "name", taken).await;
    let field = "return [composer().elements.body.value, articles().length]";
    assert_eq!(amira.asks::<Value>(field, &[]).await, json!(["How sour is it?", 1]), "nothing stands there twice");
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_told("Your comment is up.").await;
    amira.is_taken_to("How sour is it?").await;

    // A reply: its form is closed by then, and opens again.
    amira.begins_to_answer("Ask us").await;
    let links = ["https://rye.example/"; 6].join(" ");
    amira.types(&links[..]).await;
    amira.sends_the_reply_to("Ask us").await;
    let reply = "return article('Ask us').querySelector('form')";
    is_led_to(&amira, reply, "body", "Five links at most. Could you take some out?").await;
    let kept = "return article('Ask us').querySelector('textarea').value";
    assert_eq!(amira.asks::<String>(kept, &[]).await, links);
    fixture.closes().await;
}

/// A page in which every post is answered as a server of another age would.
fn of_another_age() -> Page {
    let answer = "{\"type\":\"about:blank\",\"title\":\"?\",\"status\":422,\"code\":\"malformed\"}";
    let script = format!(
        "<script>{{ const real = fetch; globalThis.fetch = (url, how) => \
           /PATCH|POST/.test(how?.method) && /comments/.test(url) && !globalThis.well \
             ? Promise.resolve(new Response('{answer}', {{ status: 422 }})) : real(url, how); }}</script>"
    );
    Page::plain().beginning_with(&script)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_to_reload_twice_and_the_words_stay() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", of_another_age());
    let amira = fixture.visitor_at(&page).await;
    amira.sends("Amira", "How sour is it?").await;
    amira.is_told("The server didn’t understand this page. Reload the page, your words are kept.").await;
    amira.reloads().await;
    amira.arrives().await;
    let again = "That didn’t work again. Your comment is safe here: copy it, and send it on the comments’ own page.";
    amira.is_told(again).await;
    amira.sees("How sour is it?").await;
    let own = "return button(`Open the comments on their own page`).href.includes('/c/')";
    assert!(amira.asks::<bool>(own, &[]).await);
    amira.presses("Back to editing").await;
    let field = "return composer().elements.body.value === 'How sour is it?' && root.activeElement === composer().elements.body";
    amira.until("the words in their field", field, &[]).await;
    // Not even a reload loses them there.
    amira.reloads().await;
    amira.arrives().await;
    amira.can_write().await;
    amira.has_typed("How sour is it?").await;
    amira.asks::<Value>("globalThis.well = true; return 1", &[]).await;
    amira.presses("Comment").await;
    amira.is_told("Your comment is up.").await;
    amira.is_taken_to("How sour is it?").await;

    // A change: the same.
    amira.asks::<Value>("globalThis.well = false; return 1", &[]).await;
    for (times, said) in
        ["The server didn’t understand this page. Reload the page", "That didn’t work again."].into_iter().enumerate()
    {
        amira.presses_at("How sour is it?", "Edit").await;
        amira.is_in_a_field_below().await;
        if times == 0 {
            amira.types(" Very?").await;
        }
        amira.presses_at("How sour is it?", "Save").await;
        amira.is_told(said).await;
        let kept = "return article('How sour').querySelector('textarea').value === 'How sour is it? Very?'";
        amira.until("the changed words", kept, &[]).await;
        amira.reloads().await;
        amira.arrives().await;
        amira.can_write().await;
        amira.owns("How sour").await;
    }
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_below_a_comment_stay_when_it_goes() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Marta");
    let opening = marta.says(&page, "Ask us about rye").await;
    let amira = fixture.visitor_at(&page).await;
    amira.listens().await;
    amira.begins_to_answer("Ask us").await;
    amira.types("How sour is it?").await;
    amira.is_called("Amira").await;
    marta.withdraws(&opening).await;
    amira.is_told("The author deleted this comment.").await;
    let kept = "return root.querySelector('article textarea').value";
    assert_eq!(amira.asks::<String>(kept, &[]).await, "How sour is it?");
    amira.presses("Reply").await;
    amira.is_told("The comment you reply to isn’t there any more. Your words are safe here.").await;
    amira.sees("How sour is it?").await;
    amira.presses("Back to editing").await;
    amira
        .until("the words in a field", "return all('textarea').some((one) => one.value === 'How sour is it?')", &[])
        .await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_typed_a_moment_ago_outlives_the_page() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_at(&page).await;
    amira.can_write().await;
    let typed = "composer().elements.body.value = 'Half a thought'; \
                 composer().elements.body.dispatchEvent(new InputEvent('input', { bubbles: true })); \
                 location.reload(); return 1";
    amira.asks::<Value>(typed, &[]).await;
    amira.arrives().await;
    amira.can_write().await;
    amira.has_typed("Half a thought").await;
    fixture.closes().await;
}
