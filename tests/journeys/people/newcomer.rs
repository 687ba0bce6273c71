//! Somebody who is new here: what they are asked, which rules they read, and a second look before they send.

use serde_json::{Value, json};

use crate::fixture::{Fixture, Look, axe};

use super::host::{comes_in, hears, opens, presses_at};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_host_asks_and_names_the_rules_until_somebody_has_been_here_a_while() {
    let fixture = Fixture::open().await;
    let words = ["--question", "Which bread did you try first?", "--rule", "be concrete", "--rule", "no ads"];
    fixture.porch.says(&[["welcome", "--site", "bakery", "--by", "Marta"].as_slice(), &words].concat()).await;
    let page = fixture.page("/rye");
    let amira = fixture.visitor_with(&Look { width: 320, height: 720, ..Look::default() }).await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.until("the rules to wait until somebody writes", "return !all('.house-rules').some(shown)", &[]).await;
    amira.clicks("the row", "return composer()?.elements.body", &[]).await;
    amira.until("the rules", "return all('.house-rules').some(shown)", &[]).await;
    for said in ["Marta asks", "Which bread did you try first?", "House rules by Marta", "be concrete", "no ads"] {
        amira.is_told(said).await;
    }
    let wide = "return all('*').filter((one) => document.documentElement.scrollWidth > innerWidth && \
                  one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 80))";
    assert_eq!(amira.asks::<Value>(wide, &[]).await, json!([]), "nothing hangs over the edge");
    for direction in ["rtl", "ltr"] {
        let whole = "document.documentElement.dir = given[0]; const at = (it) => it.getBoundingClientRect(); \
                     const room = at(all('.house-rules')[0]); \
                     return all('.house-rules li bdi').every((rule) => at(rule).left >= room.left && at(rule).right <= room.right)";
        assert!(
            amira.asks::<bool>(whole, &[json!(direction)]).await,
            "{direction}: every rule is there to its last letter"
        );
    }
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;
    for words in ["The rye.", "And the spelt.", "And the plain one."] {
        amira.shares("Amira", words).await;
    }
    amira.reloads().await;
    amira.arrives().await;
    amira.can_write().await;
    let rules = "return !all('.house-rules').some(shown) && all('.opening-question').some(shown)";
    amira.until("the rules to be put away, and the question not", rules, &[]).await;
    amira.writes("What next?").await;
    amira.is_told("You have 3 published comments here.").await;

    // The embedding page's own question goes first.
    let own = "thread.setAttribute('prompt', 'And you?'); return 1";
    amira.asks::<Value>(own, &[]).await;
    amira.is_told("And you?").await;
    amira.until("the other question to go", "return !all('.opening-question').some(shown)", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_look_is_asked_for_once_and_never_in_the_way() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let ben = fixture.visitor().await;
    ben.goes(&page).await;
    ben.arrives().await;
    ben.sends("Ben", "The crust was black. You clearly never baked rye.").await;
    ben.is_told("A second look? “You clearly never baked rye.” is about a person rather than the topic.").await;
    let axe = axe::source();
    ben.finds_no_barrier(axe).await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 0, "nothing was sent");

    ben.presses("Edit that sentence").await;
    let marked = "const { value, selectionStart, selectionEnd } = composer().elements.body; \
                  return [root.activeElement === composer().elements.body, value.slice(selectionStart, selectionEnd)]";
    ben.settles("the part that is marked", marked, json!([true, "You clearly never baked rye."])).await;
    ben.types("How dark should it be? You idiot.").await;
    ben.presses("Comment").await;
    // Asked once is enough, whatever the words have become.
    ben.is_told("Your comment is up.").await;
    ben.is_taken_to("How dark should it be?").await;
    let asked = "return all('button').some((one) => one.textContent === 'Save for later')";
    assert!(!ben.asks::<bool>(asked, &[]).await);

    ben.writes("SHUT UP, all of you").await;
    ben.presses("Comment").await;
    ben.presses("Save for later").await;
    ben.is_told("Your comment is saved in this browser.").await;
    ben.until("the draft", "return Object.values({ ...localStorage }).some((kept) => kept.includes('SHUT UP'))", &[])
        .await;
    ben.reloads().await;
    ben.arrives().await;
    ben.can_write().await;
    ben.until("the words to be there again", "return composer().elements.body.value.includes('SHUT UP')", &[]).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_tells_the_host_about_a_comment_without_a_name() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    fixture.neighbour("Troll").says(&page, "Buy my pills").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.presses_at("Buy my pills", "Report").await;
    let look = "return article(given[0])?.querySelector('textarea')";
    let field = amira.finds("the field of the report", look, &["Buy my pills".into()]).await;
    amira.is_told("Only the team reads this.").await;
    let axe = axe::source();
    amira.finds_no_barrier(axe).await;
    field.send_keys("An advertisement, no question").await.unwrap();
    amira.presses("Send report").await;
    amira.is_told("Thank you. The team will look at it.").await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 1, "one report hides nothing");
    let marta = comes_in(&fixture, "Marta").await;
    hears(&marta, "1 report").await;
    opens(&marta, "Buy my pills").await;
    hears(&marta, "Published, but reported by readers").await;
    hears(&marta, "An advertisement, no question").await;
    presses_at(&marta, "Buy my pills", "Remove").await;
    let why = "const at = document.activeElement; return at.localName === 'textarea' ? at : null";
    let field = marta.finds("the field for why", why, &[]).await;
    field.send_keys("No advertisements").await.unwrap();
    presses_at(&marta, "Buy my pills", "Remove").await;
    hears(&marta, "Removed: Troll’s comment.").await;
    amira.is_told("Removed by the team: No advertisements").await;
    fixture.closes().await;
}
