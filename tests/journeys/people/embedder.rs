//! The owner of a page with the two lines: it stays as it was, whatever becomes of the conversation.

use serde_json::{Value, json};

use crate::fixture::{Fate, Fixture, Gate, Look, Page, Visitor};

/// The strictest policy that lets people write.
const STRICT: &str =
    "default-src 'none'; img-src 'self'; style-src 'none'; script-src {talk} 'wasm-unsafe-eval'; connect-src {talk}";
/// The same without WebAssembly.
const WITHOUT_WASM: &str =
    "default-src 'none'; img-src 'self'; style-src 'none'; script-src {talk}; connect-src {talk}";

/// How much of the screen has moved by itself since the page began.
async fn has_not_moved(person: &Visitor, when: &str) {
    // What the browser has painted by now, it has measured.
    let settle = "return new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => go(1))))";
    person.asks::<Value>(settle, &[]).await;
    let (shift, shifts): (f64, Vec<String>) = person.asks("return [witness.shift, witness.shifts]", &[]).await;
    assert!(shift <= 0.02, "moved by {shift} {when}: {shifts:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_strictest_policy_lets_people_read_and_write() {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().guarded_by(STRICT));
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    amira.edits("How sour", "How sour is the rye?").await;
    let styled = "return getComputedStyle(composer().elements.body).display";
    assert_eq!(amira.asks::<String>(styled, &[]).await, "block", "it has its style");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn trusted_types_let_people_read_and_write() {
    let fixture = Fixture::open().await;
    let policy = format!("{STRICT}; require-trusted-types-for 'script'; trusted-types porch");
    let page = fixture.shows("/rye", Page::plain().guarded_by(&policy));
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_policy_that_allows_no_rendering_of_ours_leaves_a_quiet_fallback() {
    let fixture = Fixture::open().await;
    let policy = format!("{STRICT}; require-trusted-types-for 'script'; trusted-types 'none'");
    let page = fixture.shows("/rye", Page::plain().guarded_by(&policy));
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.is_told("Read them on their own page").await;
    assert_eq!(amira.errors().await, Vec::<String>::new());
    let said = amira.console().await;
    assert!(said.iter().all(|line| line.contains("Trusted")), "the browser says what it forbids: {said:#?}");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_webassembly_is_forbidden_words_show_and_a_plain_form_writes() {
    writes_without_webassembly(WITHOUT_WASM).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_forms_may_not_lead_elsewhere_either_the_plain_form_writes_too() {
    writes_without_webassembly(&format!("{WITHOUT_WASM}; form-action 'self'")).await;
}

async fn writes_without_webassembly(policy: &str) {
    let fixture = Fixture::open().await;
    let page = fixture.shows("/rye", Page::plain().guarded_by(policy));
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.sees("Ask us about rye").await;
    amira.writes("How sour is it?").await;
    amira.until("a plain form", "return composer().action.includes('/c/')", &[]).await;
    let said = amira.console().await;
    assert!(said.iter().all(|line| line.contains("WebAssembly")), "the browser says what it forbids: {said:#?}");
    amira.presses("Comment").await;
    let missing =
        "const { name } = composer().elements; return root.activeElement === name && name.ariaInvalid === 'true'";
    amira.until("the name that is missing", missing, &[]).await;
    amira.is_told("Which name shall we show?").await;
    // A draft is kept, as it is with the widget.
    amira.reloads().await;
    amira.arrives().await;
    amira.means_to_write().await;
    amira.until("the draft", "return composer().elements.body.value === 'How sour is it?'", &[]).await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_told("Your comment is up.").await;
    amira.sees("How sour is it?").await;
    amira.is_taken_to("How sour is it?").await;
    amira.until("an empty field", "return composer().elements.body.value === ''", &[]).await;
    assert_eq!(amira.asks::<String>("return location.pathname", &[]).await, "/rye", "nobody is led away");
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 2);

    fixture.porch.says(&["site", "set", "bakery", "hold=all"]).await;
    amira.writes("And the crust?").await;
    amira.until("a plain form again", "return composer().action.includes('/c/')", &[]).await;
    amira.is_called("Amira").await;
    amira.presses("Comment").await;
    amira.is_told("Thank you, Amira. The team reads comments before others see them.").await;
    assert_eq!(fixture.neighbour("Marta").reads(&page).await.total, 2);
    let said = amira.console().await;
    assert!(said.iter().all(|line| line.contains("WebAssembly")), "nothing else was forbidden: {said:#?}");
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_down_leaves_the_page_as_it_was() {
    let fixture = Fixture::open().await;
    let fallback = "<porch-thread><a href=\"/talk\">Join the conversation</a></porch-thread>";
    let page = fixture.shows("/rye", Page::plain().holding(fallback));
    fixture.porch.dies().await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    let shown = "return shown(document.querySelector('porch-thread a')) && shown(document.querySelector('#below'))";
    assert!(amira.asks::<bool>(shown, &[]).await);
    has_not_moved(&amira, "while the server is down").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_dies_under_the_reader_leaves_a_sentence_and_a_way_back() {
    let fixture = Fixture::open().await;
    let story = "<p>A long story about rye.</p>".repeat(200);
    let page = fixture.shows("/rye", Page::plain().below(&story));
    fixture.neighbour("Marta").says(&page, "Ask us about rye").await;
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    // The element is registered, and far away.
    amira.until("the loader", "return thread.state === 'idle' && !!root", &[]).await;
    fixture.porch.dies().await;
    amira.asks::<Value>("scrollTo(0, document.body.scrollHeight); return 1", &[]).await;
    amira.is_told("The comments didn’t load.").await;
    has_not_moved(&amira, "when the server died").await;
    let own = "return button('Read them on their own page').href";
    assert!(amira.asks::<String>(own, &[]).await.starts_with(&format!("{}/c/", fixture.talk)));
    fixture.porch.comes_back().await;
    amira.presses("Try again").await;
    amira.sees("Ask us about rye").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_server_and_a_late_widget_move_nothing() {
    let fixture = Fixture::at_the_end_of_a_road().await;
    let (fragment, wasm) = (Gate::closed(), Gate::closed());
    fixture.road().always("GET", "/fragment", Fate::Held(fragment.clone()));
    fixture.road().always("GET", ".wasm", Fate::Held(wasm.clone()));
    // The conversation comes last, as on most pages; what is above it is in sight.
    let page = fixture.shows("/rye", Page::plain().below("<p>What people say:</p>").styled("#below{display:none}"));
    let marta = fixture.neighbour("Marta");
    for number in 0..12 {
        marta.says(&page, &format!("Thought number {number} about rye, and bread, and the oven.")).await;
    }
    let amira = fixture.visitor().await;
    amira.goes(&page).await;
    fixture.road().comes("GET", "/fragment").await;
    has_not_moved(&amira, "before the fragment").await;
    fragment.opens();
    amira.arrives().await;
    has_not_moved(&amira, "when the fragment came").await;
    amira.means_to_write().await;
    fixture.road().comes("GET", ".wasm").await;
    wasm.opens();
    amira.can_write().await;
    amira.until("every root", "return all('.conversation-root').length === 12", &[]).await;
    has_not_moved(&amira, "when the widget came").await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_conversations_on_one_page_keep_apart_and_share_one_stream() {
    let fixture = Fixture::open().await;
    let (rye, spelt) = (fixture.page("/rye"), fixture.page("/spelt"));
    let elements = format!(
        "<porch-thread id=\"one\" page=\"{rye}\"></porch-thread>\n<porch-thread id=\"two\" page=\"{spelt}\"></porch-thread>"
    );
    let page = fixture.shows("/both", Page::plain().holding(&elements));
    let marta = fixture.neighbour("Marta");
    marta.says(&rye, "Ask us about rye").await;
    marta.says(&spelt, "Ask us about spelt").await;
    let amira = fixture.visitor_with(&Look { height: 2_000, ..Look::default() }).await;
    amira.goes(&page).await;
    let [one, two] = ["#one", "#two"].map(|element| amira.looking_at(element));
    one.sees("Ask us about rye").await;
    two.sees("Ask us about spelt").await;
    amira.until("one stream", "return witness.open().length === 1 && witness.open()[0].readyState === 1", &[]).await;

    two.shares("Amira", "How old is the starter?").await;
    one.shares("Amira", "How sour is it?").await;
    assert_eq!(one.reads().await, ["How sour is it?", "Ask us about rye"]);
    assert_eq!(two.reads().await, ["How old is the starter?", "Ask us about spelt"]);
    assert_eq!((marta.reads(&rye).await.total, marta.reads(&spelt).await.total), (2, 2));
    marta.says(&spelt, "As old as the house").await;
    two.presses("1 new comment").await;
    two.sees("As old as the house").await;
    assert_eq!(one.reads().await.len(), 2);
    amira.settles("the number of streams", "return witness.open().length", json!(1)).await;
    fixture.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_320_pixels_nothing_is_wider_than_the_screen() {
    let fixture = Fixture::open().await;
    let page = fixture.page("/rye");
    let marta = fixture.neighbour("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter");
    let mut last = marta.says(&page, &format!("A long word: {}", "rye".repeat(60))).await;
    for words in
        ["> a quotation\n\n- a list\n- of bread", "```\na line of code that goes on and on and on and on and on\n```"]
    {
        last = marta.answers(&page, &last, words).await;
    }
    last = marta.answers(&page, &last, &format!("[https://{}.example](https://example.org)", "long".repeat(20))).await;
    marta.answers(&page, &last, "And that is all").await;
    let amira = fixture.visitor_with(&Look { width: 320, height: 640, ..Look::default() }).await;
    amira.goes(&page).await;
    amira.arrives().await;
    amira.shares("Amira", "How sour is it?").await;
    amira.presses_at("How sour", "Reply").await;
    amira.until("the field of the reply", "return !!article('How sour').querySelector('textarea')", &[]).await;
    let wide = "const { scrollWidth, clientWidth } = document.documentElement; \
                return [scrollWidth - clientWidth, ...all('*').filter((one) => shown(one) && !one.closest('pre') \
                && one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5).map((one) => one.outerHTML.slice(0, 120))]";
    assert_eq!(amira.asks::<Value>(wide, &[]).await, json!([0]));
    fixture.closes().await;
}
